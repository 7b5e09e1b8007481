// The document being edited, where one stands in it, what is selected, and everything derived from it.
import { compile } from '../../compile/compile';
import type { Compilation } from '../../compile/program';
import { datasetType } from '../../data/catalogue';
import { ownSets } from '../ownData/ownSets.svelte';
import { findCanvas, nameOfCanvas } from '../../graph/canvases';
import type { Command } from '../../graph/commands/command';
import { pasteFragment, takeFragment, type Fragment } from '../../graph/fragment';
import {
	edit,
	endGesture,
	redo,
	replaceWhole,
	resumeHistory,
	startHistory,
	undo,
	type History,
} from '../../graph/history';
import { freshId } from '../../graph/ids';
import type {
	Canvas,
	CanvasId,
	Endpoint,
	GraphDocument,
	Point,
	PortType,
	Wire,
} from '../../graph/types';
import { addition, type AddItem } from './add/items';
import type { Comparison } from './compare/comparison.svelte';
import { freePlace, type Box } from './framing';
import { list, locale, pick, t } from '../i18n/i18n.svelte';
import { viewKeeper } from './node/nodeViews';
import type { NodeView } from './node/view';
import { keep, setOf } from './selection';

export interface ApplyOptions {
	/** Edits of one gesture (a drag, a slider held) become one entry of the history. */
	gesture?: string;
}

export interface EditorOptions {
	/** Called after every change of the document, undo and redo included. */
	onChange?: (document: GraphDocument, history: History) => void;
	/** Undo and redo from the last time the document was open. */
	history?: History;
}

/** What is dragged from the rail onto the canvas carries an item's key under this type. */
export const DRAG_TYPE = 'application/x-ganloom-item';

/** Names a wire: an input takes one wire, so its end is enough. */
export type WireKey = `${string}/${string}`;

export function wireKey(to: Endpoint): WireKey {
	return `${to[0]}/${to[1]}`;
}

/** The canvas point at the upper left corner, times zoom and negated, as a CSS translation. */
export interface View {
	x: number;
	y: number;
	zoom: number;
}

export const NO_CANVAS: Canvas = { nodes: [], wires: [], frames: [] };

export class Editor {
	#history = $state.raw() as History;
	canvasId = $state<CanvasId>('training');
	/** Edits are refused, but for how long and how it runs. */
	locked = $state(false);
	/** Called when an edit was refused. */
	onRefuse: (() => void) | undefined;
	/** Ids of the selected nodes of this canvas. */
	selection = $state.raw<ReadonlySet<string>>(setOf());
	/** Keys of the selected wires of this canvas. */
	selectedWires = $state.raw<ReadonlySet<WireKey>>(setOf());
	/** Id of the selected frame, which is moved and deleted on its own. */
	selectedFrame = $state<string>();
	/** Nodes of the training canvas that something elsewhere points out. */
	lit = $state.raw<ReadonlySet<string>>(setOf());
	/** Another document that this one is held beside. */
	comparison = $state.raw<Comparison>();
	/** Where the view stood, by canvas: entering again finds the same place. */
	views: Partial<Record<CanvasId, View>> = {};
	/** The middle of what is seen, on the canvas. */
	centre: Point = [0, 0];
	/** Around the nodes named, where a canvas shows them. */
	boxOf: (nodes: readonly string[]) => Box | undefined = () => undefined;
	/** Moves the view of the canvas that is shown; without one, to where a canvas entered for the first time is seen. */
	goTo: (view: View | undefined) => void = () => undefined;
	/** Asks the canvas to bring nodes into view, or only if they are not; the count makes every request new. */
	shown = $state.raw<{ nodes: readonly string[]; count: number; unlessSeen?: true }>({
		nodes: [],
		count: 0,
	});

