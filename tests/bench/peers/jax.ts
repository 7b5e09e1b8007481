// The presets in jax-js, written by hand: pure functions of all state, the whole round under one `jit`.
//
// jax-js counts references: an array that is handed to a function is given away, `.ref` keeps it.
import {
	blockUntilReady,
	defaultDevice,
	init,
	jit,
	lax,
	nn,
	numpy as np,
	tree,
	valueAndGrad,
} from '@jax-js/jax';
import { permuteAxes, type WeightValues } from '../../../src/lib/compile/link/weights';
import type { OptimizerSettings } from '../../../src/lib/runtime/optimizerRules';
import { inputOf, type Problem } from '../problem';
import { NotHere, type Peer, type Setting } from './peer';

/** By `node/weight`. */
type Arrays = Record<string, np.Array>;

/** Of one network: weights, running statistics, Adam's moments. */
type State = { weights: Arrays; running: Arrays; m: Arrays; v: Arrays };
type Both = { D: State; G: State };

/** Networks take their input away, and leave the layers' weights. */
interface Networks {
	G(layers: Layers, z: np.Array): np.Array;
	/** Logits. */
	D(layers: Layers, image: np.Array): np.Array;
	/** What D is to say of real pictures; of fake ones the other. */
	real: 0 | 1;
	/** Instead of the cross-entropy with what D is to say of real ones. */
	lossOfG?(logit: np.Array): np.Array;
	/** Of sources, with shapes in the order in which jax-js convolves. */
	inputs: [real: Input, z: Input];
}

type Input = [source: string, shape: number[]];

const NETWORKS: Record<string, Networks> = { gan: gan(), dcgan: dcgan(), gan2d: gan2d() };

export async function jaxJs({ backend, problem }: Setting): Promise<Peer> {
	const networks = NETWORKS[problem.name];
	if (!networks) throw new NotHere('not written by hand');
	const started = await init(backend);
	if (!started.includes(backend)) throw new NotHere(`jax-js could not start ${backend}`);
	defaultDevice(backend);
	const play = jit(roundOf(problem, networks));
	let state: Both = { D: stateOf(problem, 'D'), G: stateOf(problem, 'G') };
	let round = 0;
	let latest: np.Array[] = [];
	const { batch } = problem.program.run;
	const input = ([ref, shape]: Input): np.Array =>
		np.array(inputOf(problem, ref, round).values.slice()).reshape([batch, ...shape]);
	return {
		step() {
			tree.dispose(latest);
			const [real, z] = networks.inputs.map(input) as [np.Array, np.Array];
			const rates = problem.players.map((settings) => ratesAt(settings, round + 1));
			[state, latest] = play(state, real, z, rates);
			round++;
		},
		// Its kernels are put off until something is wanted.
		handOver: () => blockUntilReady(latest),
		losses: () => Promise.all(latest.map(async (loss) => (await loss.ref.data())[0] as number)),
		dispose() {
			tree.dispose(latest);
			tree.dispose(state);
			play.dispose();
		},
	};
}

function stateOf({ program, weights }: Problem, network: string): State {
	const state: State = { weights: {}, running: {}, m: {}, v: {} };
	for (const { path, node, name, trainable } of program.networks[network]!.weights) {
		const { shape, values } = channelsFirst(weights[path]!);
		const key = `${node}/${name}`;
		const group = trainable ? state.weights : state.running;
		group[key] = np.array(values.slice()).reshape([...shape]);
		if (trainable) for (const moment of [state.m, state.v]) moment[key] = np.zeros([...shape]);
	}
	return state;
}

/** Filters as [out, in, height, width]; of a transposed convolution [in, out, height, width]. */
const channelsFirst = ({ shape, values }: WeightValues): WeightValues =>
	shape.length === 4 ? permuteAxes(values, shape, [3, 2, 0, 1]) : { shape, values };

