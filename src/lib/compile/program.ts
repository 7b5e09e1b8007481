// What a document compiles to: plain data, so that it can be tested, shown, and sent to a worker.
import type { WeightSpec } from '../nodes/kind';
import type {
	CanvasId,
	Diagnostic,
	ParamMap,
	PortRef,
	PortType,
	Role,
	RunSettings,
} from '../graph/types';
import type { Signature } from '../nodes/kind';

/** One node, ready to run: its inputs are wired to ports of earlier steps. */
export interface Step {
	/** The node's id; inside a network, its path: `dense1`, or `res.2.conv1` for the third repeat of a block's node. */
	node: string;
	kind: string;
	/** Complete: defaults filled in. */
	params: ParamMap;
	/** Where each wired input comes from, in port order. */
	inputs: Readonly<Record<string, PortRef>>;
	inputTypes: Readonly<Record<string, PortType>>;
	outputTypes: Readonly<Record<string, PortType>>;
}

export interface PlannedWeight extends WeightSpec {
	/** `network/node/weight`: unique in the document, used in every file. */
	path: string;
	/** The step it belongs to. */
	node: string;
}

/** A network as a function: blocks unrolled, steps in an order that can be run. */
export interface NetworkPlan {
	name: string;
	role: Role;
	/** `from` is the output of the step that stands for the input. */
	inputs: readonly { port: string; type: PortType; from: PortRef }[];
	outputs: readonly { port: string; type: PortType; from: PortRef }[];
	steps: readonly Step[];
	weights: readonly PlannedWeight[];
	/** Trainable parameters, running statistics not counted. */
	parameters: number;
}

/** One node of the training canvas, and what its value depends on. */
export interface TrainingStep extends Step {
	/** Networks whose weights the value changes with, through any number of calls: none where a value is held. */
	dependsOn: readonly string[];
}

/** One update by one player. */
export interface Phase {
	/** The player's node id. */
	player: string;
	/** The networks whose weights change. */
	networks: readonly string[];
	/** Sources draw anew before this phase. Always so for a round's first phase. */
	redraw: boolean;
	/** Values computed earlier in the draw are not reused: the networks run again. */
	recompute: boolean;
	/**
	 * Nodes to run outside the gradient tape, in order: those through which no gradient reaches the player's weights. With
	 * them, what later phases need held from before this update.
	 */
	before: readonly string[];
	/** Nodes to run on the tape, in order, and what is held of them. */
	tape: readonly string[];
	/** Inputs along whose wires the loss's gradient comes back to the player's weights. */
	gradient: readonly PortRef[];
	loss: PortRef;
	/** Networks that run forward only. */
	forwardOnly: readonly string[];
	/** Networks the gradient passes through without updating them. */
	through: readonly string[];
}

export interface MonitorPlan {
	node: string;
	/** Everything upstream, in order. */
	needs: readonly string[];
}

/** A document, compiled: networks, the training canvas in order, and the alternating schedule. */
export interface Program {
	run: RunSettings;
	networks: Readonly<Record<string, NetworkPlan>>;
	/** The whole training canvas in an order that can be run; sources first, players and monitors included. */
	steps: readonly TrainingStep[];
	/** Node ids of the sources. */
	sources: readonly string[];
	/** What training nodes keep from round to round, at paths `training/node/name`. */
	state: readonly PlannedWeight[];
	/** One round: every player's phases, in order; a player with n steps a round appears n times. */
	phases: readonly Phase[];
	monitors: readonly MonitorPlan[];
	/** Names of the data sets to load. */
	datasets: readonly string[];
}

/** Everything derived from a document. Total: a broken document gives diagnostics and no program. */
export interface Compilation {
	diagnostics: readonly Diagnostic[];
	/** Warnings that the document says are known. */
	dismissed: readonly Diagnostic[];
	/** Types of all output ports that could be inferred, by canvas. */
	types: Readonly<Record<CanvasId, Readonly<Record<PortRef, PortType>>>>;
	signatures: Readonly<Record<string, Signature>>;
	/** Trainable parameters by network and step, as far as known: what `summary` and the inspector list. */
	layers: Readonly<Record<string, readonly LayerSummary[]>>;
	/** Absent while there is an error. */
	program?: Program;
}

export interface LayerSummary {
	node: string;
	kind: string;
	output?: PortType;
	parameters: number;
}
