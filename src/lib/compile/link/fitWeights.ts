// Weights from a file, matched by name with what a program has.
import type { Program } from '../program';
import { isStateName } from './trainingState';
import { fromTorchLayout, sameShape, torchShape, type WeightValues } from './weights';

/** A tensor as PyTorch lays it out. */
export interface TorchTensor {
	shape: readonly number[];
	values: Float32Array | Int32Array;
}

export type Misfit = { name: string } & (
	| { problem: 'unknown' | 'missing' | 'integers' | 'notFinite' }
	| { problem: 'shape'; given: readonly number[]; wanted: readonly number[] }
);

export interface Fitting {
	/** What fits, by path, in tfjs's layout. */
	weights: Record<string, WeightValues>;
	/** What does not, in the file's order; then what networks lack that the file has other weights of. */
	misfits: readonly Misfit[];
}

/** Running statistics may be left out; so may whole networks. */
export function fitWeights(
	tensors: Readonly<Record<string, TorchTensor>>,
	program: Program,
): Fitting {
	const networks = Object.values(program.networks).map((network) => network.weights);
	const planned = new Map(networks.flat().map((weight) => [weight.path, weight]));
	const weights: Record<string, WeightValues> = {};
	const misfits: Misfit[] = [];
	for (const [name, { shape, values }] of Object.entries(tensors)) {
		const weight = planned.get(name);
		// PyTorch counts batches beside the running statistics; nothing depends on the count.
		if (!weight && (name.endsWith('/num_batches_tracked') || isStateName(name))) continue;
		if (!weight) misfits.push({ name, problem: 'unknown' });
		else if (!sameShape(shape, torchShape(weight)))
			misfits.push({ name, problem: 'shape', given: shape, wanted: torchShape(weight) });
		else if (values instanceof Int32Array) misfits.push({ name, problem: 'integers' });
		else if (!values.every(Number.isFinite)) misfits.push({ name, problem: 'notFinite' });
		else weights[name] = { shape: weight.shape, values: fromTorchLayout(weight, values) };
	}
	for (const own of networks) {
		if (!own.some(({ path }) => path in tensors)) continue;
		for (const { path: name, trainable } of own)
			if (trainable && !(name in tensors)) misfits.push({ name, problem: 'missing' });
	}
	return { weights, misfits };
}
