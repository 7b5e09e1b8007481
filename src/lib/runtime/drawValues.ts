// What has been computed since the last draw, and what of it still holds: why a round computes nothing twice.
import type { Tensor } from '@tensorflow/tfjs';
import type { PortRef } from '../graph/types';

/** How a node was evaluated in this draw. Plain data: kept in checkpoints taken inside a round. */
export interface EvaluationRecord {
	/** Evaluations that were no repeats. */
	count: number;
	/** Nothing it depends on has changed since the last one. */
	valid: boolean;
}

/**
 * Values of one draw by port. A node can be valid without its value being here (it was on a gradient tape, or the
 * run was resumed inside a round): it is then computed again, as a *repeat*: with the same random numbers, and
 * without touching running statistics.
 */
export class DrawValues {
	private readonly tensors = new Map<PortRef, Tensor>();
	private readonly records = new Map<string, EvaluationRecord>();

	get(ref: PortRef): Tensor | undefined {
		return this.tensors.get(ref);
	}

	isValid(node: string): boolean {
		return this.records.get(node)?.valid ?? false;
	}

	/** Whether `node` needs no computing: valid, and all its `ports` here. */
	holds(node: string, ports: readonly string[]): boolean {
		return this.isValid(node) && ports.every((port) => this.tensors.has(`${node}/${port}`));
	}

	/** Tells how the evaluation about to happen counts. */
	evaluating(node: string): { repeat: boolean; count: number } {
		const record = this.records.get(node) ?? { count: 0, valid: false };
		const repeat = record.valid;
		const count = repeat ? record.count : record.count + 1;
		this.records.set(node, { count, valid: true });
		return { repeat, count };
	}

	/** Takes over kept tensors; the caller keeps no hold of them. */
	store(node: string, values: Readonly<Record<string, Tensor>>): void {
		for (const [port, value] of Object.entries(values)) {
			const ref: PortRef = `${node}/${port}`;
			this.tensors.get(ref)?.dispose();
			this.tensors.set(ref, value);
		}
	}

	/** Something `nodes` depend on has changed. */
	invalidate(nodes: Iterable<string>): void {
		for (const node of nodes) {
			const record = this.records.get(node);
			if (record) record.valid = false;
			for (const [ref, tensor] of this.tensors) {
				if (!ref.startsWith(`${node}/`)) continue;
				tensor.dispose();
				this.tensors.delete(ref);
			}
		}
	}

	/** Copies of `node`'s values that share their memory; the caller disposes them. */
	copy(node: string): [PortRef, Tensor][] {
		return [...this.tensors]
			.filter(([ref]) => ref.startsWith(`${node}/`))
			.map(([ref, tensor]) => [ref, tensor.clone()]);
	}

	/** Forgets everything: a new draw begins, or the round has ended. */
	clear(): void {
		for (const tensor of this.tensors.values()) tensor.dispose();
		this.tensors.clear();
		this.records.clear();
	}

	read(): Record<string, EvaluationRecord> {
		return Object.fromEntries([...this.records].map(([node, record]) => [node, { ...record }]));
	}

	/** Restores what `read` gave; values are computed again where they are needed. */
	write(records: Readonly<Record<string, EvaluationRecord>>): void {
		this.clear();
		for (const [node, record] of Object.entries(records)) this.records.set(node, { ...record });
	}
}
