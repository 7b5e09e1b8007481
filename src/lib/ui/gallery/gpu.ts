// Whether this machine has a GPU to train on: asked of the browser, without loading the engine.

export type GpuState = 'webgpu' | 'software' | 'none';

interface Gpu {
	requestAdapter(): Promise<{
		isFallbackAdapter?: boolean;
		info?: { isFallbackAdapter?: boolean };
	} | null>;
}

/** `software`: WebGPU is there, but computed by the processor. */
export async function findGpu(): Promise<GpuState> {
	const { gpu } = navigator as { gpu?: Gpu };
	try {
		const adapter = await gpu?.requestAdapter();
		if (!adapter) return 'none';
		const fallback = adapter.isFallbackAdapter ?? adapter.info?.isFallbackAdapter ?? false;
		return fallback ? 'software' : 'webgpu';
	} catch {
		// A browser that promises WebGPU and then refuses has none.
		return 'none';
	}
}
