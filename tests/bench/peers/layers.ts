// The presets with tfjs's layers, as a user of Keras would train a GAN there: two models and a loop of their own.
import type { LayersModel, Tensor, Variable, layers as Layers, layers } from '@tensorflow/tfjs';
import { NotHere, type Peer, type Setting } from './peer';
import { playTwo, startStockTfjs } from './stockTfjs';

type Layer = layers.Layer;

/** Layers of both networks, in order; D ends in a probability. */
interface Networks {
	G: Layer[];
	D: Layer[];
	/** What D is to say of real pictures; of fake ones the other. */
	real: 0 | 1;
	/** Instead of the cross-entropy with what D is to say of real ones. */
	lossOfG?(p: Tensor): Tensor;
	sources: [real: string, z: string];
}

const NETWORKS: Record<string, (tf: Setting['tf']) => Networks> = { gan, dcgan, gan2d };

export async function tfjsLayers(setting: Setting): Promise<Peer> {
	const { tf, problem } = setting;
	const networksOf = NETWORKS[problem.name];
	if (!networksOf) throw new NotHere('not written by hand');
	await startStockTfjs(setting);
	const networks = networksOf(tf);
	const { real, sources } = networks;
	const model = (layers: Layer[]): LayersModel => tf.sequential({ layers });
	const [G, D] = [model(networks.G), model(networks.D)];
	giveWeights(setting, 'G', networks.G);
	giveWeights(setting, 'D', networks.D);
	const call = (network: LayersModel, x: Tensor): Tensor =>
		network.apply(x, { training: true }) as Tensor;
	const trained = (network: LayersModel): Variable[] =>
		network.trainableWeights.map((weight) => weight.read() as Variable);
	const loss = (wanted: number, p: Tensor): Tensor =>
		tf.mean(tf.metrics.binaryCrossentropy(tf.fill(p.shape, wanted), p));
	const lossOfG = networks.lossOfG ?? ((p: Tensor) => loss(real, p));
	return playTwo(setting, {
		sources,
		fake: ([, z]) => call(G, z!),
		lossD: ([picture], fake) =>
			tf.add(loss(real, call(D, picture!)), loss(1 - real, call(D, fake))),
		lossG: ([, z]) => lossOfG(call(D, call(G, z!))),
		variables: { D: trained(D), G: trained(G) },
		dispose() {
			for (const network of [G, D]) network.dispose();
		},
	});
}

/** The same first weights as every peer: a layer's name is its node's, in the order in which Keras lists them. */
function giveWeights({ tf, problem }: Setting, network: string, all: readonly Layer[]): void {
	for (const layer of all) {
		const names = ['weight', 'bias', 'running_mean', 'running_var'];
		const own = names.flatMap((name) => problem.weights[`${network}/${layer.name}/${name}`] ?? []);
		tf.tidy(() => layer.setWeights(own.map(({ shape, values }) => tf.tensor(values, [...shape]))));
	}
}

function gan(tf: Setting['tf']): Networks {
	const { dense, flatten, reLU, reshape } = tf.layers;
	const norm = normIn(tf.layers);
	return {
		G: [
			dense({ name: 'dense1', units: 128, inputShape: [100] }),
			norm('norm1'),
			reLU(),
			dense({ name: 'dense2', units: 256 }),
			norm('norm2'),
			reLU(),
			dense({ name: 'dense3', units: 512 }),
			norm('norm3'),
			reLU(),
			dense({ name: 'dense4', units: 784, activation: 'sigmoid' }),
			reshape({ targetShape: [28, 28, 1] }),
		],
		D: [
			flatten({ inputShape: [28, 28, 1] }),
			dense({ name: 'dense1', units: 512, activation: 'relu' }),
			dense({ name: 'dense2', units: 128, activation: 'relu' }),
			dense({ name: 'dense3', units: 1, activation: 'sigmoid' }),
		],
		real: 0,
		lossOfG: (p) => tf.sum(p),
		sources: ['mnist/image', 'z/z'],
	};
}

function dcgan(tf: Setting['tf']): Networks {
	const { conv2d, conv2dTranspose, dense, flatten, leakyReLU, reLU, reshape } = tf.layers;
	const norm = normIn(tf.layers);
	const leaky = (): Layer => leakyReLU({ alpha: 0.2 });
	return {
		G: [
			reshape({ inputShape: [100], targetShape: [1, 1, 100] }),
			conv2dTranspose({ name: 'up1', filters: 128, kernelSize: 3, padding: 'valid' }),
			norm('norm1'),
			reLU(),
			conv2dTranspose({ name: 'up2', filters: 64, kernelSize: 3, strides: 2, padding: 'valid' }),
			norm('norm2'),
			reLU(),
			conv2dTranspose({ name: 'up3', filters: 32, kernelSize: 4, strides: 2, padding: 'same' }),
			norm('norm3'),
			reLU(),
			conv2dTranspose({
				name: 'up4',
				filters: 1,
				kernelSize: 4,
				strides: 2,
				padding: 'same',
				activation: 'sigmoid',
			}),
		],
		D: [
			conv2d({
				name: 'conv1',
				filters: 16,
				kernelSize: 4,
				strides: 2,
				padding: 'same',
				inputShape: [28, 28, 1],
			}),
			norm('norm1'),
			leaky(),
			conv2d({ name: 'conv2', filters: 32, kernelSize: 4, strides: 2, padding: 'same' }),
			norm('norm2'),
			leaky(),
			conv2d({ name: 'conv3', filters: 64, kernelSize: 3, strides: 2, padding: 'valid' }),
			norm('norm3'),
			leaky(),
			conv2d({ name: 'conv4', filters: 128, kernelSize: 3, padding: 'valid' }),
			flatten(),
			dense({ name: 'dense', units: 1, activation: 'sigmoid' }),
		],
		real: 0,
		sources: ['mnist/image', 'z/z'],
	};
}

function gan2d(tf: Setting['tf']): Networks {
	const { dense, leakyReLU } = tf.layers;
	const leaky = (): Layer => leakyReLU({ alpha: 0.2 });
	return {
		G: [
			dense({ name: 'dense1', units: 128, inputShape: [2], activation: 'relu' }),
			dense({ name: 'dense2', units: 128, activation: 'relu' }),
			dense({ name: 'dense3', units: 128, activation: 'relu' }),
			dense({ name: 'dense4', units: 2 }),
		],
		D: [
			dense({ name: 'dense1', units: 128, inputShape: [2] }),
			leaky(),
			dense({ name: 'dense2', units: 128 }),
			leaky(),
			dense({ name: 'dense3', units: 128 }),
			leaky(),
			dense({ name: 'dense4', units: 1, activation: 'sigmoid' }),
		],
		real: 1,
		sources: ['data/z', 'z/z'],
	};
}

/** As PyTorch counts: momentum 0.1, ε 1e-5. */
const normIn =
	({ batchNormalization }: typeof Layers) =>
	(name: string): Layer =>
		batchNormalization({ name, momentum: 0.9, epsilon: 1e-5 });
