// Every kind on wasm, our own kernels included, against tfjs's plain JavaScript.
import * as tf from '@tensorflow/tfjs';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { registerWasmKernels } from '../../src/lib/runtime/kernels/wasm/register';
import { expectClose, expectCloseTwice, runTfjs, type Answer } from './conformance/answers';
import { cases } from './conformance/cases';

let plain: Record<string, Answer> = {};

beforeAll(async () => {
	await tf.setBackend('cpu');
	plain = Object.fromEntries(cases.map((one) => [one.name, runTfjs(one)]));
	const packageFile = createRequire(import.meta.url).resolve(
		'@tensorflow/tfjs-backend-wasm/package.json',
	);
	setWasmPaths(join(dirname(packageFile), 'dist') + '/');
	await tf.setBackend('wasm');
	await registerWasmKernels(tf);
}, 60_000);

it.each(cases)('$name gives the same', (one) => {
	expect(tf.getBackend()).toBe('wasm');
	const [ours, theirs] = [runTfjs(one), plain[one.name]!];
	expectClose(ours.outputs, theirs.outputs, 'output');
	expectClose(ours.evaluated, theirs.evaluated, 'output in evaluation');
	expectClose(ours.gradients, theirs.gradients, 'gradient to');
	expectClose(ours.buffers, theirs.buffers, 'running statistic');
	expectCloseTwice(ours, theirs);
});
