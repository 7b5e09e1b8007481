// How far two sounds are apart in their spectra, whatever the phases.
import { mirrored, spectraOf, type Frames } from './shortTime';

/** Powers below count as this one. */
const FLOOR = 1e-7;

/**
 * The mean |difference| of log magnitudes (natural) over all bins of all frames, and then over the resolutions. Frames
 * stand around their samples. 0.69 is twice as loud, or half.
 */
export function logSpectrumDistance(
	made: ArrayLike<number>,
	wanted: ArrayLike<number>,
	resolutions: readonly Frames[],
): number {
	const apart = resolutions.map((frames) =>
		meanApart(logMagnitudes(made, frames), logMagnitudes(wanted, frames)),
	);
	return apart.reduce((a, b) => a + b, 0) / apart.length;
}

/** The mean |difference| of two lists of numbers. */
export function meanApart(a: ArrayLike<number>, b: ArrayLike<number>): number {
	if (a.length !== b.length) throw new RangeError(`There are ${a.length} numbers and ${b.length}.`);
	let sum = 0;
	for (let i = 0; i < a.length; i++) sum += Math.abs(a[i]! - b[i]!);
	return sum / a.length;
}

function logMagnitudes(sound: ArrayLike<number>, frames: Frames): Float64Array {
	const spectra = spectraOf(mirrored(sound, frames.size / 2), frames);
	const bins = frames.size / 2 + 1;
	const out = new Float64Array(spectra.length * bins);
	for (const [frame, spectrum] of spectra.entries()) {
		for (let bin = 0; bin < bins; bin++) {
			const power = spectrum[2 * bin]! ** 2 + spectrum[2 * bin + 1]! ** 2;
			out[frame * bins + bin] = 0.5 * Math.log(Math.max(power, FLOOR));
		}
	}
	return out;
}
