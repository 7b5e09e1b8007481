// Depthwise convolution and its two gradients on the wasm backend, where tfjs has no gradient of it.
//
// tfjs's forward pass also keeps packed filters by tensor id; ours keeps nothing.
import type { KernelFunc, TensorInfo } from '@tensorflow/tfjs';
import type { Tfjs } from '../../../nodes/kind';
import { geometryOf, type WindowInfo } from './geometry';
import type { WasmKernels } from './memory';
import { replaceKernel } from './replaceKernel';

type Shape4D = [number, number, number, number];

interface Attributes {
	strides: [number, number] | number;
	pad: 'valid' | 'same' | number;
	dilations?: [number, number] | number;
	dimRoundingMode?: 'floor' | 'round' | 'ceil';
	dataFormat?: 'NHWC' | 'NCHW';
}

interface Call<Input extends string, Attrs> {
	inputs: Record<Input, TensorInfo>;
	attrs: Attrs;
}

/** What `depthwise` computes, and of what: see assembly/depthwise.ts. */
const TO_OUTPUT = 0;
const TO_INPUT = 1;
const TO_FILTER = 2;

/** Registers DepthwiseConv2dNative, and its BackpropInput and BackpropFilter. */
export function registerDepthwise(tf: Tfjs, kernels: WasmKernels): void {
	const { backend, run } = kernels;

	const infoOf = (xShape: number[], filterShape: number[], attributes: Attributes) => {
		if (attributes.dataFormat === 'NCHW') {
			throw new Error(
				'Pictures are height × width × channels here; channels first is not supported.',
			);
		}
		return tf.backend_util.computeConv2DInfo(
			xShape as Shape4D,
			filterShape as Shape4D,
			attributes.strides,
			attributes.dilations ?? 1,
			attributes.pad,
			attributes.dimRoundingMode,
			true,
		);
	};

	/** Computes the target of the other two tensors. */
	const compute = (
		target: number,
		info: WindowInfo,
		x: TensorInfo,
		filter: TensorInfo,
		y: TensorInfo,
	): void => {
		const multiplier = info.outChannels / info.inChannels;
		const wide = info.inHeight * info.inWidth * info.outChannels * 4;
		const scratch = multiplier > 1 ? kernels.scratch(wide) : 0;
		run.depthwise(
			...[target, kernels.at(x), kernels.at(filter), kernels.at(y), multiplier, scratch],
			...geometryOf(info),
		);
	};

	const register = <Call>(name: string, kernel: (call: Call) => TensorInfo): void =>
		replaceKernel(tf, name, () => kernel as unknown as KernelFunc);

	register(
		'DepthwiseConv2dNative',
		({ inputs: { x, filter }, attrs }: Call<'x' | 'filter', Attributes>) => {
			const info = infoOf(x.shape, filter.shape, attrs);
			const y = backend.makeOutput(info.outShape, 'float32');
			compute(TO_OUTPUT, info, x, filter, y);
			return y;
		},
	);

	register(
		'DepthwiseConv2dNativeBackpropInput',
		({
			inputs: { dy, filter },
			attrs,
		}: Call<'dy' | 'filter', Attributes & { inputShape: number[] }>) => {
			const info = infoOf(attrs.inputShape, filter.shape, attrs);
			const dx = backend.makeOutput(attrs.inputShape, 'float32');
			compute(TO_INPUT, info, dx, filter, dy);
			return dx;
		},
	);

	register(
		'DepthwiseConv2dNativeBackpropFilter',
		({ inputs: { x, dy }, attrs }: Call<'x' | 'dy', Attributes & { filterShape: number[] }>) => {
			const info = infoOf(x.shape, attrs.filterShape, attrs);
			const dFilter = backend.makeOutput(attrs.filterShape, 'float32');
			compute(TO_FILTER, info, x, dFilter, dy);
			return dFilter;
		},
	);
}
