// Principal components: the plane in which features spread most, and how much of their spread is left in it.
import { EigenvalueDecomposition, Matrix } from 'ml-matrix';
import type { Features } from './frechetDistance';

export interface PrincipalPlane {
	/** Items × 2: where each lies in the plane, in the units of the features; the mean of all is at 0, 0. */
	places: Float64Array;
	/** The share of the whole variance along each of the two axes, 0 … 1. */
	explained: [first: number, second: number];
}

/**
 * By the eigenvectors of the n × n inner products of the centred items, which tell as much as those of the covariance
 * and are few where there are more features than items (Jolliffe, Principal Component Analysis, 2002, section 3.5). The
 * sign of an axis is open: it is chosen so that its third moment is not negative.
 * @throws {RangeError} where there are fewer than two items.
 */
export function principalPlane({ values, size }: Features): PrincipalPlane {
	const count = values.length / size;
	if (!Number.isInteger(count) || count < 2) {
		throw new RangeError(`${values.length} numbers are no two items or more of ${size} features.`);
	}
	const centred = centre(values, size, count);
	const products = new Matrix(count, count);
	for (let a = 0; a < count; a++) {
		for (let b = 0; b <= a; b++) {
			let sum = 0;
			for (let i = 0; i < size; i++) sum += centred[a * size + i]! * centred[b * size + i]!;
			products.set(a, b, sum);
			products.set(b, a, sum);
		}
	}
	const { realEigenvalues, eigenvectorMatrix } = new EigenvalueDecomposition(products, {
		assumeSymmetric: true,
	});
	const order = realEigenvalues.map((_, i) => i);
	order.sort((a, b) => realEigenvalues[b]! - realEigenvalues[a]!);
	const whole = products.trace();
	const places = new Float64Array(count * 2);
	const explained: PrincipalPlane['explained'] = [0, 0];
	for (const axis of [0, 1]) {
		const at = order[axis]!;
		const variance = Math.max(0, realEigenvalues[at]!);
		const along = eigenvectorMatrix.getColumn(at).map((value) => value * Math.sqrt(variance));
		const sign = along.reduce((sum, value) => sum + value ** 3, 0) < 0 ? -1 : 1;
		along.forEach((value, item) => (places[item * 2 + axis] = sign * value));
		explained[axis] = whole > 0 ? variance / whole : 0;
	}
	return { places, explained };
}

function centre(values: ArrayLike<number>, size: number, count: number): Float64Array {
	const mean = new Float64Array(size);
	for (let i = 0; i < values.length; i++) mean[i % size]! += values[i]! / count;
	return Float64Array.from(values, (value, i) => value - mean[i % size]!);
}
