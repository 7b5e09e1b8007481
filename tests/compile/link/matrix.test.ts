import { Matrix, SingularValueDecomposition } from 'ml-matrix';
import { describe, expect, it } from 'vitest';
import { normsAlong, singularVectors } from '../../../src/lib/compile/link/matrix';
import { initialValues, permuteAxes } from '../../../src/lib/compile/link/weights';
import { randomAt } from '../../../src/lib/graph/random';

const SHAPE = [2, 3, 4, 5];
const drawn = { shape: SHAPE, values: randomAt(1, 'weight', 0).normal(120, 0, 1) };

/** Row-major, a row for each index along `axis`. */
function matrixOf(axis: number): Matrix {
	const others = [0, 1, 2, 3].filter((i) => i !== axis);
	const { values } = permuteAxes(drawn.values, SHAPE, [axis, ...others]);
	return Matrix.from1DArray(SHAPE[axis]!, values.length / SHAPE[axis]!, values);
}

describe.each([0, 1, 2, 3])('along axis %i', (axis) => {
	it('norms are those of the matrix’s rows', () => {
		const norms = matrixOf(axis)
			.to2DArray()
			.map((row) => Math.hypot(...row));
		normsAlong(drawn, axis).forEach((norm, i) => expect(norm).toBeCloseTo(norms[i]!, 5));
	});

	it('singular vectors reach the largest singular value', () => {
		const [left, right] = singularVectors(drawn, axis, (count) =>
			randomAt(1, 'start', 0).normal(count, 0, 1),
		);
		const matrix = matrixOf(axis);
		expect([left.length, right.length]).toEqual([matrix.rows, matrix.columns]);
		const reached = Matrix.rowVector(left).mmul(matrix).mmul(Matrix.columnVector(right)).get(0, 0);
		const largest = new SingularValueDecomposition(matrix).diagonal[0]!;
		expect(reached / largest).toBeGreaterThan(0.95);
		expect(reached / largest).toBeLessThanOrEqual(1 + 1e-6);
	});
});

describe('first values that start from another weight', () => {
	const sibling = (name: string) => {
		expect(name).toBe('weight_orig');
		return drawn;
	};
	const side = (which: 'left' | 'right') =>
		initialValues(
			1,
			`D/conv/weight_${which === 'left' ? 'u' : 'v'}`,
			[],
			{ type: 'singular', of: 'weight_orig', axis: 3, side: which },
			sibling,
		);

	it('find two singular vectors that belong together', () => {
		const matrix = matrixOf(3);
		const across = Matrix.rowVector(side('left')).mmul(matrix).to1DArray();
		const norm = Math.hypot(...across);
		side('right').forEach((value, i) => expect(value).toBeCloseTo(across[i]! / norm, 1));
	});

	it('say so where it is not there', () => {
		expect(() =>
			initialValues(1, 'D/conv/weight_g', [1], { type: 'norms', of: 'weight_v', axis: 0 }),
		).toThrow('D/conv/weight_g starts from weight_v');
	});
});
