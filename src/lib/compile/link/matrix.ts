// A weight read as a matrix, one row for every index along an axis: the norms of its rows, its first singular vectors.
import type { WeightValues } from './weights';

/** Enough to come near the first singular vectors; PyTorch takes as many. */
const ITERATIONS = 15;

/** The norm of what stands at each index along `axis`. */
export function normsAlong({ shape, values }: WeightValues, axis: number): Float32Array {
	const rows = rowOf(shape, axis);
	const squares = new Float64Array(shape[axis]!);
	values.forEach((value, i) => {
		squares[rows(i)]! += value ** 2;
	});
	return Float32Array.from(squares, Math.sqrt);
}

/**
 * The first singular vectors by power iteration from a drawn start: left, with a number for each index along `axis`;
 * right, with one for all other indices, row-major.
 */
export function singularVectors(
	{ shape, values }: WeightValues,
	axis: number,
	draw: (count: number) => Float32Array,
): [left: Float32Array, right: Float32Array] {
	const rows = rowOf(shape, axis);
	const columns = columnOf(shape, axis);
	const height = shape[axis]!;
	let left: Float64Array = unit(Float64Array.from(draw(height)));
	let right: Float64Array = new Float64Array(values.length / height);
	for (let i = 0; i < ITERATIONS; i++) {
		const across = new Float64Array(right.length);
		values.forEach((value, at) => {
			across[columns(at)]! += value * left[rows(at)]!;
		});
		right = unit(across);
		const down = new Float64Array(height);
		values.forEach((value, at) => {
			down[rows(at)]! += value * right[columns(at)]!;
		});
		left = unit(down);
	}
	return [Float32Array.from(left), Float32Array.from(right)];
}

/** Where an element stands along `axis`. */
function rowOf(shape: readonly number[], axis: number): (index: number) => number {
	const stride = shape.slice(axis + 1).reduce((size, length) => size * length, 1);
	const length = shape[axis]!;
	return (index) => Math.floor(index / stride) % length;
}

/** Where it stands among all that share its place along `axis`. */
function columnOf(shape: readonly number[], axis: number): (index: number) => number {
	const stride = shape.slice(axis + 1).reduce((size, length) => size * length, 1);
	const length = shape[axis]!;
	return (index) => Math.floor(index / (stride * length)) * stride + (index % stride);
}

function unit(vector: Float64Array): Float64Array {
	const norm = Math.sqrt(vector.reduce((sum, value) => sum + value ** 2, 0));
	return norm === 0 ? vector : vector.map((value) => value / norm);
}
