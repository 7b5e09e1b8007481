// The kernels' tests once more on the build with relaxed SIMD, which Node has behind a flag and browsers use.
import * as tf from '@tensorflow/tfjs';
import { setFlagsFromString } from 'node:v8';
import { expect, it } from 'vitest';
import { registerWasmKernels } from '../../../src/lib/runtime/kernels/wasm/register';

setFlagsFromString('--experimental-wasm-relaxed-simd');
for (const load of Object.values(
	import.meta.glob(['./*.test.ts', '!./build.test.ts', '!./relaxed.test.ts']),
)) {
	await load();
}

it('really ran on that build', async () => {
	expect((await registerWasmKernels(tf)).relaxed).toBe(true);
});
