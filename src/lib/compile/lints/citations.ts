// Who says what the lints say: papers, with the section to open.
import type { Citation } from '../../graph/types';

export const GOODFELLOW: Citation = {
	title: 'Goodfellow et al., Generative Adversarial Nets (2014), §4, Algorithm 1',
	url: 'https://arxiv.org/abs/1406.2661',
};

export const MIRZA: Citation = {
	title: 'Mirza and Osindero, Conditional Generative Adversarial Nets (2014), §3.2',
	url: 'https://arxiv.org/abs/1411.1784',
};

export const RADFORD: Citation = {
	title: 'Radford, Metz and Chintala, DCGAN (2015), §4',
	url: 'https://arxiv.org/abs/1511.06434',
};

export const REED: Citation = {
	title: 'Reed et al., Generative Adversarial Text to Image Synthesis (2016), §4.2',
	url: 'https://arxiv.org/abs/1605.05396',
};

export const GULRAJANI: Citation = {
	title: 'Gulrajani et al., Improved Training of Wasserstein GANs (2017), §4',
	url: 'https://arxiv.org/abs/1704.00028',
};

export const IOFFE: Citation = {
	title: 'Ioffe and Szegedy, Batch Normalization (2015), §3.2',
	url: 'https://arxiv.org/abs/1502.03167',
};
