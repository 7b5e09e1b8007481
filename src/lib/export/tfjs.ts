// A network's model as the files any TensorFlow.js loads: `tf.loadLayersModel('model.json')`.
import type { LayersModel, io } from '@tensorflow/tfjs';

/**
 * `model.json` and `weights.bin` of a model of Keras's own layers. Weights are float32 in tfjs's layout, named as the
 * layers name them.
 */
export async function writeLayersModel(
	model: LayersModel,
): Promise<{ 'model.json': string; 'weights.bin': Uint8Array }> {
	const { modelTopology, weightSpecs, weightData } = await artifactsOf(model);
	const parts = Array.isArray(weightData) ? weightData : [weightData!];
	const json = {
		format: 'layers-model',
		generatedBy: 'GAN Loom',
		convertedBy: null,
		modelTopology,
		weightsManifest: [{ paths: ['weights.bin'], weights: weightSpecs }],
	};
	return {
		'model.json': `${JSON.stringify(json)}\n`,
		'weights.bin': new Uint8Array(await new Blob(parts).arrayBuffer()),
	};
}

async function artifactsOf(model: LayersModel): Promise<io.ModelArtifacts> {
	let caught: io.ModelArtifacts | undefined;
	await model.save({
		save: (artifacts) => {
			caught = artifacts;
			return Promise.resolve({
				modelArtifactsInfo: { dateSaved: new Date(), modelTopologyType: 'JSON' },
			});
		},
	});
	if (!caught) throw new Error(`The model ${model.name} gave nothing to save.`);
	return caught;
}
