import { expect, it } from 'vitest';
import { packUniforms } from '../../../src/lib/runtime/capture/uniforms';

it('lays uniforms side by side where bindings may begin, equal ones once', () => {
	const a = Uint8Array.of(1, 2, 3);
	const b = Uint8Array.from({ length: 9 }, (_, i) => i);
	const { bytes, offsets } = packUniforms([a, b, Uint8Array.of(1, 2, 3), a], 8);
	expect(offsets).toEqual([0, 8, 0, 0]);
	expect(bytes.length).toBe(24);
	expect([...bytes.subarray(0, 3)]).toEqual([1, 2, 3]);
	expect([...bytes.subarray(8, 17)]).toEqual([...b]);
});
