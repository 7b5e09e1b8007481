// What convolutions and transposed convolutions share: parameters, checks and weights. Sizes are as PyTorch has them.
import type { Citation, PortType, Text } from '../../graph/types';
import type { Initial, ParamSpecs, ParamValues, Problem, WeightSpec } from '../kind';
import { numbersAt, setParams, type Asking } from '../problems';
import { gapped, typeText } from '../shape';
import { initialOf, initParam } from './initial';
import {
	normedModule,
	normedWeights,
	onnxWeight,
	weightNormParam,
	type NormAxes,
} from './weightNorm';
import type { OnnxAttribute, OnnxContext } from '../onnx';

const MAX_FILTERS = 4096;
const MAX_KERNEL = 64;

/** Weights one layer may have: half a gigabyte of them. */
const MAX_WEIGHTS = 2 ** 27;

const ODENA: Citation = {
	title: 'Odena, Dumoulin and Olah, Deconvolution and Checkerboard Artifacts (2016)',
	url: 'https://distill.pub/2016/deconv-checkerboard/',
};

export const convolutionParams = {
	filters: {
		type: 'integer',
		default: 32,
		min: 1,
		max: MAX_FILTERS,
		label: { ja: 'フィルタ数', en: 'Filters' },
		help: { ja: '出力するチャンネルの数。', en: 'How many channels come out.' },
		onNode: true,
	},
	kernel: {
		type: 'integer',
		default: 4,
		min: 1,
		max: MAX_KERNEL,
		label: { ja: 'カーネル', en: 'Kernel' },
		help: { ja: 'フィルタの 1 辺（画素）。', en: 'Side of a filter, in pixels.' },
		onNode: true,
	},
	stride: {
		type: 'integer',
		default: 2,
		min: 1,
		max: MAX_KERNEL,
		label: { ja: 'ストライド', en: 'Stride' },
		help: {
			ja: 'フィルタを動かす幅。2 なら縦横がおよそ半分（転置では 2 倍）になります。',
			en: 'How far the filter moves. With 2 height and width halve, or double when transposed.',
		},
		onNode: true,
	},
	padding: {
		type: 'integer',
		default: 1,
		min: 0,
		max: MAX_KERNEL,
		label: { ja: 'パディング', en: 'Padding' },
		help: {
			ja: '四方に足す 0 の幅。転置では、出力の四方から切り落とす幅。',
			en: 'Zeros added on every side; when transposed, what is cut off every side of the output.',
		},
	},
	bias: { type: 'boolean', default: true, label: { ja: 'バイアス', en: 'Bias' } },
	init: initParam,
	norm: weightNormParam,
} as const satisfies ParamSpecs;

export type ConvolutionParams = ParamValues<typeof convolutionParams>;

/** The picture at the input; anything else is told what to do about it. */
export function pictureAt(
	asking: Asking,
	reader: Text,
): { type?: PortType; problems: readonly Problem[] } {
	const { type, problems } = numbersAt(asking);
	if (!type || type.shape.length === 3) return { type, problems };
	const what = typeText(type);
	return {
		problems: [
			{
				severity: 'error',
				code: 'notAPicture',
				port: 'x',
				message: {
					ja: `これは${gapped(what.ja)}です。${reader.ja}が読むのは、縦×横×チャンネルの画像です。`,
					en: `This is ${what.en}; ${reader.en} reads pictures: height × width × channels.`,
				},
			},
		],
	};
}

/** A layer whose output would have no pixels, or whose weights no memory holds. */
export function sizeProblem(height: number, width: number, weights: number): Problem | undefined {
	if (height < 1 || width < 1) {
		return {
			severity: 'error',
			code: 'nothingLeft',
			port: 'x',
			message: {
				ja: '画像がフィルタより小さく、出力の画素が残りません。カーネルを小さくするか、パディングを増やしてください。',
				en: 'The picture is smaller than the filter, so no pixel is left. Use a smaller kernel or more padding.',
			},
		};
	}
	return weightsProblem(weights);
}

/** A layer whose weights no memory holds. */
export function weightsProblem(weights: number): Problem | undefined {
	if (weights <= MAX_WEIGHTS) return undefined;
	return {
		severity: 'error',
		code: 'tooManyWeights',
		message: {
			ja: `重みが ${Math.round(weights / 1e4)} 万個になります。メモリに入りません。フィルタ数を減らしてください。`,
			en: `That is ${Math.round(weights / 1e6)} million weights, more than memory holds. Use fewer filters.`,
		},
	};
}

