// Runs in the page: one check of our WebGPU kernels, over all its seeds.
import * as tf from '@tensorflow/tfjs';
import '@tensorflow/tfjs-backend-webgpu';
import { chooseBackend } from '../../../src/lib/runtime/backends';
import { wasmFiles } from '../../../src/lib/runtime/wasmFiles.browser';
import { Draw } from '../../runtime/kernels/draw';
import { checks } from './checks';

export interface Verdict {
	ranOn: string;
	/** What was drawn where the two sides differ, and how. */
	failures: string[];
	/** The device's. */
	errors: string[];
	/** Data left on the device. */
	left: number;
}

declare global {
	interface Window {
		checkKernel(name: string): Promise<Verdict>;
	}
}

window.checkKernel = async (name) => {
	const { seeds, draw: drawFor, ours, theirs, tolerance = 1e-5 } = checks[name]!;
	await chooseBackend(tf, 'webgpu', wasmFiles);
	const ranOn = tf.getBackend();
	const backend = tf.backend() as unknown as { device: GPUDevice; numDataIds(): number };
	const errors: string[] = [];
	backend.device.onuncapturederror = ({ error }) => errors.push(error.message);
	const before = backend.numDataIds();
	const failures: string[] = [];
	for (let seed = 1; seed <= seeds; seed++) {
		const draw = new Draw(seed);
		const { given, settings } = drawFor(draw);
		const on = async (own: string, compute: typeof ours): Promise<tf.TypedArray[]> => {
			await tf.setBackend(own);
			const made = tf.tidy(() =>
				compute(
					given.map(({ shape, data }) => tf.tensor(data, shape)),
					settings,
				).map((tensor) => tensor.clone()),
			);
			const values = await Promise.all(made.map((tensor) => tensor.data()));
			tf.dispose(made);
			return values;
		};
		const expected = await on('cpu', theirs);
		const values = await on('webgpu', ours);
		const apart = values.map((own, i) => distance(own, expected[i]!));
		if (values.length !== expected.length || !apart.every((far) => far <= tolerance)) {
			failures.push(`${draw} Apart by ${apart.join(', ')}.`);
		}
	}
	return { ranOn, failures, errors, left: backend.numDataIds() - before };
};

/** The largest difference, by the largest value or 1; NaN where lengths differ or a value is none. */
function distance(own: ArrayLike<number>, other: ArrayLike<number>): number {
	if (own.length !== other.length) return NaN;
	let [far, scale] = [0, 1];
	for (let i = 0; i < other.length; i++) {
		const apart = Math.abs(own[i]! - other[i]!);
		if (!(apart <= far)) far = apart;
		scale = Math.max(scale, Math.abs(other[i]!));
	}
	return far / scale;
}
