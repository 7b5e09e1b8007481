// The state of a run: held on the device to go back to, read to the host to be kept.
import type { Tensor } from '@tensorflow/tfjs';
import { writeWeight, type Linked } from '../compile/link';
import { sameShape } from '../compile/link/weights';
import type { Tfjs } from '../nodes/kind';
import type { EvaluationRecord } from './drawValues';
import type { Optimizer } from './optimizers';
import type { Checkpoint, HostArray } from './protocol';

/** Where a run is, apart from its tensors. */
export interface Position {
	seed: number;
	round: number;
	phase: number;
	draw: number;
	evaluations: Record<string, EvaluationRecord>;
}

/**
 * Weights share the variables' memory: they are never written in place, so holding them costs nothing yet. Optimizer
 * states are copies, for kernels of ours do write those in place.
 */
export interface Snapshot {
	position: Position;
	updates: Record<string, number>;
	weights: Map<string, Tensor>;
	/** By player and slot. */
	optimizer: Map<string, Map<string, Tensor>>;
}

export function takeSnapshot(
	position: Position,
	linked: Linked,
	optimizers: ReadonlyMap<string, Optimizer>,
): Snapshot {
	const updates: Record<string, number> = {};
	const optimizer: Snapshot['optimizer'] = new Map();
	for (const [player, { state, updates: made }] of optimizers) {
		updates[player] = made;
		optimizer.set(player, new Map([...state].map(([slot, held]) => [slot, copyOf(held)])));
	}
	return {
		position,
		updates,
		weights: new Map([...linked.weights].map(([path, { variable }]) => [path, variable.clone()])),
		optimizer,
	};
}

export function disposeSnapshot(snapshot: Snapshot): void {
	for (const tensor of snapshot.weights.values()) tensor.dispose();
	for (const slots of snapshot.optimizer.values()) {
		for (const tensor of slots.values()) tensor.dispose();
	}
}

/** Puts the snapshot's tensors back; it stays usable. */
export function returnToSnapshot(
	snapshot: Snapshot,
	linked: Linked,
	optimizers: ReadonlyMap<string, Optimizer>,
): void {
	for (const [path, tensor] of snapshot.weights) {
		linked.weights.get(path)?.variable.assign(tensor);
	}
	for (const [player, optimizer] of optimizers) {
		optimizer.updates = snapshot.updates[player] ?? 0;
		for (const [slot, tensor] of snapshot.optimizer.get(player) ?? []) {
			const copy = copyOf(tensor);
			optimizer.state.get(slot)?.assign(copy);
			copy.dispose();
		}
	}
}

/** Copies a snapshot to the host. */
export async function readSnapshot(
	snapshot: Snapshot,
	optimizers: ReadonlyMap<string, Optimizer>,
): Promise<Checkpoint> {
	const weights: Record<string, HostArray> = {};
	const optimizer: Record<string, HostArray> = {};
	const reads: Promise<void>[] = [];
	for (const [path, tensor] of snapshot.weights) {
		weights[path] = { shape: tensor.shape, values: new Float32Array(0) };
		reads.push(
			readFloats(tensor).then((values) => {
				weights[path] = { shape: tensor.shape, values };
			}),
		);
	}
	for (const [player, slots] of snapshot.optimizer) {
		for (const [slot, tensor] of slots) {
			reads.push(
				readFloats(tensor).then((values) => {
					const parts = optimizers.get(player)?.split(slot, values) ?? {};
					for (const [name, part] of Object.entries(parts)) optimizer[`${player}/${name}`] = part;
				}),
			);
		}
	}
	await Promise.all(reads);
	const { seed, round, phase, draw, evaluations } = snapshot.position;
	return {
		version: 1,
		seed,
		round,
		phase,
		draw,
		evaluations,
		updates: snapshot.updates,
		weights,
		optimizer,
	};
}

/** Writes a checkpoint's tensors into the models and optimizers. Throws, changing nothing, where weights do not fit. */
export function writeCheckpoint(
	tf: Tfjs,
	checkpoint: Checkpoint,
	linked: Linked,
	optimizers: ReadonlyMap<string, Optimizer>,
): void {
	for (const [path, { variable }] of linked.weights) {
		const given = checkpoint.weights[path];
		if (given?.shape.join() !== variable.shape.join()) {
			throw new Error(`The checkpoint does not fit: ${path} is missing or has another shape.`);
		}
	}
	for (const [path, { variable }] of linked.weights) {
		const { shape, values } = checkpoint.weights[path]!;
		writeWeight(tf, path, variable, shape, values);
	}
	writeOptimizers(checkpoint, optimizers);
}

/** Writes the weights that fit by path and shape; tells which did. */
export function writeFitting(
	tf: Tfjs,
	weights: Readonly<Record<string, HostArray>>,
	linked: Linked,
): { loaded: string[]; refused: string[] } {
	const loaded: string[] = [];
	const refused: string[] = [];
	for (const [path, { shape, values }] of Object.entries(weights)) {
		const own = linked.weights.get(path);
		if (own && sameShape(shape, own.variable.shape)) {
			writeWeight(tf, path, own.variable, shape, values);
			loaded.push(path);
		} else refused.push(path);
	}
	return { loaded, refused };
}

/** Writes what a checkpoint has of each optimizer; the rest starts at zero. */
export function writeOptimizers(
	checkpoint: Checkpoint,
	optimizers: ReadonlyMap<string, Optimizer>,
): void {
	for (const [player, optimizer] of optimizers) {
		const prefix = `${player}/`;
		const own = Object.entries(checkpoint.optimizer)
			.filter(([name]) => name.startsWith(prefix))
			.map(([name, state]) => [name.slice(prefix.length), state] as const);
		optimizer.write(Object.fromEntries(own));
		optimizer.updates = checkpoint.updates[player] ?? 0;
	}
}

/** New memory with the same numbers; `clone` would share it. */
function copyOf(tensor: Tensor): Tensor {
	return tensor.mul(1);
}

/** A copy: on cpu and wasm tfjs hands out its own memory. */
async function readFloats(tensor: Tensor): Promise<Float32Array> {
	return ((await tensor.data()) as Float32Array).slice();
}
