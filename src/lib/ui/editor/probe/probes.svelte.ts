// Looks at what flows: which ports are looked at, in which call, and what was seen last. A view, no part of the document.
import { placeOf, runsOf, type Run } from '../../../compile/probePlaces';
import type { CanvasId, Endpoint } from '../../../graph/types';
import type { Probed } from '../../../runtime/protocol';
import type { Editor } from '../editor.svelte';
import type { LiveSession } from '../live';
import { setOf } from '../selection';
import type { NodeView } from '../node/view';
import { reasonOf } from '../../shell/reason';

export interface OpenProbe {
	canvas: CanvasId;
	node: string;
	port: string;
}

/** Milliseconds between two looks, at the least. */
const GAP = 300;
/** Looking takes at most one part in so many of the time. */
const SHARE = 5;

export class Probes {
	/** In the order they were opened, on all canvases. */
	open = $state.raw<readonly OpenProbe[]>([]);
	/** What was seen last, by place. */
	seen = $state.raw<Probed>({});
	/** Why looking failed altogether. */
	trouble = $state('');
	/** The runs of the canvas one stands on: calls of a network, uses of a block. */
	readonly runs: readonly Run[] = $derived.by(() =>
		runsOf(this.editor.document, this.editor.canvasId),
	);
	/** Those on the canvas one stands on whose node is still there. */
	readonly here: readonly OpenProbe[] = $derived.by(() => {
		const { canvas, canvasId } = this.editor;
		return this.open.filter(
			(one) => one.canvas === canvasId && canvas.nodes.some(({ id }) => id === one.node),
		);
	});
	/** Prefix of the run that was chosen, by canvas. */
	#chosen = $state.raw<Readonly<Partial<Record<CanvasId, string>>>>({});
	#looking = false;
	#again = false;

	constructor(
		private readonly editor: Editor,
		readonly session: () => LiveSession | undefined,
	) {}

	/** The run that is looked into. */
	get run(): Run | undefined {
		const prefix = this.#chosen[this.editor.canvasId];
		return this.runs.find((run) => run.prefix === prefix) ?? this.runs[0];
	}

	choose(prefix: string): void {
		this.#chosen = { ...this.#chosen, [this.editor.canvasId]: prefix };
	}

	isOpen([node, port]: Endpoint): boolean {
		return this.here.some((one) => one.node === node && one.port === port);
	}

	/** Opens looks at outputs of this canvas; closes them where all are open. */
	toggle(outputs: readonly Endpoint[]): void {
		const canvas = this.editor.canvasId;
		const unique = outputs.filter(
			([node, port], i) => outputs.findIndex((one) => one[0] === node && one[1] === port) === i,
		);
		const missing = unique.filter((output) => !this.isOpen(output));
		if (missing.length === 0) unique.forEach(([node, port]) => this.close({ canvas, node, port }));
		else this.open = [...this.open, ...missing.map(([node, port]) => ({ canvas, node, port }))];
	}

	close({ canvas, node, port }: OpenProbe): void {
		this.open = this.open.filter(
			(one) => one.canvas !== canvas || one.node !== node || one.port !== port,
		);
	}

	/** The outputs of a node that are worth a look: those that are wired, else its first. */
	outputsOf(
		node: string | undefined,
		viewOf: (node: string) => NodeView | undefined,
	): readonly Endpoint[] {
		const outputs = (node === undefined ? undefined : viewOf(node))?.outputs ?? [];
		const wired = outputs.filter(({ connected }) => connected);
		return (wired.length > 0 ? wired : outputs.slice(0, 1)).map(({ name }) => [node!, name]);
	}

	/** Where a probe's value is computed; undefined where the canvas is part of no run. */
	placeOf({ node, port }: OpenProbe): string | undefined {
		return this.run && placeOf(this.editor.document, this.run, node, port);
	}

	/** Looks now, or as soon as the look under way is over and training has had its time. */
	async look(): Promise<void> {
		if (this.#looking) {
			this.#again = true;
			return;
		}
		this.#looking = true;
		try {
			do {
				this.#again = false;
				const started = performance.now();
				await this.#lookOnce();
				const rest = Math.max(GAP, (SHARE - 1) * (performance.now() - started));
				await new Promise((resolve) => setTimeout(resolve, rest));
			} while (this.#again);
		} finally {
			this.#looking = false;
		}
	}

	async #lookOnce(): Promise<void> {
		const places = [...setOf(this.here.flatMap((probe) => this.placeOf(probe) ?? []))];
		try {
			const probed = await this.session()?.probe(places);
			if (probed) this.seen = probed;
			this.trouble = '';
		} catch (error) {
			this.trouble = reasonOf(error);
		}
	}
}
