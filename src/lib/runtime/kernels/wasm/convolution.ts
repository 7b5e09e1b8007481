// Convolution and its two gradients on the wasm backend, as im2col and `gemm`.
//
// tfjs has no gradient to the filter there at all, so without these no convolution trains. The batch is taken in
// pieces whose unrolled patches stay near the cache.
import type { KernelFunc, TensorInfo } from '@tensorflow/tfjs';
import type { Tfjs } from '../../../nodes/kind';
import type { WasmKernels } from './memory';
import { replaceKernel } from './replaceKernel';

/** Unrolled patches at a time. */
const PIECE_BYTES = 1 << 20;

type Shape4D = [number, number, number, number];

interface Attributes {
	strides: [number, number] | number;
	pad: 'valid' | 'same' | number;
	dataFormat: 'NHWC' | 'NCHW';
	dilations: [number, number] | number;
	dimRoundingMode?: 'floor' | 'round' | 'ceil';
}

type ConvInfo = ReturnType<Tfjs['backend_util']['computeConv2DInfo']>;

/** A convolution as matrices: patches [rows, inner] · filter [inner, outChannels]. */
interface Plan {
	info: ConvInfo;
	/** Rows an item of the batch gives. */
	rows: number;
	inner: number;
	/** Items at a time. */
	piece: number;
	inBytes: number;
	outBytes: number;
	/** The last arguments of im2col and col2im. */
	geometry: number[];
}

function planOf(tf: Tfjs, xShape: number[], filterShape: number[], attributes: Attributes): Plan {
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
	const rows = info.outHeight * info.outWidth;
	const inner = info.filterHeight * info.filterWidth * info.inChannels;
	return {
		info,
		rows,
		inner,
		piece: Math.max(1, Math.min(info.batchSize, Math.floor(PIECE_BYTES / (rows * inner * 4)))),
		inBytes: info.inHeight * info.inWidth * info.inChannels * 4,
		outBytes: rows * info.outChannels * 4,
		geometry: [
			info.inHeight,
			info.inWidth,
			info.inChannels,
			info.filterHeight,
			info.filterWidth,
			info.outHeight,
			info.outWidth,
			info.strideHeight,
			info.strideWidth,
			info.dilationHeight,
			info.dilationWidth,
			info.padInfo.top,
			info.padInfo.left,
		],
	};
}

/** Registers Conv2D, Conv2DBackpropInput (also the transposed convolution) and Conv2DBackpropFilter. */
export function registerConvolution(tf: Tfjs, kernels: WasmKernels): void {
	const { backend, run } = kernels;

	/** Calls `work` for every piece of the batch with its first item, its size and room for its patches. */
	const inPieces = (
		plan: Plan,
		columns: number,
		work: (first: number, count: number, patches: number, scratch: number) => void,
	): void => {
		const gemmBytes = run.gemmScratch(columns);
		const scratch = kernels.scratch(gemmBytes + plan.piece * plan.rows * plan.inner * 4);
		for (let first = 0; first < plan.info.batchSize; first += plan.piece) {
			const count = Math.min(plan.piece, plan.info.batchSize - first);
			work(first, count, scratch + gemmBytes, scratch);
		}
	};

	const forward = ({
		inputs,
		attrs,
	}: {
		inputs: { x: TensorInfo; filter: TensorInfo };
		attrs: Attributes;
	}): TensorInfo => {
		const plan = planOf(tf, inputs.x.shape, inputs.filter.shape, attrs);
		const { inBytes, outBytes, rows, inner, geometry } = plan;
		const columns = plan.info.outChannels;
		const y = backend.makeOutput(plan.info.outShape, 'float32');
		inPieces(plan, columns, (first, count, patches, scratch) => {
			run.im2col(kernels.at(inputs.x) + first * inBytes, patches, count, ...geometry);
			const to = kernels.at(y) + first * outBytes;
			const filter = kernels.at(inputs.filter);
			run.gemm(patches, filter, to, count * rows, columns, inner, 0, 0, 0, scratch);
		});
		return y;
	};

	const toInput = ({
		inputs,
		attrs,
	}: {
		inputs: { dy: TensorInfo; filter: TensorInfo };
		attrs: Attributes & { inputShape: number[] };
	}): TensorInfo => {
		const plan = planOf(tf, attrs.inputShape, inputs.filter.shape, attrs);
		const { inBytes, outBytes, rows, inner, geometry } = plan;
		const dx = backend.makeOutput(attrs.inputShape, 'float32');
		inPieces(plan, inner, (first, count, patches, scratch) => {
			const dy = kernels.at(inputs.dy) + first * outBytes;
			const filter = kernels.at(inputs.filter);
			const { outChannels } = plan.info;
			run.gemm(dy, filter, patches, count * rows, inner, outChannels, 0, 1, 0, scratch);
			run.col2im(patches, kernels.at(dx) + first * inBytes, count, ...geometry);
		});
		return dx;
	};

	const toFilter = ({
		inputs,
		attrs,
	}: {
		inputs: { x: TensorInfo; dy: TensorInfo };
		attrs: Attributes & { filterShape: number[] };
	}): TensorInfo => {
		const plan = planOf(tf, inputs.x.shape, attrs.filterShape, attrs);
		const { inBytes, outBytes, rows, inner, geometry } = plan;
		const columns = plan.info.outChannels;
		const dFilter = backend.makeOutput(attrs.filterShape, 'float32');
		inPieces(plan, columns, (first, count, patches, scratch) => {
			run.im2col(kernels.at(inputs.x) + first * inBytes, patches, count, ...geometry);
			const dy = kernels.at(inputs.dy) + first * outBytes;
			const accumulate = first > 0 ? 1 : 0;
			const to = kernels.at(dFilter);
			run.gemm(patches, dy, to, inner, columns, count * rows, 1, 0, accumulate, scratch);
		});
		return dFilter;
	};

	const register = (name: string, kernel: unknown): void =>
		replaceKernel(tf, name, () => kernel as KernelFunc);
	register('Conv2D', forward);
	register('Conv2DBackpropInput', toInput);
	register('Conv2DBackpropFilter', toFilter);
}
