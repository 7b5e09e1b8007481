// Finds out what can compute here, picks the fastest, and says why the others were passed over.
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import type { Tfjs } from '../nodes/kind';
import { registerWasmKernels } from './kernels/wasm/register';
import { canShareMemory, shareMemory } from './kernels/wasm/sharedMemory';
import type { ThreadHost } from './kernels/wasm/threads/threads';
import { registerWebgpuKernels } from './kernels/webgpu/register';
import type { BackendName, BackendVerdict } from './protocol';

/** Where the wasm backend's binaries are, by file name: addresses in a browser, paths in Node. */
export type WasmFiles = Readonly<
	Record<'tfjs-backend-wasm.wasm' | 'tfjs-backend-wasm-simd.wasm', string>
>;

/** The fastest first. */
export const BACKENDS: readonly BackendName[] = ['webgpu', 'webgl', 'wasm', 'cpu'];

/** Names that GPUs emulated on the CPU go by. */
const SOFTWARE = /swiftshader|llvmpipe|softpipe|lavapipe|software|basic render/i;

interface Adapter {
	isFallbackAdapter?: boolean;
	info?: {
		vendor?: string;
		architecture?: string;
		device?: string;
		description?: string;
		isFallbackAdapter?: boolean;
	};
}

interface Gpu {
	requestAdapter(options?: { powerPreference: 'high-performance' }): Promise<Adapter | null>;
}

export class BackendError extends Error {
	override name = 'BackendError';
}

/**
 * Makes `wanted` tfjs's backend, or with `auto` the first of webgpu, webgl, wasm and cpu that is there, leaving out
 * emulated GPUs: they are slower than wasm. Gives a verdict on each, in that order. With `threads`, wasm shares its
 * work among as many as there are processors.
 * @throws {BackendError} when the wanted one can't be used; nothing else is used in its place.
 */
export async function chooseBackend(
	tf: Tfjs,
	wanted: BackendName | 'auto',
	wasmFiles: WasmFiles,
	threads?: ThreadHost,
): Promise<BackendVerdict[]> {
	const verdicts = await Promise.all(BACKENDS.map(probe));
	const candidates =
		wanted === 'auto'
			? verdicts.filter(({ state }) => state === 'available')
			: verdicts.filter(({ name }) => name === wanted);
	for (const verdict of candidates) {
		const problem =
			verdict.state === 'absent' ? verdict.detail : await start(tf, verdict, wasmFiles, threads);
		if (problem === undefined) {
			verdict.state = 'used';
			return verdicts;
		}
		if (wanted !== 'auto') throw new BackendError(`${wanted} can't be used here: ${problem}`);
		verdict.state = 'absent';
		verdict.detail = problem;
	}
	throw new BackendError('No backend could be started.');
}

/** Whether a backend could be used, found out without starting it. */
async function probe(name: BackendName): Promise<BackendVerdict> {
	switch (name) {
		case 'webgpu':
			return await probeWebgpu();
		case 'webgl':
			return probeWebgl();
		case 'wasm':
			return typeof WebAssembly === 'object'
				? { name, state: 'available' }
				: { name, state: 'absent', detail: 'no WebAssembly' };
		case 'cpu':
			return { name, state: 'available' };
	}
}

async function probeWebgpu(): Promise<BackendVerdict> {
	const name = 'webgpu';
	const gpu = (globalThis.navigator as { gpu?: Gpu } | undefined)?.gpu;
	if (!gpu) return { name, state: 'absent', detail: 'no navigator.gpu' };
	try {
		const adapter = await gpu.requestAdapter({ powerPreference: 'high-performance' });
		if (!adapter) return { name, state: 'absent', detail: 'no adapter' };
		const { info } = adapter;
		const detail = [info?.vendor, info?.architecture, info?.device, info?.description]
			.filter(Boolean)
			.join(' ');
		const fallback = adapter.isFallbackAdapter ?? info?.isFallbackAdapter ?? false;
		return { name, state: gradeOf(detail, fallback), detail };
	} catch (error) {
		return { name, state: 'absent', detail: String(error) };
	}
}

function probeWebgl(): BackendVerdict {
	const name = 'webgl';
	if (typeof OffscreenCanvas === 'undefined') {
		return { name, state: 'absent', detail: 'no OffscreenCanvas' };
	}
	const gl = new OffscreenCanvas(1, 1).getContext('webgl2');
	if (!gl) return { name, state: 'absent', detail: 'no WebGL 2' };
	if (!gl.getExtension('EXT_color_buffer_float')) {
		// Half precision underflows where optimizers divide by small numbers.
		return { name, state: 'absent', detail: 'no 32-bit float textures' };
	}
	const names = gl.getExtension('WEBGL_debug_renderer_info');
	const detail = String(gl.getParameter(names?.UNMASKED_RENDERER_WEBGL ?? gl.RENDERER));
	gl.getExtension('WEBGL_lose_context')?.loseContext();
	return { name, state: gradeOf(detail, false), detail };
}

/** A GPU is `software` when it says so itself, or goes by the name of a known emulation. */
export function gradeOf(adapter: string, fallback: boolean): 'software' | 'available' {
	return fallback || SOFTWARE.test(adapter) ? 'software' : 'available';
}

/** Starts a backend; gives the reason if that fails. */
async function start(
	tf: Tfjs,
	verdict: BackendVerdict,
	wasmFiles: WasmFiles,
	threads: ThreadHost | undefined,
): Promise<string | undefined> {
	const { name, state } = verdict;
	// Small tensors would wander to the CPU, and wait for the GPU there.
	if (name === 'webgpu') tf.env().set('WEBGPU_CPU_FORWARD', false);
	if (name === 'webgl' && state === 'software') tf.env().set('SOFTWARE_WEBGL_ENABLED', true);
	try {
		if (name === 'wasm') await nameWasmFiles(tf, wasmFiles, threads);
		const started = await tf.setBackend(name);
		await tf.ready();
		if (!started || tf.getBackend() !== name) return 'it could not be started';
		if (name === 'wasm') {
			const kernels = await registerWasmKernels(tf, threads);
			verdict.threads = kernels.threads;
			verdict.detail = kernels.threadProblem;
		}
		if (name === 'webgpu') registerWebgpuKernels(tf);
	} catch (error) {
		return error instanceof Error ? error.message : String(error);
	}
	return undefined;
}

/** They can be named once only, before the backend first starts. */
let wasmFilesNamed = false;

async function nameWasmFiles(
	tf: Tfjs,
	wasmFiles: WasmFiles,
	threads: ThreadHost | undefined,
): Promise<void> {
	if (wasmFilesNamed) return;
	// tfjs's own threads gain nothing for the products that training is made of.
	tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
	let simd = wasmFiles['tfjs-backend-wasm-simd.wasm'];
	const shared = threads && threads.cores > 1 && canShareMemory();
	if (shared) {
		const binary = shareMemory(await threads.read(simd));
		simd = URL.createObjectURL(new Blob([binary], { type: 'application/wasm' }));
	}
	setWasmPaths(
		{
			...wasmFiles,
			'tfjs-backend-wasm-simd.wasm': simd,
			// tfjs wants the threaded build named too, though it will not be fetched.
			'tfjs-backend-wasm-threaded-simd.wasm': simd,
		},
		// Else it would look for the blob on disk in Node.
		shared,
	);
	wasmFilesNamed = true;
}
