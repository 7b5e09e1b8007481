// Experiments with mode collapse: what may keep G from giving up part of the data.
import type { Command } from '../../graph/commands/command';
import type { CanvasId, ParamMap } from '../../graph/types';
import type { Experiment } from './experiment';
import { connect, set } from './trainingEdits';

const D: CanvasId = 'networks/D';

const node = (id: string, kind: string, params: ParamMap, at: [number, number]): Command => ({
	type: 'addNode',
	canvas: D,
	node: { id, kind, params, at },
});

const wire = (from: [string, string], to: [string, string]): Command => ({
	type: 'connect',
	canvas: D,
	wire: { from, to },
});

export const collapse: Experiment = {
	id: 'collapse',
	question: {
		ja: 'モード崩壊は、何で防げますか',
		en: 'What keeps G from collapsing to a few modes?',
	},
	look: {
		ja: '「理論を見る」で、G の点が 8 つの山のうちいくつに届くかを、崩壊する元のグラフと比べてください。',
		en: 'In the theory view, compare how many of the eight hills G’s points reach with the original, which collapses.',
	},
	preset: 'gan-2d-collapse',
	variants: [
		{
			id: 'r1',
			title: { ja: '勾配ペナルティ（R1）を足す', en: 'Add a gradient penalty (R1)' },
			edits: [
				{
					type: 'addNode',
					canvas: 'training',
					node: {
						id: 'smooth',
						kind: 'r1Penalty',
						params: { network: 'D', gamma: 0.1 },
						at: [360, 450],
					},
				},
				set('sumD', 'weights', [1, 1, 1]),
				connect(['data', 'x'], ['smooth', 'real']),
				connect(['smooth', 'loss'], ['sumD', 'loss3']),
			],
		},
		{
			id: 'minibatch-std',
			title: { ja: 'D にミニバッチの偏差を見せる', en: 'Show D the minibatch deviation' },
			// The deviation is taken of pictures: the 64 features become one pixel, and numbers again.
			edits: [
				node('onePixel', 'reshape', { shape: [1, 1, 64] }, [440, 230]),
				node('spread', 'minibatchStd', {}, [590, 230]),
				node('flat', 'flatten', {}, [760, 230]),
				wire(['leakyRelu2', 'y'], ['onePixel', 'x']),
				wire(['onePixel', 'y'], ['spread', 'x']),
				wire(['spread', 'y'], ['flat', 'x']),
				wire(['flat', 'y'], ['dense3', 'x']),
			],
		},
		{
			id: 'momentum',
			title: { ja: 'Adam の β₁ を 0.5 に', en: 'Adam’s β₁ at 0.5' },
			edits: [set('playD', 'beta1', 0.5), set('playG', 'beta1', 0.5)],
		},
	],
};

export const digitVariety: Experiment = {
	id: 'digit-variety',
	question: {
		ja: '数字の種類がかたよるとき、ミニバッチの偏差は役に立ちますか',
		en: 'Does minibatch deviation bring more kinds of digits?',
	},
	look: {
		ja: '同じラウンドのサンプルに、何種類の数字があるかを元のグラフと比べてください。',
		en: 'At the same round, compare how many kinds of digits the samples show with the original.',
	},
	preset: 'gan',
	variants: [
		{
			id: 'minibatch-std',
			title: { ja: 'D にミニバッチの偏差を見せる', en: 'Show D the minibatch deviation' },
			edits: [
				node('spread', 'minibatchStd', {}, [60, 140]),
				wire(['image', 'x'], ['spread', 'x']),
				wire(['spread', 'y'], ['flat', 'x']),
			],
		},
	],
};
