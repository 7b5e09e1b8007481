// What every node of a canvas looks like, derived from the document and what it compiles to.
import type { Compilation } from '../../../compile/program';
import { findDataset } from '../../../data/catalogue';
import type {
	Canvas,
	CanvasId,
	Diagnostic,
	GraphDocument,
	GraphNode,
	Label,
	ParamMap,
	PortRef,
} from '../../../graph/types';
import { kindOf } from '../../../nodes/catalogue';
import type { Kind, PortSpec, Surroundings } from '../../../nodes/kind';
import { wiresInto, wiresOutOf } from '../../../graph/canvasIndex';
import { entry, findCanvas } from '../../../graph/canvases';
import { isOff } from '../../../graph/off';
import { sameJson } from '../../../graph/json';
import { roughly, setting, shapeText } from '../figures';
import { whoIs } from '../who';
import { bodyOf } from './body';
import { expressionOf } from './expression';
import { switchedOff } from './off';
import { around, paramsOf, portsByWires, portsOf } from './ports';
import type { ChipView, NodeView, PortView } from './view';

/** The page's words, in the language in use. */
export interface Say {
	pick(label: Label | undefined): string;
	t(key: string, values?: Record<string, string | number>): string;
	list(names: readonly string[]): string;
}

export interface Scene {
	document: GraphDocument;
	canvasId: CanvasId;
	canvas: Canvas;
	compilation: Compilation;
	surroundings: Surroundings;
	say: Say;
}

const NOTHING: Canvas = { nodes: [], wires: [], frames: [] };

/** Views by node id, in drawing order. */
export function nodeViews(
	document: GraphDocument,
	canvasId: CanvasId,
	compilation: Compilation,
	say: Say,
): Map<string, NodeView> {
	const canvas = findCanvas(document, canvasId) ?? NOTHING;
	const scene: Scene = {
		document,
		canvasId,
		canvas,
		compilation,
		surroundings: around(document, canvasId, compilation),
		say,
	};
	const problems = new Map<string, Diagnostic[]>();
	for (const problem of compilation.diagnostics) {
		if (problem.canvas !== canvasId || problem.node === undefined) continue;
		problems.set(problem.node, [...(problems.get(problem.node) ?? []), problem]);
	}
	return new Map(
		canvas.nodes.map((node) => [node.id, viewOf(scene, node, problems.get(node.id) ?? [])]),
	);
}

/** Gives views again and again, the very same ones for nodes that look as they did: those need not be drawn anew. */
export function viewKeeper(): typeof nodeViews {
	let before: ReadonlyMap<string, NodeView> = new Map();
	let seen: Parameters<typeof nodeViews> | undefined;
	return (...scene) => {
		if (seen && onlyMoved(seen, scene)) {
			seen = scene;
			return new Map(before);
		}
		seen = scene;
		const next = new Map(
			[...nodeViews(...scene)].map(([id, view]) => {
				const old = before.get(id);
				return [id, old && sameJson(old, view) ? old : view];
			}),
		);
		before = next;
		return next;
	};
}

/** Whether all that changed from one scene to the next is where things are on its canvas: that is in no view. */
function onlyMoved(
	[document, canvasId, , say]: Parameters<typeof nodeViews>,
	[next, nextId, , nextSay]: Parameters<typeof nodeViews>,
): boolean {
	if (canvasId !== nextId || say !== nextSay) return false;
	const [surface, name] = canvasId.split(/\/(.*)/s) as [keyof GraphDocument, string | undefined];
	const [a, b] = [findCanvas(document, canvasId), findCanvas(next, nextId)];
	if (!a || !b || !sameBut(document, next, surface)) return false;
	if (name !== undefined) {
		const [bodies, nextBodies] =
			surface === 'blocks' ? [document.blocks, next.blocks] : [document.networks, next.networks];
		if (!sameBut<object>(bodies, nextBodies, name)) return false;
		if (!sameBut<object>(entry(bodies, name)!, entry(nextBodies, name)!, 'canvas')) return false;
	}
	return sameListBut(a.nodes, b.nodes, 'at') && sameListBut(a.wires, b.wires, 'via');
}

function sameListBut<T extends object>(
	a: readonly T[],
	b: readonly T[],
	part: keyof T & string,
): boolean {
	return (
		a.length === b.length &&
		a.every((item, i) => item === b[i] || sameBut<object>(item, b[i]!, part))
	);
}

