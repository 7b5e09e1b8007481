import { describe, expect, it } from 'vitest';
import { appendFrame, type PictureFrame } from '../../src/lib/runtime/pictureHistory';

const pictures = { count: 0, height: 0, width: 0, channels: 1, pixels: new Uint8Array(0) };
const frame = (round: number): PictureFrame => ({ round, pictures });

describe('appendFrame', () => {
	it('keeps a bounded number, spread over the whole run, the latest last', () => {
		let frames: PictureFrame[] = [];
		for (let round = 0; round <= 1000; round++) frames = appendFrame(frames, frame(round), 20);
		const rounds = frames.map((kept) => kept.round);
		expect(rounds).toHaveLength(20);
		expect(rounds[0]).toBe(0);
		expect(rounds.at(-1)).toBe(1000);
		const gaps = rounds.slice(1, -1).map((round, i) => round - rounds[i]!);
		expect(Math.max(...gaps) / Math.min(...gaps)).toBeLessThanOrEqual(4);
	});

	it('replaces the frame of the same round, and later ones after going back', () => {
		const frames = [1, 5, 9].map(frame);
		expect(appendFrame(frames, frame(9)).map(({ round }) => round)).toEqual([1, 5, 9]);
		expect(appendFrame(frames, frame(4)).map(({ round }) => round)).toEqual([1, 4]);
	});
});
