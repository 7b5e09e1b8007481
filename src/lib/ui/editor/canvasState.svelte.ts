// What the parts of one canvas share while it is on screen: zoom level, a wire being drawn, a title being typed.
import type { Edge, Node } from '@xyflow/svelte';
import { getContext, setContext } from 'svelte';
import { analysisOf } from '../../compile/compile';
import type { Verdict } from '../../compile/connect';
import { nodeCosts } from '../../compile/cost';
import type { Command } from '../../graph/commands/command';
import type { Endpoint, Meaning, Mend, Point, PortType, Text, Wire } from '../../graph/types';
import type { MonitorValue } from '../../runtime/protocol';
import { detailAt, isLarge, type Detail } from './detail';
import { wireKey, type Editor, type View, type WireKey } from './editor.svelte';
import { heatsOf, type Heat, type HeatOf } from './heat';
import { number } from '../i18n/i18n.svelte';
import type { Box } from './framing';
import type { Guide } from './guides';
import type { Level, Levels } from './levels.svelte';
import type { LiveSession } from './live';
import { upstream } from './neighbours';
import type { NodeLayout } from './node/layout';
import type { NodeView } from './node/view';
import { Probes } from './probe/probes.svelte';
import { setOf } from './selection';
import { turnOf, type NodePart, type Turn, type WirePart } from './turn';
import { whoIs, type Who } from './who';
import { followed, type SocketAt } from './wire/follow';
import type { WirePath } from './wire/wirePath';

export type LoomNodeType = Node<
	{ view: NodeView; layout: NodeLayout; part: NodePart | undefined },
	'loom'
>;

export interface WireView {
	key: WireKey;
	wire: Wire;
	path: WirePath;
	/** What its course does not leave. */
	bounds: Box;
	/** Points along its course. */
	along: () => Point[];
	meaning: Meaning | undefined;
	/** The shape that flows; empty where it isn't known or is a single number. */
	shape: string;
	/** Shown at mid zoom. */
	labelled: boolean;
	/** Rows of its two sockets. */
	ends: readonly [from: number, to: number];
	/** Joints where wires of one output part. */
	dots: readonly Point[];
	faded: boolean;
	/** Nothing flows: one of its ends is off and hands nothing on. */
	idle: boolean;
}

export type LoomEdgeType = Edge<{ view: WireView; part: WirePart | undefined }, 'loom'>;

/** One end of a wire being drawn. */
export interface WireEnd {
	node: string;
	port: string;
	side: 'in' | 'out';
}

export interface Connecting {
	from: WireEnd;
	meaning: Meaning | undefined;
	type: PortType | undefined;
	/** By `side/node/port`, for every socket on the other side. */
	verdicts: ReadonlyMap<string, Verdict>;
}

/** What was refused, told beside the pointer; stays when the wire is let go, for its mend. */
export interface Refusal {
	at: Point;
	reason: Text;
	mend: Mend | undefined;
	stays: boolean;
}

export interface QuickAddRequest {
	/** On the screen, where the list opens. */
	screen: Point;
	/** On the canvas, where the node goes. */
	at: Point;
	/** The wire to be continued by the new node. */
	from?: Connecting;
}

export interface Camera {
	goTo(view: View): void;
	/** Everything, or the nodes named. */
	fit(nodes?: readonly string[]): void;
	zoomBy(factor: number): void;
	zoomTo(zoom: number): void;
	/** About a point of the canvas element. */
	zoomAt(point: Point, factor: number): void;
	/** From a point of the window to one of the canvas. */
	toCanvas(screen: Point): Point;
	show(nodes: readonly string[]): void;
	/** A point of the canvas. */
	lookAt(point: Point): void;
	/** Moves the view only as far as needed to see the node. */
	reveal(node: string): void;
	revealBox(box: Box): void;
}

const KEY = Symbol('canvas');
/** Of selected nodes: each is drawn with all it has, however large the canvas. */
export const FEW = 20;
const NO_HEAT: ReadonlyMap<string, Heat> = new Map();
const NO_FIGURES: Readonly<Record<string, number>> = {};
const NO_MONITORS: Readonly<Record<string, MonitorValue>> = {};

export class CanvasState {
	readonly editor: Editor;
	#session: () => LiveSession | undefined;

