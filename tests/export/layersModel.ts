// Loads a saved tf.LayersModel as a stranger's page would: from the two files alone.
import * as tf from '@tensorflow/tfjs';
import type { LayersModelFiles } from '../../src/lib/export/tfjs';

export async function loadedFrom(files: LayersModelFiles): Promise<tf.LayersModel> {
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
