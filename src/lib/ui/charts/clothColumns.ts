// Which moments of a run the cloth shows: as many columns as fit, spread evenly over the rounds.
import type { PictureFrame } from '../../runtime/pictureHistory';

/** At most `most` frames, oldest first; the first and the latest are always among them. */
export function clothColumns(
	frames: readonly PictureFrame[],
	most: number,
): readonly PictureFrame[] {
	if (frames.length <= most) return frames;
	const first = frames[0]!.round;
	const last = frames.at(-1)!.round;
	const columns: PictureFrame[] = [];
	let at = 0;
	for (let i = 0; i < most; i++) {
		const round = first + ((last - first) * i) / (most - 1);
		// Every column needs a frame of its own, and leaves one for each that follows.
		const until = frames.length - (most - i);
		while (
			at < until &&
			Math.abs(frames[at + 1]!.round - round) <= Math.abs(frames[at]!.round - round)
		)
			at++;
		columns.push(frames[at++]!);
	}
	return columns;
}
