// Convolution and its two gradients on the wasm backend, as products of matrices that are never written out.
//
// tfjs has no gradient to the filter there at all, so without these no convolution trains.
import type { KernelFunc, TensorInfo } from '@tensorflow/tfjs';
import type { Tfjs } from '../../../nodes/kind';
import { finish, type FinishCall } from './finish';
import type { WasmKernels } from './memory';
import type { Multiply, Product } from './products';
import { replaceKernel } from './replaceKernel';
import { matrix, pixels, type Summed, type View } from './views';

type Shape4D = [number, number, number, number];

interface Attributes {
	strides: [number, number] | number;
	pad: 'valid' | 'same' | number;
	dataFormat: 'NHWC' | 'NCHW';
	dilations: [number, number] | number;
	dimRoundingMode?: 'floor' | 'round' | 'ceil';
}

type ConvInfo = ReturnType<Tfjs['backend_util']['computeConv2DInfo']>;

function infoOf(
	tf: Tfjs,
	xShape: number[],
	filterShape: number[],
	attributes: Attributes,
): ConvInfo {
	const info = tf.backend_util.computeConv2DInfo(
		xShape as Shape4D,
		filterShape as Shape4D,
		attributes.strides,
		attributes.dilations ?? 1,
		attributes.pad,
		attributes.dimRoundingMode,
		false,
		tf.backend_util.convertConv2DDataFormat(attributes.dataFormat ?? 'NHWC'),
	);
	if (info.dataFormat !== 'channelsLast') {
		throw new Error(
			'Pictures are height × width × channels here; channels first is not supported.',
		);
	}
	return info;
}

/** What the filter sees of x: rows are the result's pixels, columns the filter's taps × channels. */
function patches(at: number, info: ConvInfo, summed: Summed): View {
	return {
		...pixels(at, info.inHeight, info.inWidth, info.inChannels),
		tapsY: info.filterHeight,
		tapsX: info.filterWidth,
		gridHeight: info.outHeight,
		gridWidth: info.outWidth,
		strideY: info.strideHeight,
		strideX: info.strideWidth,
		dilationY: info.dilationHeight,
		dilationX: info.dilationWidth,
		top: info.padInfo.top,
		left: info.padInfo.left,
		sumsColumns: summed === 'columns' ? 1 : 0,
	};
}

interface Addresses {
	x: number;
	filter: number;
	y: number;
}

/** y = patches of x · filter. */
function forward(info: ConvInfo, at: Addresses): Product {
	const rows = info.batchSize * info.outHeight * info.outWidth;
	const columns = info.outChannels;
	const inner = info.filterHeight * info.filterWidth * info.inChannels;
	return {
		result: matrix(at.y, rows, columns),
		left: patches(at.x, info, 'columns'),
		right: matrix(at.filter, inner, columns, 'rows'),
		rows,
		columns,
		inner,
	};
}

/** The gradient to the filter = patches of xᵀ · dy. */
function toFilter(info: ConvInfo, at: Addresses): Product {
	const rows = info.filterHeight * info.filterWidth * info.inChannels;
	const columns = info.outChannels;
	const inner = info.batchSize * info.outHeight * info.outWidth;
	return {
		result: matrix(at.filter, rows, columns),
		left: patches(at.x, info, 'rows'),
		right: matrix(at.y, inner, columns, 'rows'),
		rows,
		columns,
		inner,
	};
}

/** One axis of those pixels of x that lie equally between the places of the filter, and so meet the same taps. */
interface Phase {
	/** The first pixel, and how many there are, a stride apart. */
	pixel: number;
	count: number;
	/** The last tap they meet, and how many, a stride apart. */
	tap: number;
	taps: number;
	/** Zeros before the first place that the first pixel meets. */
	before: number;
}

function phasesOf(
	size: number,
	filterSize: number,
	stride: number,
	dilation: number,
	padding: number,
): Phase[] {
	return Array.from({ length: Math.min(stride, size) }, (_, pixel) => {
		// Taps are a stride apart; where there is a dilation, the stride is 1.
		const first = (pixel + padding) % stride;
		const taps = Math.max(0, Math.ceil((filterSize - first) / stride));
		return {
			pixel,
			count: Math.ceil((size - pixel) / stride),
			tap: first + stride * (taps - 1),
			taps,
			before: (taps - 1) * dilation - Math.floor((pixel + padding) / stride),
		};
	});
}

