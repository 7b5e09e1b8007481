import { describe, expect, it } from 'vitest';
import type { PictureFrame } from '../../../src/lib/runtime/pictureHistory';
import { clothColumns } from '../../../src/lib/ui/charts/clothColumns';

const frame = (round: number): PictureFrame => ({
	round,
	pictures: { count: 1, height: 1, width: 1, channels: 1, pixels: new Uint8Array(1) },
});
const rounds = (frames: readonly PictureFrame[]): number[] => frames.map(({ round }) => round);

describe('clothColumns', () => {
	it('keeps all where there is room', () => {
		expect(rounds(clothColumns([frame(1), frame(9)], 5))).toEqual([1, 9]);
	});

	it('spreads the columns evenly over the rounds, however the frames lie', () => {
		const dense = [1, 2, 3, 4, 5, 6, 7, 8, 100, 200, 300].map(frame);
		expect(rounds(clothColumns(dense, 4))).toEqual([1, 100, 200, 300]);
	});

	it('always has the first and the latest, and no frame twice', () => {
		const frames = Array.from({ length: 60 }, (_, i) => frame(i ** 2 + 1));
		for (const most of [2, 3, 7, 19, 59]) {
			const columns = rounds(clothColumns(frames, most));
			expect(columns).toHaveLength(most);
			expect(columns[0]).toBe(1);
			expect(columns.at(-1)).toBe(59 ** 2 + 1);
			expect(new Set(columns).size).toBe(most);
		}
	});
});
