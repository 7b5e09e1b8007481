// Output: what a network or block gives.
import { defineKind } from '../kind';
import { vectorType } from '../shape';

export const output = defineKind({
	id: 'output',
	category: 'networks',
	icon: 'log-out',
	surfaces: ['network', 'block'],
	doc: {
		name: { ja: '出力', en: 'Output' },
		text: {
			ja: 'ネットワークの出口です。名前が、呼び出すときのポート名になります。形はつないだものから決まります。',
			en: 'Where values leave the network. Its name is the port’s name where the network is called. Its shape is that of what is wired.',
		},
	},
	params: {
		name: {
			type: 'text',
			default: 'y',
			label: { ja: '名前', en: 'Name' },
			onNode: true,
		},
	},
	ports: ({ params }) => ({ inputs: [{ name: 'x', label: params.name }], outputs: [] }),
	infer: () => ({ outputs: {} }),
	examples: [{ inputs: { x: vectorType(3) } }],
});
