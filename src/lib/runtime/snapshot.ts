// The state of a run: held on the device to go back to, read to the host to be kept.
import type { Tensor } from '@tensorflow/tfjs';
import { writeWeight, type Linked, type LinkedWeight } from '../compile/link';
import { sameShape } from '../compile/link/weights';
import type { PortRef } from '../graph/types';
import type { Tfjs } from '../nodes/kind';
import type { EvaluationRecord } from './drawValues';
import type { Players } from './players';
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
 * Weights and averages share the variables' memory: what is shared is never written in place, so holding them costs
 * nothing yet. Optimizer states are copies, for kernels of ours do write those in place.
 */
export interface Snapshot {
	position: Position;
	updates: Record<string, number>;
	/** Values of the draw under way that can't be computed again. */
	held: ReadonlyMap<PortRef, Tensor>;
	weights: Map<string, Tensor>;
	/** By player and slot. */
	optimizer: Map<string, Map<string, Tensor>>;
	/** By place in the players' averages. */
	averages: Map<string, Tensor>;
}

/** Takes over `held`. */
export function takeSnapshot(
	position: Position,
	held: Snapshot['held'],
	linked: Linked,
	{ optimizers, averages }: Players,
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
		held,
		weights: new Map([...linked.weights].map(([path, { variable }]) => [path, variable.clone()])),
		optimizer,
		averages: new Map([...averages.state].map(([key, vector]) => [key, vector.clone()])),
	};
}

export function disposeSnapshot(snapshot: Snapshot): void {
	const { held, weights, averages, optimizer } = snapshot;
	for (const tensors of [held, weights, averages, ...optimizer.values()]) {
		for (const tensor of tensors.values()) tensor.dispose();
	}
}

/** Puts the snapshot's tensors back; it stays usable. */
export function returnToSnapshot(
	snapshot: Snapshot,
	linked: Linked,
	{ optimizers, averages }: Players,
): void {
	for (const [path, tensor] of snapshot.weights) {
		linked.weights.get(path)?.variable.assign(tensor);
	}
	for (const [key, tensor] of snapshot.averages) averages.state.get(key)?.assign(tensor);
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
export async function readSnapshot(snapshot: Snapshot, players: Players): Promise<Checkpoint> {
	const optimizer: Record<string, HostArray> = {};
	const reads: Promise<void>[] = [];
	const readAll = (tensors: ReadonlyMap<string, Tensor>): Record<string, HostArray> => {
		const arrays: Record<string, HostArray> = {};
		for (const [name, tensor] of tensors) {
			arrays[name] = { shape: tensor.shape, values: new Float32Array(0) };
			reads.push(
				readFloats(tensor).then((values) => {
					arrays[name] = { shape: tensor.shape, values };
				}),
			);
		}
		return arrays;
	};
	const weights = readAll(snapshot.weights);
	const held = readAll(snapshot.held);
	for (const [player, slots] of snapshot.optimizer) {
		for (const [slot, tensor] of slots) {
			reads.push(
				readFloats(tensor).then((values) => {
					const parts = players.optimizers.get(player)?.split(slot, values) ?? {};
					for (const [name, part] of Object.entries(parts)) optimizer[`${player}/${name}`] = part;
				}),
			);
		}
	}
	const averages: Record<string, HostArray> = {};
	for (const [key, tensor] of snapshot.averages) {
		reads.push(
			readFloats(tensor).then((values) => {
				Object.assign(averages, players.averages.split(key, values));
			}),
		);
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
		held,
		updates: snapshot.updates,
		weights,
		optimizer,
		averages,
	};
}

/**
 * Writes a checkpoint's tensors into the models and optimizers. Throws, changing nothing, where weights of networks do
 * not fit; what a training node keeps starts anew where the checkpoint has nothing fitting.
 */
export function writeCheckpoint(
	tf: Tfjs,
	checkpoint: Checkpoint,
	linked: Linked,
	players: Players,
): void {
	const fits = (path: string, { variable }: LinkedWeight): boolean =>
		checkpoint.weights[path]?.shape.join() === variable.shape.join();
	for (const [path, weight] of linked.weights) {
		if (weight.network !== undefined && !fits(path, weight)) {
			throw new Error(`The checkpoint does not fit: ${path} is missing or has another shape.`);
		}
	}
	for (const [path, weight] of linked.weights) {
		if (!fits(path, weight)) continue;
		const { shape, values } = checkpoint.weights[path]!;
		writeWeight(tf, path, weight.variable, shape, values);
	}
	writePlayers(checkpoint, players);
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

/** Writes what a checkpoint has of optimizers (the rest starts at zero) and of averages (the rest, at the weights). */
export function writePlayers(checkpoint: Checkpoint, { optimizers, averages }: Players): void {
	averages.write(checkpoint.averages ?? {});
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
