// The presets on tfjs's core, written by hand as a good tfjs programmer would: variables, batch norm from moments,
// losses on logits, running statistics kept for generation.
import type { Tensor, Tensor2D, Tensor3D, Tensor4D, Variable } from '@tensorflow/tfjs';
import { NotHere, type Peer, type Setting } from './peer';
import { playTwo, startStockTfjs, type Game } from './stockTfjs';

type Script = (tf: Setting['tf'], layers: Layers) => Omit<Game, 'variables' | 'dispose'>;

const SCRIPTS: Record<string, Script> = { gan, dcgan, gan2d, unet };

export async function tfjsCore(setting: Setting): Promise<Peer> {
	const { tf, problem } = setting;
	const script = SCRIPTS[problem.name];
	if (!script) throw new NotHere('not written by hand');
	await startStockTfjs(setting);
	const layers = layersOf(setting);
	const trained = (network: string): Variable[] =>
		[...layers.all]
			.filter(([path, { trainable }]) => trainable && path.startsWith(`${network}/`))
			.map(([, variable]) => variable);
	return playTwo(setting, {
		...script(tf, layers),
		variables: { D: trained('D'), G: trained('G') },
		dispose: () => layers.all.forEach((variable) => variable.dispose()),
	});
}

type Pad = 'same' | 'valid' | number;

interface Layers {
	/** By `network/node/weight`. */
	all: ReadonlyMap<string, Variable>;
	dense(x: Tensor, at: string): Tensor;
	conv(x: Tensor, at: string, stride: number, pad: Pad): Tensor;
	/** A transposed convolution to pictures of so many pixels a side. */
	grow(x: Tensor, at: string, size: number, stride: number, pad: Pad): Tensor;
	/** `keep` moves the running statistics. */
	norm(x: Tensor, at: string, keep: boolean): Tensor;
}

function layersOf({ tf, problem }: Setting): Layers {
	const { weights, program } = problem;
	const planned = Object.values(program.networks).flatMap((network) => network.weights);
	const all = new Map(
		planned.map(({ path, trainable }) => {
			const { shape, values } = weights[path]!;
			return [path, tf.variable(tf.tensor(values, [...shape]), trainable)] as const;
		}),
	);
	const weight = (path: string): Variable => all.get(path)!;
	const biased = (x: Tensor, at: string): Tensor => {
		const bias = all.get(`${at}/bias`);
		return bias ? tf.add(x, bias) : x;
	};
	return {
		all,
		dense: (x, at) => biased(tf.matMul(x as Tensor2D, weight(`${at}/weight`) as Tensor2D), at),
		conv: (x, at, stride, pad) =>
			biased(tf.conv2d(x as Tensor4D, weight(`${at}/weight`) as Tensor4D, stride, pad), at),
		grow(x, at, size, stride, pad) {
			const filter = weight(`${at}/weight`) as Tensor4D;
			const shape: Tensor4D['shape'] = [x.shape[0]!, size, size, filter.shape[2]];
			return biased(tf.conv2dTranspose(x as Tensor4D, filter, shape, stride, pad), at);
		},
		norm(x, at, keep) {
			const axes = x.shape.slice(0, -1).map((_, axis) => axis);
			const { mean, variance } = tf.moments(x, axes);
			if (keep) {
				const count = x.size / mean.size;
				const follow = (name: string, fresh: Tensor): void =>
					weight(`${at}/${name}`).assign(
						tf.add(tf.mul(weight(`${at}/${name}`), 0.9), tf.mul(fresh, 0.1)),
					);
				follow('running_mean', mean);
				follow('running_var', tf.mul(variance, count / (count - 1)));
			}
			return tf.batchNorm(
				x as Tensor4D,
				mean as Tensor3D,
				variance as Tensor3D,
				weight(`${at}/bias`) as Tensor3D,
				weight(`${at}/weight`) as Tensor3D,
				1e-5,
			);
		},
	};
}

/** −mean(log p) of p = sigmoid(logit), and of 1 − p. */
const bceIn = (tf: Setting['tf']) => ({
	/** The answer should be 1. */
	one: (logit: Tensor) => tf.mean(tf.softplus(tf.neg(logit))),
	zero: (logit: Tensor) => tf.mean(tf.softplus(logit)),
});

function gan(tf: Setting['tf'], { dense, norm }: Layers): ReturnType<Script> {
	const { one, zero } = bceIn(tf);
	const G = (z: Tensor, keep: boolean): Tensor => {
		let x = z;
		for (const i of [1, 2, 3]) x = tf.relu(norm(dense(x, `G/dense${i}`), `G/norm${i}`, keep));
		return tf.sigmoid(dense(x, 'G/dense4')).reshape([-1, 28, 28, 1]);
	};
	const D = (image: Tensor): Tensor => {
		let x = image.reshape([-1, 784]);
		for (const i of [1, 2]) x = tf.relu(dense(x, `D/dense${i}`));
		return dense(x, 'D/dense3');
	};
	return {
		sources: ['mnist/image', 'z/z'],
		fake: ([, z]) => G(z!, true),
		// Real is 0 and fake is 1.
		lossD: ([real], fake) => tf.add(zero(D(real!)), one(D(fake))),
		// The same z as before: its statistics are in the running ones already.
		lossG: ([, z]) => tf.sum(tf.sigmoid(D(G(z!, false)))),
	};
}

