// Real and generated data in different ranges give a discriminator an unfair tell: it need only look at the brightness.
import { entry, findCanvas } from '../../graph/canvases';
import type { CanvasId, GraphNode, Mend, PortRef, PortType } from '../../graph/types';
import { rangeText } from '../describe';
import { replaceKind } from '../mends';
import { calledNetwork } from '../workspace';
import { RADFORD } from './citations';
import type { LintContext } from './lint';
import { judgeCalls, provenance } from './provenance';

type Range = readonly [min: number, max: number];

/** Kinds that hand values on as they are. */
const CARRIERS = new Set(['reshape', 'flatten', 'linear']);

/** What ends a generator, by the range it gives. */
const ENDINGS: readonly { kind: string; range: Range }[] = [
	{ kind: 'sigmoid', range: [0, 1] },
	{ kind: 'tanh', range: [-1, 1] },
];

export function ranges(context: LintContext): void {
	const { partition, log } = context;
	const real = new Map<string, Range>();
	const generated: {
		node: string;
		network: string;
		port: string;
		ref: PortRef;
		type: PortType;
	}[] = [];
	for (const { node, network, inputs } of judgeCalls(context)) {
		for (const [port, ref] of Object.entries(inputs)) {
			const type = partition.facts.get(node)?.inputs[port];
			if (!type?.range || type.meaning === 'label') continue;
			const key = `${network}/${port}`;
			const from = provenance(context, ref);
			if (from === 'generated') generated.push({ node, network, port, ref, type });
			else if (from === 'real' && !real.has(key)) real.set(key, type.range);
		}
	}
	for (const { node, network, port, ref, type } of generated) {
		const wanted = real.get(`${network}/${port}`);
		if (!wanted || same(wanted, type.range!)) continue;
		const [own, data] = [rangeText(type.range!), rangeText(wanted)];
		log.add({
			severity: 'warning',
			code: 'rangeMismatch',
			canvas: 'training',
			node,
			port,
			message: {
				ja: `生成データの値は ${own}、本物のデータの値は ${data} の範囲にあります。${network} は値の範囲だけで見分けられてしまいます。範囲をそろえてください。`,
				en: `Generated values lie in ${own}, real ones in ${data}: ${network} can tell them apart by that alone. Make the ranges the same.`,
			},
			mend: switchEnding(context, ref, wanted),
			paper: RADFORD,
		});
	}
}

function same(a: Range, b: Range): boolean {
	return a.every((bound, i) => Math.abs(bound - b[i]!) < 1e-6);
}

/** Puts another activation at the end of the generator whose value this is. */
function switchEnding(
	{ document, partition }: LintContext,
	ref: PortRef,
	wanted: Range,
): Mend | undefined {
	const kind = ENDINGS.find(({ range }) => same(range, wanted))?.kind;
	const [call, port] = [ref.slice(0, ref.indexOf('/')), ref.slice(ref.indexOf('/') + 1)];
	const facts = partition.facts.get(call);
	const network = facts && calledNetwork(facts.place);
	if (kind === undefined || network === undefined || !entry(document.networks, network))
		return undefined;
	const canvas: CanvasId = `networks/${network}`;
	const { nodes, wires } = findCanvas(document, canvas)!;
	const feeding = (node: GraphNode | undefined): GraphNode | undefined => {
		const wire = wires.find(({ to }) => to[0] === node?.id);
		return nodes.find(({ id }) => id === wire?.from[0]);
	};
	let end = feeding(nodes.find((one) => one.kind === 'output' && one.params.name === port));
	for (let i = 0; end && CARRIERS.has(end.kind) && i < nodes.length; i++) end = feeding(end);
	if (!end || !ENDINGS.some((one) => one.kind === end.kind)) return undefined;
	const name = { sigmoid: { ja: 'シグモイド', en: 'sigmoid' }, tanh: { ja: 'tanh', en: 'tanh' } }[
		kind
	]!;
	return {
		label: {
			ja: `${network} の最後を${kind === 'tanh' ? ' tanh ' : name.ja}にする`,
			en: `End ${network} with ${name.en}`,
		},
		commands: replaceKind(document, canvas, end.id, { kind }),
	};
}
