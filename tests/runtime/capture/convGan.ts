// A GAN of a few filters: convolution, transposed convolution, batch norm on pictures.
import type { GraphDocument, ParamMap } from '../../../src/lib/graph/types';
import { canvasOf, smallGan } from '../smallGan';

/**
 * Pictures of 4 × 4 grey points; `generator` are player G's parameters apart from `smallGan`'s. With `normed` D's
 * weights have spectral norm, G's weight norm.
 */
export function convGan(generator: ParamMap = {}, normed = false): GraphDocument {
	const norm = (kind: string): ParamMap => (normed ? { norm: kind } : {});
	const document = smallGan({ g: generator });
	document.networks = {
		G: {
			role: 'generator',
			canvas: canvasOf([
				['z', 'input', { name: 'z', meaning: 'vector', shape: [3] }],
				['dense', 'dense', { units: 8, bias: false }, { x: 'z/x' }],
				['small', 'reshape', { shape: [2, 2, 2] }, { x: 'dense/y' }],
				['norm', 'batchNorm', {}, { x: 'small/y' }],
				['relu', 'relu', {}, { x: 'norm/y' }],
				[
					'up',
					'convTranspose2d',
					{ filters: 1, kernel: 4, stride: 2, padding: 1, ...norm('weight') },
					{ x: 'relu/y' },
				],
				['tanh', 'tanh', {}, { x: 'up/y' }],
				['out', 'output', { name: 'image' }, { x: 'tanh/y' }],
			]),
		},
		D: {
			role: 'discriminator',
			canvas: canvasOf([
				['image', 'input', { name: 'image', meaning: 'image', shape: [4, 4, 1] }],
				[
					'conv',
					'conv2d',
					{ filters: 3, kernel: 4, stride: 2, padding: 1, ...norm('spectral') },
					{ x: 'image/x' },
				],
				['norm', 'batchNorm', {}, { x: 'conv/y' }],
				['relu', 'leakyRelu', { slope: 0.2 }, { x: 'norm/y' }],
				['flat', 'flatten', {}, { x: 'relu/y' }],
				['dense', 'dense', { units: 1, ...norm('spectral') }, { x: 'flat/y' }],
				['sigmoid', 'sigmoid', {}, { x: 'dense/y' }],
				['out', 'output', { name: 'p' }, { x: 'sigmoid/y' }],
			]),
		},
	};
	for (const node of document.training.nodes) {
		if (node.id === 'x') node.params = { size: 16 };
		if (node.id === 'real') node.params = { shape: [4, 4, 1] };
	}
	return document;
}
