// Mel spectrogram: how loud each band of pitch sounds, frame by frame.
import type { Tensor } from '@tensorflow/tfjs';
import { defineKind, type ParamSpecs, type ParamValues, type Tfjs } from '../kind';
import { melFilters } from '../ops/melFilters';
import { reflectionPad } from '../ops/pad';
import { fourierWaves, shortTimeFourier } from '../ops/shortTimeFourier';
import { spectrogramType, waveType } from '../shape';
import { soundAt } from './sound';

const NAME = { ja: 'メルスペクトログラム', en: 'Mel spectrogram' };

/** Added to powers before the root: MelGAN's. */
const ADDED = 1e-9;

const params = {
	rate: {
		type: 'integer',
		default: 16_000,
		min: 1000,
		max: 192_000,
		label: { ja: 'サンプリング周波数', en: 'Sample rate' },
		help: { ja: '1 秒のサンプル数。データに合わせます。', en: 'Samples a second, as in the data.' },
	},
	fft: {
		type: 'integer',
		default: 1024,
		min: 16,
		max: 4096,
		label: { ja: 'フレーム', en: 'Frame' },
		help: {
			ja: '1 つのフレームのサンプル数。長いと高さが、短いと時間が細かく見えます。',
			en: 'Samples in a frame: long ones tell pitches apart, short ones moments.',
		},
	},
	hop: {
		type: 'integer',
		default: 256,
		min: 1,
		max: 4096,
		label: { ja: 'ホップ', en: 'Hop' },
		help: {
			ja: 'フレームから次のフレームまでのサンプル数。生成器が音を何倍に伸ばすかも、これで決まります。',
			en: 'Samples from a frame to the next; also how many times longer the generator has to make its output.',
		},
		onNode: true,
	},
	bands: {
		type: 'integer',
		default: 80,
		min: 1,
		max: 512,
		label: { ja: 'バンド', en: 'Bands' },
		help: { ja: '高さを分ける数。', en: 'Into how many bands pitch is parted.' },
		onNode: true,
	},
	low: {
		type: 'number',
		default: 0,
		min: 0,
		max: 96_000,
		label: { ja: '最低', en: 'Lowest' },
		help: {
			ja: 'いちばん低いバンドの始まり（Hz）。',
			en: 'Where the lowest band begins, in hertz.',
		},
	},
	high: {
		type: 'number',
		default: 8000,
		min: 1,
		max: 96_000,
		label: { ja: '最高', en: 'Highest' },
		help: {
			ja: 'いちばん高いバンドの終わり（Hz）。サンプリング周波数の半分まで。',
			en: 'Where the highest band ends, in hertz: half the sample rate at most.',
		},
	},
	floor: {
		type: 'number',
		default: 1e-4,
		min: 1e-10,
		max: 1,
		label: { ja: '下限', en: 'Floor' },
		help: {
			ja: 'これより小さい大きさは、これと同じに扱います。静かなところの対数が −∞ になるのを防ぎます。',
			en: 'What is quieter counts as this loud: the logarithm of silence stays finite.',
		},
	},
	mean: {
		type: 'number',
		default: 0,
		min: -100,
		max: 100,
		label: { ja: '平均', en: 'Mean' },
		help: {
			ja: '対数から引く数。ネットワークに渡す前に 0 のまわりにそろえます。',
			en: 'Is taken off the logarithms, so that a network is given numbers around 0.',
		},
	},
	deviation: {
		type: 'number',
		default: 1,
		min: 1e-3,
		max: 1000,
		label: { ja: '標準偏差', en: 'Deviation' },
		help: { ja: '対数を割る数。', en: 'Divides the logarithms.' },
	},
} as const satisfies ParamSpecs;

