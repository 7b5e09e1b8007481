// Block: a body with fresh weights at every use and every repeat.
import { defineKind, type Signature } from '../kind';

export const block = defineKind({
	id: 'block',
	category: 'networks',
	icon: 'blocks',
	surfaces: ['network', 'block'],
	doc: {
		name: { ja: 'ブロック', en: 'Block' },
		text: {
			ja: 'ノードのまとまりを 1 つの部品として使います。使うたび、繰り返すたびに、新しい重みを持ちます。同じ形の層を何段も重ねるときに使います。',
			en: 'Uses a group of nodes as one part. Every use and every repeat has weights of its own: for stacking many layers of one form.',
		},
		formula: 'y = f_{\\theta_n}( \\cdots f_{\\theta_1}(x))',
	},
	params: {
		block: { type: 'block', default: '', label: { ja: 'ブロック', en: 'Block' } },
		repeat: {
			type: 'integer',
			default: 1,
			min: 1,
			max: 64,
			label: { ja: '繰り返し', en: 'Repeat' },
			help: {
				ja: '何段重ねるか。出力が次の段の入力になります。',
				en: 'How many stand in a row; the output of one is the input of the next.',
			},
			onNode: true,
		},
	},
	ports({ params, around }) {
		const signature = around.block(params.block, [], params.repeat);
		const portOf = ({ port, type }: Signature['inputs'][number]) => ({
			name: port,
			meaning: type?.meaning,
		});
		return {
			inputs: (signature?.inputs ?? []).map(portOf),
			outputs: (signature?.outputs ?? []).map(portOf),
		};
	},
	infer(context) {
		const { block: name, repeat } = context.params;
		const ports = context.around.block(name, [], repeat)?.inputs ?? [];
		const given = ports.map(({ port }) => context.inputs[port]);
		const signature = context.around.block(name, given, repeat);
		const outputs = Object.fromEntries(
			(signature?.outputs ?? []).map(({ port, type }) => [port, type]),
		);
		if (!signature || repeat === 1 || signature.inputs.length === signature.outputs.length) {
			return { outputs };
		}
		return {
			outputs,
			problems: [
				{
					severity: 'error',
					code: 'repeatPorts',
					param: 'repeat',
					message: {
						ja: `繰り返すブロックでは、入力と出力の数が同じでなければなりません（入力 ${signature.inputs.length}、出力 ${signature.outputs.length}）。`,
						en: `A block that is repeated needs as many outputs as inputs; this one has ${signature.inputs.length} in and ${signature.outputs.length} out.`,
					},
				},
			],
		};
	},
	examples: [{ inputs: {} }],
});
