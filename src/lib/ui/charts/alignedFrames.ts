// Two runs side by side: the pictures of one at the rounds of the other.
import type { PictureFrame } from '../../runtime/pictureHistory';

export interface Aligned {
	/** One a frame of ours, under our round. */
	frames: PictureFrame[];
	/** Rounds of which the other run has nothing to show: before its first picture and after its last. */
	blank: ReadonlySet<number>;
}

/** For each frame of `own`, what the other run showed last by that round; both are oldest first. */
export function alignedFrames(
	own: readonly PictureFrame[],
	other: readonly PictureFrame[],
): Aligned {
	const [first] = other;
	if (!first) return { frames: [], blank: new Set() };
	const end = other.at(-1)!.round;
	const blank = new Set<number>();
	let at = 0;
	const frames = own.map(({ round }) => {
		while (at + 1 < other.length && other[at + 1]!.round <= round) at++;
		if (round < first.round || round > end) blank.add(round);
		return { round, pictures: other[at]!.pictures };
	});
	return { frames, blank };
}
