// What runs programs in Node: tfjs, its wasm files, and data sets read from disk.
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { setFlagsFromString } from 'node:v8';
import * as tf from '@tensorflow/tfjs';
import { loadDataset } from '../data/load';
import type { EngineHost } from '../runtime/engine';
import { threads } from '../runtime/kernels/wasm/threads/hostInNode';
import { wasmFiles } from '../runtime/wasmFilesInNode';

/** The folder with `datasets/` in it. */
export const staticFolder = new URL('../../../static/', import.meta.url).href;

// Node 20 and 21 have wasm's fused multiply-add, but only when asked; later ones have it anyway.
if (Number.parseInt(process.versions.node) < 22) {
	setFlagsFromString('--experimental-wasm-relaxed-simd');
}

// Keeps tfjs from advertising its native addon on the console.
tf.enableProdMode();

export const nodeHost: EngineHost = {
	tf,
	wasmFiles,
	threads,
	loadDataset: (name, base) => loadDataset(name, base, readStatic),
};

/** Answers like a web server would. */
async function readStatic(address: string): Promise<Response> {
	try {
		return new Response(new Uint8Array(await readFile(fileURLToPath(address))));
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === 'ENOENT')
			return new Response(null, { status: 404 });
		throw error;
	}
}