/**
 * The gradient to x, also the transposed convolution: each pixel gathers from dy what the filter spread from it, so
 * that it is a convolution of dy, with taps in reverse. One product for each phase of the stride.
 */
function toInput(info: ConvInfo, at: Addresses): Product[] {
	const { inChannels, outChannels } = info;
	const tapBytes = inChannels * outChannels * 4;
	const lineBytes = info.filterWidth * tapBytes;
	const dy = pixels(at.y, info.outHeight, info.outWidth, outChannels);
	const dx = pixels(at.x, info.inHeight, info.inWidth, inChannels);
	const axisX = phasesOf(
		...([info.inWidth, info.filterWidth, info.strideWidth] as const),
		...([info.dilationWidth, info.padInfo.left] as const),
	);
	const axisY = phasesOf(
		...([info.inHeight, info.filterHeight, info.strideHeight] as const),
		...([info.dilationHeight, info.padInfo.top] as const),
	);
	return axisY.flatMap((y) =>
		axisX.map((x): Product => {
			const grid = { gridHeight: y.count, gridWidth: x.count };
			const taps = { tapsY: y.taps, tapsX: x.taps };
			return {
				result: {
					...dx,
					...grid,
					strideY: info.strideHeight,
					strideX: info.strideWidth,
					top: -y.pixel,
					left: -x.pixel,
				},
				left: {
					...dy,
					...grid,
					...taps,
					dilationY: info.dilationHeight,
					dilationX: info.dilationWidth,
					top: y.before,
					left: x.before,
					sumsColumns: 1,
				},
				// Every channel of x is a picture of its own, of the taps that it meets.
				right: {
					...pixels(at.filter + y.tap * lineBytes + x.tap * tapBytes, 1, 1, outChannels),
					...taps,
					height: y.taps,
					width: x.taps,
					pictureStep: outChannels * 4,
					lineStep: -info.strideHeight * lineBytes,
					pixelStep: -info.strideWidth * tapBytes,
					sumsColumns: 1,
				},
				rows: info.batchSize * y.count * x.count,
				columns: inChannels,
				inner: y.taps * x.taps * outChannels,
			};
		}),
	);
}

interface ConvolutionCall {
	inputs: { x: TensorInfo; filter: TensorInfo };
	attrs: Attributes;
}

/** Registers Conv2D, plain and with a bias and an activation, Conv2DBackpropInput (also the transposed convolution) and Conv2DBackpropFilter. */
export function registerConvolution(tf: Tfjs, kernels: WasmKernels, multiply: Multiply): void {
	const { backend } = kernels;
	const at = (tensor: TensorInfo): number => kernels.at(tensor);

	const convolve = (call: ConvolutionCall): TensorInfo => {
		const { x, filter } = call.inputs;
		const info = infoOf(tf, x.shape, filter.shape, call.attrs);
		const y = backend.makeOutput(info.outShape, 'float32');
		multiply([forward(info, { x: at(x), filter: at(filter), y: at(y) })]);
		return y;
	};

	const gradientToInput = (call: {
		inputs: { dy: TensorInfo; filter: TensorInfo };
		attrs: Attributes & { inputShape: number[] };
	}): TensorInfo => {
		const { dy, filter } = call.inputs;
		const info = infoOf(tf, call.attrs.inputShape, filter.shape, call.attrs);
		const dx = backend.makeOutput(call.attrs.inputShape, 'float32');
		multiply(toInput(info, { x: at(dx), filter: at(filter), y: at(dy) }));
		return dx;
	};

	const gradientToFilter = (call: {
		inputs: { x: TensorInfo; dy: TensorInfo };
		attrs: Attributes & { filterShape: number[] };
	}): TensorInfo => {
		const { x, dy } = call.inputs;
		const info = infoOf(tf, x.shape, call.attrs.filterShape, call.attrs);
		const dFilter = backend.makeOutput(call.attrs.filterShape, 'float32');
		multiply([toFilter(info, { x: at(x), filter: at(dFilter), y: at(dy) })]);
		return dFilter;
	};

	const register = (name: string, kernel: unknown): void =>
		replaceKernel(tf, name, () => kernel as KernelFunc);
	register('Conv2D', convolve);
	register('FusedConv2D', (call: ConvolutionCall & FinishCall) =>
		finish(tf, backend, convolve(call), call),
	);
	register('Conv2DBackpropInput', gradientToInput);
	register('Conv2DBackpropFilter', gradientToFilter);
}
