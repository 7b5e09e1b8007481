import { describe, expect, it } from 'vitest';
import { fill, flatten } from '../../src/lib/data/prepare/raster';

const square = (x: number, y: number, size: number): number[] => [
	...[x, y],
	...[x + size, y],
	...[x + size, y + size],
	...[x, y + size],
];
const area = (pixels: Uint8Array): number => pixels.reduce((sum, value) => sum + value, 0) / 255;

describe('fill', () => {
	it('covers whole pixels whole and edge pixels in part', () => {
		const pixels = fill([square(1, 1, 1.5)], 4, 4);
		expect([...pixels]).toEqual([0, 0, 0, 0, 0, 255, 128, 0, 0, 128, 64, 0, 0, 0, 0, 0]);
	});

	it('counts overlapping rings of one direction once', () => {
		expect(area(fill([square(1, 1, 4), square(3, 1, 4)], 8, 8))).toBe(24);
	});

	it('leaves a hole where a ring runs the other way', () => {
		const hole = [3, 3, 3, 5, 5, 5, 5, 3];
		expect(area(fill([square(1, 1, 6), hole], 8, 8))).toBe(32);
	});

	it('cuts off what lies outside the picture', () => {
		expect(area(fill([square(-2, -2, 4)], 4, 4))).toBe(4);
	});
});

describe('flatten', () => {
	it('keeps the area of a circle drawn with cubic curves', () => {
		const k = 0.5523 * 10;
		const rings = flatten([
			{ type: 'M', x: 22, y: 12 },
			{ type: 'C', x1: 22, y1: 12 + k, x2: 12 + k, y2: 22, x: 12, y: 22 },
			{ type: 'C', x1: 12 - k, y1: 22, x2: 2, y2: 12 + k, x: 2, y: 12 },
			{ type: 'C', x1: 2, y1: 12 - k, x2: 12 - k, y2: 2, x: 12, y: 2 },
			{ type: 'C', x1: 12 + k, y1: 2, x2: 22, y2: 12 - k, x: 22, y: 12 },
			{ type: 'Z' },
		]);
		// Eight straight pieces a quarter lose 0.6 % of the disc.
		const share = area(fill(rings, 24, 24)) / (100 * Math.PI);
		expect(share).toBeGreaterThan(0.993);
		expect(share).toBeLessThan(0.995);
	});

	it('passes through the middle of a quadratic curve', () => {
		const [ring] = flatten([
			{ type: 'M', x: 0, y: 0 },
			{ type: 'L', x: 4, y: 0 },
			{ type: 'Q', x1: 8, y1: 0, x: 8, y: 4 },
			{ type: 'Z' },
		]);
		expect(ring?.slice(2 + 2 + 6, 2 + 2 + 8)).toEqual([7, 1]);
	});
});