	zoom = $state(1);
	/** The zoom that elements are drawn for, and how much they tell at it; of a large canvas only where the view rests. */
	drawnZoom = $state(1);
	detail = $state<Detail>('mid');
	/** How much each node tells, on a large canvas. */
	levels = $state.raw<Levels>();
	connecting = $state.raw<Connecting>();
	/** From afar, and of so many nodes: sockets and what else can't be seen are left out, but while a wire is drawn. */
	readonly sparse: boolean = $derived.by(
		() => this.detail === 'far' && this.connecting === undefined && isLarge(this.editor.canvas),
	);
	/** The wire that takes in the node being dragged, if it is let go now. */
	taking = $state<WireKey>();
	/** On a large canvas, the wire under the pointer. */
	near = $state<WireKey>();
	/** Finds it, for a point of the window. */
	wireAtPoint: (screen: Point) => WireKey | undefined = () => undefined;
	/** Shown while nodes are dragged. */
	guides = $state.raw<readonly Guide[]>([]);
	/** The wires whose end is being moved: one by its input, or all of an output. */
	lifted = $state.raw<ReadonlySet<WireKey>>(setOf());
	/** The list of where wires can go instead is open. */
	movingWires = $state(false);
	/** The scissors are out: the next stroke cuts the wires it crosses. */
	scissors = $state(false);
	/** Wires that the stroke under way has crossed. */
	crossed = $state.raw<ReadonlySet<WireKey>>(setOf());
	/** What was done where nothing else tells it: read aloud. */
	said = $state('');
	refusal = $state.raw<Refusal>();
	renaming = $state<string>();
	quickAdd = $state.raw<QuickAddRequest>();
	/** What the open palette lists; undefined while it is closed. */
	palette = $state<'all' | 'nodes'>();
	/** The network all of whose calls are lit. */
	litNetwork = $state<string>();
	minimap = $state(false);
	/** What is shown as heat; undefined shows none. */
	heatOf = $state<HeatOf>();
	/** By node of the canvas on screen. */
	readonly heats: ReadonlyMap<string, Heat> = $derived.by(() => {
		if (this.heatOf === undefined) return NO_HEAT;
		const inferred = analysisOf(this.editor.compilation);
		if (!inferred) return NO_HEAT;
		return heatsOf(nodeCosts(inferred, this.editor.canvasId), this.heatOf, (share) =>
			number(share, { style: 'percent' }),
		);
	});
	/** Looks at what flows, on all canvases. */
	readonly probes: Probes;
	/** Whose turn the training canvas shows, while a run is stepped or stands within a round. */
	readonly turn: Turn | undefined = $derived.by(() => {
		const { canvasId, compilation, document } = this.editor;
		const { phase, stage } = this.#session() ?? {};
		if (phase === undefined || canvasId !== 'training' || !compilation.program) return undefined;
		return turnOf(compilation.program, document, phase, stage);
	});
	camera: Camera | undefined;
	viewOf: (node: string) => NodeView | undefined = () => undefined;
	/** Centre of a socket on the canvas. */
	socketAt: SocketAt = () => undefined;
	/** Gives up the wire being drawn. */
	cancelDrawing: () => void = () => undefined;
	sizeOf: (node: string) => { width: number; height: number } = () => ({ width: 0, height: 0 });
	root = $state.raw<HTMLElement>();
	/** Courses of all wires, as points. */
	courses: () => readonly { key: WireKey; points: readonly Point[] }[] = () => [];
	#pendingLift: ReadonlySet<WireKey> = setOf();

	constructor(editor: Editor, session: () => LiveSession | undefined) {
		this.editor = editor;
		this.#session = session;
		this.probes = new Probes(editor, session);
	}

