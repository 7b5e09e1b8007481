// What the norms share: the parameter ε.
import type { ParamSpec } from '../kind';

export const epsilonParam = {
	type: 'number',
	default: 1e-5,
	min: 1e-12,
	max: 1,
	scale: 'log',
	label: { ja: 'ε', en: 'ε' },
	help: {
		ja: '分散に足す小さな数。0 での割り算を避けます。',
		en: 'Added to the variance, so that nothing is divided by 0.',
	},
} as const satisfies ParamSpec;
