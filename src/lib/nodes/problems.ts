// Problems that several kinds can have, and mends that put a node between.
import type { Command } from '../graph/commands/command';
import type { Mend, ParamMap, PortType, Text } from '../graph/types';
import type { InferContext, ParamSpecs, Problem } from './kind';
import { typeText, gapped } from './shape';

/** What these look at of a node; its parameters' types don't matter. */
export type Asking = Pick<InferContext<ParamSpecs>, 'id' | 'inputs' | 'mending'>;

/** Distance at which an inserted node stands to the left, in canvas pixels. */
const BESIDE = 160;

/** A node to put into the wire at an input. */
interface Inserted {
	kind: string;
	params?: ParamMap;
	input?: string;
	output?: string;
}

/** Puts a node into the wire that ends at `port`. */
export function insertBefore(
	{ id, mending }: Asking,
	port: string,
	{ kind, params = {}, input = 'x', output = 'y' }: Inserted,
	label: Text,
): Mend | undefined {
	const from = mending?.from(port);
	if (!mending || !from) return undefined;
	const { canvas } = mending;
	const [x, y] = mending.at;
	const fresh = mending.freshId(kind);
	const node = { id: fresh, kind, params, at: [x - BESIDE, y] as [number, number] };
	return {
		label,
		commands: [
			{ type: 'addNode', canvas, node },
			{ type: 'connect', canvas, wire: { from, to: [fresh, input] } },
			{ type: 'connect', canvas, wire: { from: [fresh, output], to: [id, port] } },
		],
	};
}

/** Sets parameters of the node itself. */
export function setParams(
	{ id, mending }: Asking,
	values: ParamMap,
	label: Text,
): Mend | undefined {
	if (!mending) return undefined;
	const commands = Object.entries(values).map(([name, value]): Command => ({
		type: 'setParam',
		canvas: mending.canvas,
		node: id,
		name,
		value,
	}));
	return { label, commands };
}

/** Labels can't be computed with: one-hot makes numbers of them. */
export function insertOneHot(asking: Asking, port: string): Mend | undefined {
	return insertBefore(
		asking,
		port,
		{ kind: 'oneHot', input: 'label', output: 'c' },
		{ ja: 'one-hot を足す', en: 'Add one-hot' },
	);
}

export function insertFlatten(asking: Asking, port: string): Mend | undefined {
	return insertBefore(asking, port, { kind: 'flatten' }, { ja: '平坦化を足す', en: 'Add Flatten' });
}

/** The numbers at an input: their type, or why they are none. */
export function numbersAt(
	asking: Asking,
	port = 'x',
): { type?: PortType; problems: readonly Problem[] } {
	const type = asking.inputs[port];
	if (!type || type.dtype === 'float32') return { type, problems: [] };
	const what = typeText(type);
	return {
		problems: [
			{
				severity: 'error',
				code: 'notNumbers',
				port,
				message: {
					ja: `これは${gapped(what.ja)}です。ここで計算できるのは実数だけです。`,
					en: `These are ${what.en}; only real numbers can be computed with here.`,
				},
				mend: insertOneHot(asking, port),
			},
		],
	};
}

/** The vector at an input; pictures are told to be flattened first. */
export function vectorAt(
	asking: Asking,
	reader: Text,
	port = 'x',
): { type?: PortType; problems: readonly Problem[] } {
	const { type, problems } = numbersAt(asking, port);
	if (!type || type.shape.length === 1) return { type, problems };
	const what = typeText(type);
	return {
		problems: [
			{
				severity: 'error',
				code: 'notAVector',
				port,
				message: {
					ja: `これは${gapped(what.ja)}です。${reader.ja}が読むのは 1 列に並んだ数です。`,
					en: `This is ${what.en}; ${reader.en} reads numbers in one row.`,
				},
				mend: type.shape.length > 1 ? insertFlatten(asking, port) : undefined,
			},
		],
	};
}