export const melSpectrogram = defineKind({
	id: 'melSpectrogram',
	category: 'layers',
	icon: 'audio-lines',
	surfaces: ['training', 'network', 'block'],
	doc: {
		name: NAME,
		also: ['STFT', 'log-mel', 'Fourier', 'spectrogram', 'スペクトログラム', 'フーリエ', '音'],
		text: {
			ja: '音を短いフレームに切り、どの高さがどれだけ鳴っているかを対数で並べます。高さは耳の感じ方（メル尺度）で分けます。MelGAN はこれを条件に、もとの波形を作ります。微分できるので、損失の中でも使えます。',
			en: 'Cuts sound into short frames and tells how loud each band of pitch is in them, as a logarithm; bands are as the ear has them (the mel scale). MelGAN makes the wave of it again. It has gradients, so losses can look through it.',
		},
		formula:
			'y_{tb} = \\log \\max\\Big(\\epsilon, \\sum_f M_{fb}\\, \\big| \\mathrm{STFT}(x)_{tf} \\big| \\Big)',
		paper: {
			title: 'Kumar et al., MelGAN (2019)',
			url: 'https://arxiv.org/abs/1910.06711',
		},
	},
	params,
	ports: () => ({
		inputs: [{ name: 'x', accepts: ['wave'] }],
		outputs: [{ name: 'y', meaning: 'spectrogram' }],
	}),
	infer(context) {
		const { fft, hop, bands, rate, low, high } = context.params;
		const { type, problems } = soundAt(context, NAME);
		if (!type) return { outputs: {}, problems };
		const [samples = 0, channels = 0] = type.shape;
		const fail = (param: string | undefined, ja: string, en: string) => ({
			outputs: {},
			problems: [
				{
					severity: 'error',
					code: 'melSpectrogram',
					...(param ? { param } : { port: 'x' }),
					message: { ja, en },
				} as const,
			],
		});
		if (channels !== 1) {
			return fail(
				undefined,
				`音が ${channels} チャンネルあります。モノラルの音をつないでください。`,
				`This sound has ${channels} channels; wire one with a single channel.`,
			);
		}
		const margin = marginOf(fft, hop);
		if (hop > fft) {
			return fail(
				'hop',
				`ホップ ${hop} がフレーム ${fft} より長く、間の音が抜けます。`,
				`A hop of ${hop} is longer than the frame of ${fft}: the sound between would be lost.`,
			);
		}
		if (samples <= margin || samples + 2 * margin < fft) {
			return fail(
				'fft',
				`${samples} サンプルの音は、フレーム ${fft} には短すぎます。`,
				`A sound of ${samples} samples is too short for frames of ${fft}.`,
			);
		}
		if (high > rate / 2 || low >= high) {
			return fail(
				'high',
				`バンドは ${low} Hz から ${high} Hz までですが、${rate} Hz の音には ${rate / 2} Hz までしかありません。`,
				`Bands go from ${low} to ${high} Hz, but sound of ${rate} Hz ends at ${rate / 2} Hz.`,
			);
		}
		const frames = Math.floor((samples + 2 * margin - fft) / hop) + 1;
		return { outputs: { y: spectrogramType(frames, bands) }, problems };
	},
	// Frames by waves of a Fourier matrix, then bins by bands.
	multiplyAdds({ params: { fft, bands }, outputs: { y } }) {
		const bins = Math.floor(fft / 2) + 1;
		return (y?.shape[0] ?? 0) * (fft * 2 * bins + bins * bands);
	},
	tfjs: { forward: (tf, { x }, { params: asked }) => ({ y: logMel(tf, x!, asked) }) },
	tex: ({ args: { x } }) => ({ y: `\\operatorname{mel}\\left(${x}\\right)` }),
	torch: {
		define: `class MelSpectrogram(nn.Module):
    def __init__(self, rate, fft, hop, bands, low, high, floor, mean, deviation):
        super().__init__()
        self.fft, self.hop, self.floor, self.mean, self.deviation = fft, hop, floor, mean, deviation
        low, high = (2595 * torch.log10(1 + torch.tensor(float(edge)).double() / 700) for edge in (low, high))
        corners = 700 * (10 ** (torch.linspace(0, 1, bands + 2).double() * (high - low) / 2595 + low / 2595) - 1)
        hertz = torch.arange(fft // 2 + 1).double()[:, None] * rate / fft
        left, top, right = corners[:-2], corners[1:-1], corners[2:]
        filters = torch.minimum((hertz - left) / (top - left), (right - hertz) / (right - top)).clamp(min=0)
        self.filters = (filters * 2 / (right - left)).float()
        self.hann = torch.hann_window(fft)

    def forward(self, x):
        margin = (self.fft - self.hop) // 2
        x = nn.functional.pad(x, (margin, margin), mode='reflect')[:, 0]
        spectrum = torch.stft(x, self.fft, self.hop, window=self.hann.to(x), center=False, return_complex=True)
        magnitude = (spectrum.real ** 2 + spectrum.imag ** 2 + ${ADDED}).sqrt()
        mel = self.filters.to(x).T @ magnitude
        return (mel.clamp(min=self.floor).log() - self.mean) / self.deviation
`,
		module({ params: { rate, fft, hop, bands, low, high, floor, mean, deviation } }) {
			return `MelSpectrogram(${[rate, fft, hop, bands, low, high, floor, mean, deviation].join(', ')})`;
		},
		call: ({ self, args }) => ({ y: `${self}(${args.x})` }),
	},
	onnx({ args, params: asked, op, ops, floats, integers }) {
		const { rate, fft: size, hop, bands, low, high, floor, mean, deviation } = asked;
		const margin = marginOf(size, hop);
		const bins = Math.floor(size / 2) + 1;
		const beside = integers([0, 0, margin, 0, 0, margin]);
		const padded = op('Pad', [args.x, beside], { mode: 'reflect' });
		const waves = floats(turned(fourierWaves(size, size), size), [2 * bins, 1, size]);
		const parts = op('Conv', [padded, waves], { strides: [hop] });
		const halves = ops('Split', [op('Mul', [parts, parts])], 2, { axis: 1 });
		const magnitude = op('Sqrt', [op('Add', [op('Add', halves), floats(ADDED)])]);
		const filters = turned(melFilters({ rate, size, bands, low, high }), bins);
		const mel = op('MatMul', [floats(filters, [bands, bins]), magnitude]);
		const log = op('Log', [op('Max', [mel, floats(floor)])]);
		return { y: op('Div', [op('Sub', [log, floats(mean)]), floats(deviation)]) };
	},
	examples: [
		{ params: { fft: 16, hop: 4, bands: 5 }, inputs: { x: waveType(24) } },
		{
			params: {
				rate: 8000,
				fft: 20,
				hop: 8,
				bands: 4,
				low: 200,
				high: 4000,
				mean: -2,
				deviation: 3,
			},
			inputs: { x: waveType(40, 1, [-1, 1]) },
		},
	],
});

