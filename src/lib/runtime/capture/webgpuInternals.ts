// What capture and replay touch inside tfjs's WebGPU backend, and whether it is there.
//
// tfjs keeps these members to itself. It is pinned; where one is missing all the same, nothing is captured.
import type { DataType, TensorInfo } from '@tensorflow/tfjs';
import type { Tfjs } from '../../nodes/kind';

export type DataId = TensorInfo['dataId'];

/** What the backend knows of a tensor's data; several tensors may share it. */
export interface TensorData {
	dtype: DataType;
	shape: number[];
	/** On the host: not yet uploaded, or kept from a reading. */
	values: ArrayLike<number> | null | undefined;
	refCount: number;
	/** On the device. */
	resource?: GPUBuffer | null;
	/** The buffer isn't tfjs's: it is not put into its pool. */
	external?: boolean;
}

/** A kernel about to be handed over. */
export interface RunProgram {
	shaderKey: string;
	pipeline: GPUComputePipeline;
	dispatch: [number, number, number];
	/** How many of the bound tensors, from the first, it writes; tfjs's own programs write one. */
	writes?: number;
	/** Set for programs that draw or read pixels. */
	pixelsOpType?: unknown;
}

export interface WebgpuInternals {
	device: GPUDevice;
	queue: GPUQueue;
	tensorMap: { has(id: DataId): boolean; get(id: DataId): TensorData };
	bufferManager: {
		acquireBuffer(size: number, usage: number): GPUBuffer;
		/** The pool, by size and usage. */
		freeBuffers: Map<string, GPUBuffer[]>;
		numFreeBuffers: number;
		numBytesAllocated: number;
	};
	commandEncoder: GPUCommandEncoder | null;
	submitQueue(): void;
	endComputePassEncoder(): void;
	makeTensorInfo(shape: number[], dtype: DataType, values?: Float32Array): TensorInfo;
	disposeData(id: DataId): boolean;
	incRef(id: DataId): void;
	uploadToGPU(id: DataId): void;
	recordAndSubmit(
		program: RunProgram,
		output: TensorInfo,
		inputs: TensorInfo[],
		uniforms?: unknown,
	): void;
}

/** Members that bring values to the host or in from elsewhere: no part of a round that can be replayed. */
export const READING = [
	'read',
	'readSync',
	'getBufferData',
	'readToGPU',
	'createTensorFromGPUData',
	'copyBuffer',
] as const;

const FUNCTIONS = [
	'submitQueue',
	'endComputePassEncoder',
	'makeTensorInfo',
	'uploadToGPU',
	'recordAndSubmit',
	...READING,
];

/** The backend in use, or why it can't be captured. */
export function webgpuInternals(tf: Tfjs): WebgpuInternals | string {
	const backend = tf.backend() as unknown as Partial<WebgpuInternals> & Record<string, unknown>;
	const missing = FUNCTIONS.filter((name) => typeof backend[name] !== 'function');
	const { bufferManager, tensorMap } = backend;
	if (!backend.device || !backend.queue) missing.push('device');
	if (typeof tensorMap?.get !== 'function') missing.push('tensorMap');
	if (typeof bufferManager?.acquireBuffer !== 'function') missing.push('bufferManager');
	else if (!(bufferManager.freeBuffers instanceof Map)) missing.push('freeBuffers');
	if (!('commandEncoder' in backend)) missing.push('commandEncoder');
	if (missing.length > 0) return `tfjs ${tf.version_core} has no ${missing.join(', ')}`;
	return backend as unknown as WebgpuInternals;
}

/** Hands over everything tfjs has put off. */
export function flush(backend: WebgpuInternals): void {
	backend.endComputePassEncoder();
	if (backend.commandEncoder) backend.submitQueue();
}

/** Gives back tfjs's spare buffers: it kept those of whole rounds. */
export function trimPool(backend: WebgpuInternals): void {
	flush(backend);
	const { bufferManager } = backend;
	for (const buffers of bufferManager.freeBuffers.values()) {
		for (const buffer of buffers.splice(0)) {
			bufferManager.numFreeBuffers--;
			bufferManager.numBytesAllocated -= buffer.size;
			buffer.destroy();
		}
	}
}

/** How tfjs uses the buffers of tensors. */
export const storageUsage = (): number =>
	GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_SRC | GPUBufferUsage.COPY_DST;
