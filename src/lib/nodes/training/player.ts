// Player: takes its turn every round, and makes its networks' loss smaller.
import type { ParamMap } from '../../graph/types';
import { defineKind } from '../kind';
import { setParams } from '../problems';

const isAdam = ({ optimizer }: ParamMap): boolean => optimizer === 'adam';
const isSgd = ({ optimizer }: ParamMap): boolean => optimizer === 'sgd';
const isRmsprop = ({ optimizer }: ParamMap): boolean => optimizer === 'rmsprop';
const hasEpsilon = (params: ParamMap): boolean => !isSgd(params);

export const player = defineKind({
	id: 'player',
	category: 'players',
	icon: 'graduation-cap',
	surfaces: ['training'],
	doc: {
		name: { ja: 'プレイヤー', en: 'Player' },
		also: ['optimizer', 'Adam', 'SGD', 'RMSprop', 'learning rate', '最適化', '学習率'],
		text: {
			ja: 'GAN の学習は、プレイヤーが順番に一手ずつ指すゲームです。プレイヤーは自分の番になると、つながれた損失が小さくなるように、選んだネットワークの重みだけを動かします。',
			en: 'Training a GAN is a game in which players take turns. When it is a player’s turn, it moves the weights of its own networks, and only those, so that its loss gets smaller.',
		},
		formula: '\\theta \\leftarrow \\theta - \\eta \\, \\mathrm{opt}(\\nabla_\\theta L)',
		paper: {
			title: 'Kingma and Ba, Adam: A Method for Stochastic Optimization (2015)',
			url: 'https://arxiv.org/abs/1412.6980',
		},
	},
	params: {
		networks: {
			type: 'networks',
			default: [],
			label: { ja: '更新するもの', en: 'Updates' },
			help: {
				ja: '重みを更新するネットワーク。ほかのネットワークは通るだけで変わりません。',
				en: 'The networks whose weights it moves. Others are passed through and stay as they are.',
			},
		},
		learningRate: {
			type: 'number',
			default: 2e-4,
			min: 1e-8,
			max: 10,
			scale: 'log',
			label: { ja: '学習率', en: 'Learning rate' },
			help: {
				ja: '1 回の更新で動かす大きさ。学習中にも変えられます。',
				en: 'How far one update goes. It can be turned while training runs.',
			},
			live: true,
			onNode: true,
		},
		schedule: {
			type: 'choice',
			default: 'constant',
			label: { ja: '学習率の変化', en: 'Schedule' },
			help: {
				ja: '学習率を最後のラウンドに向けて下げていく形。直線は CycleGAN の下げかたです。',
				en: 'How the learning rate falls towards the last round. A line is CycleGAN’s way.',
			},
			options: [
				{ value: 'constant', label: { ja: '一定', en: 'constant' } },
				{ value: 'linear', label: { ja: '直線', en: 'linear' } },
				{ value: 'cosine', label: { ja: 'コサイン', en: 'cosine' } },
			],
			live: true,
		},
		decayFrom: {
			type: 'integer',
			default: 0,
			min: 0,
			max: 1e9,
			label: { ja: '下げはじめ', en: 'Falls from' },
			help: {
				ja: 'このラウンドまでは一定です。',
				en: 'Up to this round it stays as it is.',
			},
			when: ({ schedule }) => schedule !== 'constant',
			live: true,
		},
		optimizer: {
			type: 'choice',
			default: 'adam',
			label: { ja: '最適化手法', en: 'Optimizer' },
			options: [
				{ value: 'adam', label: { ja: 'Adam', en: 'Adam' } },
				{ value: 'sgd', label: { ja: 'SGD', en: 'SGD' } },
				{ value: 'rmsprop', label: { ja: 'RMSprop', en: 'RMSprop' } },
			],
			onNode: true,
		},
		beta1: {
			type: 'number',
			default: 0.9,
			min: 0,
			max: 0.99999,
			label: { ja: 'β1', en: 'β1' },
			help: {
				ja: '勾配の平均をどれだけ長くとるか。GAN では 0.5 がよく使われます。',
				en: 'How long gradients are averaged. GANs often use 0.5.',
			},
			when: isAdam,
		},
		beta2: {
			type: 'number',
			default: 0.999,
			min: 0,
			max: 0.99999,
			label: { ja: 'β2', en: 'β2' },
			help: {
				ja: '勾配の 2 乗の平均をどれだけ長くとるか。',
				en: 'How long the squares of gradients are averaged.',
			},
			when: isAdam,
		},
		momentum: {
			type: 'number',
			default: 0,
			min: 0,
			max: 0.99999,
			label: { ja: 'モメンタム', en: 'Momentum' },
			when: isSgd,
		},
		alpha: {
			type: 'number',
			default: 0.99,
			min: 0,
			max: 0.99999,
			label: { ja: 'α', en: 'α' },
			help: {
				ja: '勾配の 2 乗の平均をどれだけ長くとるか。',
				en: 'How long the squares of gradients are averaged.',
			},
			when: isRmsprop,
		},
		epsilon: {
			type: 'number',
			default: 1e-8,
			min: 1e-16,
			max: 1,
			scale: 'log',
			label: { ja: 'ε', en: 'ε' },
			help: {
				ja: '0 での割り算を避けるための小さな数。',
				en: 'A small number that keeps it from dividing by 0.',
			},
			when: hasEpsilon,
		},
		clip: {
			type: 'number',
			default: 0,
			min: 0,
			max: 1e3,
			label: { ja: '重みの上限', en: 'Clip weights' },
			help: {
				ja: '更新のたびに、重みをすべて ±この値に切り詰めます。0 なら何もしません。はじめの WGAN は 0.01 で D の傾きをおさえます。',
				en: 'After every update all weights are brought back within ± this; 0 leaves them. The first WGAN holds D’s slope back so, with 0.01.',
			},
		},
		ema: {
			type: 'number',
			default: 0,
			min: 0,
			max: 0.99999,
			label: { ja: '重みの移動平均', en: 'Weight averaging' },
			help: {
				ja: '更新のたびに、重みの移動平均（EMA）をこの割合だけ残して取り直し、サンプルと生成に使います。はじめの更新では残す割合を小さくします。0 なら使いません。',
				en: 'Keeps a running average (EMA) of the weights, of which each update leaves this share, and makes samples and generates with it. The share starts small and grows to this. 0 for none.',
			},
		},
		steps: {
			type: 'integer',
			default: 1,
			min: 1,
			max: 100,
			label: { ja: '更新回数', en: 'Steps' },
			help: {
				ja: '1 ラウンドに続けて何回更新するか。',
				en: 'Updates a round, one after the other.',
			},
		},
		again: {
			type: 'choice',
			default: 'redraw',
			label: { ja: '2 回目から', en: 'From the second' },
			help: {
				ja: '2 回目の更新から、新しいデータとノイズを引くか、同じものを使い続けるか。',
				en: 'Whether the second update and those after it draw new data and noise, or go on with the same.',
			},
			options: [
				{ value: 'redraw', label: { ja: '引き直す', en: 'redraw' } },
				{ value: 'same', label: { ja: '同じもの', en: 'the same' } },
			],
			when: ({ steps }) => Number(steps) > 1,
		},
		order: {
			type: 'integer',
			default: 1,
			min: 1,
			max: 100,
			label: { ja: '順番', en: 'Order' },
			help: { ja: '小さい番号から先に指します。', en: 'Lower numbers go first.' },
		},
		from: {
			type: 'integer',
			default: 0,
			min: 0,
			max: 1e9,
			label: { ja: '始まり', en: 'Begins after' },
			help: {
				ja: 'このラウンドが終わってから指しはじめます。0 なら最初から。キャンバスの下の帯を引いても変えられます。',
				en: 'Plays once this round is over; 0 from the start. The bar under the canvas can be dragged too.',
			},
			live: true,
		},
		until: {
			type: 'integer',
			default: 0,
			min: 0,
			max: 1e9,
			label: { ja: '終わり', en: 'Ends with' },
			help: {
				ja: '最後に指すラウンド。0 なら終わりまで。',
				en: 'The last round it plays in; 0 to the end.',
			},
			live: true,
		},
		values: {
			type: 'choice',
			default: 'reuse',
			label: { ja: '使う値', en: 'Values' },
			help: {
				ja: '再利用：このラウンドで計算した値を、まだ正しいあいだ使います。計算し直す：同じデータとノイズでネットワークをもう一度動かします。引き直す：新しいデータとノイズを引きます。',
				en: 'Reuse: values of this round, while they still hold. Recompute: run the networks again on the same data and noise. Redraw: draw new data and noise first.',
			},
			options: [
				{ value: 'reuse', label: { ja: '再利用', en: 'reuse' } },
				{ value: 'recompute', label: { ja: '計算し直す', en: 'recompute' } },
				{ value: 'redraw', label: { ja: '引き直す', en: 'redraw' } },
			],
		},
	},
	ports: () => ({ inputs: [{ name: 'loss', accepts: ['loss'], meaning: 'loss' }], outputs: [] }),
	infer(context) {
		const { params } = context;
		if (params.until > 0 && params.from >= params.until) {
			return {
				outputs: {},
				problems: [
					{
						severity: 'error',
						code: 'neverPlays',
						param: 'until',
						message: {
							ja: `${params.from} ラウンドのあとに始まり、${params.until} ラウンドで終わるので、一度も指せません。`,
							en: `It begins after round ${params.from} and ends with round ${params.until}, so it never plays.`,
						},
						mend: setParams(
							context,
							{ until: 0 },
							{ ja: '終わりまで指す', en: 'Let it play to the end' },
						),
					},
				],
			};
		}
		if (params.networks.length > 0) return { outputs: {} };
		return {
			outputs: {},
			problems: [
				{
					severity: 'error',
					code: 'noNetworks',
					param: 'networks',
					message: {
						ja: 'このプレイヤーが更新するネットワークを選んでください。',
						en: 'Choose the networks this player updates.',
					},
				},
			],
		};
	},
	player: true,
	examples: [{ params: { networks: ['G'] }, inputs: {} }],
});