/** What changes from update to update of Adam: rate / (1 − β₁ᵗ) and 1 / √(1 − β₂ᵗ). */
const ratesAt = ({ learningRate, beta1, beta2 }: OptimizerSettings, t: number): np.Array[] =>
	[learningRate / (1 - beta1 ** t), 1 / Math.sqrt(1 - beta2 ** t)].map((rate) => np.array(rate));

/** A round as a pure function: D's update, then G's on the D that came of it. */
function roundOf({ players }: Problem, { G, D, real: one, ...networks }: Networks) {
	/** Cross-entropy of p = sigmoid(logit). */
	const bce = (wanted: number, logit: np.Array): np.Array =>
		np.mean(nn.softplus(wanted === 1 ? logit.neg() : logit));
	const lossOfG = networks.lossOfG ?? ((logit: np.Array) => bce(one, logit));
	return (
		{ D: ofD, G: ofG }: Both,
		real: np.Array,
		z: np.Array,
		[ratesOfD, ratesOfG]: np.Array[][],
	): [Both, np.Array[]] => {
		const drawn = layersOf(ofG.weights, ofG.running);
		const fake = G(drawn, z.ref);
		const lossD = (weights: Arrays): [np.Array, Arrays] => {
			const layers = layersOf(weights, ofD.running);
			const onReal = bce(one, D(layers, real.ref));
			const onFake = bce(1 - one, D(layers, fake.ref));
			tree.dispose(weights);
			return [onReal.add(onFake), layers.running];
		};
		const [[d, running], gradientD] = valueAndGrad(lossD, { hasAux: true })(tree.ref(ofD.weights));
		const nextD = adam(ofD, gradientD, players[0]!, ratesOfD!);
		// Statistics leave a differentiated function beside its value only.
		const lossG = (weights: Arrays): [np.Array, Arrays] => {
			const judging = layersOf(nextD.weights, running);
			const loss = lossOfG(D(judging, G(layersOf(weights), z.ref)));
			tree.dispose(weights);
			return [loss, judging.running];
		};
		const [[g, judged], gradientG] = valueAndGrad(lossG, { hasAux: true })(tree.ref(ofG.weights));
		const nextG = adam(ofG, gradientG, players[1]!, ratesOfG!);
		tree.dispose([real, fake, z]);
		return [{ D: { ...nextD, running: judged }, G: { ...nextG, running: drawn.running } }, [d, g]];
	};
}

/** PyTorch's Adam. Takes everything away. */
function adam(
	{ weights, m, v }: State,
	gradients: Arrays,
	{ beta1, beta2, epsilon }: OptimizerSettings,
	[rate, root]: np.Array[],
): Omit<State, 'running'> {
	const next: Omit<State, 'running'> = { weights: {}, m: {}, v: {} };
	for (const key of Object.keys(weights)) {
		const gradient = gradients[key]!;
		const mean = m[key]!.mul(beta1).add(gradient.ref.mul(1 - beta1));
		const square = v[key]!.mul(beta2).add(np.square(gradient).mul(1 - beta2));
		const below = np.sqrt(square.ref).mul(root!.ref).add(epsilon);
		next.weights[key] = weights[key]!.sub(mean.ref.mul(rate!.ref).div(below));
		next.m[key] = mean;
		next.v[key] = square;
	}
	tree.dispose([rate!, root!]);
	return next;
}

type Sides = [before: number, after: number][];

/** Layers on given weights. */
interface Layers {
	/** The statistics as the latest norms have left them. */
	running: Arrays;
	dense(x: np.Array, at: string): np.Array;
	conv(x: np.Array, at: string, stride: number, pad: number): np.Array;
	grow(x: np.Array, at: string, stride: number, pad: number): np.Array;
	norm(x: np.Array, at: string): np.Array;
}

