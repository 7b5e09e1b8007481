// The short-time Fourier transform's magnitude, as a convolution with the waves of a windowed Fourier matrix.
import type { Tensor, Tensor4D } from '@tensorflow/tfjs';
import type { Tfjs } from '../kind';
import { reflectionPad } from './pad';

export interface ShortTimeFourier {
	/** Samples in a frame: n_fft. */
	size: number;
	/** Samples from a frame to the next. */
	hop: number;
	/** Length of the Hann window, in the frame's middle; as long as the frame where none is given. */
	window?: number;
	/** Frames stand around their samples, the sound mirrored at its ends; else the first begins with the first sample. */
	centred?: boolean;
	/** Powers below are taken for this one, so that silence has a gradient of 0. */
	floor?: number;
	/** Is added to powers instead, so that silence still has a finite gradient: MelGAN's way. */
	added?: number;
}

/**
 * x [batch, samples] → [batch, frames, size / 2 + 1]: torch.stft(x, size, hop, window, torch.hann_window(window)), its
 * magnitude with the power clamped as Parallel WaveGAN does (Yamamoto et al. 2020).
 */
export function shortTimeFourier(tf: Tfjs, x: Tensor, options: ShortTimeFourier): Tensor {
	const { size, hop, window = size, centred = true, floor = 1e-7, added } = options;
	const sound = tf.expandDims(x, 2);
	const padded = centred ? reflectionPad(tf, sound, Math.floor(size / 2)) : sound;
	const bins = Math.floor(size / 2) + 1;
	const waves = tf.tensor4d(fourierWaves(size, window), [1, window, 1, 2 * bins]);
	// Frames can be as short as the window, for what lies outside of it is multiplied by 0.
	const samples = padded.shape[1]! - (size - window);
	const seen = tf.slice(padded, [0, windowStart(size, window), 0], [-1, samples, -1]);
	const line = tf.expandDims(seen, 1) as Tensor4D;
	const parts = tf.squeeze(tf.conv2d(line, waves, [1, hop], 'valid'), [1]);
	const [real, imaginary] = tf.split(tf.square(parts), 2, -1);
	const power = tf.add(real!, imaginary!);
	if (added !== undefined) return tf.sqrt(tf.add(power, added));
	return tf.sqrt(tf.add(tf.relu(tf.sub(power, floor)), floor));
}

const known = new Map<string, Float32Array>();

/** Where the window begins in its frame. */
const windowStart = (size: number, window: number): number => Math.floor((size - window) / 2);

/** Rows: the window's samples; columns: the cosines of all bins, then the negative sines. Computed once. */
export function fourierWaves(size: number, window: number): Float32Array {
	const key = `${size} ${window}`;
	const found = known.get(key);
	if (found) return found;
	const bins = Math.floor(size / 2) + 1;
	const start = windowStart(size, window);
	const waves = new Float32Array(window * 2 * bins);
	for (let i = 0; i < window; i++) {
		const weight = 0.5 - 0.5 * Math.cos((2 * Math.PI * i) / window);
		for (let bin = 0; bin < bins; bin++) {
			// Whole turns are left out before the sine is taken: its argument stays exact.
			const angle = (2 * Math.PI * (((start + i) * bin) % size)) / size;
			waves[i * 2 * bins + bin] = weight * Math.cos(angle);
			waves[i * 2 * bins + bins + bin] = -weight * Math.sin(angle);
		}
	}
	known.set(key, waves);
	return waves;
}
