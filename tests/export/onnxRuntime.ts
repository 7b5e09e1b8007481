// Runs ONNX files in Node, by onnxruntime-web's wasm.
import * as ort from 'onnxruntime-web';
import type { HostTensor } from '../../src/lib/nodes/kind';

ort.env.wasm.numThreads = 1;
ort.env.logLevel = 'error';

/** What the model gives for these inputs, by name. */
export async function runOnnx(
	bytes: Uint8Array,
	inputs: Readonly<Record<string, HostTensor>>,
): Promise<Record<string, HostTensor>> {
	const session = await ort.InferenceSession.create(bytes);
	const feeds = Object.fromEntries(
		Object.entries(inputs).map(([name, { values, shape }]) => [
			name,
			values instanceof Int32Array
				? new ort.Tensor('int32', values, shape)
				: new ort.Tensor('float32', values, shape),
		]),
	);
	const results = await session.run(feeds);
	await session.release();
	return Object.fromEntries(
		Object.entries(results).map(([name, { dims, data }]) => [
			name,
			{ shape: dims, values: data as Float32Array },
		]),
	);
}
