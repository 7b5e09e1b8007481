// The wasm backend's own memory, and our kernels at work on it.
//
// tfjs keeps the members named here to itself; tfjs is pinned, and a test fails when one of them goes.
import type { DataType, TensorInfo } from '@tensorflow/tfjs';
import { plain, relaxed } from './binary';
import { shareMemory } from './sharedMemory';
import { kernelsOf, MOST_PARTS, type Kernels } from './threads/sharedJob.js';
import { startThreads, type ThreadHost, type Threads } from './threads/threads';

type Pointer = number;

/** What the kernels export; see assembly/ for the meaning of every argument. Pointers are byte addresses. */
export interface KernelExports {
	/** Bytes of scratch memory that every thread has. */
	scratchBytes(): number;
	multiply(
		...args: [
			views: Pointer,
			inner: number,
			rowStart: number,
			rowEnd: number,
			columnStart: number,
			columnEnd: number,
		]
	): void;
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
			part: Pointer,
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

/** Our kernels on one backend's memory, on the thread that calls and on those that share its work. */
export class WasmKernels {
	private scratchAt: Pointer = 0;
	private scratchBytes = 0;
	private readonly list: Kernels;
	/** The calling thread's own, like that of the others. */
	private readonly threadScratch: Pointer;

	private constructor(
		readonly backend: WasmBackend,
		readonly memory: WebAssembly.Memory,
		instance: WebAssembly.Instance,
		/** Fused multiply-add is in use. */
		readonly relaxed: boolean,
		/** Those that share the work of `parallel`; none where memory can't be shared. */
		private readonly others: Threads | undefined,
	) {
		this.run = instance.exports as unknown as KernelExports;
		this.list = kernelsOf(instance);
		this.threadScratch = allocate(backend, this.run.scratchBytes());
	}

	/** On the calling thread alone. */
	readonly run: KernelExports;

	/** Whether other threads take part in `parallel`, where there are any. */
	sharing = true;

	/**
	 * With `host`, and on memory that is shared, other threads take part.
	 * @throws when the backend's memory can't be found: another tfjs than the pinned one.
	 */
	static async on(backend: WasmBackend, host?: ThreadHost): Promise<WasmKernels> {
		const memory = backend.wasm.wasmMemory ?? backend.wasm.asm?.memory;
		if (!memory) throw new Error('The wasm backend keeps its memory elsewhere.');
		const isShared = !(memory.buffer instanceof ArrayBuffer);
		const fused = decode(relaxed);
		const isRelaxed = WebAssembly.validate(fused);
		const binary = isRelaxed ? fused : decode(plain);
		const module = await WebAssembly.compile(isShared ? shareMemory(binary) : binary);
		const instance = await WebAssembly.instantiate(module, { env: { memory } });
		const { scratchBytes } = instance.exports as unknown as KernelExports;
		const threads =
			host && isShared
				? await startThreads(
						host,
						module,
						memory,
						(bytes) => allocate(backend, bytes),
						scratchBytes(),
					)
				: undefined;
		return new WasmKernels(backend, memory, instance, isRelaxed, threads);
	}

	/** That share the work of `parallel`, the calling one included. */
	get threads(): number {
		return this.sharing ? (this.others?.count ?? 1) : 1;
	}

	/** Why there are not as many threads as there could be. */
	get threadProblem(): string | undefined {
		return this.others?.problem;
	}

	/**
	 * Runs a kernel with the arguments of each part, in any order and on any thread. Parts write to memory of their own.
	 * After its arguments a kernel gets its thread's scratch memory, `scratchBytes()` of it.
	 */
	parallel<K extends keyof KernelExports>(
		kernel: K,
		parts: readonly Readonly<Parameters<KernelExports[K]>>[],
	): void {
		const { others, list, threadScratch } = this;
		if (!others || this.threads === 1 || parts.length === 1) {
			const run = this.run[kernel] as (...args: number[]) => unknown;
			for (const part of parts) run(...part, threadScratch);
			return;
		}
		const index = list.indexOf(this.run[kernel]);
		for (let first = 0; first < parts.length; first += MOST_PARTS) {
			others.job.run(index, parts.slice(first, first + MOST_PARTS), list, threadScratch);
		}
	}

	/** The address of a tensor's first byte. Good until the next allocation frees or moves nothing of it. */
	at(tensor: { dataId: object }): Pointer {
		return this.backend.dataIdMap.get(tensor.dataId).memoryOffset;
	}

	/** Memory for as long as the backend lives. */
	allocate(bytes: number): Pointer {
		return allocate(this.backend, bytes);
	}

	/** At least `bytes` of memory that the next call of `scratch` may take back. */
	scratch(bytes: number): Pointer {
		if (bytes > this.scratchBytes) {
			if (this.scratchAt) this.backend.wasm._free(this.scratchAt);
			this.scratchAt = this.allocate(bytes);
			this.scratchBytes = bytes;
		}
		return this.scratchAt;
	}
}

function allocate({ wasm }: WasmBackend, bytes: number): Pointer {
	// Emscripten's addresses are signed beyond 2 GB.
	const at = wasm._malloc(bytes) >>> 0;
	if (!at) throw new Error(`No memory left for ${bytes} bytes of wasm scratch space.`);
	return at;
}
