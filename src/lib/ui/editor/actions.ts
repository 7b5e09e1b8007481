// What keys, clicks and the clipboard do on a canvas.
import { entry } from '../../graph/canvases';
import type { Command } from '../../graph/commands/command';
import { copyFragment, parseFragment } from '../../graph/fragment';
import type { Endpoint, Point, Wire } from '../../graph/types';
import type { Surroundings } from '../../nodes/kind';
import { around } from './node/ports';
import { arrange } from './arrange';
import { fittingItems, portFor, type AddItem, type Origin } from './add/items';
import type { CanvasState, Connecting, QuickAddRequest } from './canvasState.svelte';
import { ownsKeys, type KeyCommand } from './keymap';
import { moveBy, neighbour, type Direction } from './neighbours';
import { t } from '../i18n/i18n.svelte';
import { makeBlock, takeApart } from './blocks';
import { breakWires } from './breaking';
import { wireKey } from './editor.svelte';
import { toggleOff } from './offNodes';
import { notify } from '../shell/notices.svelte';
import { removalKeepingWires } from './rewire';
import { setOf } from './selection';
import { pieceNear } from './wire/wirePath';
import { Wiring, order } from './wiring';

const STEP = 10;

export class Actions {
	readonly #state: CanvasState;
	readonly #wiring: Wiring;

	constructor(state: CanvasState) {
		this.#state = state;
		this.#wiring = new Wiring(state);
	}

