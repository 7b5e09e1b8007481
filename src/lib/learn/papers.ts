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
export const PIX2PIX_PAPER: Citation = {
	title: 'Isola et al., Image-to-Image Translation with Conditional Adversarial Networks (2017)',
	url: arxiv('1611.07004'),
};
export const CYCLEGAN_PAPER: Citation = {
	title: 'Zhu et al., Unpaired Image-to-Image Translation (CycleGAN, 2017)',
	url: arxiv('1703.10593'),
};
export const STACKGAN_PAPER: Citation = {
	title: 'Zhang et al., StackGAN (2017)',
	url: arxiv('1612.03242'),
};
export const MELGAN_PAPER: Citation = {
	title: 'Kumar et al., MelGAN (2019)',
	url: arxiv('1910.06711'),
};
