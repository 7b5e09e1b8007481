// Runs in the page: every operation on one of the browser's backends.
import * as tf from '@tensorflow/tfjs';
import '@tensorflow/tfjs-backend-webgpu';
import { chooseBackend } from '../../../src/lib/runtime/backends';
import { wasmFiles } from '../../../src/lib/runtime/wasmFiles.browser';
import { answerOp, type OpAnswer } from '../../nodes/ops/answerOp';
import { opCases } from '../../nodes/ops/opCases';

declare global {
	interface Window {
		answerOps(backend: 'webgl' | 'webgpu'): Promise<{
			ranOn: string;
			/** By case. */
			answers: Record<string, OpAnswer | { error: string }>;
		}>;
	}
}

window.answerOps = async (backend) => {
	await chooseBackend(tf, backend, wasmFiles);
	const answers: Record<string, OpAnswer | { error: string }> = {};
	for (const one of opCases) {
		answers[one.name] = await answerOp(tf, one).catch((error: Error) => ({
			error: error.message,
		}));
	}
	return { ranOn: tf.getBackend(), answers };
};
