// What can be wrong with a node among others: with its wires, and with how much it asks for.
import type { CanvasId, Label, PortType, Text, Wire } from '../graph/types';
import type { PortSpec, Problem, Signature } from '../nodes/kind';
import { gapped } from '../nodes/shape';
import { describeMeanings, describeType } from './describe';
import { fitsAgain } from './facts';
import { removeWire, turnOn } from './mends';
import { MAX_ELEMENTS } from './sizes';
import type { Place } from './workspace';

export function openInput(port: PortSpec, needed: boolean): Problem {
	const shown = nameOf(port);
	return {
		severity: needed ? 'error' : 'warning',
		code: 'openInput',
		port: port.name,
		message: needed
			? {
					ja: `入力「${shown.ja}」に何もつながっていません。線をつないでください。`,
					en: `Nothing is wired to the input “${shown.en}”. Wire something to it.`,
				}
			: {
					ja: `入力「${shown.ja}」に何もつながっていないため、このノードは使われません。`,
					en: `Nothing is wired to the input “${shown.en}”, so this node is left out.`,
				},
	};
}

/** What an input is fed by is off, and has nothing to hand on to it. */
export function offInput(
	canvas: CanvasId,
	{ node, kind }: Place,
	port: PortSpec,
	needed: boolean,
): Problem {
	const off = both(node.title ?? kind?.doc.name ?? node.kind);
	const shown = nameOf(port);
	return {
		severity: needed ? 'error' : 'warning',
		code: 'offInput',
		port: port.name,
		message: {
			ja: `入力「${shown.ja}」につながる「${off.ja}」はオフで、そのまま通せるものがありません。オンにするか、別のものをつないでください。`,
			en: `“${off.en}”, wired to the input “${shown.en}”, is off and has nothing it could pass on. Turn it on, or wire something else here.`,
		},
		mend: turnOn(canvas, [node.id]),
	};
}

/** Terms are missing because what they come from is off. */
export function offTerms(canvas: CanvasId, off: readonly Place[]): Problem {
	const names = off.map(({ node, kind }) => both(node.title ?? kind?.doc.name ?? node.kind));
	const [ja, en] = [
		names.map((one) => `「${one.ja}」`).join(''),
		names.map((one) => `“${one.en}”`),
	];
	const last = en.pop()!;
	return {
		severity: 'error',
		code: 'offInput',
		message: {
			ja: `つながる${ja}はオフで、そのまま通せるものがありません。オンにするか、別のものをつないでください。`,
			en:
				en.length === 0
					? `${last}, wired here, is off and has nothing it could pass on. Turn it on, or wire something else here.`
					: `${en.join(', ')} and ${last}, wired here, are off and have nothing they could pass on. Turn one on, or wire something else here.`,
		},
		mend: turnOn(
			canvas,
			off.map(({ node }) => node.id),
		),
	};
}

function nameOf({ name, label = name }: PortSpec): Text {
	return both(label);
}

function both(label: Label): Text {
	return typeof label === 'string' ? { ja: label, en: label } : label;
}

/** A wire that ends at, or comes from, a port that isn't there; told at the input it ends at. */
export function noPort(place: Place, wire: Wire, side: 'input' | 'output'): Problem {
	const [owner, name] = side === 'input' ? wire.to : wire.from;
	const what = { input: { ja: '入力', en: 'input' }, output: { ja: '出力', en: 'output' } }[side];
	return {
		severity: 'error',
		code: 'unknownPort',
		port: wire.to[1],
		message: {
			ja: `「${owner}」に「${name}」という${what.ja}はありません。線を外して、つなぎ直してください。`,
			en: `“${owner}” has no ${what.en} called “${name}”. Remove the wire and connect it anew.`,
		},
		mend: removeWire(place.canvas, wire.to),
	};
}

/** Why an input doesn't take a value of this type. */
export function meaningMismatch(port: PortSpec, type: PortType): Text {
	const [given, taken] = [describeType(type), describeMeanings(port.accepts)];
	return {
		ja: `これは${gapped(given.ja)}です。この入力が受け取るのは${taken.ja}です。`,
		en: `This is ${given.en}; this input takes ${taken.en}.`,
	};
}

export function wrongMeaning(place: Place, port: PortSpec, type: PortType, wire: Wire): Problem {
	return {
		severity: 'error',
		code: 'wrongMeaning',
		port: port.name,
		message: meaningMismatch(port, type),
		mend: removeWire(place.canvas, wire.to),
	};
}

/** A source is made before anything is computed: of other sources alone. */
export function notFromSource(place: Place, port: PortSpec, wire: Wire): Problem {
	return {
		severity: 'error',
		code: 'notFromSource',
		port: port.name,
		message: {
			ja: 'この入力には、データなどの出どころから直接つないでください。計算した値はつなげません。',
			en: 'Wire this input straight from data or another source: a computed value can’t be used here.',
		},
		mend: removeWire(place.canvas, wire.to),
	};
}

/** A block that is repeated must give what it takes. Unequal numbers of ports are told by the kind. */
export function repeatMismatch(
	{ canvas, node }: Place,
	{ inputs: ports, outputs }: Signature,
	inputs: readonly (PortType | undefined)[],
): Problem | undefined {
	if (ports.length !== outputs.length) return undefined;
	const at = ports.findIndex((_, i) => !fitsAgain(outputs[i]?.type, inputs[i]));
	const [taken, given] = [inputs[at], outputs[at]?.type];
	if (!taken || !given) return undefined;
	const [into, out] = [describeType(taken), describeType(given)];
	return {
		severity: 'error',
		code: 'repeatMismatch',
		port: ports[at]!.port,
		message: {
			ja: `繰り返すには、出力が入力と同じ形でなければなりません。入力は${gapped(into.ja)}、出力は${gapped(out.ja)}です。`,
			en: `To be repeated, a block must give what it takes. It takes ${into.en} and gives ${out.en}.`,
		},
		mend: {
			label: { ja: '繰り返しを 1 回にする', en: 'Repeat once' },
			commands: [{ type: 'setParam', canvas, node: node.id, name: 'repeat', value: 1 }],
		},
	};
}

export function tooManyElements(port: string, type: PortType, batch: number): Problem {
	return {
		severity: 'error',
		code: 'tooLarge',
		port,
		message: {
			ja: `出力が大きすぎます（${type.shape.join('×')} を ${batch} 個分）。${MAX_ELEMENTS.toLocaleString('en')} 個までにしてください。`,
			en: `The output is too large: ${type.shape.join('×')}, ${batch} at a time. Keep it within ${MAX_ELEMENTS.toLocaleString('en')} numbers.`,
		},
	};
}

export function fewerItems(port: string): Problem {
	return {
		severity: 'error',
		code: 'fewerItems',
		port,
		message: {
			ja: '入力どうしの個数がちがいます。「ちがう組」を通すと 1 つ減ります。2 つの出力をいっしょにつないでください。',
			en: 'The inputs are not equally many: Wrong pair leaves one out. Wire both of its outputs here together.',
		},
	};
}

export function kindFailed(error: unknown): Problem {
	const detail = error instanceof Error ? error.message : String(error);
	return {
		severity: 'error',
		code: 'kindFailed',
		message: {
			ja: `このノードの型を調べる途中で、GAN Loom 側の誤りが起きました（${detail}）。パラメータを変えると避けられることがあります。`,
			en: `GAN Loom itself failed on this node (${detail}). Changing its parameters may avoid it.`,
		},
	};
}
