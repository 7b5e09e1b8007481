import { describe, expect, it } from 'vitest';
import type { PictureFrame } from '../../../src/lib/runtime/pictureHistory';
import { alignedFrames } from '../../../src/lib/ui/charts/alignedFrames';

const frame = (round: number): PictureFrame => ({
	round,
	pictures: { count: 1, height: 1, width: 1, channels: 1, pixels: Uint8Array.of(round) },
});
const frames = (...rounds: number[]): PictureFrame[] => rounds.map(frame);

describe('frames of another run', () => {
	it('stand at our rounds with what was shown last by then', () => {
		const { frames: aligned, blank } = alignedFrames(frames(0, 10, 20, 30), frames(0, 9, 21, 40));
		expect(aligned.map(({ round }) => round)).toEqual([0, 10, 20, 30]);
		expect(aligned.map(({ pictures }) => pictures.pixels[0])).toEqual([0, 9, 9, 21]);
		expect(blank.size).toBe(0);
	});

	it('are blank before the other begins and after it ends', () => {
		const { frames: aligned, blank } = alignedFrames(frames(0, 10, 20, 30), frames(10, 20));
		expect(aligned.length).toBe(4);
		expect([...blank]).toEqual([0, 30]);
	});

	it('are none where one of the two has none', () => {
		expect(alignedFrames(frames(1), []).frames).toEqual([]);
		expect(alignedFrames([], frames(1)).frames).toEqual([]);
	});
});
