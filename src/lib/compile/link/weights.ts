// Weights as plain numbers: their first values, and the way between tfjs's layout and PyTorch's.
import { randomAt } from '../../graph/random';
import type { Initial, WeightSpec } from '../../nodes/kind';
import type { PlannedWeight, Program } from '../program';
import { normsAlong, singularVectors } from './matrix';

/** A weight's values on the host. */
export interface WeightValues {
	shape: readonly number[];
	values: Float32Array;
}

/** What tells how a file holds a weight. */
type Layout = Pick<WeightSpec, 'shape' | 'toTorch' | 'torchFlat'>;

export function sizeOf(shape: readonly number[]): number {
	return shape.reduce((size, length) => size * length, 1);
}

export function sameShape(a: readonly number[], b: readonly number[]): boolean {
	return a.length === b.length && a.every((length, axis) => length === b[axis]);
}

/**
 * The first values of the weight at `path`: a function of the seed and its name, whatever else is in the document.
 * `sibling` gives the first values of another weight of the same node, for those that start from it.
 */
export function initialValues(
	seed: number,
	path: string,
	shape: readonly number[],
	initial: Initial,
	sibling?: (name: string) => WeightValues,
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
		case 'norms':
			return normsAlong(from(initial.of), initial.axis);
		case 'singular': {
			// Both sides start the same search, so they belong together.
			const weight = from(initial.of);
			const start = randomAt(seed, path.replace(/[^/]*$/, 'singular'), 0);
			const [left, right] = singularVectors(weight, initial.axis, (count) =>
				start.normal(count, 0, 1),
			);
			return initial.side === 'left' ? left : right;
		}
	}

	function from(name: string): WeightValues {
		const values = sibling?.(name);
		if (!values) throw new Error(`${path} starts from ${name}, which is not there.`);
		return values;
	}
}

/** The first values of one of a document's weights; those that start from another take it as it is in `given`. */
export function firstValues(
	seed: number,
	planned: ReadonlyMap<string, PlannedWeight>,
	path: string,
	given: Readonly<Record<string, WeightValues>> = {},
): WeightValues {
	const { name, shape, initial } = planned.get(path)!;
	const sibling = (other: string): WeightValues => {
		const place = path.slice(0, -name.length) + other;
		return given[place] ?? firstValues(seed, planned, place, given);
	};
	return { shape, values: initialValues(seed, path, shape, initial, sibling) };
}

/** The first values of all networks' weights, by path. */
export function firstWeights(program: Program, seed: number): Record<string, WeightValues> {
	const all = Object.values(program.networks).flatMap(({ weights }) => weights);
	const planned = new Map(all.map((weight) => [weight.path, weight]));
	return Object.fromEntries(all.map(({ path }) => [path, firstValues(seed, planned, path)]));
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
export function toTorchLayout(spec: Layout, values: Float32Array): WeightValues {
	const laid = spec.toTorch ? permuteAxes(values, spec.shape, spec.toTorch).values : values;
	return { shape: torchShape(spec), values: laid };
}

/** The shape of a weight in PyTorch's layout. */
export function torchShape(spec: Layout): readonly number[] {
	return spec.torchFlat ? [sizeOf(spec.shape)] : turnedShape(spec);
}

function turnedShape({ shape, toTorch }: Layout): readonly number[] {
	return toTorch ? toTorch.map((axis) => shape[axis]!) : shape;
}

/** The inverse of `toTorchLayout`: values from a file, in the layout tfjs holds. */
export function fromTorchLayout(spec: Layout, values: Float32Array): Float32Array {
	const { toTorch } = spec;
	if (!toTorch) return values;
	const back = toTorch.map((_, axis) => toTorch.indexOf(axis));
	return permuteAxes(values, turnedShape(spec), back).values;
}
