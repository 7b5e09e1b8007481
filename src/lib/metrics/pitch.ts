// Pitch, frame by frame: what one hears first of a sound, and what a spectrum's envelope says nothing about.
import { Autocorrelator } from 'pitchy';

export interface PitchFrame {
	/** Hertz. */
	pitch: number;
	/** How alike a period is to the next, 0 … 1; 0 where the frame is silent. */
	clarity: number;
	/** Mean square. */
	power: number;
}

export interface Listening {
	/** Samples a second. */
	rate: number;
	/** Samples in a frame: of two periods of the lowest pitch, or more. */
	size: number;
	hop: number;
}

/** Nearly a whole tone: what is off by more is wrong, and so is the octave. */
const WRONG = 0.1;
/** Twice the sum of squares below which a frame is like nothing. */
const SILENT = 1e-9;
/** Frames quieter than this share of the loudest have no pitch. */
const QUIET = 1e-3;

/** Of the peaks of likeness the first that is this much of the highest is the period, not a multiple of it. */
const FIRST = 0.9;

/**
 * McLeod and Wyvill (2005), A Smarter Way to Find Pitch: the period after which a frame is most like itself. Periods
 * are half a frame at most, for beyond it too few samples are compared, and noise is like itself by chance.
 */
export function trackPitch(sound: Float32Array, { rate, size, hop }: Listening): PitchFrame[] {
	const correlator = Autocorrelator.forFloat32Array(size);
	const count = Math.max(0, Math.floor((sound.length - size) / hop) + 1);
	return Array.from({ length: count }, (_, at) => {
		const frame = sound.subarray(at * hop, at * hop + size);
		const likeness = likenessOf(frame, correlator.autocorrelate(frame));
		const { lag, height } = firstPeak(likeness);
		const power = frame.reduce((sum, value) => sum + value * value, 0) / size;
		return { pitch: lag > 0 ? rate / lag : 0, clarity: Math.min(1, height), power };
	});
}

/** For each lag to half a frame: 1 where the frame repeats itself exactly, −1 where it does so with its sign turned. */
function likenessOf(frame: Float32Array, correlation: Float32Array): Float64Array {
	const { length } = frame;
	let energy = 2 * correlation[0]!;
	return Float64Array.from({ length: length / 2 + 1 }, (_, lag) => {
		if (lag > 0) energy -= frame[lag - 1]! ** 2 + frame[length - lag]! ** 2;
		return energy > SILENT ? (2 * correlation[lag]!) / energy : 0;
	});
}

/** The height and place, between lags, of the peak that is the period; 0 where there is none. */
function firstPeak(likeness: Float64Array): { lag: number; height: number } {
	// The highest point of each stretch above zero, after the one at no lag.
	const peaks: number[] = [];
	let from = likeness.findIndex((value) => value <= 0);
	if (from < 0) return { lag: 0, height: 0 };
	for (let best = 0; from < likeness.length - 1; from++) {
		if (likeness[from]! <= 0) best = 0;
		else if (best === 0 || likeness[from]! > likeness[best]!) {
			if (best > 0) peaks.pop();
			peaks.push(from);
			best = from;
		}
	}
	const highest = peaks.reduce((most, lag) => Math.max(most, likeness[lag]!), 0);
	const lag = peaks.find((peak) => likeness[peak]! >= FIRST * highest);
	if (lag === undefined) return { lag: 0, height: 0 };
	const [before, here, after] = likeness.subarray(lag - 1, lag + 2) as unknown as number[];
	const bend = before! - 2 * here! + after!;
	const shift = bend < 0 ? (before! - after!) / (2 * bend) : 0;
	return { lag: lag + shift, height: here! - (before! - after!) * (shift / 4) };
}

/** Which frames have a pitch: the clear ones that are not too quiet. */
export function voicedFrames(track: readonly PitchFrame[], clear: number): number[] {
	const loudest = track.reduce((most, { power }) => Math.max(most, power), 0);
	return track.flatMap(({ clarity, power }, at) =>
		clarity >= clear && power > QUIET * loudest ? [at] : [],
	);
}

/** Whether a pitch is off; one that was not found, 0, is. */
export function isWrongPitch(found: number, wanted: number): boolean {
	return Math.abs(found / wanted - 1) > WRONG;
}
