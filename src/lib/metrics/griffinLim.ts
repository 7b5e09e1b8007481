// Sound of a spectrogram without learning: what a generator has to beat.
import { randomAt } from '../graph/random';
import { mirrored, soundOf, spectraOf, type Frames, type Spectrum } from './shortTime';

/** Steps that magnitudes are sought in; more change little. */
const STEPS = 200;
const TINY = 1e-9;

/**
 * Magnitudes [frames, bins] ≥ 0 whose bands come closest to `mel` [frames, bands], by the multiplicative updates of
 * Lee and Seung (2001) from an even start: many fit equally well. `filters` is [bins, bands], row-major.
 */
export function magnitudesOf(
	mel: ArrayLike<number>,
	filters: ArrayLike<number>,
	bands: number,
): Float64Array[] {
	const bins = filters.length / bands;
	// Nearly all of the bank is zeros.
	const taps: { bin: number; band: number; weight: number }[] = [];
	for (let at = 0; at < filters.length; at++) {
		if (filters[at]! > 0)
			taps.push({ bin: Math.floor(at / bands), band: at % bands, weight: filters[at]! });
	}
	const toBins = (values: ArrayLike<number>, out: Float64Array): Float64Array => {
		out.fill(0);
		for (const { bin, band, weight } of taps) out[bin]! += weight * values[band]!;
		return out;
	};
	const toBands = (values: ArrayLike<number>, out: Float64Array): Float64Array => {
		out.fill(0);
		for (const { bin, band, weight } of taps) out[band]! += weight * values[bin]!;
		return out;
	};
	const [even, sum] = [new Float64Array(bins), new Float64Array(bands)];
	const reach = Float64Array.from(toBins(toBands(new Float64Array(bins).fill(1), sum), even));
	return Array.from({ length: mel.length / bands }, (_, frame) => {
		const wanted = Float64Array.from({ length: bands }, (__, band) => mel[frame * bands + band]!);
		const drawn = toBins(wanted, new Float64Array(bins));
		const found = drawn.map((value, bin) => value / (reach[bin]! + TINY));
		for (let step = 0; step < STEPS; step++) {
			const now = toBins(toBands(found, sum), even);
			for (let bin = 0; bin < bins; bin++) found[bin]! *= drawn[bin]! / (now[bin]! + TINY);
		}
		return found;
	});
}

/**
 * A sound with these magnitudes, as far as there is one (Griffin and Lim 1984): from random phases, spectra are made
 * into sound and its phases taken again, `iterations` times. Frames stand as MelGAN's: mirrored at the ends so that
 * there is one to a hop. Gives [frames · hop] samples.
 */
export function griffinLim(
	magnitudes: readonly Float64Array[],
	frames: Frames,
	iterations: number,
	seed: number,
): Float32Array {
	const { size, hop } = frames;
	const bins = size / 2 + 1;
	const phases = randomAt(seed, 'griffinLim', 0).uniform(magnitudes.length * bins, 0, 2 * Math.PI);
	let spectra: Spectrum[] = magnitudes.map((frame, at) => {
		const spectrum = new Float64Array(2 * bins);
		for (let bin = 0; bin < bins; bin++) {
			const phase = phases[at * bins + bin]!;
			spectrum[2 * bin] = frame[bin]! * Math.cos(phase);
			spectrum[2 * bin + 1] = frame[bin]! * Math.sin(phase);
		}
		return spectrum;
	});
	const margin = Math.floor((size - hop) / 2);
	const whole = (): Float32Array => {
		const sound = soundOf(spectra, frames);
		return sound.subarray(margin, sound.length - margin);
	};
	for (let i = 0; i < iterations; i++) {
		const now = spectraOf(mirrored(whole(), margin), frames);
		spectra = now.map((spectrum, at) => scaled(spectrum, magnitudes[at]!));
	}
	return whole();
}

/** The phases of a spectrum under other magnitudes. */
function scaled(spectrum: Spectrum, magnitudes: Float64Array): Spectrum {
	return spectrum.map((value, i) => {
		const bin = i >> 1;
		const own = Math.hypot(spectrum[2 * bin]!, spectrum[2 * bin + 1]!);
		return (value * magnitudes[bin]!) / Math.max(own, TINY);
	});
}
