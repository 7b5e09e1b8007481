// The training worker's entry: owns tfjs, answers the page through Comlink.
import * as tf from '@tensorflow/tfjs';
import '@tensorflow/tfjs-backend-webgpu';
import { expose } from 'comlink';
import { loadDataset } from '../data/load';
import { holdForLife } from './alive';
import { TrainingEngine } from './engine';
import { threads } from './kernels/wasm/threads/host.browser';
import { wasmFiles } from './wasmFiles.browser';

expose(
	new TrainingEngine({
		tf,
		wasmFiles,
		threads,
		loadDataset: (name, base) => loadDataset(name, base),
	}),
);

holdForLife(self.name);
