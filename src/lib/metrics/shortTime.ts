// The short-time Fourier transform on the host, there and back.
import FFT from 'fft.js';

export interface Frames {
	/** Samples in a frame: a power of two. */
	size: number;
	/** Samples from a frame to the next. */
	hop: number;
}

/** A frame's bins 0 … size / 2: real and imaginary parts in turns. */
export type Spectrum = Float64Array;

/** Periodic, as torch.hann_window is: it takes part in an even sum of shifted copies. */
export function hann(size: number): Float64Array {
	return Float64Array.from({ length: size }, (_, i) => Math.sin((Math.PI * i) / size) ** 2);
}

/** Frames of a sound under a Hann window; the first begins with the first sample, and none sticks out at the end. */
export function spectraOf(sound: ArrayLike<number>, { size, hop }: Frames): Spectrum[] {
	const fft = new FFT(size);
	const window = hann(size);
	const frame = new Float64Array(size);
	const out = new Float64Array(2 * size);
	const count = Math.max(0, Math.floor((sound.length - size) / hop) + 1);
	return Array.from({ length: count }, (_, at) => {
		for (let i = 0; i < size; i++) frame[i] = sound[at * hop + i]! * window[i]!;
		fft.realTransform(out, frame);
		return out.slice(0, size + 2);
	});
}

/**
 * The sound whose frames come closest to these spectra, in the sense of least squares (Griffin and Lim 1984, equation
 * 6): of (spectra.length − 1) · hop + size samples.
 */
export function soundOf(spectra: readonly Spectrum[], { size, hop }: Frames): Float32Array {
	const fft = new FFT(size);
	const window = hann(size);
	const whole = new Float64Array(2 * size);
	const frame = new Float64Array(2 * size);
	const length = (spectra.length - 1) * hop + size;
	const sum = new Float64Array(length);
	const weight = new Float64Array(length);
	for (const [at, spectrum] of spectra.entries()) {
		whole.set(spectrum);
		fft.completeSpectrum(whole);
		fft.inverseTransform(frame, whole);
		for (let i = 0; i < size; i++) {
			sum[at * hop + i]! += frame[2 * i]! * window[i]!;
			weight[at * hop + i]! += window[i]! ** 2;
		}
	}
	// At its very ends a window weighs nothing.
	return Float32Array.from(sum, (value, i) => value / Math.max(weight[i]!, 1e-3));
}

/** The sound with `margin` samples mirrored at either end, the outermost not repeated. */
export function mirrored(sound: ArrayLike<number>, margin: number): Float32Array {
	const { length } = sound;
	if (margin >= length) throw new RangeError(`${length} samples have no ${margin} to mirror.`);
	return Float32Array.from({ length: length + 2 * margin }, (_, i) => {
		const at = Math.abs(i - margin);
		return sound[at < length ? at : 2 * (length - 1) - at]!;
	});
}
