// A conditional GAN of a few units with all that outlives a round: a pool, averages, rates that fall, drawn conditions.
import type { GraphDocument, ParamMap } from '../../src/lib/graph/types';
import { canvasOf, smallGan } from './smallGan';

export function conditionalGan(): GraphDocument {
	const player: ParamMap = { optimizer: 'adam', learningRate: 0.01, beta1: 0.5 };
	return {
		...smallGan(),
		networks: {
			G: {
				role: 'generator',
				canvas: canvasOf([
					['z', 'input', { name: 'z', meaning: 'vector', shape: [3] }],
					['c', 'input', { name: 'c', meaning: 'vector', shape: [10] }],
					['learned', 'embedding', { size: 2 }, { label: 'c/x' }],
					['join', 'concat', {}, { x1: 'z/x', x2: 'learned/y' }],
					['dense1', 'dense', { units: 4 }, { x: 'join/y' }],
					['norm', 'batchNorm', {}, { x: 'dense1/y' }],
					['sigmoid', 'sigmoid', {}, { x: 'norm/y' }],
					['picture', 'reshape', { shape: [2, 2, 1] }, { x: 'sigmoid/y' }],
					['out', 'output', { name: 'image' }, { x: 'picture/y' }],
				]),
			},
			D: {
				role: 'discriminator',
				canvas: canvasOf([
					['image', 'input', { name: 'image', meaning: 'image', shape: [2, 2, 1] }],
					['c', 'input', { name: 'c', meaning: 'vector', shape: [10] }],
					['planes', 'spread', {}, { c: 'c/x', like: 'image/x' }],
					['join', 'concat', {}, { x1: 'image/x', x2: 'planes/y' }],
					['flat', 'flatten', {}, { x: 'join/y' }],
					['dense1', 'dense', { units: 1 }, { x: 'flat/y' }],
					['sigmoid', 'sigmoid', {}, { x: 'dense1/y' }],
					['out', 'output', { name: 'p' }, { x: 'sigmoid/y' }],
				]),
			},
		},
		training: canvasOf([
			['digits', 'dataset', { dataset: 'mnist' }],
			['z', 'noise', { size: 3 }],
			['x', 'noise', { size: 4 }],
			['real', 'reshape', { shape: [2, 2, 1] }, { x: 'x/z' }],
			['c', 'oneHot', {}, { label: 'digits/label' }],
			['wrong', 'wrongCondition', {}, { c: 'c/c' }],
			['fake', 'call', { network: 'G' }, { z: 'z/z', c: 'c/c' }],
			['dNew', 'call', { network: 'D' }, { image: 'fake/image', c: 'c/c' }],
			['lossG', 'bce', { target: 0 }, { p: 'dNew/p' }],
			['pool', 'imagePool', { size: 20 }, { x: 'fake/image' }],
			['dFake', 'call', { network: 'D' }, { image: 'pool/y', c: 'c/c' }],
			['dWrong', 'call', { network: 'D' }, { image: 'real/y', c: 'wrong/c′' }],
			['dReal', 'call', { network: 'D' }, { image: 'real/y', c: 'c/c' }],
			['lossFake', 'bce', { target: 1 }, { p: 'dFake/p' }],
			['lossWrong', 'bce', { target: 1 }, { p: 'dWrong/p' }],
			['lossReal', 'bce', { target: 0 }, { p: 'dReal/p' }],
			[
				'lossD',
				'weightedSum',
				{ weights: [0.5, 0.5, 1] },
				{ loss1: 'lossFake/loss', loss2: 'lossWrong/loss', loss3: 'lossReal/loss' },
			],
			[
				'G',
				'player',
				{ ...player, networks: ['G'], order: 1, ema: 0.9, schedule: 'linear', decayFrom: 2 },
				{ loss: 'lossG/loss' },
			],
			[
				'D',
				'player',
				{ ...player, networks: ['D'], order: 2, steps: 2, again: 'same', ema: 0.5 },
				{ loss: 'lossD/loss' },
			],
			['grid', 'samples', {}, { image: 'fake/image' }],
			['answers', 'histogram', {}, { real: 'dReal/p', fake: 'dFake/p' }],
		]),
	};
}
