// Edits of the training canvas, as experiments make them.
import type { Command } from '../../graph/commands/command';
import type { Json } from '../../graph/types';

export const set = (node: string, name: string, value: Json): Command => ({
	type: 'setParam',
	canvas: 'training',
	node,
	name,
	value,
});

export const off = (...nodes: string[]): Command => ({
	type: 'setOff',
	canvas: 'training',
	nodes,
	off: true,
});

export const connect = (from: [string, string], to: [string, string]): Command => ({
	type: 'connect',
	canvas: 'training',
	wire: { from, to },
});
