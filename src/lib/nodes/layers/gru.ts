// GRU: reads vectors in a row, one after the other, and keeps what it has read.
import { defineKind, type Initial, type Problem } from '../kind';
import { gatedRecurrent } from '../ops/gatedRecurrent';
import type { OnnxNumbers } from '../onnx';
import { numbersAt } from '../problems';
import { gapped, MAX_SIDE, typeText, vectorType } from '../shape';

/** Vectors read at most: every one is a step of its own, forward and back. */
const MAX_STEPS = 256;

export const gru = defineKind({
	id: 'gru',
	category: 'layers',
	icon: 'repeat',
	surfaces: ['network', 'block'],
	doc: {
		name: { ja: 'GRU', en: 'GRU' },
		also: ['recurrent', 'RNN', 'LSTM', 'text encoder', '再帰', '回帰', '文の読み取り'],
		text: {
			ja: '並んだベクトルを前から順に読み、読んだことを状態 h に覚えていきます。z は前の状態をどれだけ残すか、r は新しい候補 n を作るときに前の状態をどれだけ見るかのゲートです。出力は、最後まで読んだあとの状態です。',
			en: 'Reads vectors in a row from the first to the last, and keeps what it has read in a state h. Gate z says how much of the old state stays; r, how much of it the candidate n looks at. What comes out is the state once all are read.',
		},
		formula:
			'\\begin{aligned} r &= \\sigma(W_{ir} x_t + b_{ir} + W_{hr} h + b_{hr}) \\\\ z &= \\sigma(W_{iz} x_t + b_{iz} + W_{hz} h + b_{hz}) \\\\ n &= \\tanh(W_{in} x_t + b_{in} + r \\odot (W_{hn} h + b_{hn})) \\\\ h &\\leftarrow (1 - z) \\odot n + z \\odot h \\end{aligned}',
		paper: {
			title: 'Cho et al., Learning Phrase Representations using RNN Encoder–Decoder (2014)',
			url: 'https://arxiv.org/abs/1406.1078',
		},
	},
	params: {
		units: {
			type: 'integer',
			default: 128,
			min: 1,
			max: MAX_SIDE,
			label: { ja: 'ユニット数', en: 'Units' },
			help: { ja: '状態の数の個数。', en: 'How many numbers the state has.' },
			onNode: true,
		},
	},
	ports: () => ({ inputs: [{ name: 'x' }], outputs: [{ name: 'h', meaning: 'vector' }] }),
	infer(context) {
		const outputs = { h: vectorType(context.params.units, [-1, 1]) };
		const { type, problems } = numbersAt(context);
		if (!type) return { outputs, problems };
		const is = typeText(type);
		const problem = (code: string, message: Problem['message']) => ({
			outputs: {},
			problems: [{ severity: 'error', code, port: 'x', message } as const],
		});
		if (type.shape.length !== 2) {
			return problem('notInARow', {
				ja: `これは${gapped(is.ja)}です。GRU が読むのは並んだベクトルです。単語番号を埋め込みに通すとできます。`,
				en: `This is ${is.en}; GRU reads vectors in a row. Word numbers become that in an embedding.`,
			});
		}
		if (type.shape[0]! <= MAX_STEPS) return { outputs };
		return problem('tooManySteps', {
			ja: `${type.shape[0]} 個は長すぎます。${MAX_STEPS} 個までにしてください。`,
			en: `${type.shape[0]} in a row are too many. Keep it within ${MAX_STEPS}.`,
		});
	},
	weights({ params: { units }, inputs: { x } }) {
		const bound = 1 / Math.sqrt(units);
		const initial: Initial = { type: 'uniform', min: -bound, max: bound };
		const weight = (name: string, rows: number) => ({
			name: `weight_${name}`,
			shape: [rows, 3 * units],
			...{ initial, trainable: true, toTorch: [1, 0] },
		});
		const bias = (name: string) => ({
			name: `bias_${name}`,
			shape: [3 * units],
			...{ initial, trainable: true },
		});
		return [
			weight('ih_l0', x?.shape[1] ?? 1),
			weight('hh_l0', units),
			bias('ih_l0'),
			bias('hh_l0'),
		];
	},
	multiplyAdds({ params: { units }, inputs: { x } }) {
		const [length = 0, size = 0] = x?.shape ?? [];
		return length * (size + units) * 3 * units;
	},
	tfjs: {
		forward: (tf, { x }, { weights }) => ({
			h: gatedRecurrent(tf, x!, {
				input: weights.weight_ih_l0!,
				hidden: weights.weight_hh_l0!,
				inputBias: weights.bias_ih_l0!,
				hiddenBias: weights.bias_hh_l0!,
			}),
		}),
	},
	torch: {
		module: ({ params: { units }, inputs }) =>
			`nn.GRU(${inputs.x!.shape[1]}, ${units}, batch_first=True)`,
		// Rows of vectors are channels-first there, like sound.
		call: ({ self, args }) => ({ h: `${self}(${args.x}.transpose(1, 2))[1][0]` }),
	},
	onnx({ args, params: { units }, op, ops, numbers, made, integers }) {
		// Steps come first there, and the update gate before the reset gate.
		const stepsFirst = op('Transpose', [args.x], { perm: [2, 0, 1] });
		const by = (name: string): string => {
			const { shape, values } = gatesTurned(numbers(name));
			return made(name, { shape: [1, ...shape], values });
		};
		const [inputBias, hiddenBias] = ['bias_ih_l0', 'bias_hh_l0'].map((name) =>
			gatesTurned(numbers(name)),
		) as [OnnxNumbers, OnnxNumbers];
		const biases = made('bias', {
			shape: [1, 6 * units],
			values: Float32Array.from([...inputBias.values, ...hiddenBias.values]),
		});
		// The state after every step would come first; it is not asked for.
		const gates = [stepsFirst, by('weight_ih_l0'), by('weight_hh_l0'), biases];
		const [, last] = ops('GRU', gates, 2, { hidden_size: units, linear_before_reset: 1 });
		return { h: op('Squeeze', [last, integers([0])]) };
	},
	examples: [
		{ params: { units: 4 }, inputs: { x: { ...vectorType(3), shape: [5, 3] } } },
		{ params: { units: 2 }, inputs: { x: { ...vectorType(3), shape: [1, 3] } } },
	],
});

/** Rows of the reset, update and candidate gates, one third each, as ONNX has them: update, reset, candidate. */
function gatesTurned({ shape, values }: OnnxNumbers): OnnxNumbers {
	const third = values.length / 3;
	const turned = new Float32Array(values.length);
	turned.set(values.subarray(third, 2 * third), 0);
	turned.set(values.subarray(0, third), third);
	turned.set(values.subarray(2 * third), 2 * third);
	return { shape, values: turned };
}