	get figures(): Readonly<Record<string, number>> {
		return this.editor.canvasId === 'training'
			? (this.#session()?.report?.figures ?? NO_FIGURES)
			: NO_FIGURES;
	}

	get monitors(): Readonly<Record<string, MonitorValue>> {
		return this.editor.canvasId === 'training'
			? (this.#session()?.report?.monitors ?? NO_MONITORS)
			: NO_MONITORS;
	}

	/** Shows the whole graph again. */
	hideTurn(): void {
		this.#session()?.hidePhase();
	}

	drawAt(zoom: number): void {
		this.drawnZoom = zoom;
		this.detail = detailAt(zoom, this.detail);
	}

	/** A selected node is no mere block, however far, unless very many are. */
	levelOf(node: string, selected: boolean): Level {
		const level = this.levels?.of(node) ?? this.detail;
		const close = level !== 'far' && level !== 'bare';
		return !selected || close || (this.levels && this.editor.selection.size > FEW) ? level : 'mid';
	}

	/** Whether a node is pointed out: from a chip of its network, or from beside the canvas. */
	isLit({ id, chip }: NodeView): boolean {
		if (this.litNetwork !== undefined && chip?.name === this.litNetwork) return true;
		return this.editor.canvasId === 'training' && this.editor.lit.has(id);
	}

	light(network: string | undefined): void {
		this.litNetwork = network;
	}

	/** How a socket looks while a wire is drawn. */
	standing(node: string, port: string, side: 'in' | 'out'): '' | 'fits' | 'unfit' {
		const connecting = this.connecting;
		if (!connecting) return '';
		const { from } = connecting;
		if (from.node === node && from.port === port && from.side === side) return '';
		return connecting.verdicts.get(`${side}/${node}/${port}`)?.ok ? 'fits' : 'unfit';
	}

	/** Starts to draw the wire that ends here anew from where it begins; false if there is none. */
	lift(node: string, port: string, event: MouseEvent | TouchEvent): boolean {
		const wire = this.editor.wireAt([node, port]);
		return !!wire && this.#press('source', wire.from, [wire], event);
	}

	/** Starts to move all wires that begin here to another output; false if there are none. */
	liftAll(node: string, port: string, event: MouseEvent): boolean {
		const wires = this.editor.wiresFrom([node, port]);
		const [first] = wires;
		return !!first && this.#press('target', first.to, wires, event);
	}

	/** Presses on the socket at the other end of wires, so that the drag goes on from there. */
	#press(
		side: 'source' | 'target',
		[node, port]: Endpoint,
		wires: readonly Wire[],
		event: MouseEvent | TouchEvent,
	): boolean {
		const socket = this.root?.querySelector(
			`.svelte-flow__handle.${side}[data-nodeid="${CSS.escape(node)}"][data-handleid="${CSS.escape(port)}"]`,
		);
		if (!socket) return false;
		this.#pendingLift = setOf(wires.map(({ to }) => wireKey(to)));
		const press =
			'clientX' in event
				? new MouseEvent('mousedown', {
						...{ clientX: event.clientX, clientY: event.clientY },
						...{ button: 0, bubbles: true },
					})
				: new TouchEvent('touchstart', { touches: [...event.touches], bubbles: true });
		socket.dispatchEvent(press);
		return true;
	}

	/** The wires pressed on, if the drag that starts now began at their end. */
	takeLift(): ReadonlySet<WireKey> {
		const lifted = this.#pendingLift;
		this.dropLift();
		return lifted;
	}

	dropLift(): void {
		if (this.#pendingLift.size > 0) this.#pendingLift = setOf();
	}

	/** Moves nodes, and the joints of their wires with them. */
	moveNodes(to: Record<string, Point>, gesture?: string, also: readonly Command[] = []): void {
		const { canvas, canvasId } = this.editor;
		const courses = followed(canvas, to, this.socketAt).map(({ wire, via }): Command => ({
			type: 'setVia',
			canvas: canvasId,
			to: wire.to,
			via,
		}));
		const move: Command = { type: 'moveNodes', canvas: canvasId, to };
		this.editor.apply([move, ...courses, ...also], { gesture });
	}

	focusNode(id: string): void {
		this.root
			?.querySelector<HTMLElement>(`.svelte-flow__node[data-id="${CSS.escape(id)}"]`)
			?.focus({ preventScroll: true });
	}

	/** Has a text read aloud, even if it is the same as before. */
	readonly say = (text: string): void => {
		this.said = this.said === text ? `${text}\u00a0` : text;
	};

	/** Carries out a mend wherever it is offered. */
	mend(mend: Mend): void {
		this.editor.apply(mend.commands);
		this.refusal = undefined;
	}

	/** Whose pictures reach this node: the generator nearest upstream. */
	makerSeenBy(node: string): Who {
		const { canvas, document } = this.editor;
		const maker = upstream(canvas, node)
			.map((id) => String(canvas.nodes.find((one) => one.id === id)?.params.network))
			.find((network) => document.networks[network]?.role === 'generator');
		return maker === undefined ? 'g' : whoIs(document, maker);
	}
}

export function provideCanvasState(state: CanvasState): void {
	setContext(KEY, state);
}

export function canvasState(): CanvasState {
	return getContext(KEY);
}
