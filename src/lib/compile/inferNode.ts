// Part of inferring types: one node, once everything that feeds it is known.
import { freshId } from '../graph/ids';
import type { PortType } from '../graph/types';
import type {
	InferContext,
	Mending,
	ParamSpecs,
	PortSpec,
	Ports,
	Problem,
	Surroundings,
} from '../nodes/kind';
import { sizeOf } from '../nodes/shape';
import type { Inferred, NodeFacts } from './facts';
import {
	fewerItems,
	kindFailed,
	noPort,
	notFromSource,
	offInput,
	offTerms,
	openInput,
	repeatMismatch,
	tooManyElements,
	wrongMeaning,
} from './nodeProblems';
import { circumstances, recall, remember } from './remembered';
import { MAX_ELEMENTS } from './sizes';
import { repeatOf, usedBlock, type Place, type Sheet, type Workspace } from './workspace';

const NO_PORTS: Ports = { inputs: [], outputs: [] };

/** Where a node is looked at, and what is known there. */
export interface Ground {
	workspace: Workspace;
	sheet: Sheet;
	/** With the wires that reach it past nodes that are off. */
	place: Place;
	/** Inputs whose wires end at a node that is off and hands nothing on, with that node. */
	starved: ReadonlyMap<string, string>;
	around: Surroundings;
	known: ReadonlyMap<string, NodeFacts>;
	block: Inferred['block'];
}

export function inferNode(ground: Ground): NodeFacts {
	const { workspace, sheet, place, around, known, block } = ground;
	const { kind, node, incoming } = place;
	if (!kind || place.broken) return nothingOf(place);
	let told = false;
	const report = (problem: Problem): void => {
		told = true;
		workspace.log.add({ ...problem, canvas: place.canvas, node: node.id });
	};
	const now = circumstances(place, sheet.surface, workspace.document.run.batch, known);
	const before = now && recall(node, now);
	if (before) {
		const items = leftOutOf(place, known, report);
		if (items !== undefined) return { ...before, place, leftOut: items };
	}

	const guarded = guard(report);
	const context = {
		id: node.id,
		params: place.params as InferContext<ParamSpecs>['params'],
		wired: [...incoming.keys()],
		around,
	};
	const ports = guarded(() => kind.ports(context), NO_PORTS);
	const { inputs, open } = gatherInputs(ground, ports, report);
	const mending: Mending = {
		canvas: place.canvas,
		at: node.at,
		// As it is drawn: a mend is an edit of that.
		from: (port) => sheet.places.get(node.id)?.incoming.get(port)?.from,
		freshId: (prefix) => freshId(sheet.places.keys(), prefix),
	};
	const inference = guarded(() => kind.infer({ ...context, inputs, mending }), { outputs: {} });

	let failed = false;
	for (const problem of inference.problems ?? []) {
		// What is said of a port whose type is missing has its cause elsewhere, and was told there.
		if (problem.port !== undefined && incoming.has(problem.port) && !inputs[problem.port]) continue;
		const { starved } = ground;
		const off = [...new Set(starved.values())].map((id) => sheet.places.get(id)!);
		const lacking = problem.code === 'tooFewTerms' && off.length > 0;
		report(lacking ? offTerms(place.canvas, off) : problem);
		if (problem.severity === 'error') failed = true;
	}
	const items = leftOutOf(place, known, report);
	const blockName = usedBlock(place);
	const given = inputsInOrder(ports, inputs);
	const body = blockName === undefined ? undefined : block(blockName, given)?.signature;
	const repeat = body && repeatOf(place) > 1 ? repeatMismatch(place, body, given) : undefined;
	if (repeat) report(repeat);

	const outputs: Record<string, PortType | undefined> = {};
	for (const { name } of ports.outputs) {
		const type = inference.outputs[name];
		// Not `>`: a size that is no number is too large as well.
		const fits = !type || sizeOf(type.shape) * workspace.document.run.batch <= MAX_ELEMENTS;
		if (!fits) report(tooManyElements(name, type, workspace.document.run.batch));
		outputs[name] = fits ? type : undefined;
	}

	const wired = ports.inputs.map(({ name }) => name).filter((name) => incoming.has(name));
	const complete =
		!failed &&
		!open &&
		!repeat &&
		items !== undefined &&
		wired.every((name) => inputs[name]) &&
		ports.outputs.every(({ name }) => outputs[name]);
	let parameters = 0;
	if (complete) {
		const build = { ...context, inputs: typed(inputs), outputs: typed(outputs), wired };
		const weights = guarded(() => kind.weights?.(build) ?? [], []);
		for (const { shape, trainable } of weights) if (trainable) parameters += sizeOf(shape);
		parameters += (body?.parameters ?? 0) * repeatOf(place);
	}
	const leftOut = items ?? 0;
	const facts = { place, ports, wired, inputs, outputs, complete, leftOut, parameters };
	return now && complete && !told ? remember(node, now, facts) : facts;
}

