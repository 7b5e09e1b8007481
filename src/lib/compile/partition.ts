// The third pass: what every node of the training canvas depends on, and what each player's loss needs of it.
import type { PortRef } from '../graph/types';
import { calledNetwork, updatedNetworks, type Place } from './workspace';
import { allNeeded } from './order';
import type { Inferred, NodeFacts } from './facts';
import { refOf, stepOf } from './plan';
import type { TrainingStep } from './program';

/** What one player's update takes. */
export interface Slice {
	player: Place;
	/** Those of its networks that the loss depends on. */
	networks: readonly string[];
	/** All nodes the loss needs, in order. */
	needs: readonly string[];
	/** Those that don't depend on the player's weights, in order. */
	before: readonly string[];
	/** Those that do, in order: the gradient passes through them. */
	tape: readonly string[];
	loss: PortRef;
	forwardOnly: readonly string[];
	through: readonly string[];
}

/** The training canvas, ready to be scheduled. Nodes that can't run are left out. */
export interface Partition {
	steps: ReadonlyMap<string, TrainingStep>;
	facts: ReadonlyMap<string, NodeFacts>;
	sources: readonly string[];
	/** Of players whose loss can be computed. */
	slices: readonly Slice[];
	/** The nodes upstream of a node, itself included, in order. */
	upstream(node: string): string[];
}

export function partition(inferred: Inferred): Partition {
	const facts = inferred.sheets.get('training')!.nodes;
	const steps = new Map<string, TrainingStep>();
	for (const node of runOrder(facts)) {
		const step = trainingStep(inferred, facts.get(node)!, steps);
		if (step) steps.set(node, step);
	}
	const feeding = (node: string): string[] =>
		Object.values(steps.get(node)?.inputs ?? {}).map((ref) => ref.slice(0, ref.indexOf('/')));
	const upstream = (node: string): string[] => {
		const needed = allNeeded([node], feeding);
		return [...steps.keys()].filter((id) => needed.has(id));
	};
	const sources = [...steps.keys()].filter((node) => facts.get(node)!.place.kind?.source);
	const slices = [...steps.keys()].flatMap((node) => {
		const { place } = facts.get(node)!;
		const loss = steps.get(node)!.inputs.loss;
		return place.kind?.player && loss ? [sliceOf(inferred, place, loss, steps, upstream)] : [];
	});
	return { steps, facts, sources, slices, upstream };
}

/** Sources first, what only looks on (players, monitors) last; otherwise as the canvas has them. */
function runOrder(facts: ReadonlyMap<string, NodeFacts>): string[] {
	const rank = (node: string): number => {
		const kind = facts.get(node)?.place.kind;
		return kind?.source ? 0 : kind?.monitor || kind?.player ? 2 : 1;
	};
	return [...facts.keys()].sort((a, b) => rank(a) - rank(b));
}

/** Absent where the node, or one that feeds it, can't run. */
function trainingStep(
	inferred: Inferred,
	facts: NodeFacts,
	steps: ReadonlyMap<string, TrainingStep>,
): TrainingStep | undefined {
	const { place, wired, complete } = facts;
	const wires = wired.map((port) => [port, place.incoming.get(port)!.from] as const);
	if (!complete || !wires.every(([, [node]]) => steps.has(node))) return undefined;
	const dependsOn = new Set(wires.flatMap(([, [node]]) => steps.get(node)!.dependsOn));
	const network = calledNetwork(place);
	if (network !== undefined) for (const name of networksIn(inferred, network)) dependsOn.add(name);
	const from = Object.fromEntries(wires.map(([port, end]) => [port, refOf(end)]));
	return { ...stepOf(facts, place.node.id, from), dependsOn: [...dependsOn] };
}

/** A network and those it calls, through any number of calls. */
function networksIn({ sheets }: Inferred, name: string): Set<string> {
	return allNeeded([name], (one) =>
		[...(sheets.get(`networks/${one}`)?.nodes.values() ?? [])].flatMap(
			({ place }) => calledNetwork(place) ?? [],
		),
	);
}

function sliceOf(
	inferred: Inferred,
	player: Place,
	loss: PortRef,
	steps: ReadonlyMap<string, TrainingStep>,
	upstream: Partition['upstream'],
): Slice {
	const { places } = inferred.workspace.sheets.get('training')!;
	const end = loss.slice(0, loss.indexOf('/'));
	const needs = upstream(end);
	const dependsOn = new Set(steps.get(end)?.dependsOn);
	const networks = updatedNetworks(player).filter((name) => inferred.signatures.has(name));
	const own = new Set(networks);
	const isOwn = (node: string): boolean =>
		steps.get(node)!.dependsOn.some((network) => own.has(network));
	const tape = needs.filter(isOwn);
	const before = needs.filter((node) => !isOwn(node));
	const calledIn = (nodes: readonly string[]): Set<string> =>
		new Set(
			nodes.flatMap((node) => {
				const network = calledNetwork(places.get(node)!);
				return network === undefined ? [] : [...networksIn(inferred, network)];
			}),
		);
	const through = [...calledIn(tape)].filter((name) => !own.has(name));
	const forwardOnly = [...calledIn(before)].filter((name) => !through.includes(name));
	return {
		player,
		networks: networks.filter((name) => dependsOn.has(name)),
		needs,
		before,
		tape,
		loss,
		forwardOnly,
		through,
	};
}
