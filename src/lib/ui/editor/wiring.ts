// Drawing wires: which sockets fit the one a wire comes from, what happens where it is let go, and why not.
import type { Connection, Edge, OnConnectEnd } from '@xyflow/svelte';
import { checkConnection, type Verdict } from '../../compile/connect';
import type { Command } from '../../graph/commands/command';
import type { Endpoint, Point, Wire } from '../../graph/types';
import { breakWires } from './breaking';
import type { CanvasState, Connecting, WireEnd } from './canvasState.svelte';
import { wireKey } from './editor.svelte';
import { setOf } from './selection';

type EndState = Parameters<OnConnectEnd>[1];

interface Ends {
	from: Endpoint;
	to: Endpoint;
}

export class Wiring {
	readonly #state: CanvasState;

	constructor(state: CanvasState) {
		this.#state = state;
	}

	/** A wire begins to be drawn: every socket on the other side is judged once. */
	start(from: WireEnd): void {
		const state = this.#state;
		state.lifted = state.takeLift();
		state.refusal = undefined;
		state.connecting = this.judge(from, this.#liftedWires());
	}

	/** Judges every socket for the wire from one end; from an input, for those of `lifted` wires alike. */
	judge(from: WireEnd, lifted: readonly Wire[] = []): Connecting {
		const { editor, viewOf } = this.#state;
		const own = [...(viewOf(from.node)?.inputs ?? []), ...(viewOf(from.node)?.outputs ?? [])].find(
			(port) => port.side === from.side && port.name === from.port,
		);
		const verdicts = new Map<string, Verdict>();
		for (const { id } of editor.canvas.nodes) {
			const view = viewOf(id);
			for (const port of (from.side === 'out' ? view?.inputs : view?.outputs) ?? []) {
				const at: WireEnd = { node: id, port: port.name, side: port.side };
				const others = from.side === 'in' ? lifted.map(({ to }) => endAt(to)) : [];
				const all = [from, ...others].map((end) => this.#check(order(end, at)));
				verdicts.set(keyOf(at), all.find(({ ok }) => !ok) ?? all[0]!);
			}
		}
		return { from, meaning: own?.meaning, type: own?.type, verdicts };
	}

	fits(connection: Connection | Edge): boolean {
		const ends = endsOf(connection);
		if (!ends) return false;
		const { connecting } = this.#state;
		if (!connecting) return this.#check(ends).ok;
		const [side, [node, port]] =
			connecting.from.side === 'out' ? (['in', ends.to] as const) : (['out', ends.from] as const);
		return connecting.verdicts.get(keyOf({ node, port, side }))?.ok ?? false;
	}

	/** Lays the wire, and takes away the one whose end was moved. */
	connect(connection: Connection | Edge): void {
		const ends = endsOf(connection);
		if (ends) this.lay(ends);
	}

	lay({ from, to }: Ends): void {
		const { editor, connecting } = this.#state;
		const canvas = editor.canvasId;
		const lifted = this.#liftedWires();
		// Lifted from their output, all wires keep the inputs they end at.
		if (connecting?.from.side === 'in' && lifted.length > 0) {
			const moved = lifted.filter((wire) => !same(wire.from, from));
			editor.apply(
				moved.map((wire): Command => ({ type: 'connect', canvas, wire: { from, to: wire.to } })),
			);
			return;
		}
		const [wire] = lifted;
		if (wire && same(wire.to, to) && same(wire.from, from)) return;
		const commands: Command[] = [{ type: 'connect', canvas, wire: { from, to } }];
		if (wire && !same(wire.to, to)) commands.unshift({ type: 'disconnect', canvas, to: wire.to });
		editor.apply(commands);
	}

	/** The wire is let go: on a socket, on a node, or on nothing. */
	end(event: MouseEvent | TouchEvent, end: EndState): void {
		const state = this.#state;
		const { connecting, lifted } = state;
		const screen = pointOf(event);
		if (connecting && !end.isValid) this.#letGo(connecting, screen, end);
		// Cleared last: what happens above asks for them.
		if (state.lifted === lifted) state.lifted = setOf();
		state.connecting = undefined;
	}

	#letGo(connecting: Connecting, screen: Point, end: EndState): void {
		const state = this.#state;
		const { toHandle } = end;
		if (toHandle && toHandle.id != null) {
			const side = toHandle.type === 'target' ? 'in' : 'out';
			this.refuse(connecting, { node: toHandle.nodeId, port: toHandle.id, side }, screen, true);
			return;
		}
		const target = document.elementFromPoint(...screen);
		const node = target?.closest<HTMLElement>('.svelte-flow__node')?.dataset.id;
		if (node !== undefined && node !== connecting.from.node) {
			this.#layToNode(connecting, node, screen);
		} else if (node === undefined && target?.closest('.svelte-flow__pane')) {
			const lifted = this.#liftedWires();
			if (lifted.length > 0) breakWires(state, lifted);
			else if (state.camera) {
				state.quickAdd = { screen, at: state.camera.toCanvas(screen), from: connecting };
			}
		}
	}

	/** Let go on a node's body: the first socket that fits takes the wire, an open one before others. */
	#layToNode(connecting: Connecting, node: string, screen: Point): void {
		const view = this.#state.viewOf(node);
		const ports = (connecting.from.side === 'out' ? view?.inputs : view?.outputs) ?? [];
		const fitting = ports.filter(
			(port) => connecting.verdicts.get(keyOf({ node, port: port.name, side: port.side }))?.ok,
		);
		const port = fitting.find((one) => one.side === 'out' || !one.connected) ?? fitting[0];
		if (port) this.lay(order(connecting.from, { node, port: port.name, side: port.side }));
		else if (ports[0])
			this.refuse(connecting, { node, port: ports[0].name, side: ports[0].side }, screen, true);
	}