/** Rows added to a transposed convolution's output that the stride leaves no room for. */
export function outputPaddingProblem(params: {
	outputPadding: number;
	stride: number;
}): Problem | undefined {
	const { outputPadding, stride } = params;
	if (outputPadding < stride) return undefined;
	return {
		severity: 'error',
		code: 'outputPaddingTooLarge',
		param: 'outputPadding',
		message: {
			ja: `出力パディング ${outputPadding} は、ストライド ${stride} より小さくなければなりません。`,
			en: `Output padding ${outputPadding} must be less than the stride, ${stride}.`,
		},
	};
}

/**
 * Filters that overlap unevenly paint some pixels more often than their neighbours. The mend keeps the output's size.
 */
export function checkerboardProblem(
	asking: Asking & {
		params: { kernel: number; stride: number; padding: number; outputPadding: number };
	},
): Problem | undefined {
	const { kernel, stride, padding, outputPadding } = asking.params;
	if (kernel % stride === 0) return undefined;
	const even = Math.ceil(kernel / stride) * stride;
	// The padding on both sides takes back what the filter gains; what is left over is added at the end.
	const gained = 2 * padding + even - kernel - outputPadding;
	const cut = Math.ceil(gained / 2);
	const values = { kernel: even, padding: cut, outputPadding: 2 * cut - gained };
	const mends = cut >= 0 && values.outputPadding < stride;
	return {
		severity: 'warning',
		code: 'checkerboard',
		param: 'kernel',
		message: {
			ja: `カーネル ${kernel} はストライド ${stride} で割り切れないので、フィルタの重なりにむらができ、格子もようが出やすくなります。`,
			en: `A kernel of ${kernel} is no multiple of the stride ${stride}: filters overlap unevenly, which tends to leave a checkerboard.`,
		},
		mend: mends
			? setParams(asking, values, {
					ja: `カーネルを ${even} にする`,
					en: `Make the kernel ${even}`,
				})
			: undefined,
		paper: ODENA,
	};
}

/**
 * Weight of `shape`, [taps …, channels, channels], and bias. All kinds keep the pair of channels in tfjs's order, which
 * the same turn of axes brings into PyTorch's: [out, in, …] for a convolution, [in, out, …] for a transposed one.
 */
export function convolutionWeights(
	{ filters, bias, init, norm }: ConvolutionParams,
	shape: readonly number[],
	fanIn: number,
	fanOut: number,
	axes: NormAxes,
): WeightSpec[] {
	const taps = shape.length - 2;
	const initial: { weight: Initial; bias: Initial } = initialOf(init, fanIn, fanOut);
	const weight: WeightSpec = {
		name: 'weight',
		shape,
		initial: initial.weight,
		trainable: true,
		toTorch: [taps + 1, taps, ...shape.slice(0, taps).keys()],
	};
	const weights = [...normedWeights(weight, norm, axes)];
	if (!bias) return weights;
	return [...weights, { name: 'bias', shape: [filters], initial: initial.bias, trainable: true }];
}

/** What Keras's layers are told. Values are written after, so the first ones cost nothing. */
export function kerasOptions({ filters, kernel, stride, bias }: ConvolutionParams) {
	return {
		filters,
		kernelSize: kernel,
		strides: stride,
		useBias: bias,
		kernelInitializer: 'zeros' as const,
	};
}

/** `nn.Conv2d(1, 16, 4, stride=2, padding=1)`: what differs from PyTorch's defaults is named. */
export function torchModule(
	name: string,
	channels: number,
	params: ConvolutionParams,
	more: Readonly<Record<string, number>> = {},
): string {
	const options = Object.entries({
		stride: params.stride === 1 ? 0 : params.stride,
		padding: params.padding,
		...more,
	})
		.filter(([, value]) => value !== 0)
		.map(([option, value]) => `, ${option}=${value}`)
		.join('');
	const bias = params.bias ? '' : ', bias=False';
	const module = `nn.${name}(${channels}, ${params.filters}, ${params.kernel}${options}${bias})`;
	return normedModule(params.norm, module);
}

/** ONNX's operator with the node's weight and bias. */
export function onnxConvolution<S extends ParamSpecs>(
	type: 'Conv' | 'ConvTranspose',
	context: OnnxContext<S> & { params: Pick<ConvolutionParams, 'stride' | 'padding' | 'norm'> },
	more: Readonly<Record<string, OnnxAttribute>> = {},
): string {
	const { args, params, inputs, op, weight } = context;
	const sides = inputs.x!.shape.slice(1);
	// PyTorch norms a transposed convolution by its outputs, too: its weight's second axis.
	const filter = onnxWeight(context, params.norm, type === 'Conv' ? 0 : 1);
	return op(type, [args.x, filter, weight('bias')], {
		strides: sides.map(() => params.stride),
		pads: [...sides, ...sides].map(() => params.padding),
		...more,
	});
}
