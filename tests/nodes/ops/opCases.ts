// Operations with values to try them on, and what PyTorch calls the same.
import type { Tensor } from '@tensorflow/tfjs';
import { randomAt } from '../../../src/lib/graph/random';
import type { Tfjs } from '../../../src/lib/nodes/kind';
import {
	elu,
	exp,
	leakyRelu,
	sigmoid,
	silu,
	softplus,
	tanh,
} from '../../../src/lib/nodes/ops/activations';
import { convolve1d, convolve2d } from '../../../src/lib/nodes/ops/convolve';
import {
	convolveTranspose1d,
	convolveTranspose2d,
} from '../../../src/lib/nodes/ops/convolveTranspose';
import { gatedRecurrent } from '../../../src/lib/nodes/ops/gatedRecurrent';
import { normalise } from '../../../src/lib/nodes/ops/normalise';
import { reflectionPad } from '../../../src/lib/nodes/ops/pad';
import { pixelShuffle } from '../../../src/lib/nodes/ops/pixelShuffle';
import { averagePool, maxPool } from '../../../src/lib/nodes/ops/pool';
import { resize } from '../../../src/lib/nodes/ops/resize';
import { shortTimeFourier } from '../../../src/lib/nodes/ops/shortTimeFourier';

/** A tensor's shape in our layout, and the order of axes that makes it PyTorch's. */
export interface Operand {
	shape: number[];
	toTorch?: number[];
}

export interface OpCase {
	name: string;
	/** The first is x. */
	inputs: Record<string, Operand>;
	run(tf: Tfjs, inputs: Record<string, Tensor>): Tensor;
	/** An expression of the inputs, by name. */
	torch: string;
	/** Axes of the output. */
	toTorch?: number[];
}

const IMAGE = [0, 3, 1, 2];
const SEQUENCE = [0, 2, 1];
const FILTER_2D = [3, 2, 0, 1];
const FILTER_1D = [2, 1, 0];

const image = (...shape: number[]): Operand => ({ shape, toTorch: IMAGE });
const sequence = (...shape: number[]): Operand => ({ shape, toTorch: SEQUENCE });

const activations: OpCase[] = (
	[
		['exp', exp, 'torch.exp(x)'],
		['sigmoid', sigmoid, 'torch.sigmoid(x)'],
		['tanh', tanh, 'torch.tanh(x)'],
		['softplus', softplus, 'F.softplus(x)'],
		['elu', elu, 'F.elu(x)'],
		['silu', silu, 'F.silu(x)'],
		['leakyRelu', (tf, x) => leakyRelu(tf, x, 0.2), 'F.leaky_relu(x, 0.2)'],
	] satisfies [string, (tf: Tfjs, x: Tensor) => Tensor, string][]
).map(([name, apply, torch]) => ({
	name,
	inputs: { x: { shape: [3, 7] } },
	run: (tf, { x }) => apply(tf, x!),
	torch,
}));

const pads: OpCase[] = [
	...[
		[2, 5, 4, 3, 2],
		[1, 4, 7, 1, 3],
	].map(([batch, height, width, channels, by]): OpCase => ({
		name: `reflection pad of ${height}×${width}×${channels} by ${by}`,
		inputs: { x: image(batch!, height!, width!, channels!) },
		run: (tf, { x }) => reflectionPad(tf, x!, by!),
		torch: `F.pad(x, (${by}, ${by}, ${by}, ${by}), mode="reflect")`,
		toTorch: IMAGE,
	})),
	{
		name: 'reflection pad of a sequence',
		inputs: { x: sequence(3, 6, 2) },
		run: (tf, { x }) => reflectionPad(tf, x!, 4),
		torch: 'F.pad(x, (4, 4), mode="reflect")',
		toTorch: SEQUENCE,
	},
];

const options = (stride: number, padding: number, dilation: number, groups: number): string =>
	`stride=${stride}, padding=${padding}, dilation=${dilation}, groups=${groups}`;

