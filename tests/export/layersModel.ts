// Loads a saved tf.LayersModel as a stranger's page would: from the two files alone.
import * as tf from '@tensorflow/tfjs';
import { expect } from 'vitest';

export interface SavedModel {
	'model.json': string;
	'weights.bin': Uint8Array;
}

export async function loadedFrom(files: SavedModel): Promise<tf.LayersModel> {
	expect(files['model.json']).not.toContain('GanLoomNode');
	const json = JSON.parse(files['model.json']) as tf.io.ModelJSON;
	return tf.loadLayersModel({
		load: () =>
			Promise.resolve({
				...json,
				weightSpecs: json.weightsManifest[0]!.weights,
				weightData: new Uint8Array(files['weights.bin']).buffer,
			}),
	});
}
