// Elementwise kernels on the wasm backend that tfjs computes one number at a time: leaky ReLU, tanh, adding a bias.
import type { TensorInfo } from '@tensorflow/tfjs';
import type { Tfjs } from '../../../nodes/kind';
import type { WasmKernels } from './memory';
import { preferKernel } from './replaceKernel';
import { stretchesOf } from './stretches';

/** `bias` is one row of `x`, leading axes of length 1 aside: [channels] of [batch, height, width, channels], say. */
function isRowOf(bias: TensorInfo, x: TensorInfo): boolean {
	const first = bias.shape.findIndex((length) => length !== 1);
	const own = first < 0 ? [] : bias.shape.slice(first);
	return (
		bias.shape.length <= x.shape.length &&
		own.length < x.shape.length &&
		own.every((length, axis) => length === x.shape[x.shape.length - own.length + axis])
	);
}

interface Unary<Attributes = object> {
	inputs: { x: TensorInfo };
	attrs: Attributes;
}

interface Binary {
	inputs: { a: TensorInfo; b: TensorInfo };
	attrs: object;
}

/** Registers LeakyRelu, Tanh and Add. */
export function registerElementwise(tf: Tfjs, kernels: WasmKernels): void {
	const { backend, run } = kernels;
	const sizeOf = tf.util.sizeFromShape;

	preferKernel(tf, 'LeakyRelu', ({ inputs: { x }, attrs }: Unary<{ alpha: number }>) => {
		if (x.dtype !== 'float32') return undefined;
		const y = backend.makeOutput(x.shape, 'float32');
		const [from, to] = [kernels.at(x), kernels.at(y)];
		kernels.parallel(
			'leakyRelu',
			stretchesOf(sizeOf(x.shape), kernels.threads).map(
				({ offset, count }) => [from + offset, to + offset, count * 4, attrs.alpha] as const,
			),
		);
		return y;
	});

	preferKernel(tf, 'Tanh', ({ inputs: { x } }: Unary) => {
		if (x.dtype !== 'float32') return undefined;
		const y = backend.makeOutput(x.shape, 'float32');
		const [from, to] = [kernels.at(x), kernels.at(y)];
		kernels.parallel(
			'tanh',
			stretchesOf(sizeOf(x.shape), kernels.threads).map(
				({ offset, count }) => [from + offset, to + offset, count * 4] as const,
			),
		);
		return y;
	});

	preferKernel(tf, 'Add', ({ inputs: { a, b } }: Binary) => {
		if (a.dtype !== 'float32' || b.dtype !== 'float32') return undefined;
		const [x, bias] = sizeOf(a.shape) >= sizeOf(b.shape) ? [a, b] : [b, a];
		const columns = sizeOf(bias.shape);
		const rows = sizeOf(x.shape) / columns;
		// tfjs is good at equal shapes, and at rows too short for ours.
		if (columns < 4 || rows === 1 || !isRowOf(bias, x)) return undefined;
		const y = backend.makeOutput(x.shape, 'float32');
		run.addRows(kernels.at(x), kernels.at(bias), kernels.at(y), rows, columns);
		return y;
	});
}
