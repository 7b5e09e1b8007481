// Whether what training takes is too much for what computes here, and what to shrink.
import type { Budget } from '../../../compile/budget';
import type { BackendName } from '../../../runtime/protocol';

/** What is known of this device; browsers tell little, and some nothing. */
export interface Device {
	/** Bytes of memory, as far as it says: browsers round it down to 8 GB at most, or tell nothing. */
	memory?: number;
	/** The largest buffer the GPU takes, in bytes. */
	buffer?: number;
}

export interface Strain {
	/** What is exceeded. */
	by: 'wasm' | 'memory' | 'buffer';
	needed: number;
	has: number;
	/** What takes the most, and so shrinks best. */
	shrink: 'batch' | 'network';
}

/** WebAssembly addresses are 32 bits wide. */
export const WASM_BYTES = 2 ** 32;

/** What browsers say at most: more may be there. */
const MOST_TOLD = 8 * 2 ** 30;

/** Undefined where it fits, or where nothing says that it doesn't. */
export function strainOf(
	budget: Budget,
	backend: BackendName | undefined,
	{ memory, buffer }: Device,
): Strain | undefined {
	const { total, largest, activations } = budget;
	const shrink = activations >= total / 2 ? 'batch' : 'network';
	if (backend === 'wasm' && total > WASM_BYTES)
		return { by: 'wasm', needed: total, has: WASM_BYTES, shrink };
	if (backend === 'webgpu' && buffer !== undefined && largest > buffer)
		return { by: 'buffer', needed: largest, has: buffer, shrink };
	if (memory !== undefined && memory < MOST_TOLD && total > memory)
		return { by: 'memory', needed: total, has: memory, shrink };
	return undefined;
}

interface Limits {
	limits: { maxBufferSize: number; maxStorageBufferBindingSize: number };
}

/** Asks the browser, once. */
export async function askDevice(): Promise<Device> {
	const { deviceMemory, gpu } = navigator as Navigator & {
		deviceMemory?: number;
		gpu?: { requestAdapter(): Promise<Limits | null> };
	};
	const memory = deviceMemory === undefined ? undefined : deviceMemory * 2 ** 30;
	// An adapter that can't be had is told of where backends are chosen; here its limits are just not known.
	const adapter = await gpu?.requestAdapter().catch(() => null);
	const limits = adapter?.limits;
	const buffer = limits && Math.min(limits.maxBufferSize, limits.maxStorageBufferBindingSize);
	return { memory, buffer };
}
