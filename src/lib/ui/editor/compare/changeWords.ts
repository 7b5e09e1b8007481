// A node's change in words: which settings, from what to what; which input, from where to where.
import type { NodeChange } from '../../../graph/diff/diff';
import { isOff } from '../../../graph/off';
import type { Endpoint, GraphNode, Json } from '../../../graph/types';
import { kindOf } from '../../../nodes/catalogue';
import { valueText } from '../node/body';
import type { Say } from '../node/nodeViews';

/** One thing that changed: what it is, and both its values. */
export interface ChangeLine {
	label: string;
	from: string;
	to: string;
}

type Changed = Extract<NodeChange, { change: 'changed' }>;

const NONE = '–';

/** `nameBefore` and `nameAfter` give titles of nodes of the two documents. */
export function changeLines(
	say: Say,
	{ before, node, params, inputs }: Changed,
	nameBefore: (node: string) => string,
	nameAfter: (node: string) => string,
): ChangeLine[] {
	const kind = kindOf(node.kind);
	const lines: ChangeLine[] = [];
	if (before.kind !== node.kind) {
		const name = (id: string): string => say.pick(kindOf(id)?.doc.name) || id;
		lines.push({ label: '', from: name(before.kind), to: name(node.kind) });
	}
	if (isOff(before) !== isOff(node)) {
		const state = (one: GraphNode): string => say.t(isOff(one) ? 'compare.off' : 'compare.on');
		lines.push({ label: '', from: state(before), to: state(node) });
	}
	const text = (name: string, value: Json | undefined): string => {
		const spec = kind?.params[name];
		if (value === undefined || value === '') return NONE;
		return spec ? valueText(say, spec, value) || NONE : JSON.stringify(value);
	};
	for (const { name, from, to } of params) {
		const label = say.pick(kind?.params[name]?.label) || name;
		lines.push({ label, from: text(name, from), to: text(name, to) });
	}
	const end = (at: Endpoint | undefined, name: (node: string) => string): string =>
		at ? name(at[0]) : NONE;
	for (const { port, from, to } of inputs) {
		const label = say.t('compare.input', { port });
		lines.push({ label, from: end(from, nameBefore), to: end(to, nameAfter) });
	}
	return lines;
}
