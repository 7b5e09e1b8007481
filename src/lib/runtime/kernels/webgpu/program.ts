// Compute programs in the form tfjs's WebGPU backend runs them.
//
// tfjs keeps these shapes to itself; tfjs is pinned, and a test in a real browser fails when one of them goes.
import type { DataType, TensorInfo } from '@tensorflow/tfjs';

export interface Program {
	variableNames: string[];
	/** WGSL fields of the uniform buffer: `rate : f32, beta : f32,`. */
	uniforms?: string;
	outputShape: number[];
	workgroupSize: [number, number, number];
	dispatchLayout: { x: number[] };
	dispatch: [number, number, number];
	/** Programs with the same key share a pipeline. */
	shaderKey: string;
	/** Puts the output's element count into `uniforms.size`. */
	size?: boolean;
	getUserCode(): string;
}

export interface WebgpuBackend {
	/** A tensor of these values, uploaded when first used. */
	makeTensorInfo(shape: number[], dtype: DataType, values?: Float32Array): TensorInfo;
	disposeData(dataId: TensorInfo['dataId']): boolean;
	/** Runs a program; into `output` if given, which it then may read as `result` too. */
	runWebGPUProgram(
		program: Program,
		inputs: TensorInfo[],
		dtype: DataType,
		uniforms?: { type: 'float32' | 'int32'; data: number[] }[],
		output?: TensorInfo,
	): TensorInfo;
}

const product = (shape: readonly number[]): number => shape.reduce((a, b) => a * b, 1);

const GROUP = 64;

/** One thread an output element; `body` is WGSL that may use `index`, the inputs by name, and writes `result[index]`. */
export function elementwise(options: {
	key: string;
	inputs: string[];
	uniforms?: string;
	count: number;
	body: string;
}): Program {
	return {
		variableNames: options.inputs,
		uniforms: options.uniforms,
		outputShape: [options.count],
		workgroupSize: [GROUP, 1, 1],
		dispatchLayout: { x: [0] },
		dispatch: [Math.ceil(options.count / GROUP), 1, 1],
		shaderKey: options.key,
		size: true,
		getUserCode: () => `
fn main(index : i32) {
	if (index < uniforms.size) {
		${options.body}
	}
}`,
	};
}

/** Channels and rows a workgroup of `columnSum` takes at a time: neighbours in memory are read together. */
const CHANNELS = 16;
const LANES = 16;

/**
 * Sums over the rows of [rows, channels]: `term` is a WGSL expression of \`at\` (the element's index) and \`channel\`;
 * \`finish\` one of \`total\`. Uniforms \`rows\` and \`channels\` come first.
 */
export function columnSum(options: {
	key: string;
	inputs: string[];
	uniforms?: string;
	channels: number;
	term: string;
	finish: string;
}): Program {
	return {
		variableNames: options.inputs,
		uniforms: `rows : i32, channels : i32, ${options.uniforms ?? ''}`,
		outputShape: [options.channels],
		workgroupSize: [CHANNELS * LANES, 1, 1],
		dispatchLayout: { x: [0] },
		dispatch: [Math.ceil(options.channels / CHANNELS), 1, 1],
		shaderKey: options.key,
		getUserCode: () => `
var<workgroup> partial : array<f32, ${CHANNELS * LANES}>;
fn main(index : i32) {
	let local = i32(localId.x);
	let channel = i32(workgroupId.x) * ${CHANNELS} + local % ${CHANNELS};
	let lane = local / ${CHANNELS};
	var sum = 0.0;
	if (channel < uniforms.channels) {
		for (var row = lane; row < uniforms.rows; row = row + ${LANES}) {
			let at = row * uniforms.channels + channel;
			sum = sum + ${options.term};
		}
	}
	partial[local] = sum;
	workgroupBarrier();
	if (lane == 0 && channel < uniforms.channels) {
		var total = 0.0;
		for (var i = 0; i < ${LANES}; i = i + 1) {
			total = total + partial[local + i * ${CHANNELS}];
		}
		result[channel] = ${options.finish};
	}
}`,
	};
}

/** A tensor seen as one row of numbers. */
export function flat(tensor: TensorInfo): TensorInfo {
	return { ...tensor, shape: [product(tensor.shape)] };
}

/** Rows and channels of a tensor whose last axis holds the channels. */
export function matrixOf({ shape }: TensorInfo): [rows: number, channels: number] {
	return [product(shape.slice(0, -1)), shape.at(-1)!];
}
