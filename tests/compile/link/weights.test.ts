import { describe, expect, it } from 'vitest';
import {
	fromTorchLayout,
	initialValues,
	permuteAxes,
	toTorchLayout,
	torchShape,
} from '../../../src/lib/compile/link/weights';

const range = (count: number): Float32Array => Float32Array.from({ length: count }, (_, i) => i);

describe('permuteAxes', () => {
	it('transposes a matrix', () => {
		expect(permuteAxes(range(6), [2, 3], [1, 0])).toEqual({
			shape: [3, 2],
			values: Float32Array.of(0, 3, 1, 4, 2, 5),
		});
	});

	it('turns HWIO into OIHW', () => {
		const [h, w, i, o] = [2, 3, 4, 5];
		const { shape, values } = permuteAxes(range(h * w * i * o), [h, w, i, o], [3, 2, 0, 1]);
		expect(shape).toEqual([o, i, h, w]);
		const at = (y: number, x: number, c: number, k: number) => ((y * w + x) * i + c) * o + k;
		expect(values[((4 * i + 1) * h + 1) * w + 2]).toBe(at(1, 2, 1, 4));
	});
});

describe('layouts', () => {
	const spec = { shape: [2, 3, 4, 5], toTorch: [3, 2, 0, 1] };

	it('come back as they went', () => {
		const values = range(120);
		const torch = toTorchLayout(spec, values);
		expect(torch.shape).toEqual(torchShape(spec));
		expect(torch.values).not.toEqual(values);
		expect(fromTorchLayout(spec, torch.values)).toEqual(values);
	});

	it('leave weights without an order alone', () => {
		const values = range(4);
		expect(toTorchLayout({ shape: [4] }, values)).toEqual({ shape: [4], values });
	});
});

describe('initialValues', () => {
	const uniform = { type: 'uniform', min: -0.5, max: 0.5 } as const;

	it('depend on seed and path alone', () => {
		const values = initialValues(1, 'G/dense/weight', [3, 4], uniform);
		expect(values).toHaveLength(12);
		expect(initialValues(1, 'G/dense/weight', [3, 4], uniform)).toEqual(values);
		expect(initialValues(2, 'G/dense/weight', [3, 4], uniform)).not.toEqual(values);
		expect(initialValues(1, 'D/dense/weight', [3, 4], uniform)).not.toEqual(values);
	});

	it('keep their bounds', () => {
		const values = initialValues(1, 'w', [1000], uniform);
		expect(Math.min(...values)).toBeGreaterThanOrEqual(-0.5);
		expect(Math.max(...values)).toBeLessThan(0.5);
		expect(initialValues(1, 'w', [2], { type: 'constant', value: 3 })).toEqual(
			Float32Array.of(3, 3),
		);
	});
});
