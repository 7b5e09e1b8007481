// A weight read as a matrix, one row for every index along an axis: the norms of its rows, its first singular vectors.
import type { WeightValues } from './weights';

/** Enough to come near the first singular vectors; PyTorch takes as many. */
const ITERATIONS = 15;

/** The norm of what stands at each index along `axis`. */
export function normsAlong(weight: WeightValues, axis: number): Float32Array {
	const squares = new Float64Array(weight.shape[axis]!);
	forEachElement(weight, axis, (value, row) => {
		squares[row]! += value ** 2;
	});
	return Float32Array.from(squares, Math.sqrt);
}

/**
 * The first singular vectors by power iteration from a drawn start: left, with a number for each index along `axis`;
 * right, with one for all other indices, row-major.
 */
export function singularVectors(
	weight: WeightValues,
	axis: number,
	draw: (count: number) => Float32Array,
): [left: Float32Array, right: Float32Array] {
	const height = weight.shape[axis]!;
	const width = weight.values.length / height;
	let left = unit(Float64Array.from(draw(height)));
	let right = new Float64Array(width);
	for (let i = 0; i < ITERATIONS; i++) {
		const across = new Float64Array(width);
		forEachElement(weight, axis, (value, row, column) => {
			across[column]! += value * left[row]!;
		});
		right = unit(across);
		const down = new Float64Array(height);
		forEachElement(weight, axis, (value, row, column) => {
			down[row]! += value * right[column]!;
		});
		left = unit(down);
	}
	return [Float32Array.from(left), Float32Array.from(right)];
}

/** `row` is the place along `axis`, `column` the place among all that share it. */
function forEachElement(
	{ shape, values }: WeightValues,
	axis: number,
	take: (value: number, row: number, column: number) => void,
): void {
	const height = shape[axis]!;
	const inner = shape.slice(axis + 1).reduce((size, length) => size * length, 1);
	let at = 0;
	for (let outer = 0; at < values.length; outer += inner) {
		for (let row = 0; row < height; row++) {
			for (let i = 0; i < inner; i++) take(values[at++]!, row, outer + i);
		}
	}
}

function unit(vector: Float64Array<ArrayBuffer>): Float64Array<ArrayBuffer> {
	const norm = Math.sqrt(vector.reduce((sum, value) => sum + value ** 2, 0));
	return norm === 0 ? vector : vector.map((value) => value / norm);
}
