import * as tf from '@tensorflow/tfjs';
import { describe, expect, it } from 'vitest';
import { BackendError, chooseBackend, gradeOf } from '../../src/lib/runtime/backends';
import { wasmFiles } from '../../src/lib/runtime/wasmFilesInNode';

describe('gradeOf', () => {
	it.each([
		['google swiftshader SwiftShader Device', false],
		['ANGLE (Mesa, llvmpipe (LLVM 15.0.6, 256 bits), OpenGL 4.5)', false],
		['Microsoft Basic Render Driver', false],
		['nvidia ampere', true],
	])('%s, fallback %s: software', (name, fallback) => {
		expect(gradeOf(name, fallback)).toBe('software');
	});

	it('takes other adapters for what they say they are', () => {
		expect(gradeOf('nvidia ampere NVIDIA GeForce RTX 3060', false)).toBe('available');
		expect(gradeOf('ANGLE (Apple, ANGLE Metal Renderer: Apple M2)', false)).toBe('available');
	});
});

describe('chooseBackend in Node', () => {
	it('takes wasm by itself, and says why not the others', async () => {
		const verdicts = await chooseBackend(tf, 'auto', wasmFiles);
		expect(tf.getBackend()).toBe('wasm');
		expect(verdicts.map(({ name, state }) => [name, state])).toEqual([
			['webgpu', 'absent'],
			['webgl', 'absent'],
			['wasm', 'used'],
			['cpu', 'available'],
		]);
		expect(verdicts[0]!.detail).toBeTruthy();
	});

	it('honours a choice, or fails', async () => {
		await chooseBackend(tf, 'cpu', wasmFiles);
		expect(tf.getBackend()).toBe('cpu');
		await expect(chooseBackend(tf, 'webgl', wasmFiles)).rejects.toThrow(BackendError);
		expect(tf.getBackend()).toBe('cpu');
	});
});
