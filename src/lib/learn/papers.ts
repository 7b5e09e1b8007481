// The papers the lessons point to.
import type { Citation } from '../graph/types';

const arxiv = (number: string): string => `https://arxiv.org/abs/${number}`;

export const GAN_PAPER: Citation = {
	title: 'Goodfellow et al., Generative Adversarial Networks (2014)',
	url: arxiv('1406.2661'),
};
export const DCGAN_PAPER: Citation = {
	title: 'Radford, Metz and Chintala, DCGAN (2015)',
	url: arxiv('1511.06434'),
};
export const CGAN_PAPER: Citation = {
	title: 'Mirza and Osindero, Conditional Generative Adversarial Nets (2014)',
	url: arxiv('1411.1784'),
};
