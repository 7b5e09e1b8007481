// A network that learns to read: word numbers, an embedding, a GRU, and a small picture of what the sentence says.
import type { GraphDocument } from '../../src/lib/graph/types';
import { canvasOf } from './smallGan';

/** Words there are in the captioned shapes' sentences, the blank and the unknown word included. */
export function learnedReading(words: number): GraphDocument {
	return {
		format: 'ganloom',
		version: 1,
		title: '',
		summary: '',
		networks: {
			Reader: {
				role: 'generator',
				canvas: canvasOf([
					['ids', 'input', { name: 'ids', meaning: 'words', shape: [24], classes: words }],
					['words', 'embedding', { size: 8 }, { label: 'ids/x' }],
					['read', 'gru', { units: 16 }, { x: 'words/y' }],
					['dense', 'dense', { units: 48 }, { x: 'read/h' }],
					['tanh', 'tanh', {}, { x: 'dense/y' }],
					['small', 'reshape', { shape: [4, 4, 3] }, { x: 'tanh/y' }],
					['image', 'output', { name: 'image' }, { x: 'small/y' }],
				]),
			},
			Eye: {
				role: 'other',
				canvas: canvasOf([
					['image', 'input', { name: 'image', meaning: 'image', shape: [64, 64, 3] }],
					['blocks', 'avgPool2d', { kernel: 16, stride: 16 }, { x: 'image/x' }],
					['out', 'output', { name: 'small' }, { x: 'blocks/y' }],
				]),
			},
		},
		blocks: {},
		training: canvasOf([
			['shapes', 'dataset', { dataset: 'shapes' }],
			['ids', 'wordNumbers', { length: 24 }, { text: 'shapes/caption' }],
			['said', 'call', { network: 'Reader' }, { ids: 'ids/ids' }],
			['seen', 'call', { network: 'Eye' }, { image: 'shapes/image64' }],
			['apart', 'l2', {}, { x: 'said/image', target: 'seen/small' }],
			[
				'learns',
				'player',
				{ networks: ['Reader'], optimizer: 'adam', learningRate: 0.02 },
				{ loss: 'apart/loss' },
			],
		]),
		run: { seed: 1, batch: 32, rounds: 120 },
	};
}
