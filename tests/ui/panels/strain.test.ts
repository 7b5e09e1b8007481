import { describe, expect, it } from 'vitest';
import type { Budget } from '../../../src/lib/compile/budget';
import { strainOf, WASM_BYTES } from '../../../src/lib/ui/panels/run/strain';

const GB = 2 ** 30;

function budget(total: number, activations: number, largest = 0): Budget {
	return {
		...{ weights: 0, optimizer: 0, gradients: 0, multiplyAdds: 0, heaviest: 'G' },
		...{ total, activations, largest },
	};
}

describe('what a device can’t hold', () => {
	it('is more than WebAssembly’s addresses, on WebAssembly alone', () => {
		const large = budget(5 * GB, 4 * GB);
		expect(strainOf(large, 'wasm', {})).toEqual({
			by: 'wasm',
			needed: 5 * GB,
			has: WASM_BYTES,
			shrink: 'batch',
		});
		expect(strainOf(large, 'webgpu', {})).toBeUndefined();
		expect(strainOf(budget(3 * GB, GB), 'wasm', {})).toBeUndefined();
	});

	it('is one value larger than the GPU’s buffers', () => {
		const device = { buffer: GB / 8 };
		expect(strainOf(budget(GB, 0, GB / 4), 'webgpu', device)).toMatchObject({
			by: 'buffer',
			shrink: 'network',
		});
		expect(strainOf(budget(GB, 0, GB / 8), 'webgpu', device)).toBeUndefined();
		expect(strainOf(budget(GB, 0, GB / 4), 'wasm', device)).toBeUndefined();
	});

	it('is more than the memory the device tells of, but 8 GB may stand for any more', () => {
		expect(strainOf(budget(3 * GB, 0), 'wasm', { memory: 2 * GB })?.by).toBe('memory');
		expect(strainOf(budget(1 * GB, 0), 'wasm', { memory: 2 * GB })).toBeUndefined();
		expect(strainOf(budget(9 * GB, 0), 'webgpu', { memory: 8 * GB })).toBeUndefined();
	});
});
