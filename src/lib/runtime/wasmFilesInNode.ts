// Where npm puts the wasm backend's binaries.
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { WasmFiles } from './backends';

const folder = join(
	dirname(createRequire(import.meta.url).resolve('@tensorflow/tfjs-backend-wasm/package.json')),
	'dist',
);

export const wasmFiles: WasmFiles = {
	'tfjs-backend-wasm.wasm': join(folder, 'tfjs-backend-wasm.wasm'),
	'tfjs-backend-wasm-simd.wasm': join(folder, 'tfjs-backend-wasm-simd.wasm'),
};
