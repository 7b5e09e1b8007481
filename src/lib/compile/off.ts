// Part of inferring types: nodes that are off. What passes through one is as if it were wired past it.
import type { PortType, Wire } from '../graph/types';
import type { InferContext, ParamSpecs, Ports, Surroundings } from '../nodes/kind';
import type { NodeFacts } from './facts';
import { guard, nothingOf } from './inferNode';
import type { Place, Sheet, Workspace } from './workspace';

/** A place with its wires led past nodes that are off; `starved` are inputs for which such a node has nothing. */
export function withoutOff(
	place: Place,
	known: ReadonlyMap<string, NodeFacts>,
): { place: Place; starved: ReadonlyMap<string, string> } {
	const starved = new Map<string, string>();
	if (![...place.incoming.values()].some(({ from }) => known.get(from[0])?.passes))
		return { place, starved };
	const incoming = new Map<string, Wire>();
	for (const [port, wire] of place.incoming) {
		const source = known.get(wire.from[0]);
		const input = source?.passes?.get(wire.from[1]);
		const before = input === undefined ? undefined : source?.place.incoming.get(input);
		if (!source?.passes) incoming.set(port, wire);
		else if (before) incoming.set(port, { ...wire, from: before.from });
		else starved.set(port, wire.from[0]);
	}
	return { place: { ...place, incoming }, starved };
}

/**
 * What is known of a node that is off. Each output hands on the first input that could stand in for it: one that means
 * the same, or whose meaning is not known. `place` has its wires led past nodes that are off.
 */
export function passOn(
	workspace: Workspace,
	sheet: Sheet,
	place: Place,
	around: Surroundings,
	known: ReadonlyMap<string, NodeFacts>,
): NodeFacts {
	const { incoming } = place;
	const inputs: Record<string, PortType | undefined> = {};
	for (const [port, { from }] of incoming) inputs[port] = known.get(from[0])?.outputs[from[1]];
	const { ports, would } = asIfOn(workspace, sheet, place, around, inputs);
	const wired = ports.inputs.map(({ name }) => name).filter((name) => incoming.has(name));
	const passes = new Map<string, string>();
	const outputs: Record<string, PortType | undefined> = {};
	for (const { name, meaning } of ports.outputs) {
		const input = wired.find((port) => standsFor(inputs[port], would[name], meaning));
		if (input === undefined) continue;
		passes.set(name, input);
		outputs[name] = inputs[input];
	}
	return { ...nothingOf(place), ports, wired, inputs, outputs, passes };
}

/** Its ports, and what it would give. What keeps it from running may be why it is off, so nothing is told of that. */
function asIfOn(
	workspace: Workspace,
	{ canvas }: Sheet,
	place: Place,
	around: Surroundings,
	inputs: Readonly<Record<string, PortType | undefined>>,
): { ports: Ports; would: Readonly<Record<string, PortType | undefined>> } {
	const { node, kind, params, broken, incoming } = place;
	const leaving = canvas.wires.filter(({ from }) => from[0] === node.id).map(({ from }) => from[1]);
	const byWires: Ports = {
		inputs: [...incoming.keys()].map((name) => ({ name })),
		outputs: [...new Set(leaving)].map((name) => ({ name })),
	};
	if (!kind || broken) return { ports: byWires, would: {} };
	const context = {
		id: node.id,
		params: params as InferContext<ParamSpecs>['params'],
		wired: [...incoming.keys()],
		around,
	};
	const guarded = guard((problem) =>
		workspace.log.add({ ...problem, canvas: place.canvas, node: node.id }),
	);
	return {
		ports: guarded(() => kind.ports(context), byWires),
		would: guarded(() => kind.infer({ ...context, inputs }), { outputs: {} }).outputs,
	};
}

function standsFor(
	given: PortType | undefined,
	would: PortType | undefined,
	meaning: PortType['meaning'] | undefined,
): boolean {
	if (!given) return true;
	if (would) return given.meaning === would.meaning && given.dtype === would.dtype;
	return meaning === undefined || given.meaning === meaning;
}