/** Whether two objects have the very same parts, whatever one of them is. */
function sameBut<T extends object>(a: T, b: T, part: string): boolean {
	return [...new Set([...Object.keys(a), ...Object.keys(b)])].every(
		(key) => key === part || a[key as keyof T] === b[key as keyof T],
	);
}

function viewOf(scene: Scene, node: GraphNode, problems: readonly Diagnostic[]): NodeView {
	const kind = kindOf(node.kind);
	const view = kind ? known(scene, node, kind, problems) : broken(scene, node, problems);
	return isOff(node) ? switchedOff(scene, view) : view;
}

function known(
	scene: Scene,
	node: GraphNode,
	kind: Kind,
	problems: readonly Diagnostic[],
): NodeView {
	const { document, canvas, say } = scene;
	const params = paramsOf(kind, node);
	const { inputs, outputs } = portsOf(kind, node, canvas, scene.surroundings);
	const network = calledNetwork(kind, params);
	const chips = chipsOf(document, kind, params);
	const rank = kind.player ? 'player' : network !== undefined ? 'call' : 'operation';
	const [chip] = chips;
	// A layer's one input and one output need no names; the shape that leaves says more.
	const plain = kind.category === 'layers' && inputs.length === 1 && outputs.length === 1;
	const weights = termWeights(kind, params);
	const view = {
		id: node.id,
		kind: kind.id,
		icon: kind.icon,
		rank,
		who: chip?.who ?? (kind.player && 'n'),
		chip,
		inputs: inputs.map((port, i) => {
			const one = portView(scene, node, port, 'in', plain);
			return weights ? { ...one, label: `×${setting(weights[i] ?? 1)}` } : one;
		}),
		outputs: outputs.map((port) => portView(scene, node, port, 'out', plain)),
		broken: false,
		off: undefined,
		...troubleOf(scene, problems),
	} as const;
	const body = bodyOf(scene, node, kind, params, view, chips, problems);
	const title = node.title ? say.pick(node.title) : defaultTitle(scene, node, kind, params, chips);
	return {
		...view,
		...body,
		title,
		fact: factOf(scene, node, kind, params),
		calls: network === undefined ? 0 : callsOf(canvas, network),
		socketInHead: body.preview?.shows === 'pictures' && inputs.length === 1 && outputs.length === 0,
		spoken: spoken(scene, title, kind, view),
	};
}

/** A kind this version does not know: kept with its wires, told apart by hatching. */
function broken(scene: Scene, node: GraphNode, problems: readonly Diagnostic[]): NodeView {
	const { say, canvas } = scene;
	const { inputs, outputs } = portsByWires(node, canvas);
	const title = node.title ? say.pick(node.title) : node.kind;
	return {
		id: node.id,
		kind: node.kind,
		title,
		icon: 'puzzle',
		rank: 'operation',
		who: undefined,
		chip: undefined,
		fact: '',
		calls: 0,
		inputs: inputs.map((port) => portView(scene, node, port, 'in', false)),
		outputs: outputs.map((port) => portView(scene, node, port, 'out', false)),
		socketInHead: false,
		lines: [{ shows: 'note', text: say.t('editor.unknownKind'), tone: 'quiet' }],
		preview: undefined,
		broken: true,
		off: undefined,
		...troubleOf(scene, problems),
		spoken: `${title}, ${say.t('editor.unknownKind')}`,
	};
}

function portView(
	{ canvas, canvasId, compilation, say }: Scene,
	node: GraphNode,
	port: PortSpec,
	side: 'in' | 'out',
	plain: boolean,
): PortView {
	const types = compilation.types[canvasId] ?? {};
	const wire =
		side === 'in'
			? wiresInto(canvas, node.id).find(({ to }) => to[1] === port.name)
			: wiresOutOf(canvas, node.id).find(({ from }) => from[1] === port.name);
	const connected = wire !== undefined;
	const source: PortRef | undefined =
		side === 'out' ? `${node.id}/${port.name}` : wire && `${wire.from[0]}/${wire.from[1]}`;
	const type = source === undefined ? undefined : types[source];
	const meaning = type?.meaning ?? port.meaning ?? onlyOne(port.accepts);
	// A port named after what it carries is called that in every language.
	const plainName = port.name === meaning ? say.t(`editor.meaning.${meaning}`) : port.name;
	const named = port.label === undefined ? plainName : say.pick(port.label);
	const shape = type ? shapeText(type.shape) : '';
	return {
		name: port.name,
		label: plain ? (side === 'out' ? shape : '') : named,
		side,
		meaning,
		type,
		connected,
		accepts: port.accepts,
	};
}

