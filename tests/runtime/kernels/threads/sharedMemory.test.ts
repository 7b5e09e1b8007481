import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { plain } from '../../../../src/lib/runtime/kernels/wasm/binary';
import { canShareMemory, shareMemory } from '../../../../src/lib/runtime/kernels/wasm/sharedMemory';
import { wasmFiles } from '../../../../src/lib/runtime/wasmFilesInNode';

const memoryOf = (shared: boolean): WebAssembly.Memory =>
	new WebAssembly.Memory({ initial: 1, maximum: 65536, shared });

it('lets our kernels import a shared memory, and nothing else then', async () => {
	expect(canShareMemory()).toBe(true);
	const binary = Uint8Array.from(atob(plain), (letter) => letter.charCodeAt(0));
	const shared = shareMemory(binary);
	await WebAssembly.instantiate(binary, { env: { memory: memoryOf(false) } });
	await WebAssembly.instantiate(shared, { env: { memory: memoryOf(true) } });
	for (const [code, memory] of [
		[binary, memoryOf(true)],
		[shared, memoryOf(false)],
	] as const) {
		await expect(WebAssembly.instantiate(code, { env: { memory } })).rejects.toThrow(
			WebAssembly.LinkError,
		);
	}
});

it('changes one bit of tfjs’s own build', async () => {
	const binary = new Uint8Array(await readFile(wasmFiles['tfjs-backend-wasm-simd.wasm']));
	const shared = shareMemory(binary);
	const changed = [...binary.keys()].filter((at) => shared[at] !== binary[at]);
	expect(changed).toHaveLength(1);
	expect(shared[changed[0]!]! ^ binary[changed[0]!]!).toBe(2);
	expect(WebAssembly.validate(shared)).toBe(true);
});

it('refuses a module without a memory, or one that is shared already', () => {
	const empty = Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0);
	expect(() => shareMemory(empty)).toThrow('no memory');
	const binary = Uint8Array.from(atob(plain), (letter) => letter.charCodeAt(0));
	expect(() => shareMemory(shareMemory(binary))).toThrow('no memory');
});