	/** Says why not, beside the pointer; `stays` keeps it there for its mend. */
	refuse(connecting: Connecting, at: WireEnd, screen: Point, stays: boolean): void {
		const verdict = connecting.verdicts.get(keyOf(at));
		this.#state.refusal =
			verdict && !verdict.ok
				? { at: screen, reason: verdict.reason, mend: verdict.mend, stays }
				: undefined;
	}

	#liftedWires(): Wire[] {
		const { editor, lifted } = this.#state;
		return editor.canvas.wires.filter(({ to }) => lifted.has(wireKey(to)));
	}

	#check({ from, to }: Ends): Verdict {
		const { editor } = this.#state;
		return checkConnection(editor.compilation, editor.document, editor.canvasId, from, to);
	}
}

/** A wire runs from the output to the input, from whichever end it is drawn. */
export function order(a: WireEnd, b: WireEnd): Ends {
	const [out, into] = a.side === 'out' ? [a, b] : [b, a];
	return { from: [out.node, out.port], to: [into.node, into.port] };
}

const keyOf = ({ side, node, port }: WireEnd): string => `${side}/${node}/${port}`;

const endAt = ([node, port]: Endpoint): WireEnd => ({ node, port, side: 'in' });

function endsOf({
	source,
	sourceHandle,
	target,
	targetHandle,
}: Connection | Edge): Ends | undefined {
	if (sourceHandle == null || targetHandle == null) return undefined;
	return { from: [source, sourceHandle], to: [target, targetHandle] };
}

function same(a: Endpoint | undefined, b: Endpoint): boolean {
	return a !== undefined && a[0] === b[0] && a[1] === b[1];
}

function pointOf(event: MouseEvent | TouchEvent): Point {
	if ('clientX' in event) return [event.clientX, event.clientY];
	const touch = event.changedTouches[0] ?? event.touches[0];
	return touch ? [touch.clientX, touch.clientY] : [0, 0];
}