function dcgan(tf: Setting['tf'], { dense, conv, grow, norm }: Layers): ReturnType<Script> {
	const { one, zero } = bceIn(tf);
	const G = (z: Tensor, keep: boolean): Tensor => {
		let x = grow(z.reshape([-1, 1, 1, 100]), 'G/up1', 3, 1, 'valid');
		x = grow(tf.relu(norm(x, 'G/norm1', keep)), 'G/up2', 7, 2, 'valid');
		x = grow(tf.relu(norm(x, 'G/norm2', keep)), 'G/up3', 14, 2, 'same');
		x = grow(tf.relu(norm(x, 'G/norm3', keep)), 'G/up4', 28, 2, 'same');
		return tf.sigmoid(x);
	};
	const D = (image: Tensor): Tensor => {
		let x = conv(image, 'D/conv1', 2, 'same');
		x = conv(tf.leakyRelu(norm(x, 'D/norm1', true)), 'D/conv2', 2, 'same');
		x = conv(tf.leakyRelu(norm(x, 'D/norm2', true)), 'D/conv3', 2, 'valid');
		x = conv(tf.leakyRelu(norm(x, 'D/norm3', true)), 'D/conv4', 1, 'valid');
		return dense(x.reshape([-1, 128]), 'D/dense');
	};
	return {
		sources: ['mnist/image', 'z/z'],
		fake: ([, z]) => G(z!, true),
		lossD: ([real], fake) => tf.add(zero(D(real!)), one(D(fake))),
		lossG: ([, z]) => zero(D(G(z!, false))),
	};
}

function gan2d(tf: Setting['tf'], { dense }: Layers): ReturnType<Script> {
	const { one, zero } = bceIn(tf);
	const G = (z: Tensor): Tensor => {
		let x = z;
		for (const i of [1, 2, 3]) x = tf.relu(dense(x, `G/dense${i}`));
		return dense(x, 'G/dense4');
	};
	const D = (point: Tensor): Tensor => {
		let x = point;
		for (const i of [1, 2, 3]) x = tf.leakyRelu(dense(x, `D/dense${i}`));
		return dense(x, 'D/dense4');
	};
	return {
		sources: ['data/z', 'z/z'],
		fake: ([, z]) => G(z!),
		lossD: ([real], fake) => tf.add(one(D(real!)), zero(D(fake))),
		lossG: ([, z]) => one(D(G(z!))),
	};
}

function unet(tf: Setting['tf'], { conv, grow, norm }: Layers): ReturnType<Script> {
	const { one, zero } = bceIn(tf);
	// The document's reshape counts channels first, as PyTorch does.
	const picture = (values: Tensor): Tensor =>
		tf.transpose(values.reshape([-1, 3, 64, 64]), [0, 2, 3, 1]);
	const G = (values: Tensor, keep: boolean): Tensor => {
		const skips: Tensor[] = [];
		let x = conv(picture(values), 'G/down1', 2, 'same');
		for (const i of [2, 3, 4, 5]) {
			skips.unshift(x);
			x = norm(conv(tf.leakyRelu(x), `G/down${i}`, 2, 'same'), `G/downNorm${i}`, keep);
		}
		skips.unshift(x);
		x = conv(tf.leakyRelu(x), 'G/down6', 2, 'same');
		for (const [n, skip] of skips.entries()) {
			const i = 5 - n;
			const grown = grow(tf.relu(x), `G/up${i}`, 2 ** (n + 1), 2, 'same');
			x = tf.concat([skip, norm(grown, `G/upNorm${i}`, keep)], 3);
		}
		return tf.tanh(grow(tf.relu(x), 'G/last', 64, 2, 'same'));
	};
	const D = (from: Tensor, to: Tensor): Tensor => {
		let x = tf.leakyRelu(conv(tf.concat([picture(from), to], 3), 'D/conv1', 2, 'same'));
		x = tf.leakyRelu(norm(conv(x, 'D/conv2', 2, 'same'), 'D/norm2', true));
		x = tf.leakyRelu(norm(conv(x, 'D/conv3', 1, 1), 'D/norm3', true));
		return conv(x, 'D/conv4', 1, 1);
	};
	return {
		sources: ['xValues/z', 'yValues/z'],
		fake: ([from]) => G(from!, true),
		lossD: ([from, to], fake) =>
			tf.mul(0.5, tf.add(zero(D(from!, fake)), one(D(from!, picture(to!))))),
		lossG([from, to]) {
			const fake = G(from!, false);
			const apart = tf.mean(tf.abs(tf.sub(fake, picture(to!))));
			return tf.add(one(D(from!, fake)), tf.mul(100, apart));
		},
	};
}
