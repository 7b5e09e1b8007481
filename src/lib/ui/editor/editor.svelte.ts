// The document being edited, where one stands in it, what is selected, and everything derived from it.
import { compile } from '../../compile/compile';
import type { Compilation } from '../../compile/program';
import { datasetType } from '../../data/catalogue';
import { apply } from '../../graph/commands/apply';
import type { Command } from '../../graph/commands/command';
import type { Canvas, CanvasId, Endpoint, GraphDocument, Wire } from '../../graph/types';
import { canvasOf, hasCanvas } from './canvases';
import { Past } from './past';

export interface ApplyOptions {
	/** Edits of one gesture (a drag, a slider held) become one entry of the history. */
	gesture?: string;
}

export interface EditorOptions {
	/** Called after every change of the document, undo and redo included. */
	onChange?: (document: GraphDocument) => void;
}

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

export class Editor {
	/** Never written to in place: every edit makes a new one that shares what did not change. */
	document = $state.raw() as GraphDocument;
	canvasId = $state<CanvasId>('training');
	/** Ids of the selected nodes of this canvas. */
	selection = $state.raw<ReadonlySet<string>>(new Set());
	/** Keys of the selected wires of this canvas. */
	selectedWires = $state.raw<ReadonlySet<WireKey>>(new Set());
	/** Id of the selected frame, which is moved and deleted on its own. */
	selectedFrame = $state<string>();
	canUndo = $state(false);
	canRedo = $state(false);
	/** Where the view stood, by canvas: entering again finds the same place. */
	readonly views = new Map<CanvasId, View>();
	/** Asks the canvas to bring nodes into view; the count makes every request new. */
	shown = $state.raw<{ nodes: readonly string[]; count: number }>({ nodes: [], count: 0 });

	/** Everything the document means: types, diagnostics, parameters, the program. */
	readonly compilation: Compilation = $derived(compile(this.document, { datasets: datasetType }));
	/** The canvas one stands on. */
	readonly canvas: Canvas = $derived(canvasOf(this.document, this.canvasId));
	/** The names of the canvases entered, from the training canvas down. */
	readonly path: readonly CanvasId[] = $derived(
		this.canvasId === 'training' ? ['training'] : ['training', this.canvasId],
	);

	#past = new Past();
	#onChange: EditorOptions['onChange'];

	constructor(document: GraphDocument, { onChange }: EditorOptions = {}) {
		this.document = document;
		this.#onChange = onChange;
	}

	/** Carries out commands in order as one edit; those that change nothing leave no trace. */
	apply(commands: Command | readonly Command[], { gesture }: ApplyOptions = {}): void {
		const list = Array.isArray(commands) ? (commands as readonly Command[]) : [commands as Command];
		const before = this.document;
		const after = list.reduce(apply, before);
		if (after === before) return;
		this.#past.record(before, this.canvasId, gesture);
		this.#become(after);
	}

	/** Ends the gesture under way: the next edit is an entry of its own. */
	endGesture(): void {
		this.#past.endGesture();
	}

	undo(): void {
		const entry = this.#past.undo(this.document);
		if (entry) this.#become(entry.document, entry.canvas);
	}

	redo(): void {
		const entry = this.#past.redo(this.document);
		if (entry) this.#become(entry.document, entry.canvas);
	}

	/** Opens another document: nothing of the old one's history is left. */
	replace(document: GraphDocument): void {
		this.#past = new Past();
		this.views.clear();
		this.canvasId = 'training';
		this.clearSelection();
		this.#become(document);
	}

	/** Goes to a canvas of the document; one that is not there is ignored. */
	enter(id: CanvasId): void {
		if (id === this.canvasId || !hasCanvas(this.document, id)) return;
		this.clearSelection();
		this.canvasId = id;
	}

	/** Goes back to the training canvas, with a call of what was left selected. */
	leave(): void {
		if (this.canvasId === 'training') return;
		const name = this.canvasId.slice(this.canvasId.indexOf('/') + 1);
		this.enter('training');
		const call = this.canvas.nodes.find((node) => node.params.network === name);
		if (call) this.select([call.id]);
	}

	select(nodes: Iterable<string>, wires: Iterable<WireKey> = []): void {
		this.selection = new Set(nodes);
		this.selectedWires = new Set(wires);
		this.selectedFrame = undefined;
	}

	selectFrame(id: string): void {
		this.clearSelection();
		this.selectedFrame = id;
	}

	clearSelection(): void {
		if (this.selection.size > 0) this.selection = new Set();
		if (this.selectedWires.size > 0) this.selectedWires = new Set();
		this.selectedFrame = undefined;
	}

	/** Selects nodes of any canvas and brings them into view. */
	show(canvas: CanvasId, nodes: readonly string[]): void {
		this.enter(canvas);
		this.select(nodes);
		this.shown = { nodes, count: this.shown.count + 1 };
	}

	/** The wire that ends at this input, if there is one. */
	wireAt(to: Endpoint): Wire | undefined {
		return this.canvas.wires.find((wire) => wire.to[0] === to[0] && wire.to[1] === to[1]);
	}

	#become(document: GraphDocument, canvas: CanvasId = this.canvasId): void {
		this.document = document;
		this.canvasId = hasCanvas(document, canvas) ? canvas : 'training';
		this.#dropVanished();
		this.canUndo = this.#past.canUndo;
		this.canRedo = this.#past.canRedo;
		this.#onChange?.(document);
	}

	/** What is no longer there can't stay selected. */
	#dropVanished(): void {
		const nodes = new Set(this.canvas.nodes.map((node) => node.id));
		const wires = new Set(this.canvas.wires.map((wire) => wireKey(wire.to)));
		if ([...this.selection].some((id) => !nodes.has(id)))
			this.selection = new Set([...this.selection].filter((id) => nodes.has(id)));
		if ([...this.selectedWires].some((key) => !wires.has(key)))
			this.selectedWires = new Set([...this.selectedWires].filter((key) => wires.has(key)));
		if (!this.canvas.frames.some((frame) => frame.id === this.selectedFrame))
			this.selectedFrame = undefined;
	}
}
