// Sliders over parameters: where a value sits on its track, and which round values the track has.

export interface Scale {
	min: number;
	max: number;
	log: boolean;
}

/** A zero can't stand on a logarithmic track: it ends this many decades below its maximum. */
const DECADES = 6;
/** Positions on the track; fine enough that a drag feels smooth. */
export const POSITIONS = 1000;

function floor({ min, max }: Scale): number {
	return min > 0 ? min : max / 10 ** DECADES;
}

/** 0 … POSITIONS. */
export function positionOf(value: number, scale: Scale): number {
	const { min, max, log } = scale;
	const share = log
		? value <= floor(scale)
			? 0
			: Math.log(value / floor(scale)) / Math.log(max / floor(scale))
		: (value - min) / (max - min);
	return Math.round(Math.max(0, Math.min(1, share)) * POSITIONS);
}

/** The round value nearest to a position: two digits on a logarithmic track, hundredths of a linear one. */
export function valueAt(position: number, scale: Scale): number {
	const { min, max, log } = scale;
	if (position <= 0) return min;
	if (position >= POSITIONS) return max;
	const share = position / POSITIONS;
	if (log) {
		const value = floor(scale) * (max / floor(scale)) ** share;
		return Math.max(min, Math.min(max, Number(value.toPrecision(2))));
	}
	const step = 10 ** Math.floor(Math.log10((max - min) / 100));
	const value = Math.round((min + share * (max - min)) / step) * step;
	return Math.max(min, Math.min(max, Number(value.toPrecision(12))));
}

/** Whether a slider says anything over this range: not over millions, nor over nothing. */
export function slides({ min, max, log }: Scale): boolean {
	if (!Number.isFinite(min) || !Number.isFinite(max) || max <= min) return false;
	return log || max - min <= 1000;
}

export type Refused = 'notANumber' | 'notWhole' | 'tooSmall' | 'tooLarge';

/** A number as typed, with a comma or full-width digits as well; or why it is not taken. */
export function parseNumber(
	text: string,
	{ min, max, whole }: { min: number; max: number; whole: boolean },
): { value: number } | { refused: Refused } {
	const plain = text.normalize('NFKC').trim().replace('−', '-').replace(',', '.');
	const value = plain === '' ? NaN : Number(plain);
	if (!Number.isFinite(value)) return { refused: 'notANumber' };
	if (whole && !Number.isInteger(value)) return { refused: 'notWhole' };
	if (value < min) return { refused: 'tooSmall' };
	if (value > max) return { refused: 'tooLarge' };
	return { value };
}

/** `28×28×1`, `28, 28, 1` or `28 28 1` as numbers; undefined if it isn't a shape. */
export function parseShape(text: string): number[] | undefined {
	const parts = text
		.normalize('NFKC')
		.trim()
		.replace(/^[[(]|[\])]$/g, '')
		.split(/[\s,×xX*]+/)
		.filter((part) => part !== '');
	const sides = parts.map(Number);
	return sides.length > 0 && sides.every((side) => Number.isInteger(side) && side > 0)
		? sides
		: undefined;
}