	/** Carries out a key's command; false leaves the key to the browser. */
	run(command: KeyCommand, target: EventTarget | null): boolean {
		const state = this.#state;
		const { editor } = state;
		const focused = focusedNode(target);
		const chosen = focused ?? [...editor.selection][0];
		switch (command) {
			case 'undo':
				editor.undo();
				return true;
			case 'redo':
				editor.redo();
				return true;
			case 'duplicate':
				editor.duplicate();
				return true;
			case 'selectAll':
				editor.select(editor.canvas.nodes.map((node) => node.id));
				return true;
			case 'delete':
				return editor.deleteSelected();
			case 'dissolve':
				return this.#dissolve();
			case 'scissors':
				state.scissors = !state.scissors;
				return true;
			case 'breakWires':
				return breakWires(state, this.#wiresMeant(focused));
			case 'moveWires':
				if (focused !== undefined && !editor.selection.has(focused)) editor.select([focused]);
				state.movingWires = this.#wiresMeant(focused).length > 0;
				return state.movingWires;
			case 'off':
				return toggleOff(editor, this.#meant(focused));
			case 'frame':
				if (editor.selection.size > 0) editor.frame(t('inspector.several.frameTitle'));
				return true;
			case 'makeBlock':
				if (editor.selection.size > 0) makeBlock(editor);
				return true;
			case 'takeApart':
				return chosen !== undefined && takeApart(editor, chosen);
			case 'find':
				state.palette = 'nodes';
				return true;
			case 'palette':
				state.palette = 'all';
				return true;
			case 'fit':
				state.camera?.fit();
				return true;
			case 'fitSelection':
				state.camera?.fit(editor.selection.size > 0 ? [...editor.selection] : undefined);
				return true;
			case 'zoomIn':
				state.camera?.zoomBy(1.2);
				return true;
			case 'zoomOut':
				state.camera?.zoomBy(1 / 1.2);
				return true;
			case 'minimap':
				state.minimap = !state.minimap;
				return true;
			case 'probe':
				return this.#probe(chosen);
			case 'arrange':
				void this.arrange();
				return true;
			case 'rename':
				state.renaming = chosen;
				return chosen !== undefined;
			case 'open':
				if (focused !== undefined && !editor.selection.has(focused)) editor.select([focused]);
				else if (chosen !== undefined) this.open(chosen);
				return chosen !== undefined;
			case 'leave':
				return this.#escape();
			case 'moveLeft':
			case 'moveRight':
			case 'moveUp':
			case 'moveDown':
				return this.#move(command.slice(4) as Direction, focused);
			case 'focusLeft':
			case 'focusRight':
			case 'focusUp':
			case 'focusDown':
				return this.#walk(command.slice(5) as Direction, chosen);
			default:
				// Copy, cut and paste come as clipboard events; adding is the canvas's.
				return false;
		}
	}

	/** Enters the network a node calls; for others, types a new title. */
	open(node: string): void {
		const { editor } = this.#state;
		const found = editor.canvas.nodes.find((one) => one.id === node);
		const { network, block } = found?.params ?? {};
		if (typeof network === 'string' && entry(editor.document.networks, network))
			editor.enter(`networks/${network}`);
		else if (typeof block === 'string' && entry(editor.document.blocks, block))
			editor.enter(`blocks/${block}`);
		else this.#state.renaming = node;
	}

	/** Puts a joint into the wire that was clicked. */
	bend(event: MouseEvent): void {
		const { editor, camera, socketAt } = this.#state;
		const key = (event.target as Element).closest<SVGElement>('.svelte-flow__edge')?.dataset.id;
		const wire = editor.canvas.wires.find((one) => `${one.to[0]}/${one.to[1]}` === key);
		if (!wire || !camera) return;
		const at = camera.toCanvas([event.clientX, event.clientY]);
		const via = wire.via ?? [];
		const ends = [socketAt('out', ...wire.from) ?? at, socketAt('in', ...wire.to) ?? at] as const;
		const piece = pieceNear([ends[0], ...via, ends[1]], at);
		const joint: Point = [Math.round(at[0] / STEP) * STEP, Math.round(at[1] / STEP) * STEP];
		editor.apply({
			type: 'setVia',
			canvas: editor.canvasId,
			to: wire.to,
			via: [...via.slice(0, piece), joint, ...via.slice(piece)],
		});
		editor.select([], [`${wire.to[0]}/${wire.to[1]}`]);
	}

	/** Lays out the whole canvas from left to right, as one edit. */
	async arrange(): Promise<void> {
		const { editor, sizeOf } = this.#state;
		const canvas = editor.canvasId;
		const { nodes: to, frames } = await arrange(editor.canvas, sizeOf);
		const bent = editor.canvas.wires.filter((wire) => wire.via?.length);
		editor.apply([
			{ type: 'moveNodes', canvas, to },
			...frames.map((frame): Command => ({ type: 'setFrame', canvas, frame })),
			...bent.map((wire): Command => ({ type: 'setVia', canvas, to: wire.to, via: [] })),
		]);
		this.#state.camera?.fit();
	}

	/** Adds an item where quick add was opened or a drag ended, and wires it to where it came from. */
	addAt(item: AddItem, { at, from }: Pick<QuickAddRequest, 'at' | 'from'>): void {
		const { editor } = this.#state;
		const origin = from && this.#origin(from);
		const port = origin && portFor(item, this.#around(), origin);
		// The socket comes to lie where the wire was let go; without one, the head.
		const input = from?.from.side === 'out';
		const [dx, dy] = from ? [input ? 0 : 120, 38] : [60, 14];
		const place: Point = [snap(at[0] - dx), snap(at[1] - dy)];
		const connect = (id: string): Command[] => {
			if (!from || !port) return [];
			const wire = order(from.from, { node: id, port: port.name, side: input ? 'in' : 'out' });
			return [{ type: 'connect', canvas: editor.canvasId, wire }];
		};
		editor.add(item, place, connect, origin?.type);
	}

	/** Adds an item into a wire, which then runs through it; false where it has no sockets for that. */
	addInto(item: AddItem, wire: Wire): boolean {
		const { editor, socketAt } = this.#state;
		const canvas = editor.canvasId;
		const source = this.#portOf(wire.from, 'outputs');
		const surroundings = this.#around();
		const input = portFor(item, surroundings, { side: 'out', ...source });
		const target = this.#portOf(wire.to, 'inputs');
		const output = portFor(item, surroundings, { side: 'in', ...target });
		if (!input || !output) return false;
		const ends = [socketAt('out', ...wire.from), socketAt('in', ...wire.to)];
		const [a, b] = ends.map((end): Point => end ?? editor.centre) as [Point, Point];
		const middle: Point = [snap((a[0] + b[0]) / 2 - 60), snap((a[1] + b[1]) / 2 - 38)];
		const through = (id: string): Command[] => [
			{ type: 'connect', canvas, wire: { from: wire.from, to: [id, input.name] } },
			{ type: 'connect', canvas, wire: { from: [id, output.name], to: wire.to } },
		];
		editor.add(item, middle, through, source.type);
		return true;
	}

	/** What a socket of the canvas gives or takes. */
	#portOf(
		[node, name]: Endpoint,
		side: 'inputs' | 'outputs',
	): Pick<Origin, 'meaning' | 'type' | 'accepts'> {
		const port = this.#state.viewOf(node)?.[side].find((one) => one.name === name);
		return { meaning: port?.meaning, type: port?.type, accepts: port?.accepts };
	}

	/** The items with a socket that fits the wire being drawn. */
	fitting(items: readonly AddItem[], from: Connecting): readonly AddItem[] {
		return fittingItems(items, this.#around(), this.#origin(from));
	}

	/** While a wire is drawn: says why the socket under the pointer does not fit. */
	hover(event: PointerEvent): void {
		const state = this.#state;
		const { connecting } = state;
		if (!connecting) return;
		const socket = document
			.elementFromPoint(event.clientX, event.clientY)
			?.closest<HTMLElement>('.svelte-flow__handle');
		const { nodeid, handleid } = socket?.dataset ?? {};
		const side = socket?.classList.contains('target') ? 'in' : 'out';
		if (nodeid === undefined || handleid === undefined || side === connecting.from.side) {
			state.refusal = undefined;
			return;
		}
		const at = { node: nodeid, port: handleid, side } as const;
		this.#wiring.refuse(connecting, at, [event.clientX, event.clientY], false);
	}

	copyTo(event: ClipboardEvent): boolean {
		const { document, canvasId, selection } = this.#state.editor;
		if (selection.size === 0 || this.#elsewhere(event)) return false;
		event.clipboardData?.setData('text/plain', copyFragment(document, canvasId, selection));
		event.preventDefault();
		return true;
	}

	cutTo(event: ClipboardEvent): void {
		if (this.copyTo(event)) this.#state.editor.deleteSelected();
	}

	/** Puts the clipboard's nodes under the pointer, or a little aside from where they came from; `wired` as they were. */
	pasteFrom(event: ClipboardEvent, pointer: Point | undefined, wired: boolean): void {
		if (this.#elsewhere(event)) return;
		const { fragment } = parseFragment(event.clipboardData?.getData('text/plain') ?? '');
		if (!fragment || fragment.content.nodes.length === 0) return;
		event.preventDefault();
		const left = Math.min(...fragment.content.nodes.map((node) => node.at[0]));
		const top = Math.min(...fragment.content.nodes.map((node) => node.at[1]));
		const at = pointer && this.#state.camera?.toCanvas(pointer);
		const offset: Point = at ? [snap(at[0] - left), snap(at[1] - top)] : [20, 20];
		this.#state.editor.paste(fragment, offset, { wired });
	}

	/** Takes out what is selected; what flowed through it flows on. */
	#dissolve(): boolean {
		const { editor } = this.#state;
		const { document, canvasId, compilation, selection } = editor;
		if (selection.size === 0) return false;
		editor.apply(removalKeepingWires({ document, canvasId, compilation }, selection));
		return true;
	}

	/** Looks at what the selected wires carry, or at what a node gives. */
	#probe(node: string | undefined): boolean {
		const { editor, probes, viewOf } = this.#state;
		const wires = editor.canvas.wires.filter((wire) => editor.selectedWires.has(wireKey(wire.to)));
		const ends = wires.length > 0 ? wires.map(({ from }) => from) : probes.outputsOf(node, viewOf);
		if (ends.length > 0) probes.toggle(ends);
		else if (node !== undefined) notify({ tone: 'quiet', text: t('probe.nothing') });
		return ends.length > 0 || node !== undefined;
	}

	#escape(): boolean {
		const state = this.#state;
		const { editor } = state;
		if (state.connecting || state.refusal) {
			state.cancelDrawing();
			state.refusal = undefined;
		} else if (editor.selection.size || editor.selectedWires.size || editor.selectedFrame) {
			editor.clearSelection();
		} else if (editor.canvasId !== 'training') {
			editor.leave();
		} else if (editor.comparison) {
			editor.comparison.leave();
		} else return false;
		return true;
	}

	/** The nodes a key is about: what is selected, or the one that has the focus apart from that. */
	#meant(focused: string | undefined): ReadonlySet<string> {
		const { selection } = this.#state.editor;
		return focused !== undefined && !selection.has(focused) ? setOf([focused]) : selection;
	}

	/** The wires a key is about: those selected, and those at the nodes that are meant. */
	#wiresMeant(focused: string | undefined): Wire[] {
		const { editor } = this.#state;
		const nodes = this.#meant(focused);
		return editor.canvas.wires.filter(
			({ from, to }) =>
				nodes.has(from[0]) || nodes.has(to[0]) || editor.selectedWires.has(wireKey(to)),
		);
	}

