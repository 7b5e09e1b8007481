// Call: runs a network. Calls of one network share its weights.
import type { Mend, PortType } from '../../graph/types';
import { defineKind, type Problem, type Signature } from '../kind';
import { insertBefore, insertFlatten, insertOneHot, type Asking } from '../problems';
import { imageType, sameShape, shapeText, sizeOf, typeText, gapped } from '../shape';
import { texName, texText } from '../tex';

/** What is wrong between a wire and the network's port it ends at; undefined where they fit. */
export function misfit(
	asking: Asking,
	network: string,
	{ port, type: expected, node }: Signature['inputs'][number],
): Problem | undefined {
	const given = asking.inputs[port];
	if (!given || !expected) return undefined;
	if (sameShape(given.shape, expected.shape) && given.dtype === expected.dtype)
		return fewerClasses(asking, network, { port, type: expected, node });
	const [is, reads] = [typeText(given), typeText(expected)];
	return {
		severity: 'error',
		code: 'shapeMismatch',
		port,
		message: {
			ja: `これは${gapped(is.ja)}です。${network} が読むのは${gapped(reads.ja)}です。`,
			en: `This is ${is.en}; ${network} reads ${reads.en}.`,
		},
		mend: mendMisfit(asking, network, port, given, expected, node),
	};
}

/** A number beyond those a network knows has no vector there. */
function fewerClasses(
	{ inputs, mending }: Asking,
	network: string,
	{ port, type, node }: Signature['inputs'][number],
): Problem | undefined {
	const [given, known] = [inputs[port]?.classes, type?.classes];
	const isNumber = type?.dtype === 'int32';
	if (!isNumber || given === undefined || known === undefined || given <= known) return undefined;
	return {
		severity: 'error',
		code: 'fewerClasses',
		port,
		message: {
			ja: `番号は ${given} 種類ありますが、${network} が知っているのは ${known} 種類です。残りの番号は区別できません。`,
			en: `There are ${given} numbers here, but ${network} knows ${known}: it can’t tell what the others stand for.`,
		},
		mend:
			mending && node !== undefined
				? {
						label: {
							ja: `${network} の入力を ${given} 種類にする`,
							en: `Let ${network} know ${given}`,
						},
						commands: [
							{
								type: 'setParam',
								canvas: `networks/${network}`,
								node,
								name: 'classes',
								value: given,
							},
						],
					}
				: undefined,
	};
}

function mendMisfit(
	asking: Asking,
	network: string,
	port: string,
	given: PortType,
	expected: PortType,
	node: string | undefined,
): Mend | undefined {
	if (given.dtype !== expected.dtype) {
		const oneHot = given.meaning === 'label' && expected.shape.length === 1;
		return oneHot && given.classes === expected.shape[0] ? insertOneHot(asking, port) : undefined;
	}
	if (given.dtype !== 'float32') return undefined;
	if (sizeOf(given.shape) === sizeOf(expected.shape)) {
		if (expected.shape.length === 1) return insertFlatten(asking, port);
		const shape = [...expected.shape];
		const text = shapeText(shape);
		return insertBefore(
			asking,
			port,
			{ kind: 'reshape', params: { shape } },
			{ ja: `${text} への変形を足す`, en: `Add Reshape to ${text}` },
		);
	}
	if (!asking.mending || node === undefined) return undefined;
	const canvas = `networks/${network}` as const;
	const meaning = given.meaning === 'image' ? 'image' : 'vector';
	const what = typeText(given);
	return {
		label: {
			ja: `${network} の入力を${gapped(what.ja)}にする`,
			en: `Let ${network} read ${what.en}`,
		},
		commands: [
			{ type: 'setParam', canvas, node, name: 'meaning', value: meaning },
			{ type: 'setParam', canvas, node, name: 'shape', value: [...given.shape] },
		],
	};
}

export const call = defineKind({
	id: 'call',
	category: 'networks',
	icon: 'box',
	surfaces: ['training', 'network', 'block'],
	doc: {
		name: { ja: '呼び出し', en: 'Call' },
		text: {
			ja: 'ネットワークを呼び出します。同じネットワークを何度呼び出しても、重みは 1 組だけで共有されます。D に本物と生成画像を見せるときは、D を 2 回呼び出します。',
			en: 'Runs a network. However often one network is called, there is one set of weights, and all calls share it. To show D real and fake, call it twice.',
		},
		formula: 'y = f_\\theta(x)',
	},
	params: {
		network: { type: 'network', default: '', label: { ja: 'ネットワーク', en: 'Network' } },
	},
	ports({ params, around }) {
		const signature = around.network(params.network);
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
		const { network } = context.params;
		const signature = context.around.network(network);
		return {
			outputs: Object.fromEntries((signature?.outputs ?? []).map(({ port, type }) => [port, type])),
			problems: (signature?.inputs ?? []).flatMap(
				(expected) => misfit(context, network, expected) ?? [],
			),
		};
	},
	tfjs: {
		forward(_tf, inputs, { params, wired, outputs, apply }) {
			const given = apply(
				params.network,
				wired.map((port) => inputs[port]!),
			);
			return Object.fromEntries(Object.keys(outputs).map((port, i) => [port, given[i]!]));
		},
	},
	tex({ params, args, outputs }) {
		const ports = Object.keys(outputs);
		const given = Object.values(args).join(', ');
		return Object.fromEntries(
			ports.map((port) => {
				const which = ports.length > 1 ? `^{${texText(port)}}` : '';
				return [port, `${texName(params.network)}${which}(${given})`];
			}),
		);
	},
	torch: {
		call({ self, args, outputs }) {
			const called = `${self}(${Object.values(args).join(', ')})`;
			const ports = Object.keys(outputs);
			if (ports.length === 1) return { [ports[0]!]: called };
			return Object.fromEntries(ports.map((port, i) => [port, `${called}[${i}]`]));
		},
	},
	onnx({ params, args, wired, outputs, apply }) {
		const given = apply(
			params.network,
			wired.map((port) => args[port]!),
		);
		return Object.fromEntries(Object.keys(outputs).map((port, i) => [port, given[i]!]));
	},
	examples: [{ params: { network: 'D' }, inputs: { image: imageType(28, 28, 1) } }],
});
