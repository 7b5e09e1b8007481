// The open document beside another one: what differs, and where one was before one looked.
import { compile } from '../../../compile/compile';
import type { Compilation } from '../../../compile/program';
import { datasetType } from '../../../data/catalogue';
import { findCanvas } from '../../../graph/canvases';
import {
	diffDocuments,
	shareInBoth,
	type CanvasDiff,
	type GraphDiff,
} from '../../../graph/diff/diff';
import type { CanvasId, GraphDocument, GraphNode, ParamMap } from '../../../graph/types';
import { kindOf } from '../../../nodes/catalogue';
import type { Editor, View, WireKey } from '../editor.svelte';
import { paramsOf } from '../node/ports';
import { keep } from '../selection';

/** Where the other document comes from. */
export type ComparedWith =
	| { from: 'preset'; id: string }
	| { from: 'file'; name: string }
	| { from: 'project'; title: string }
	| { from: 'version'; name: string }
	| { from: 'earlier' };

/** A canvas is told as a whole, not node by node, where fewer nodes than this are in both and more than this are not. */
const FEW_SHARED = 0.5;
const MANY = 15;

export class Comparison {
	/** Every node is shown, even where nearly all are others. */
	everything = $state(false);
	/** The removed node that the list points at. */
	pointed = $state.raw<{ canvas: CanvasId; node: string; count: number }>();
	/** What the open document changes on the other. */
	readonly diff: GraphDiff = $derived.by(() =>
		diffDocuments(this.other, this.editor.document, { paramsOf: completeParams }),
	);
	/** What the other document means. */
	readonly otherCompiled: Compilation = $derived.by(() =>
		compile(this.other, { datasets: datasetType }),
	);
	/** The canvas one stands on. */
	readonly here: CanvasDiff | undefined = $derived.by(() =>
		this.diff.canvases.find(({ after }) => after === this.editor.canvasId),
	);

	readonly #left: {
		canvasId: CanvasId;
		selection: ReadonlySet<string>;
		wires: ReadonlySet<WireKey>;
		views: Partial<Record<CanvasId, View>>;
	};

	constructor(
		readonly editor: Editor,
		readonly with_: ComparedWith,
		readonly other: GraphDocument,
	) {
		const { canvasId, selection, selectedWires, views, comparison } = editor;
		// One comparison after another leads back to where one was before the first.
		this.#left = comparison
			? comparison.#left
			: { canvasId, selection, wires: selectedWires, views: { ...views } };
	}

	/** Whether so much is different that single nodes would say less than the whole. */
	isMostlyOther(diff: CanvasDiff): boolean {
		const apart = diff.nodes.filter(({ change }) => change !== 'changed').length;
		return diff.change === 'kept' && shareInBoth(diff) < FEW_SHARED && apart > MANY;
	}

	/** Whether a canvas's nodes are marked one by one. */
	isMarked(diff: CanvasDiff): boolean {
		return this.everything || (diff.change === 'kept' && !this.isMostlyOther(diff));
	}

	/** Brings a removed node's place into view. */
	point(canvas: CanvasId, node: string): void {
		this.editor.enter(canvas);
		this.editor.clearSelection();
		this.pointed = { canvas, node, count: (this.pointed?.count ?? 0) + 1 };
	}

	/** Ends it: the editor is as it was before. */
	leave(): void {
		const { editor } = this;
		const { canvasId, selection, wires, views } = this.#left;
		editor.comparison = undefined;
		if (!findCanvas(editor.document, canvasId)) return;
		const stays = editor.canvasId === canvasId;
		editor.views = { ...views };
		editor.enter(canvasId);
		const { nodes, wires: there } = editor.canvas;
		editor.select(
			keep(
				selection,
				nodes.map(({ id }) => id),
			),
			keep(
				wires,
				there.map(({ to }): WireKey => `${to[0]}/${to[1]}`),
			),
		);
		if (stays) editor.goTo(views[canvasId]);
	}
}

/** Compares the open document with another from now on. */
export function startComparison(editor: Editor, with_: ComparedWith, other: GraphDocument): void {
	editor.comparison = new Comparison(editor, with_, other);
}

/** With defaults where a document says nothing. */
export function completeParams(node: GraphNode): ParamMap {
	const kind = kindOf(node.kind);
	return kind ? paramsOf(kind, node) : node.params;
}
