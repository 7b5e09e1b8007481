// Input: what a network or block takes.
import type { Meaning, ParamMap, PortType, Text } from '../../graph/types';
import { defineKind } from '../kind';
import { setParams } from '../problems';
import { labelType, vectorType, wordsType } from '../shape';

const hasClasses = ({ meaning }: ParamMap): boolean => meaning === 'label' || meaning === 'words';
const hasShape = ({ meaning }: ParamMap): boolean => meaning !== 'label';
const hasRange = (params: ParamMap): boolean => !hasClasses(params);

/** How many lengths the shape of a meaning has. */
const FORMS: Partial<Record<Meaning, { rank: number; message: Text }>> = {
	image: {
		rank: 3,
		message: {
			ja: '画像の形は「高さ×幅×チャンネル数」の 3 つの数です。',
			en: 'A picture’s shape is three numbers: height × width × channels.',
		},
	},
	wave: {
		rank: 2,
		message: {
			ja: '音の形は「長さ×チャンネル数」の 2 つの数です。',
			en: 'A sound’s shape is two numbers: length × channels.',
		},
	},
	spectrogram: {
		rank: 2,
		message: {
			ja: 'スペクトログラムの形は「フレーム×バンド」の 2 つの数です。',
			en: 'A spectrogram’s shape is two numbers: frames × bands.',
		},
	},
	words: {
		rank: 1,
		message: {
			ja: '単語番号の形は、並ぶ個数 1 つです。',
			en: 'The shape of word numbers is one number: how many there are in a row.',
		},
	},
};

const typeOf = (
	meaning: Meaning,
	shape: readonly number[],
	classes: number,
	range: readonly number[],
): PortType => {
	if (meaning === 'label') return labelType(classes);
	if (meaning === 'words') return wordsType(shape[0] ?? 1, classes);
	const [min, max] = range;
	const bounded = min !== undefined && max !== undefined && min <= max;
	return { shape, dtype: 'float32', meaning, range: bounded ? [min, max] : undefined };
};

export const input = defineKind({
	id: 'input',
	category: 'networks',
	icon: 'log-in',
	surfaces: ['network', 'block'],
	doc: {
		name: { ja: '入力', en: 'Input' },
		text: {
			ja: 'ネットワークの入り口です。名前が、呼び出すときのポート名になります。ブロックの中では、使う側から来た形をそのまま受け取ります。',
			en: 'Where values enter the network. Its name is the port’s name where the network is called. In a block it takes whatever shape the use gives.',
		},
	},
	params: {
		name: {
			type: 'text',
			default: 'x',
			label: { ja: '名前', en: 'Name' },
			onNode: true,
		},
		meaning: {
			type: 'choice',
			default: 'vector',
			label: { ja: '意味', en: 'Meaning' },
			help: {
				ja: '流れる値が何か。ブロックの中では使いません。',
				en: 'What the values are. Not used in a block.',
			},
			options: [
				{ value: 'vector', label: { ja: 'ベクトル', en: 'vector' } },
				{ value: 'image', label: { ja: '画像', en: 'image' } },
				{ value: 'wave', label: { ja: '音', en: 'sound' } },
				{ value: 'spectrogram', label: { ja: 'スペクトログラム', en: 'spectrogram' } },
				{ value: 'label', label: { ja: 'ラベル', en: 'label' } },
				{ value: 'words', label: { ja: '単語番号', en: 'word numbers' } },
			],
		},
		shape: {
			type: 'shape',
			default: [100],
			label: { ja: '形', en: 'Shape' },
			help: {
				ja: '画像は 高さ×幅×チャンネル数、音は 長さ×チャンネル数、スペクトログラムは フレーム×バンド。ブロックの中では使いません。',
				en: 'Pictures: height × width × channels; sound: length × channels; spectrograms: frames × bands. Not used in a block.',
			},
			when: hasShape,
			onNode: true,
		},
		classes: {
			type: 'integer',
			default: 10,
			min: 1,
			max: 65536,
			label: { ja: 'クラス数', en: 'Classes' },
			when: hasClasses,
			onNode: true,
		},
		range: {
			type: 'numbers',
			default: [],
			min: -1e6,
			max: 1e6,
			label: { ja: '値の範囲', en: 'Range' },
			help: {
				ja: '最小と最大。決まっていなければ空にします。',
				en: 'Least and most value; empty where they are not known.',
			},
			when: hasRange,
		},
	},
	ports: ({ params }) => ({
		inputs: [],
		outputs: [{ name: 'x', label: params.name, meaning: params.meaning }],
	}),
	infer(context) {
		const { name, meaning, shape, classes, range } = context.params;
		if (context.around.surface === 'block') return { outputs: { x: context.around.given(name) } };
		const outputs = { x: typeOf(meaning, shape, classes, range) };
		if (meaning === 'label') return { outputs };
		const form = FORMS[meaning];
		if (form && shape.length !== form.rank) {
			return {
				outputs: { x: vectorType(1) },
				problems: [
					{
						severity: 'error',
						code: `${meaning}Shape`,
						param: 'shape',
						message: form.message,
						mend: setParams(
							context,
							{ meaning: 'vector' },
							{ ja: 'ベクトルにする', en: 'Make it a vector' },
						),
					},
				],
			};
		}
		if (range.length === 0 || (range.length === 2 && range[0]! < range[1]!)) return { outputs };
		return {
			outputs,
			problems: [
				{
					severity: 'error',
					code: 'emptyRange',
					param: 'range',
					message: {
						ja: '値の範囲は、最小と最大の 2 つの数です。',
						en: 'A range is two numbers, the least and the most.',
					},
					mend: setParams(context, { range: [] }, { ja: '空にする', en: 'Leave it empty' }),
				},
			],
		};
	},
	examples: [
		{ inputs: {} },
		{ params: { meaning: 'image', shape: [28, 28, 1], range: [0, 1] }, inputs: {} },
		{ params: { meaning: 'wave', shape: [8, 1], range: [-1, 1] }, inputs: {} },
		{ params: { meaning: 'label', classes: 3 }, inputs: {} },
		{ params: { meaning: 'words', shape: [4], classes: 3 }, inputs: {} },
	],
});
