// Where wires can go instead: for moving them without a pointer.
import type { Command } from '../../graph/commands/command';
import type { Endpoint, Wire } from '../../graph/types';
import type { CanvasState, WireEnd } from './canvasState.svelte';
import { wireKey } from './editor.svelte';
import { Wiring } from './wiring';

/** Wires that would leave one socket for another. */
export interface Move {
	key: string;
	from: WireEnd;
	to: WireEnd;
	count: number;
	commands: readonly Command[];
}

/**
 * Moves of all wires of each output of the selected nodes, and of the wire of each of their inputs; of selected wires,
 * moves of either end.
 */
export function movesOf(state: CanvasState): Move[] {
	const { wires } = state.editor.canvas;
	const { selection, selectedWires } = state.editor;
	const outputs = new Map<string, Wire[]>();
	for (const wire of wires.filter(({ from }) => selection.has(from[0])))
		outputs.set(wireKey(wire.from), [...(outputs.get(wireKey(wire.from)) ?? []), wire]);
	const chosen = wires.filter((wire) => selectedWires.has(wireKey(wire.to)));
	return [
		...[...outputs.values(), ...chosen.map((wire) => [wire])].flatMap((group) =>
			outputMoves(state, group),
		),
		...[...wires.filter(({ to }) => selection.has(to[0])), ...chosen].flatMap((wire) =>
			inputMoves(state, wire),
		),
	];
}

/** To other outputs, whatever the wires end at. */
function outputMoves(state: CanvasState, wires: readonly Wire[]): Move[] {
	const [first] = wires;
	if (!first) return [];
	const canvas = state.editor.canvasId;
	const from = endAt('out', first.from);
	return targets(state, endAt('in', first.to), wires, from).map((to) => ({
		key: `${keyOf(from)} ${keyOf(to)} ${wireKey(first.to)}`,
		...{ from, to, count: wires.length },
		commands: wires.map((wire): Command => ({
			...{ type: 'connect', canvas },
			wire: { from: [to.node, to.port], to: wire.to },
		})),
	}));
}

/** To other inputs, from where the wire begins. */
function inputMoves(state: CanvasState, wire: Wire): Move[] {
	const canvas = state.editor.canvasId;
	const from = endAt('in', wire.to);
	return targets(state, endAt('out', wire.from), [], from).map((to) => ({
		key: `${keyOf(from)} ${keyOf(to)}`,
		...{ from, to, count: 1 },
		commands: [
			{ type: 'disconnect', canvas, to: wire.to },
			{ type: 'connect', canvas, wire: { from: wire.from, to: [to.node, to.port] } },
		],
	}));
}

/** Sockets that fit what stays where it is, without the one that is left. */
function targets(
	state: CanvasState,
	stays: WireEnd,
	wires: readonly Wire[],
	left: WireEnd,
): WireEnd[] {
	const { verdicts } = new Wiring(state).judge(stays, wires);
	const side = left.side;
	return state.editor.canvas.nodes.flatMap(({ id }) => {
		const view = state.viewOf(id);
		return (side === 'in' ? (view?.inputs ?? []) : (view?.outputs ?? []))
			.map((port): WireEnd => ({ node: id, port: port.name, side }))
			.filter((end) => keyOf(end) !== keyOf(left) && verdicts.get(keyOf(end))?.ok);
	});
}

const keyOf = ({ side, node, port }: WireEnd): string => `${side}/${node}/${port}`;

const endAt = (side: WireEnd['side'], [node, port]: Endpoint): WireEnd => ({ node, port, side });
