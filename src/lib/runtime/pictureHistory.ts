// Pictures of a run to scrub through: a bounded number of frames, spread over all of it.
import type { Pictures } from './protocol';

export interface PictureFrame {
	round: number;
	pictures: Pictures;
}

export const MOST_FRAMES = 60;

/**
 * `frames` with one more at the end; the last frame is always the latest. When there are too many, the frame is
 * dropped that lies closest between its neighbours, so that what stays is spread evenly over the rounds.
 */
export function appendFrame(
	frames: readonly PictureFrame[],
	frame: PictureFrame,
	mostFrames = MOST_FRAMES,
): PictureFrame[] {
	const next = frames.filter(({ round }) => round < frame.round);
	next.push(frame);
	while (next.length > mostFrames) {
		let dropped = 1;
		for (let i = 2; i < next.length - 1; i++) {
			if (gapWithout(next, i) < gapWithout(next, dropped)) dropped = i;
		}
		next.splice(dropped, 1);
	}
	return next;
}

function gapWithout(frames: readonly PictureFrame[], i: number): number {
	return frames[i + 1]!.round - frames[i - 1]!.round;
}