	#move(direction: Direction, focused: string | undefined): boolean {
		const { editor } = this.#state;
		const ids = this.#meant(focused);
		const to = moveBy(editor.canvas, ids, direction, STEP);
		this.#state.moveNodes(to, `keys ${[...ids].join(' ')}`);
		return ids.size > 0;
	}

	#walk(direction: Direction, from: string | undefined): boolean {
		const state = this.#state;
		const { canvas } = state.editor;
		const next = from === undefined ? canvas.nodes[0]?.id : neighbour(canvas, from, direction);
		if (next === undefined) return from !== undefined;
		state.editor.select([next]);
		state.focusNode(next);
		state.camera?.reveal(next);
		return true;
	}

	#around(): Surroundings {
		const { editor } = this.#state;
		return around(editor.document, editor.canvasId, editor.compilation);
	}

	#origin({ from, meaning, type }: Connecting): Origin {
		const port = this.#state.viewOf(from.node)?.inputs.find((one) => one.name === from.port);
		const accepts = from.side === 'in' ? port?.accepts : undefined;
		return { side: from.side, meaning, type, accepts };
	}

	/** Text selected or typed elsewhere on the page keeps the clipboard. */
	#elsewhere(event: ClipboardEvent): boolean {
		return ownsKeys(event.target) || (getSelection()?.isCollapsed === false && !!getSelection());
	}
}

function focusedNode(target: EventTarget | null): string | undefined {
	return target instanceof Element
		? target.closest<HTMLElement>('.svelte-flow__node')?.dataset.id
		: undefined;
}

function snap(value: number): number {
	return Math.round(value / STEP) * STEP;
}