const convolutions2d = [
	// batch, height, width, in, out, kernel, stride, padding, dilation, groups
	[2, 7, 5, 3, 4, 3, 1, 1, 1, 1],
	[2, 8, 7, 2, 3, 3, 2, 1, 1, 1],
	[1, 9, 8, 4, 6, 4, 2, 1, 1, 2],
	[2, 9, 7, 2, 3, 3, 1, 2, 2, 1],
	[1, 8, 6, 3, 6, 3, 1, 3, 3, 3],
	[1, 11, 9, 2, 2, 3, 2, 2, 2, 1],
].map(([batch, height, width, from, to, kernel, stride, padding, dilation, groups]): OpCase => ({
	name: `convolution of ${height}×${width}×${from} to ${to}, ${options(stride!, padding!, dilation!, groups!)}`,
	inputs: {
		x: image(batch!, height!, width!, from!),
		w: { shape: [kernel!, kernel!, from! / groups!, to!], toTorch: FILTER_2D },
	},
	run: (tf, { x, w }) =>
		convolve2d(tf, x!, w!, {
			stride: stride!,
			padding: padding!,
			dilation: dilation!,
			groups: groups!,
		}),
	torch: `F.conv2d(x, w, ${options(stride!, padding!, dilation!, groups!)})`,
	toTorch: IMAGE,
}));

const convolutions1d = [
	// batch, width, in, out, kernel, stride, padding, dilation, groups
	[2, 9, 3, 4, 3, 1, 1, 1, 1],
	[2, 11, 2, 3, 5, 3, 2, 1, 1],
	[2, 12, 4, 4, 3, 1, 3, 3, 1],
	[1, 13, 2, 3, 3, 1, 2, 3, 1],
	[2, 12, 4, 6, 3, 1, 4, 4, 2],
	[1, 17, 4, 8, 4, 4, 3, 1, 4],
	[1, 15, 2, 2, 3, 2, 2, 2, 1],
].map(([batch, width, from, to, kernel, stride, padding, dilation, groups]): OpCase => ({
	name: `convolution of ${width}×${from} to ${to}, ${options(stride!, padding!, dilation!, groups!)}`,
	inputs: {
		x: sequence(batch!, width!, from!),
		w: { shape: [kernel!, from! / groups!, to!], toTorch: FILTER_1D },
	},
	run: (tf, { x, w }) =>
		convolve1d(tf, x!, w!, {
			stride: stride!,
			padding: padding!,
			dilation: dilation!,
			groups: groups!,
		}),
	torch: `F.conv1d(x, w, ${options(stride!, padding!, dilation!, groups!)})`,
	toTorch: SEQUENCE,
}));

const transposed = [
	// height (0: a sequence), width, in, out, kernel, stride, padding, outputPadding
	[3, 4, 3, 2, 4, 2, 1, 0],
	[4, 3, 2, 3, 3, 2, 1, 1],
	[2, 3, 2, 2, 5, 3, 0, 2],
	[0, 5, 3, 2, 4, 2, 1, 0],
	[0, 4, 2, 3, 7, 4, 2, 1],
].map(([height, width, from, to, kernel, stride, padding, outputPadding]): OpCase => {
	const flat = height === 0;
	const settings = { stride: stride!, padding: padding!, outputPadding: outputPadding! };
	return {
		name: `transposed convolution of ${flat ? '' : `${height}×`}${width}×${from} to ${to}, kernel ${kernel}, stride ${stride}`,
		inputs: {
			x: flat ? sequence(2, width!, from!) : image(2, height!, width!, from!),
			w: flat
				? { shape: [kernel!, to!, from!], toTorch: FILTER_1D }
				: { shape: [kernel!, kernel!, to!, from!], toTorch: FILTER_2D },
		},
		run: (tf, { x, w }) =>
			flat ? convolveTranspose1d(tf, x!, w!, settings) : convolveTranspose2d(tf, x!, w!, settings),
		torch: `F.conv_transpose${flat ? 1 : 2}d(x, w, stride=${stride}, padding=${padding}, output_padding=${outputPadding})`,
		toTorch: flat ? SEQUENCE : IMAGE,
	};
});

const resizes = [
	[3, 4, 6, 8],
	[3, 5, 9, 5],
	[5, 4, 3, 7],
	[4, 6, 2, 3],
	[7, 3, 12, 10],
].flatMap(([height, width, toHeight, toWidth]): OpCase[] =>
	(['nearest', 'bilinear'] as const).map((interpolation) => ({
		name: `${interpolation} resize of ${height}×${width} to ${toHeight}×${toWidth}`,
		inputs: { x: image(2, height!, width!, 3) },
		run: (tf, { x }) => resize(tf, x!, [toHeight!, toWidth!], interpolation),
		torch: `F.interpolate(x, size=(${toHeight}, ${toWidth}), mode="${interpolation}"${interpolation === 'bilinear' ? ', align_corners=False' : ''})`,
		toTorch: IMAGE,
	})),
);

