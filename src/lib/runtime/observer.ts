// Keeps what an observed round computed: figures, and the values that monitors of the round show.
import type { Tensor } from '@tensorflow/tfjs';
import { calledNetwork, type LinkedStep } from '../compile/link/forward';
import { sizeOf } from '../compile/link/weights';
import type { MonitorPlan, Program } from '../compile/program';
import type { PortRef } from '../graph/types';
import type { Tfjs } from '../nodes/kind';
import type { Evaluator, Lookup } from './evaluator';
import { monitorValue } from './monitorValue';
import type { MonitorValue } from './protocol';
import { looksAt } from './roundPlans';

export interface Observations {
	/** Latest mean of every loss and every one-number answer of a network, by port. */
	figures: Record<string, number>;
	monitors: Record<string, MonitorValue>;
}

const LATEST = 'latest ';
const FIRST = 'first ';

export class Observer {
	private readonly figurePorts = new Set<PortRef>();
	private readonly monitors: readonly MonitorPlan[];
	/** Ports that monitors look at. */
	private readonly watched = new Set<PortRef>();
	private readonly latest = new Map<PortRef, Tensor>();
	/** Monitors show the round's first value: D's answers to real and fake then come from the same D. */
	private readonly first = new Map<PortRef, Tensor>();

	constructor(
		private readonly tf: Tfjs,
		program: Program,
		private readonly steps: ReadonlyMap<string, LinkedStep>,
		private readonly evaluator: Evaluator,
	) {
		for (const { step } of steps.values()) {
			for (const [port, type] of Object.entries(step.outputTypes)) {
				const answer = calledNetwork(step) !== undefined && sizeOf(type.shape) === 1;
				if (type.meaning === 'loss' || answer) this.figurePorts.add(`${step.node}/${port}`);
			}
		}
		this.monitors = program.monitors.filter(
			({ node }) => steps.get(node)?.kind.monitor?.when === 'round',
		);
		for (const { node } of this.monitors) {
			for (const [, ref] of steps.get(node)!.from) this.watched.add(ref);
		}
	}

	/** Tells of a value; keeps a copy if anyone wants it. May be called on a gradient tape. */
	see(ref: PortRef, value: Tensor): void {
		if (this.figurePorts.has(ref)) {
			this.latest.get(ref)?.dispose();
			this.latest.set(ref, this.tf.keep(this.tf.clone(value)));
		}
		if (this.watched.has(ref) && !this.first.has(ref)) {
			this.first.set(ref, this.tf.keep(this.tf.clone(value)));
		}
	}

	/**
	 * Computes what monitors need and no phase did, in evaluation mode, from the values of the draw. Not what only players
	 * play that are not active: `idle`.
	 */
	complete(values: Lookup, idle: ReadonlySet<string>): void {
		for (const { node, needs } of this.monitors) {
			if (looksAt(this.steps.get(node)!, idle)) continue;
			if (this.steps.get(node)!.from.every(([, ref]) => this.first.has(ref))) continue;
			this.tf.tidy(() => {
				const own = new Map<PortRef, Tensor>();
				const lookup = {
					get: (ref: PortRef) => this.first.get(ref) ?? values.get(ref) ?? own.get(ref),
				};
				for (const need of needs) {
					const { context, from } = this.steps.get(need)!;
					const ports = Object.keys(context.outputs) as string[];
					if (ports.every((port) => lookup.get(`${need}/${port}`))) continue;
					if (from.some(([, ref]) => !lookup.get(ref))) continue;
					const outputs = this.evaluator.run(need, lookup, this.evaluator.asPlayed);
					for (const [port, value] of Object.entries(outputs)) own.set(`${need}/${port}`, value);
				}
				for (const [, ref] of this.steps.get(node)!.from) {
					const value = lookup.get(ref);
					if (value && !this.first.has(ref)) {
						this.first.set(ref, this.tf.keep(this.tf.clone(value)));
					}
				}
			});
		}
	}

	async read(): Promise<Observations> {
		const refs = [...this.latest.keys()];
		const means = this.tf.tidy(() =>
			refs.length === 0
				? undefined
				: this.tf.stack(refs.map((ref) => this.tf.mean(this.latest.get(ref)!))),
		);
		const read = async (): Promise<number[]> => (means ? Array.from(await means.data()) : []);
		const [values, ...shown] = await Promise.all([
			read(),
			...this.monitors.map(
				async ({ node }) => [node, await monitorValue(this.steps.get(node)!, this.first)] as const,
			),
		]);
		means?.dispose();
		const monitors: Record<string, MonitorValue> = {};
		for (const [node, value] of shown) if (value) monitors[node] = value;
		return {
			figures: Object.fromEntries(refs.map((ref, i) => [ref, values[i]!])),
			monitors,
		};
	}

	/** What it holds, by a name of its own. */
	get held(): Map<string, Tensor> {
		return new Map([
			...[...this.latest].map(([ref, tensor]) => [`${LATEST}${ref}`, tensor] as const),
			...[...this.first].map(([ref, tensor]) => [`${FIRST}${ref}`, tensor] as const),
		]);
	}

	/** Takes over kept tensors under the names `held` gave them. */
	hold(held: ReadonlyMap<string, Tensor>): void {
		this.clear();
		for (const [name, tensor] of held) {
			if (name.startsWith(LATEST)) this.latest.set(name.slice(LATEST.length) as PortRef, tensor);
			else this.first.set(name.slice(FIRST.length) as PortRef, tensor);
		}
	}

	/** A new round begins. */
	clear(): void {
		for (const tensor of [...this.latest.values(), ...this.first.values()]) tensor.dispose();
		this.latest.clear();
		this.first.clear();
	}
}
