import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { buildKernels } from '../../../src/lib/runtime/kernels/wasm/build';

it('the kernels that ship are what their source builds to', async () => {
	const shipped = new URL('../../../src/lib/runtime/kernels/wasm/binary.ts', import.meta.url);
	expect(readFileSync(shipped, 'utf8')).toBe(await buildKernels());
}, 60_000);
