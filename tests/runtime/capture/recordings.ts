// Recordings written by hand.
import type {
	RecordedKernel,
	RecordedValue,
	Recording,
} from '../../../src/lib/runtime/capture/recording';

/** `written = key(reads)` over values by number. */
export function kernel(key: string, written: number, ...reads: number[]): RecordedKernel {
	return {
		key,
		// Only the device looks at it.
		pipeline: {} as GPUComputePipeline,
		groups: [1, 1, 1],
		writes: [written],
		reads,
		uniforms: Uint8Array.of(1, 2),
	};
}

export const made = (bytes = 4): RecordedValue => ({ from: 'kernel', bytes });

export const given = (key: string, ...data: number[]): RecordedValue => ({
	from: 'host',
	bytes: data.length,
	data: Uint8Array.from(data),
	input: { key, again: () => new Float32Array(0) },
});

export const constant = (...data: number[]): RecordedValue => ({
	from: 'host',
	bytes: data.length,
	data: Uint8Array.from(data),
});

export const variable = (index: number, bytes = 4): RecordedValue => ({
	from: 'variable',
	variable: index,
	bytes,
});

export function recording(parts: Partial<Recording>): Recording {
	const { kernels = [] } = parts;
	return { values: [], kernels, finals: [], outputs: new Map(), tail: kernels.length, ...parts };
}
