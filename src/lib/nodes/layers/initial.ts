// What a layer's weights start as: the choices, and the distributions behind them.
import type { Initial } from '../kind';

/** The parameter that weighted layers share. */
export const initParam = {
	type: 'choice',
	default: 'pytorch',
	label: { ja: '初期値', en: 'Initial weights' },
	help: {
		ja: '重みの初期値の分布。PyTorch は ±1/√入力数 の一様分布（バイアスも）。ほかはバイアスを 0 にします。',
		en: 'What the weights start as. PyTorch: uniform within ±1/√inputs, the bias too. With the others the bias starts at 0.',
	},
	options: [
		{ value: 'pytorch', label: { ja: 'PyTorch の既定', en: 'PyTorch default' } },
		{ value: 'normal', label: { ja: '正規分布 0.02', en: 'normal 0.02' } },
		{ value: 'glorot', label: { ja: 'Glorot', en: 'Glorot' } },
		{ value: 'he', label: { ja: 'He', en: 'He' } },
		{ value: 'zeros', label: { ja: 'すべて 0', en: 'zeros' } },
	],
} as const;

export type Init = (typeof initParam.options)[number]['value'];

const uniform = (bound: number): Initial => ({ type: 'uniform', min: -bound, max: bound });
const normal = (deviation: number): Initial => ({ type: 'normal', mean: 0, deviation });
const zeros: Initial = { type: 'constant', value: 0 };

/**
 * Weights and bias of a layer with `fanIn` inputs and `fanOut` outputs a unit. `pytorch`: Kaiming uniform with
 * a = √5, which comes to ±1/√fanIn; `glorot`: Glorot and Bengio 2010; `he`: He et al. 2015.
 */
export function initialOf(
	init: Init,
	fanIn: number,
	fanOut: number,
): { weight: Initial; bias: Initial } {
	switch (init) {
		case 'pytorch':
			return { weight: uniform(1 / Math.sqrt(fanIn)), bias: uniform(1 / Math.sqrt(fanIn)) };
		case 'normal':
			return { weight: normal(0.02), bias: zeros };
		case 'glorot':
			return { weight: uniform(Math.sqrt(6 / (fanIn + fanOut))), bias: zeros };
		case 'he':
			return { weight: normal(Math.sqrt(2 / fanIn)), bias: zeros };
		case 'zeros':
			return { weight: zeros, bias: zeros };
	}
}