function onlyOne<T>(list: readonly T[] | undefined): T | undefined {
	return list?.length === 1 ? list[0] : undefined;
}

/** One number for every term of a variadic input, which stands beside its socket. */
function termWeights(kind: Kind, params: ParamMap): readonly number[] | undefined {
	const name = Object.entries(kind.params).find(([, spec]) => spec.type === 'numbers')?.[0];
	const value = name === undefined ? undefined : params[name];
	return Array.isArray(value) ? value.map(Number) : undefined;
}

function chipsOf(document: GraphDocument, kind: Kind, params: ParamMap): readonly ChipView[] {
	const names = Object.entries(kind.params).flatMap(([name, spec]) => {
		const value = params[name];
		if (spec.type === 'network') return typeof value === 'string' && value ? [value] : [];
		if (spec.type === 'networks') return Array.isArray(value) ? value.map(String) : [];
		return [];
	});
	return names.map((name) => ({ name, who: whoIs(document, name) }));
}

/** The network a node stands for; a penalty runs one too, but is a loss. */
function calledNetwork({ category }: Kind, { network }: ParamMap): string | undefined {
	return category === 'networks' && typeof network === 'string' ? network : undefined;
}

function callsOf(canvas: Canvas, network: string): number {
	return canvas.nodes.filter((node) => node.params.network === network).length;
}

function defaultTitle(
	scene: Scene,
	node: GraphNode,
	kind: Kind,
	params: ParamMap,
	chips: readonly ChipView[],
): string {
	const { canvas, compilation, say } = scene;
	if (kind.player && chips.length) {
		const name = say.list(chips.map((chip) => chip.name));
		return say.t('editor.learns', { name, count: chips.length });
	}
	const network = calledNetwork(kind, params);
	if (network) {
		const inputs = entry(compilation.signatures, network)?.inputs.map(({ port }) => port) ?? [];
		const networkOf = (id: string): string | undefined => {
			const called = canvas.nodes.find((one) => one.id === id)?.params.network;
			return typeof called === 'string' ? called : undefined;
		};
		return expressionOf(canvas, node.id, inputs, networkOf);
	}
	if (typeof params.dataset === 'string') {
		const dataset = findDataset(params.dataset);
		if (dataset) return say.pick(dataset.title);
	}
	return say.pick(kind.doc.name);
}

/** The quiet fact at the right of the head. */
function factOf({ canvas, say }: Scene, node: GraphNode, kind: Kind, params: ParamMap): string {
	if (kind.player) {
		const players = canvas.nodes.filter((one) => kindOf(one.kind)?.player && !isOff(one));
		if (isOff(node)) return '';
		const order = (one: GraphNode): number => Number(one.params.order ?? 0);
		const place = players.filter(
			(one) =>
				order(one) < order(node) || (order(one) === order(node) && before(canvas, one, node)),
		).length;
		return place < 3
			? say.t(`editor.order.${place + 1}`)
			: say.t('editor.order.n', { n: place + 1 });
	}
	if (typeof params.dataset === 'string') {
		const dataset = findDataset(params.dataset);
		return dataset ? roughly(dataset.type.count) : '';
	}
	if (typeof params.size === 'number' && kind.source) return String(params.size);
	return '';
}

function before(canvas: Canvas, a: GraphNode, b: GraphNode): boolean {
	return canvas.nodes.indexOf(a) < canvas.nodes.indexOf(b);
}

function troubleOf(
	{ say }: Scene,
	problems: readonly Diagnostic[],
): Pick<NodeView, 'severity' | 'problem'> {
	const worst = problems.find((one) => one.severity === 'error') ?? problems[0];
	return { severity: worst?.severity, problem: worst ? say.pick(worst.message) : '' };
}

function spoken(
	{ say }: Scene,
	title: string,
	kind: Kind,
	view: Pick<NodeView, 'inputs' | 'outputs' | 'severity' | 'problem'>,
): string {
	const list = (ports: readonly PortView[]): string =>
		say.list(ports.map((port) => port.label || port.name));
	const parts = [say.t('editor.spoken.node', { title, kind: say.pick(kind.doc.name) })];
	if (view.inputs.length) parts.push(say.t('editor.spoken.inputs', { list: list(view.inputs) }));
	if (view.outputs.length) parts.push(say.t('editor.spoken.outputs', { list: list(view.outputs) }));
	if (view.severity)
		parts.push(
			say.t('editor.spoken.problem', {
				severity: say.t(`editor.${view.severity}`),
				text: view.problem,
			}),
		);
	return parts.join('; ');
}
