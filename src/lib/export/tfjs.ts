// A network's model as the files any TensorFlow.js loads: `tf.loadLayersModel('model.json')`.
import type { LayersModel, io } from '@tensorflow/tfjs';
import { link, type InitialWeights } from '../compile/link';
import { stepsWithoutKeras } from '../compile/link/kerasLayer';
import type { Program } from '../compile/program';
import type { Tfjs } from '../nodes/kind';

export interface LayersModelFiles {
	'model.json': string;
	'weights.bin': Uint8Array;
}

/** The networks that Keras has all layers for, by name. Makes models of their own: what runs is left alone. */
export async function writeLayersModels(
	tf: Tfjs,
	program: Program,
	initial: InitialWeights,
): Promise<Record<string, LayersModelFiles>> {
	const { networks } = program;
	const fitting = Object.values(networks).filter(
		(plan) => stepsWithoutKeras(networks, plan).length === 0,
	);
	const linked = link(tf, program, initial);
	try {
		const written: Record<string, LayersModelFiles> = {};
		for (const { name } of fitting)
			written[name] = await writeLayersModel(linked.networks.get(name)!.model);
		return written;
	} finally {
		linked.dispose();
	}
}

/**
 * `model.json` and `weights.bin` of a model of Keras's own layers. Weights are float32 in tfjs's layout, named as the
 * layers name them.
 */
export async function writeLayersModel(model: LayersModel): Promise<LayersModelFiles> {
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
