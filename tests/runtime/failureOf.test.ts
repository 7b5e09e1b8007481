import { describe, expect, it } from 'vitest';
import { failureOf } from '../../src/lib/runtime/failureOf';

describe('failureOf', () => {
	it.each([
		'Array buffer allocation failed',
		'Invalid typed array length: 4294967296',
		'WebAssembly.Memory.grow(): Maximum memory size exceeded',
		'Uncaught RuntimeError: memory access out of bounds',
		'Buffer size (4294967296) exceeds the max buffer size limit (268435456).',
		'Requested texture size [20000x20000] greater than WebGL maximum on this browser',
	])('knows what running out of memory sounds like: %s', (message) => {
		expect(failureOf(new Error(message))).toEqual({ kind: 'memory', message });
	});

	it.each(['No kernel for Conv3D.', 'Size(12) must match the product of shape 3,5'])(
		'takes nothing else for it: %s',
		(message) => expect(failureOf(message)).toEqual({ kind: 'crashed', message }),
	);
});