	/** Never written to in place: every edit makes a new one that shares what did not change. */
	readonly document: GraphDocument = $derived(this.#history.present);
	/** Everything the document means: types, diagnostics, parameters, the program. */
	readonly compilation: Compilation = $derived.by(() => {
		// What a data set of one's own is may change beside the document.
		void ownSets.list;
		return compile(this.document, { datasets: datasetType });
	});
	/** The canvas one stands on. */
	readonly canvas: Canvas = $derived(findCanvas(this.document, this.canvasId) ?? NO_CANVAS);
	/** Others in another language. */
	readonly #words = $derived.by(() => {
		locale();
		return { list, pick, t };
	});
	readonly #keepViews = viewKeeper();
	/** What each node of this canvas looks like; the very same objects where nothing changed. */
	readonly nodeViews: ReadonlyMap<string, NodeView> = $derived(
		this.#keepViews(this.document, this.canvasId, this.compilation, this.#words),
	);
	/** Documents that undoing leads back to, the latest last. */
	readonly earlier: readonly GraphDocument[] = $derived(
		this.#history.past.map(({ document }) => document),
	);
	readonly canUndo = $derived(!this.locked && this.#history.past.length > 0);
	readonly canRedo = $derived(!this.locked && this.#history.future.length > 0);

	#onChange: EditorOptions['onChange'];

	constructor(document: GraphDocument, { onChange, history }: EditorOptions = {}) {
		this.#history = resumeHistory(document, history);
		this.#onChange = onChange;
	}

	/** Carries out commands in order as one edit; those that change nothing leave no trace. */
	apply(commands: Command | readonly Command[], options: ApplyOptions = {}): void {
		const list = 'type' in commands ? [commands] : commands;
		if (this.locked && list.some(({ type }) => type !== 'setRun')) {
			this.onRefuse?.();
			return;
		}
		this.#become(edit(this.#history, list, options));
	}

	/** Another document takes this one's place, as one edit that can be undone; false where the graph is locked. */
	become(document: GraphDocument): boolean {
		if (this.locked) this.onRefuse?.();
		else this.#become(replaceWhole(this.#history, document));
		return !this.locked;
	}

	/** Ends the gesture under way: the next edit is an entry of its own. */
	endGesture(): void {
		this.#history = endGesture(this.#history);
	}

	/** Takes back the last edit, and goes to where it was made. */
	undo(): void {
		if (this.canUndo) this.#become(undo(this.#history), this.#history.past.at(-1)?.canvas);
	}

	redo(): void {
		if (this.canRedo) this.#become(redo(this.#history), this.#history.future[0]?.canvas);
	}

	/** Opens another document: nothing of the old one's history is left. */
	replace(document: GraphDocument): void {
		this.views = {};
		this.comparison = undefined;
		this.canvasId = 'training';
		this.clearSelection();
		this.#become(startHistory(document));
	}

	/** Goes to a canvas of the document; one that is not there is ignored. */
	enter(id: CanvasId): void {
		if (id === this.canvasId || !findCanvas(this.document, id)) return;
		this.clearSelection();
		this.canvasId = id;
	}

	/** Goes back to the training canvas, with a call of what was left selected. */
	leave(): void {
		if (this.canvasId === 'training') return;
		const name = nameOfCanvas(this.canvasId);
		this.enter('training');
		const call = this.canvas.nodes.find((node) => node.params.network === name);
		if (call) this.select([call.id]);
	}

	select(nodes: Iterable<string>, wires: Iterable<WireKey> = []): void {
		this.selection = setOf(nodes);
		this.selectedWires = setOf(wires);
		this.selectedFrame = undefined;
	}

	selectFrame(id: string): void {
		this.clearSelection();
		this.selectedFrame = id;
	}

	clearSelection(): void {
		if (this.selection.size > 0) this.selection = setOf();
		if (this.selectedWires.size > 0) this.selectedWires = setOf();
		this.selectedFrame = undefined;
	}

	/** Selects nodes of any canvas and brings them into view. */
	show(canvas: CanvasId, nodes: readonly string[]): void {
		this.enter(canvas);
		this.select(nodes);
		this.shown = { nodes, count: this.shown.count + 1 };
	}

	/** Points nodes of the training canvas out and brings them into view; what is selected stays. */
	point(nodes: readonly string[]): void {
		this.enter('training');
		this.light(nodes);
		this.shown = { nodes, count: this.shown.count + 1, unlessSeen: true };
	}

	/** Points nodes of the training canvas out, or none any more. */
	light(nodes: Iterable<string> = []): void {
		this.lit = setOf(nodes);
	}

	/** The wire that ends at this input, if there is one. */
	wireAt(to: Endpoint): Wire | undefined {
		return this.canvas.wires.find((wire) => wire.to[0] === to[0] && wire.to[1] === to[1]);
	}

	/** The wires that begin at this output. */
	wiresFrom([node, port]: Endpoint): Wire[] {
		return this.canvas.wires.filter(({ from }) => from[0] === node && from[1] === port);
	}

	/** Takes wires away, by the inputs they end at, as one edit. */
	disconnect(ends: Iterable<Endpoint>): void {
		const canvas = this.canvasId;
		this.apply([...ends].map((to): Command => ({ type: 'disconnect', canvas, to })));
	}

	/**
	 * Adds a node, selects it, and does what more goes with it as one edit; gives its id. `type` is what it is going to
	 * be given.
	 */
	add(
		item: AddItem,
		at: Point,
		also: (id: string) => Command[] = () => [],
		type?: PortType,
	): string {
		const { commands, node } = addition(this.canvasId, this.canvas, item, at, type);
		this.apply([...commands, ...also(node.id)]);
		if (!this.locked) this.select([node.id]);
		return node.id;
	}

	/** A place near the middle of the view that is still empty. */
	freePlace(): Point {
		const boxes = this.canvas.nodes.flatMap((node) => this.boxOf([node.id]) ?? []);
		return freePlace(this.centre, boxes);
	}

	/** Removes what is selected: nodes with their wires, wires, a frame; false if nothing is. */
	deleteSelected(): boolean {
		const canvas = this.canvasId;
		const commands: Command[] = [];
		for (const wire of this.canvas.wires)
			if (this.selectedWires.has(wireKey(wire.to)))
				commands.push({ type: 'disconnect', canvas, to: wire.to });
		if (this.selection.size > 0)
			commands.push({ type: 'removeNodes', canvas, nodes: [...this.selection] });
		if (this.selectedFrame !== undefined)
			commands.push({ type: 'removeFrame', canvas, frame: this.selectedFrame });
		this.apply(commands);
		return commands.length > 0;
	}

	/** Puts nodes with their wires onto this canvas, moved by `offset`, and selects them; `wired` as they were. */
	paste(fragment: Fragment, offset: Point, options: { wired?: boolean } = {}): void {
		const { commands, nodes } = pasteFragment(
			...[this.document, this.canvasId, fragment, offset, options],
		);
		this.apply(commands);
		if (!this.locked) this.select(nodes);
	}

	duplicate(): void {
		if (this.selection.size > 0)
			this.paste(takeFragment(this.document, this.canvasId, this.selection), [20, 20]);
	}

	/** Lays a frame under the selected nodes. */
	frame(title: string): void {
		const box = this.boxOf([...this.selection]);
		if (!box) return;
		const id = freshId(
			this.canvas.frames.map((frame) => frame.id),
			'frame',
		);
		const round = (value: number): number => Math.round(value / 10) * 10;
		const at: Point = [round(box.x - 20), round(box.y - 40)];
		const size: Point = [round(box.width + 40), round(box.height + 60)];
		this.apply({ type: 'setFrame', canvas: this.canvasId, frame: { id, title, at, size } });
		if (!this.locked) this.selectFrame(id);
	}

	/** Gives a network another name, and stays inside it. */
	renameNetwork(from: string, to: string): void {
		const inside = this.canvasId === `networks/${from}`;
		this.apply({ type: 'renameNetwork', from, to });
		if (inside && findCanvas(this.document, `networks/${to}`)) this.canvasId = `networks/${to}`;
	}

	#become(history: History, canvas: CanvasId = this.canvasId): void {
		if (history === this.#history) return;
		this.#history = history;
		this.canvasId = findCanvas(this.document, canvas) ? canvas : 'training';
		this.#dropVanished();
		this.#onChange?.(this.document, history);
	}

	/** What is no longer there can't stay selected. */
	#dropVanished(): void {
		this.selection = keep(
			this.selection,
			this.canvas.nodes.map((node) => node.id),
		);
		this.selectedWires = keep(
			this.selectedWires,
			this.canvas.wires.map((wire) => wireKey(wire.to)),
		);
		if (!this.canvas.frames.some((frame) => frame.id === this.selectedFrame))
			this.selectedFrame = undefined;
	}
}