/** Without `running` norms leave no statistics. */
function layersOf(weights: Arrays, running?: Arrays): Layers {
	const weight = (path: string): np.Array => weights[path]!.ref;
	const perChannel = (x: np.Array, rank: number): np.Array =>
		rank === 4 ? x.reshape([1, -1, 1, 1]) : x;
	const sides = (pad: number): Sides => [
		[pad, pad],
		[pad, pad],
	];
	const layers: Layers = {
		running: { ...running },
		dense: (x, at) => np.matmul(x, weight(`${at}/weight`)).add(weight(`${at}/bias`)),
		conv: (x, at, stride, pad) =>
			lax
				.conv(x, weight(`${at}/weight`), [stride, stride], sides(pad))
				.add(perChannel(weight(`${at}/bias`), 4)),
		grow: (x, at, stride, pad) =>
			lax
				.convTranspose(x, weight(`${at}/weight`), [stride, stride], sides(pad), {
					transposeKernel: true,
				})
				.add(perChannel(weight(`${at}/bias`), 4)),
		norm(x, at) {
			const rank = x.ndim;
			const axes = rank === 4 ? [0, 2, 3] : [0];
			const channels = x.shape[1]!;
			const count = x.size / channels;
			const mean = np.mean(x.ref, axes, { keepdims: true });
			const centred = x.sub(mean.ref);
			const variance = np.mean(np.square(centred.ref), axes, { keepdims: true });
			const follow = (name: string, fresh: np.Array, factor: number): void => {
				const key = `${at}/${name}`;
				const old = layers.running[key];
				if (old) {
					const part = lax.stopGradient(fresh.reshape([channels])).mul(0.1 * factor);
					layers.running[key] = old.mul(0.9).add(part);
				} else fresh.dispose();
			};
			follow('running_mean', mean, 1);
			follow('running_var', variance.ref, count / (count - 1));
			const scale = perChannel(weight(`${at}/weight`), rank).div(np.sqrt(variance.add(1e-5)));
			return centred.mul(scale).add(perChannel(weight(`${at}/bias`), rank));
		},
	};
	return layers;
}

function gan(): Networks {
	return {
		G({ dense, norm }, z) {
			let x = z;
			for (const i of [1, 2, 3]) x = nn.relu(norm(dense(x, `dense${i}`), `norm${i}`));
			return nn.sigmoid(dense(x, 'dense4'));
		},
		D({ dense }, image) {
			let x = image;
			for (const i of [1, 2]) x = nn.relu(dense(x, `dense${i}`));
			return dense(x, 'dense3');
		},
		real: 0,
		lossOfG: (logit) => np.sum(nn.sigmoid(logit)),
		inputs: [
			['mnist/image', [784]],
			['z/z', [100]],
		],
	};
}

function dcgan(): Networks {
	return {
		G({ grow, norm }, z) {
			let x = grow(z.reshape([-1, 100, 1, 1]), 'up1', 1, 0);
			x = grow(nn.relu(norm(x, 'norm1')), 'up2', 2, 0);
			x = grow(nn.relu(norm(x, 'norm2')), 'up3', 2, 1);
			x = grow(nn.relu(norm(x, 'norm3')), 'up4', 2, 1);
			return nn.sigmoid(x);
		},
		D({ conv, dense, norm }, image) {
			let x = conv(image, 'conv1', 2, 1);
			x = conv(nn.leakyRelu(norm(x, 'norm1'), 0.2), 'conv2', 2, 1);
			x = conv(nn.leakyRelu(norm(x, 'norm2'), 0.2), 'conv3', 2, 0);
			x = conv(nn.leakyRelu(norm(x, 'norm3'), 0.2), 'conv4', 1, 0);
			return dense(x.reshape([-1, 128]), 'dense');
		},
		real: 0,
		inputs: [
			['mnist/image', [1, 28, 28]],
			['z/z', [100]],
		],
	};
}

function gan2d(): Networks {
	return {
		G({ dense }, z) {
			let x = z;
			for (const i of [1, 2, 3]) x = nn.relu(dense(x, `dense${i}`));
			return dense(x, 'dense4');
		},
		D({ dense }, point) {
			let x = point;
			for (const i of [1, 2, 3]) x = nn.leakyRelu(dense(x, `dense${i}`), 0.2);
			return dense(x, 'dense4');
		},
		real: 1,
		inputs: [
			['data/z', [2]],
			['z/z', [2]],
		],
	};
}
