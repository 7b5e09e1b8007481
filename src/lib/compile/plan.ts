// The network plans: bodies as lists of steps, blocks unrolled, and the weights the steps hold.
import { entry } from '../graph/canvases';
import type { PortRef, PortType } from '../graph/types';
import type { BuildContext, ParamSpecs } from '../nodes/kind';
import { sizeOf } from '../nodes/shape';
import { inputPlaces, outputPlaces, type Inferred, type NodeFacts, type SheetFacts } from './facts';
import { inputsInOrder, typed } from './inferNode';
import { MAX_STEPS } from './sizes';
import type { LayerSummary, NetworkPlan, PlannedWeight, Step } from './program';
import { INPUT, isInput, isOutput, OUTPUT, repeatOf, usedBlock } from './workspace';

/**
 * A network as far as it is known: incomplete nodes, and what hangs on them, are left out. So the plan of a sound
 * network is whole, and that of a broken one still tells how many weights its sound layers have. Absent where the
 * body calls itself, or has too many steps to be listed.
 */
export function planNetwork(inferred: Inferred, name: string): NetworkPlan | undefined {
	const { workspace, sheets } = inferred;
	const facts = sheets.get(`networks/${name}`);
	const network = entry(workspace.document.networks, name);
	if (!facts || !network || facts.steps > MAX_STEPS) return undefined;
	const steps: Step[] = [];
	const weights: PlannedWeight[] = [];
	const outlets = unroll(inferred, facts, '', new Map(), (step, node) => {
		steps.push(step);
		weights.push(...planWeights(name, step, node));
	});
	const inputs = inputPlaces(facts.sheet).flatMap(({ node, params }) => {
		const [port, type] = Object.entries(facts.nodes.get(node.id)?.outputs ?? {})[0] ?? [];
		if (!port || !type) return [];
		return [{ port: String(params.name), type, from: `${node.id}/${port}` as PortRef }];
	});
	const outputs = [...outlets].map(([port, { type, from }]) => ({ port, type, from }));
	const parameters = weights
		.filter(({ trainable }) => trainable)
		.reduce((sum, { shape }) => sum + sizeOf(shape), 0);
	return { name, role: network.role, inputs, outputs, steps, weights, parameters };
}

/** What a body gives at an output port. */
interface Outlet {
	type: PortType;
	from: PortRef;
}

/**
 * Emits a body's steps under `prefix`. `given`: where a block's inputs come from; a network's stand for themselves.
 * Gives the sources of the outputs by port name.
 */
function unroll(
	inferred: Inferred,
	{ sheet, nodes }: SheetFacts,
	prefix: string,
	given: ReadonlyMap<string, PortRef>,
	emit: (step: Step, node: NodeFacts) => void,
): Map<string, Outlet> {
	const inBlock = sheet.surface === 'block';
	/** Where the value at `node/port` of this body comes from. */
	const sources = new Map<PortRef, PortRef>();
	for (const [id, facts] of nodes) {
		const { place, ports } = facts;
		const wires = facts.wired.map(
			(port) => [port, sources.get(refOf(place.incoming.get(port)!.from))] as const,
		);
		if (!facts.complete || wires.some(([, from]) => !from)) continue;
		const from = Object.fromEntries(wires) as Record<string, PortRef>;
		const block = usedBlock(place);
		if (inBlock && isInput(place)) {
			const source = given.get(String(place.params.name));
			const [port] = ports.outputs;
			if (source && port) sources.set(`${id}/${port.name}`, source);
		} else if (block !== undefined) {
			const outlets = unrollBlock(inferred, facts, block, prefix + id, from, emit);
			for (const { name } of ports.outputs) {
				const outlet = outlets.get(name);
				if (outlet) sources.set(`${id}/${name}`, outlet.from);
			}
		} else {
			if (!(inBlock && isOutput(place))) emit(stepOf(facts, prefix + id, from), facts);
			for (const { name } of ports.outputs) sources.set(`${id}/${name}`, `${prefix}${id}/${name}`);
		}
	}
	const outlets = new Map<string, Outlet>();
	for (const { node, params } of outputPlaces(sheet)) {
		const facts = nodes.get(node.id);
		const [port] = facts?.wired ?? [];
		const wire = port === undefined ? undefined : facts?.place.incoming.get(port);
		const type = port === undefined ? undefined : facts?.inputs[port];
		const from = wire && sources.get(refOf(wire.from));
		if (type && from) outlets.set(String(params.name), { type, from });
	}
	return outlets;
}

/** A block as often as it is repeated, each time on what the last one gave, each with names of its own. */
function unrollBlock(
	inferred: Inferred,
	{ place, ports, inputs }: NodeFacts,
	block: string,
	path: string,
	from: Readonly<Record<string, PortRef>>,
	emit: (step: Step, node: NodeFacts) => void,
): Map<string, Outlet> {
	const facts = inferred.block(block, inputsInOrder(ports, inputs));
	if (!facts) return new Map();
	const names = inputPlaces(facts.sheet).map(({ params }) => String(params.name));
	let given = new Map(Object.entries(from));
	let outlets = new Map<string, Outlet>();
	for (let i = 0; i < repeatOf(place); i++) {
		outlets = unroll(inferred, facts, `${path}.${i}.`, given, emit);
		const refs = [...outlets.values()].map((outlet) => outlet.from);
		given = new Map(names.flatMap((name, at) => (refs[at] ? [[name, refs[at]] as const] : [])));
	}
	return outlets;
}

export function stepOf(
	{ place, inputs, outputs }: NodeFacts,
	node: string,
	from: Readonly<Record<string, PortRef>>,
): Step {
	return {
		node,
		kind: place.node.kind,
		params: place.params,
		inputs: from,
		inputTypes: pick(inputs, Object.keys(from)),
		outputTypes: typed(outputs),
	};
}

/** What a step's kind is told of it. */
export function contextOf(step: Step): BuildContext<ParamSpecs> {
	return {
		id: step.node,
		params: step.params as BuildContext<ParamSpecs>['params'],
		inputs: step.inputTypes,
		outputs: step.outputTypes,
		wired: Object.keys(step.inputs),
	};
}

/** The weights of a step, under the name of its network or of the training canvas. */
export function planWeights(owner: string, step: Step, { place }: NodeFacts): PlannedWeight[] {
	return (place.kind?.weights?.(contextOf(step)) ?? []).map((spec) => ({
		...spec,
		path: `${owner}/${step.node}/${spec.name}`,
		node: step.node,
	}));
}

/** Every layer with its output and its trainable parameters; inputs and outputs are no layers. */
export function summarise({ steps, weights }: NetworkPlan): LayerSummary[] {
	const parameters = new Map<string, number>();
	for (const { node, shape, trainable } of weights) {
		if (trainable) parameters.set(node, (parameters.get(node) ?? 0) + sizeOf(shape));
	}
	return steps
		.filter(({ kind }) => kind !== INPUT && kind !== OUTPUT)
		.map(({ node, kind, outputTypes }) => ({
			node,
			kind,
			output: Object.values(outputTypes)[0],
			parameters: parameters.get(node) ?? 0,
		}));
}

function pick(
	types: Readonly<Record<string, PortType | undefined>>,
	ports: readonly string[],
): Record<string, PortType> {
	return typed(Object.fromEntries(ports.map((port) => [port, types[port]])));
}

/** The node of a port. */
export function nodeOf(ref: PortRef): string {
	return ref.slice(0, ref.indexOf('/'));
}

export function refOf([node, port]: readonly [string, string]): PortRef {
	return `${node}/${port}`;
}