/** A kind that throws is a fault of ours: it is told where it happens, and the rest is still shown. */
export function guard(report: (problem: Problem) => void) {
	return <T>(run: () => T, instead: T): T => {
		try {
			return run();
		} catch (error) {
			report(kindFailed(error));
			return instead;
		}
	};
}

/** Of a node about which nothing is known. */
export function nothingOf(place: Place): NodeFacts {
	return {
		...{ place, ports: NO_PORTS, wired: [], inputs: {}, outputs: {} },
		...{ complete: false, leftOut: 0, parameters: 0 },
	};
}

/** Types at the inputs; tells of wires to ports that aren't there, of open inputs, and of what an input can't take. */
function gatherInputs(
	{ workspace, sheet, place, starved, known }: Ground,
	ports: Ports,
	report: (problem: Problem) => void,
): { inputs: Record<string, PortType | undefined>; open: boolean } {
	const inputs: Record<string, PortType | undefined> = {};
	let open = false;
	for (const port of ports.inputs) {
		const wire = place.incoming.get(port.name);
		if (!wire) {
			if (port.optional) continue;
			open = true;
			const off = starved.get(port.name);
			const needed = isNeeded(workspace, sheet, place);
			report(
				off === undefined
					? openInput(port, needed)
					: offInput(place.canvas, sheet.places.get(off)!, port, needed),
			);
			continue;
		}
		const from = known.get(wire.from[0]);
		const type = from?.outputs[wire.from[1]];
		if (type && !accepts(port, type)) report(wrongMeaning(place, port, type, wire));
		else if (place.kind?.source && type && !from?.place.kind?.source) {
			report(notFromSource(place, port, wire));
		} else inputs[port.name] = type;
	}
	for (const [name, wire] of place.incoming) {
		const source = known.get(wire.from[0]);
		if (!ports.inputs.some((port) => port.name === name)) report(noPort(place, wire, 'input'));
		else if (
			source &&
			!source.place.broken &&
			!source.ports.outputs.some((port) => port.name === wire.from[1])
		) {
			report(noPort(place, wire, 'output'));
			open = true;
		}
	}
	return { inputs, open };
}

/** Items of the batch that a node's outputs lack; undefined where its inputs are not as many, which is told. */
function leftOutOf(
	{ kind, incoming }: Place,
	known: ReadonlyMap<string, NodeFacts>,
	report: (problem: Problem) => void,
): number | undefined {
	let leftOut: number | undefined;
	for (const [port, { from }] of incoming) {
		const source = known.get(from[0]);
		// Losses are one number, however many items they are of.
		if (!source || source.outputs[from[1]]?.meaning === 'loss') continue;
		leftOut ??= source.leftOut;
		if (leftOut === source.leftOut) continue;
		report(fewerItems(port));
		return undefined;
	}
	return (leftOut ?? 0) + (kind?.leavesOut ?? 0);
}

/** What an input says it takes; without a word, anything but a loss. */
export function accepts({ accepts: meanings }: PortSpec, { meaning }: PortType): boolean {
	return meanings ? meanings.includes(meaning) : meaning !== 'loss';
}

/** Types in port order, as blocks take them. */
export function inputsInOrder(
	ports: Ports,
	inputs: Readonly<Record<string, PortType | undefined>>,
): (PortType | undefined)[] {
	return ports.inputs.map(({ name }) => inputs[name]);
}

/** Those that are known. */
export function typed(
	types: Readonly<Record<string, PortType | undefined>>,
): Record<string, PortType> {
	return Object.fromEntries(
		Object.entries(types).filter((pair): pair is [string, PortType] => pair[1] !== undefined),
	);
}

function isNeeded({ called }: Workspace, sheet: Sheet, { node }: Place): boolean {
	const name = sheet.id.slice(sheet.id.indexOf('/') + 1);
	return sheet.needed.has(node.id) && (sheet.surface !== 'network' || called.has(name));
}
