// The third pass: what every node of the training canvas depends on, and what each player's loss needs of it.
import type { PortRef } from '../graph/types';
import { calledNetwork, updatedNetworks, type Place } from './workspace';
import { allNeeded } from './order';
import type { Inferred, NodeFacts } from './facts';
import { nodeOf, refOf, stepOf } from './plan';
import type { TrainingStep } from './program';

/** What one player's update takes. */
export interface Slice {
	player: Place;
	/** Those of its networks that the loss's gradient reaches. */
	networks: readonly string[];
	/** All networks that it reaches, the player's or not. */
	reached: readonly string[];
	/** All nodes it takes, in order. */
	needs: readonly string[];
	/** Those that run outside the tape, in order: no gradient passes through them to the player's weights. */
	before: readonly string[];
	/** Those that the gradient passes through, and those that take their values, in order. */
	tape: readonly string[];
	/** Inputs along whose wires the gradient comes back. */
	gradient: readonly PortRef[];
	loss: PortRef;
	forwardOnly: readonly string[];
	through: readonly string[];
}

/** What else there is to a slice that is one of several in a round. */
export interface Holding {
	/** Holds that have their value from an earlier phase: what feeds them is not needed for them. */
	held: ReadonlySet<string>;
	/** Holds that later phases need from before this update. */
	capture: readonly string[];
}

/** The training canvas, ready to be scheduled. Nodes that can't run are left out. */
export interface Partition {
	steps: ReadonlyMap<string, TrainingStep>;
	facts: ReadonlyMap<string, NodeFacts>;
	sources: readonly string[];
	/** Of players whose loss can be computed, each as if it were the first of a round. */
	slices: readonly Slice[];
	/** A player's slice, in a round in which values are held. */
	sliceAgain(slice: Slice, holding: Holding): Slice;
	/** The nodes upstream of a node, itself included, in order. */
	upstream(node: string): string[];
	/** Networks whose weights would change what a node is given. */
	fedBy(node: string): ReadonlySet<string>;
}

const NOTHING_HELD: Holding = { held: new Set(), capture: [] };

export function partition(inferred: Inferred): Partition {
	const facts = inferred.sheets.get('training')!.nodes;
	const steps = new Map<string, TrainingStep>();
	for (const node of runOrder(facts)) {
		const step = trainingStep(inferred, facts.get(node)!, steps);
		if (step) steps.set(node, step);
	}
	const graph = new TrainingGraph(inferred, facts, steps);
	const slices = [...steps.keys()].flatMap((node) => {
		const { place } = facts.get(node)!;
		const loss = steps.get(node)!.inputs.loss;
		return place.kind?.player && loss ? [graph.slice(place, loss, NOTHING_HELD)] : [];
	});
	return {
		steps,
		facts,
		sources: [...steps.keys()].filter((node) => facts.get(node)!.place.kind?.source),
		slices,
		sliceAgain: ({ player, loss }, holding) => graph.slice(player, loss, holding),
		upstream: (node) => graph.needed([node]),
		fedBy: (node) => new Set(graph.feeding(node).flatMap((other) => steps.get(other)!.dependsOn)),
	};
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
	const feeding = place.kind?.holds
		? []
		: wires.flatMap(([, [node]]) => steps.get(node)!.dependsOn);
	const dependsOn = new Set([...feeding, ...networksOf(inferred, place)]);
	const from = Object.fromEntries(wires.map(([port, end]) => [port, refOf(end)]));
	return { ...stepOf(facts, place.node.id, from), dependsOn: [...dependsOn] };
}

/** The network a node calls, and those it calls in turn, through any number of calls. */
function networksOf({ sheets }: Inferred, place: Place): Set<string> {
	const called = calledNetwork(place);
	return allNeeded(called === undefined ? [] : [called], (one) =>
		[...(sheets.get(`networks/${one}`)?.nodes.values() ?? [])].flatMap(
			(facts) => calledNetwork(facts.place) ?? [],
		),
	);
}

/** The training canvas as a graph, along values and along gradients. */
class TrainingGraph {
	/** Networks whose weights a gradient from the node's outputs reaches. */
	private readonly reach = new Map<string, ReadonlySet<string>>();

	constructor(
		private readonly inferred: Inferred,
		private readonly facts: ReadonlyMap<string, NodeFacts>,
		private readonly steps: ReadonlyMap<string, TrainingStep>,
	) {
		for (const node of steps.keys()) {
			const behind = this.attached(node).flatMap(([, other]) => [...this.reach.get(other)!]);
			this.reach.set(node, new Set([...behind, ...networksOf(inferred, facts.get(node)!.place)]));
		}
	}

	/** Nodes whose values a node takes. */
	feeding(node: string): string[] {
		return Object.values(this.steps.get(node)?.inputs ?? {}).map(nodeOf);
	}

	/** Inputs that gradients leave a node by, with the nodes they pass on to. */
	private attached(node: string): [port: string, from: string][] {
		const detached = new Set(
			this.facts
				.get(node)!
				.ports.inputs.filter((port) => port.detached)
				.map(({ name }) => name),
		);
		return Object.entries(this.steps.get(node)?.inputs ?? {}).flatMap(
			([port, ref]): [string, string][] => (detached.has(port) ? [] : [[port, nodeOf(ref)]]),
		);
	}

	/** What the roots need, themselves included, in order. */
	needed(roots: readonly string[], held: ReadonlySet<string> = NOTHING_HELD.held): string[] {
		const all = allNeeded(roots, (node) => (held.has(node) ? [] : this.feeding(node)));
		return [...this.steps.keys()].filter((node) => all.has(node));
	}

	slice(player: Place, loss: PortRef, { held, capture }: Holding): Slice {
		const end = nodeOf(loss);
		const reached = this.reach.get(end) ?? new Set();
		const updated = updatedNetworks(player).filter((name) => this.inferred.signatures.has(name));
		const own = new Set(updated);
		const needs = this.needed([end, ...capture], held);
		const differentiated = allNeeded([end], (node) => this.attached(node).map(([, from]) => from));
		const passes = (node: string): boolean =>
			differentiated.has(node) && [...this.reach.get(node)!].some((name) => own.has(name));
		const tape = new Set<string>();
		for (const node of needs) {
			// What takes a value from the tape can't run before it.
			const follows = !held.has(node) && this.feeding(node).some((other) => tape.has(other));
			if (passes(node) || follows) tape.add(node);
		}
		const before = needs.filter((node) => !tape.has(node));
		const through = [...this.calledIn(tape)].filter((name) => !own.has(name));
		return {
			player,
			networks: updated.filter((name) => reached.has(name)),
			reached: [...reached],
			needs,
			before,
			tape: [...tape],
			gradient: needs.filter(passes).flatMap((node) =>
				this.attached(node)
					.filter(([, from]) => passes(from))
					.map(([port]) => refOf([node, port])),
			),
			loss,
			forwardOnly: [...this.calledIn(before)].filter(
				(name) => !through.includes(name) && !own.has(name),
			),
			through,
		};
	}

	private calledIn(nodes: Iterable<string>): Set<string> {
		return new Set(
			[...nodes].flatMap((node) => [...networksOf(this.inferred, this.facts.get(node)!.place)]),
		);
	}
}