/** A matrix of so many rows, the other way round. */
const turned = (values: Float32Array, rows: number): Float32Array => {
	const columns = values.length / rows;
	return values.map((_, i) => values[(i % rows) * columns + Math.floor(i / rows)]!);
};

/** How far the sound is mirrored at both ends: so that there are as many frames as hops in it. */
const marginOf = (fft: number, hop: number): number => Math.floor((fft - hop) / 2);

export type MelSettings = ParamValues<typeof params>;

/** x [batch, samples, 1] → [batch, frames, bands]: log magnitudes, less the mean, over the deviation. */
export function logMel(tf: Tfjs, x: Tensor, asked: MelSettings): Tensor {
	const { rate, fft: size, hop, bands, low, high, floor, mean, deviation } = asked;
	const padded = tf.squeeze(reflectionPad(tf, x, marginOf(size, hop)), [2]);
	const magnitude = shortTimeFourier(tf, padded, { size, hop, centred: false, added: ADDED });
	const [batch, frames, bins] = magnitude.shape as [number, number, number];
	const filters = tf.tensor2d(melFilters({ rate, size, bands, low, high }), [bins, bands]);
	const mel = tf.matMul(tf.reshape(magnitude, [batch * frames, bins]), filters);
	const log = tf.log(tf.add(tf.relu(tf.sub(mel, floor)), floor));
	return tf.reshape(tf.div(tf.sub(log, mean), deviation), [batch, frames, bands]);
}
