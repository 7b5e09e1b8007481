// The wasm backend's own memory, and our kernels at work on it.
//
// tfjs keeps the members named here to itself; tfjs is pinned, and a test fails when one of them goes.
import type { DataType, TensorInfo } from '@tensorflow/tfjs';
import { plain, relaxed } from './binary';

type Pointer = number;

/** What the kernels export; see assembly/ for the meaning of every argument. Pointers are byte addresses. */
export interface KernelExports {
	gemmScratch(columns: number): number;
	gemm(
		...args: [
			a: Pointer,
			b: Pointer,
			c: Pointer,
			m: number,
			n: number,
			k: number,
			transposeA: number,
			transposeB: number,
			accumulate: number,
			scratch: Pointer,
		]
	): void;
	im2col(x: Pointer, columns: Pointer, batch: number, ...geometry: number[]): void;
	col2im(columns: Pointer, x: Pointer, batch: number, ...geometry: number[]): void;
	depthwise(...argumentsAndGeometry: number[]): void;
	averagePoolBackward(...pointersAndGeometry: number[]): void;
	maximumPoolBackward(...pointersAndGeometry: number[]): void;
	resizeNearest(...pointersAndSizes: number[]): void;
	resizeNearestBackward(...pointersAndSizes: number[]): void;
	resizeBilinearBackward(...pointersAndSizes: number[]): void;
	addRows(x: Pointer, bias: Pointer, y: Pointer, rows: number, columns: number): void;
	leakyRelu(x: Pointer, y: Pointer, bytes: number, slope: number): void;
	tanh(x: Pointer, y: Pointer, bytes: number): void;
	copyRows(
		...args: [
			from: Pointer,
			fromStep: number,
			to: Pointer,
			toStep: number,
			bytes: number,
			rows: number,
		]
	): void;
	middleSums(
		...args: [
			x: Pointer,
			out: Pointer,
			outer: number,
			reduced: number,
			inner: number,
			factor: number,
		]
	): void;
	segmentSums(
		...args: [
			x: Pointer,
			ids: Pointer,
			out: Pointer,
			rows: number,
			columns: number,
			segments: number,
		]
	): void;
	adam(
		...args: [
			p: Pointer,
			gradient: Pointer,
			m: Pointer,
			v: Pointer,
			next: Pointer,
			count: number,
			rate: number,
			root: number,
			beta1: number,
			beta2: number,
			epsilon: number,
		]
	): void;
	sgd(
		...args: [
			p: Pointer,
			gradient: Pointer,
			buffer: Pointer,
			next: Pointer,
			count: number,
			rate: number,
			momentum: number,
		]
	): void;
	rmsprop(
		...args: [
			p: Pointer,
			gradient: Pointer,
			squares: Pointer,
			next: Pointer,
			count: number,
			rate: number,
			alpha: number,
			epsilon: number,
		]
	): void;
	normForward(
		...args: [
			x: Pointer,
			y: Pointer,
			scale: Pointer,
			shift: Pointer,
			mean: Pointer,
			variance: Pointer,
			inverse: Pointer,
			groups: number,
			rows: number,
			channels: number,
			epsilon: number,
		]
	): void;
	normBackward(
		...args: [
			x: Pointer,
			dy: Pointer,
			dx: Pointer,
			scale: Pointer,
			mean: Pointer,
			inverse: Pointer,
			dScale: Pointer,
			dShift: Pointer,
			groups: number,
			rows: number,
			channels: number,
			scratch: Pointer,
		]
	): void;
}

/** The members of tfjs's wasm backend that kernels need. */
export interface WasmBackend {
	wasm: {
		/** The single-threaded build's exports. */
		asm?: { memory?: WebAssembly.Memory };
		/** The threaded build's memory. */
		wasmMemory?: WebAssembly.Memory;
		_malloc(bytes: number): Pointer;
		_free(pointer: Pointer): void;
	};
	dataIdMap: { get(id: object): { memoryOffset: Pointer } };
	makeOutput(shape: readonly number[], dtype: DataType): TensorInfo;
	disposeData(id: object): boolean;
	/** One more tensor shares the data. */
	incRef(id: object): void;
}

function decode(base64: string): Uint8Array<ArrayBuffer> {
	return Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
}

/** Our kernels on one backend's memory, with scratch memory that grows as it is asked for. */
export class WasmKernels {
	private scratchAt: Pointer = 0;
	private scratchBytes = 0;

	private constructor(
		readonly backend: WasmBackend,
		readonly run: KernelExports,
		/** Fused multiply-add is in use. */
		readonly relaxed: boolean,
	) {}

	/** Throws when the backend's memory can't be found: another tfjs than the pinned one. */
	static async on(backend: WasmBackend): Promise<WasmKernels> {
		const memory = backend.wasm.wasmMemory ?? backend.wasm.asm?.memory;
		if (!memory) throw new Error('The wasm backend keeps its memory elsewhere.');
		const fused = decode(relaxed);
		const isRelaxed = WebAssembly.validate(fused);
		const { instance } = await WebAssembly.instantiate(isRelaxed ? fused : decode(plain), {
			env: { memory },
		});
		return new WasmKernels(backend, instance.exports as unknown as KernelExports, isRelaxed);
	}

	/** The address of a tensor's first byte. Good until the next allocation frees or moves nothing of it. */
	at(tensor: { dataId: object }): Pointer {
		return this.backend.dataIdMap.get(tensor.dataId).memoryOffset;
	}

	/** At least `bytes` of memory that the next call of `scratch` may take back. */
	scratch(bytes: number): Pointer {
		if (bytes > this.scratchBytes) {
			if (this.scratchAt) this.backend.wasm._free(this.scratchAt);
			// Emscripten's addresses are signed beyond 2 GB.
			this.scratchAt = this.backend.wasm._malloc(bytes) >>> 0;
			if (!this.scratchAt)
				throw new Error(`No memory left for ${bytes} bytes of wasm scratch space.`);
			this.scratchBytes = bytes;
		}
		return this.scratchAt;
	}
}