const pools = [
	[2, 6, 4, 2, 2, 0],
	[1, 7, 6, 3, 2, 1],
	[2, 5, 7, 4, 3, 2],
].flatMap(([batch, height, width, kernel, stride, padding]): OpCase[] =>
	(
		[
			['average', averagePool, 'avg'],
			['max', maxPool, 'max'],
		] as const
	).map(([name, pool, torch]) => ({
		name: `${name} pool of ${height}×${width}, kernel ${kernel}, stride ${stride}, padding ${padding}`,
		inputs: { x: image(batch!, height!, width!, 3) },
		run: (tf, { x }) => pool(tf, x!, { kernel: kernel!, stride: stride!, padding: padding! }),
		torch: `F.${torch}_pool2d(x, ${kernel}, ${stride}, ${padding})`,
		toTorch: IMAGE,
	})),
);

const norms: OpCase[] = [
	{
		name: 'batch norm of vectors',
		inputs: { x: { shape: [7, 5] }, w: { shape: [5] }, b: { shape: [5] } },
		run: (tf, { x, w, b }) => normalise(tf, x!, w!, b!, 1e-5).y,
		torch: 'F.batch_norm(x, None, None, w, b, training=True)',
	},
	{
		name: 'batch norm of pictures',
		inputs: { x: image(3, 4, 2, 6), w: { shape: [6] }, b: { shape: [6] } },
		run: (tf, { x, w, b }) => normalise(tf, x!, w!, b!, 1e-5).y,
		torch: 'F.batch_norm(x, None, None, w, b, training=True)',
		toTorch: IMAGE,
	},
	{
		name: 'instance norm',
		inputs: { x: image(3, 5, 3, 6), w: { shape: [6] }, b: { shape: [6] } },
		run: (tf, { x, w, b }) => normalise(tf, x!, w!, b!, 1e-5, 'item').y,
		torch: 'F.instance_norm(x, weight=w, bias=b)',
		toTorch: IMAGE,
	},
];

const fourier = [
	[16, 4, 16, 40],
	[15, 5, 11, 37],
].flatMap(([size, hop, window, samples]): OpCase[] =>
	[true, false].map((centred) => ({
		name: `short-time Fourier transform, frames of ${size}${centred ? ', centred' : ''}`,
		inputs: { x: { shape: [2, samples!] } },
		run: (tf, { x }) =>
			shortTimeFourier(tf, x!, { size: size!, hop: hop!, window: window!, centred }),
		torch: `torch.sqrt(torch.clamp((lambda s: (s ** 2).sum(-1))(torch.stft(x, ${size}, ${hop}, ${window}, torch.hann_window(${window}), center=${centred ? 'True' : 'False'}, return_complex=False)), min=1e-7))`,
		toTorch: [0, 2, 1],
	})),
);

export const opCases: OpCase[] = [
	...activations,
	...pads,
	...convolutions2d,
	...convolutions1d,
	...transposed,
	...resizes,
	{
		name: 'pixel shuffle',
		inputs: { x: image(2, 3, 4, 18) },
		run: (tf, { x }) => pixelShuffle(tf, x!, 3),
		torch: 'F.pixel_shuffle(x, 3)',
		toTorch: IMAGE,
	},
	{
		name: 'gated recurrent unit',
		inputs: {
			x: { shape: [2, 4, 3] },
			w: { shape: [3, 15], toTorch: [1, 0] },
			u: { shape: [5, 15], toTorch: [1, 0] },
			b: { shape: [15] },
			c: { shape: [15] },
		},
		run: (tf, { x, w, u, b, c }) =>
			gatedRecurrent(tf, x!, { input: w!, hidden: u!, inputBias: b!, hiddenBias: c! }),
		torch:
			'torch.gru(x, torch.zeros(1, 2, 5), [w, u, b, c], True, 1, 0.0, False, False, True)[1][0]',
	},
	...pools,
	...norms,
	...fourier,
];

/** Values of an operand: the same on every machine. */
export function operandValues({ name }: OpCase, operand: string, { shape }: Operand): Float32Array {
	const count = shape.reduce((a, b) => a * b, 1);
	return randomAt(5, `${name}/${operand}`, 0).normal(count);
}
