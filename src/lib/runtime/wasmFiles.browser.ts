// Where Vite puts the wasm backend's binaries.
import plain from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm?url';
import simd from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url';
import type { WasmFiles } from './backends';

export const wasmFiles: WasmFiles = {
	'tfjs-backend-wasm.wasm': plain,
	'tfjs-backend-wasm-simd.wasm': simd,
};
