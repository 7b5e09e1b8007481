// STFT loss: how far two sounds are apart in their spectra, seen at several resolutions.
import type { Tensor } from '@tensorflow/tfjs';
import { defineKind, type Tfjs } from '../kind';
import { absolute } from '../ops/activations';
import { shortTimeFourier } from '../ops/shortTimeFourier';
import { waveType } from '../shape';
import { apartPorts, inferApart } from './apart';

/** Frames hop by an eighth of their length, and the window is this much of it: about as in the paper. */
const HOPS = 8;
const WINDOW = 0.6;
/** Powers below count as this one. */
const FLOOR = 1e-7;

const sizesOf = (longest: number): number[] => [longest, longest / 2, longest / 4].map(Math.floor);
const hopOf = (size: number): number => Math.floor(size / HOPS);
const windowOf = (size: number): number => Math.floor(size * WINDOW);

export const stftLoss = defineKind({
	id: 'stftLoss',
	category: 'losses',
	icon: 'audio-waveform',
	surfaces: ['training'],
	doc: {
		name: { ja: 'STFT 損失', en: 'STFT loss' },
		also: ['multi-resolution', 'spectral', 'Parallel WaveGAN', 'スペクトル', '音'],
		text: {
			ja: '2 つの音のスペクトログラムを、いくつかの細かさで比べます。大きさの差（スペクトル収束）と、対数の差の平均を足します。波の位相はちがってもかまいません。敵対的損失だけでは長くかかる学習が、これを足すと何倍も速く進みます。',
			en: 'Compares the spectrograms of two sounds at several resolutions: how far magnitudes are apart (spectral convergence) plus how far their logarithms are. Phases may differ. Beside the adversarial loss it makes learning several times faster.',
		},
		formula:
			'\\frac{1}{M} \\sum_m \\frac{\\lVert S_m - \\hat S_m \\rVert_F}{\\lVert S_m \\rVert_F} + \\frac{1}{N_m} \\lVert \\log S_m - \\log \\hat S_m \\rVert_1',
		paper: {
			title: 'Yamamoto et al., Parallel WaveGAN (2020)',
			url: 'https://arxiv.org/abs/1910.11480',
		},
	},
	params: {
		longest: {
			type: 'integer',
			default: 2048,
			min: 32,
			max: 4096,
			label: { ja: '最長フレーム', en: 'Longest frame' },
			help: {
				ja: '比べるフレームの長さ（サンプル数）。その半分と 4 分の 1 でも比べます。長いと高さが、短いと時間が細かくなります。',
				en: 'Length of the frames compared, in samples; a half and a quarter of it are compared too. Long ones tell pitches apart, short ones moments.',
			},
			onNode: true,
		},
	},
	ports: () => apartPorts,
	infer(context) {
		const inference = inferApart(context);
		const { type } = context.inputs.x ? { type: context.inputs.x } : {};
		if (!type || (inference.problems?.length ?? 0) > 0) return inference;
		const [samples = 0, channels = 1] = type.shape;
		const { longest } = context.params;
		if (type.shape.length === 2 && channels === 1 && longest / 2 < samples) return inference;
		return {
			...inference,
			problems: [
				{
					severity: 'error',
					code: 'stftLoss',
					port: 'x',
					message: {
						ja: `STFT 損失が読むのは、${longest / 2} サンプルより長いモノラルの音です。`,
						en: `The STFT loss reads sound with one channel, longer than ${longest / 2} samples.`,
					},
				},
			],
		};
	},
	tfjs: {
		forward(tf, { x, target }, { params }) {
			const sizes = sizesOf(params.longest);
			const apart = sizes.map((size) => apartAt(tf, x!, target!, size));
			return { loss: tf.div(tf.addN(apart), sizes.length) };
		},
	},
	tex: ({ args: { x, target } }) => ({
		loss: `\\operatorname{STFT}\\left(${x}, ${target}\\right)`,
	}),
	torch: {
		define: `class StftLoss(nn.Module):
    def __init__(self, sizes):
        super().__init__()
        self.sizes = sizes

    def magnitude(self, x, size):
        window = torch.hann_window(int(size * ${WINDOW})).to(x)
        s = torch.stft(x[:, 0], size, size // ${HOPS}, len(window), window=window, return_complex=True)
        return (s.real ** 2 + s.imag ** 2).clamp(min=${FLOOR}).sqrt()

    def forward(self, x, target):
        loss = 0
        for size in self.sizes:
            made, wanted = self.magnitude(x, size), self.magnitude(target, size)
            loss = loss + (wanted - made).norm() / wanted.norm() + nn.functional.l1_loss(made.log(), wanted.log())
        return loss / len(self.sizes)
`,
		module: ({ params }) => `StftLoss([${sizesOf(params.longest).join(', ')}])`,
		call: ({ self, args }) => ({ loss: `${self}(${args.x}, ${args.target})` }),
	},
	// Loud sounds: near silence the logarithm's gradient is more than single precision tells.
	examples: [
		{
			params: { longest: 48 },
			inputs: { x: waveType(60, 1, [-5, 5]), target: waveType(60, 1, [-5, 5]) },
		},
		{
			params: { longest: 33 },
			inputs: { x: waveType(21, 1, [-5, 5]), target: waveType(21, 1, [-5, 5]) },
		},
	],
});

function apartAt(tf: Tfjs, x: Tensor, target: Tensor, size: number): Tensor {
	const options = { size, hop: hopOf(size), window: windowOf(size), floor: FLOOR };
	const [made, wanted] = [x, target].map((sound) =>
		shortTimeFourier(tf, tf.squeeze(sound, [2]), options),
	) as [Tensor, Tensor];
	const norm = (value: Tensor): Tensor => tf.sqrt(tf.sum(tf.square(value)));
	const convergence = tf.div(norm(tf.sub(wanted, made)), norm(wanted));
	return tf.add(convergence, tf.mean(absolute(tf, tf.sub(tf.log(made), tf.log(wanted)))));
}
