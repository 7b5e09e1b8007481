// Weights as plain numbers: their first values, and the way between tfjs's layout and PyTorch's.
import { randomAt } from '../../graph/random';
import type { Initial, WeightSpec } from '../../nodes/kind';

/** A weight's values on the host. */
export interface WeightValues {
	shape: readonly number[];
	values: Float32Array;
}

export function sizeOf(shape: readonly number[]): number {
	return shape.reduce((size, length) => size * length, 1);
}

export function sameShape(a: readonly number[], b: readonly number[]): boolean {
	return a.length === b.length && a.every((length, axis) => length === b[axis]);
}

/** The first values of the weight at `path`: a function of the seed and its name, whatever else is in the document. */
export function initialValues(
	seed: number,
	path: string,
	shape: readonly number[],
	initial: Initial,
): Float32Array {
	const size = sizeOf(shape);
	const random = randomAt(seed, path, 0);
	switch (initial.type) {
		case 'uniform':
			return random.uniform(size, initial.min, initial.max);
		case 'normal':
			return random.normal(size, initial.mean, initial.deviation);
		case 'constant':
			return new Float32Array(size).fill(initial.value);
	}
}

/** `values` of `shape`, row-major, with its axes in the order `axes`. */
export function permuteAxes(
	values: Float32Array,
	shape: readonly number[],
	axes: readonly number[],
): WeightValues {
	const strides = shape.map((_, axis) => sizeOf(shape.slice(axis + 1)));
	const permuted = axes.map((axis) => shape[axis]!);
	const steps = axes.map((axis) => strides[axis]!);
	const out = new Float32Array(values.length);
	const index = permuted.map(() => 0);
	let from = 0;
	for (let to = 0; to < out.length; to++) {
		out[to] = values[from]!;
		for (let axis = index.length - 1; axis >= 0; axis--) {
			from += steps[axis]!;
			if (++index[axis]! < permuted[axis]!) break;
			from -= steps[axis]! * permuted[axis]!;
			index[axis] = 0;
		}
	}
	return { shape: permuted, values: out };
}

/** A weight as files hold it: PyTorch's layout. */
export function toTorchLayout(
	spec: Pick<WeightSpec, 'shape' | 'toTorch'>,
	values: Float32Array,
): WeightValues {
	return spec.toTorch
		? permuteAxes(values, spec.shape, spec.toTorch)
		: { shape: spec.shape, values };
}

/** The shape of a weight in PyTorch's layout. */
export function torchShape(spec: Pick<WeightSpec, 'shape' | 'toTorch'>): readonly number[] {
	return spec.toTorch ? spec.toTorch.map((axis) => spec.shape[axis]!) : spec.shape;
}

/** The inverse of `toTorchLayout`: values from a file, in the layout tfjs holds. */
export function fromTorchLayout(
	spec: Pick<WeightSpec, 'shape' | 'toTorch'>,
	values: Float32Array,
): Float32Array {
	const { toTorch } = spec;
	if (!toTorch) return values;
	const back = toTorch.map((_, axis) => toTorch.indexOf(axis));
	return permuteAxes(values, torchShape(spec), back).values;
}
