// What a node looks like, as plain data: said once here, measured by layout.ts and drawn by LoomNode.svelte.
import type { Meaning, PortType, Severity } from '../../../graph/types';
import type { Who } from '../who';

export interface PortView {
	name: string;
	/** Beside the socket; empty where it would say nothing. */
	label: string;
	side: 'in' | 'out';
	meaning: Meaning | undefined;
	type: PortType | undefined;
	connected: boolean;
	/** What an input takes; without it, anything but a loss. */
	accepts: readonly Meaning[] | undefined;
}

export interface ChipView {
	name: string;
	who: Who;
}

export type LineView =
	| { shows: 'pair'; label: string; value: string; strong?: boolean }
	/** The latest figure of a port, with a parameter it depends on at its left. */
	| { shows: 'figure'; pill?: string; port: string }
	/** An answer from 0 to 1 as a bar and a figure. */
	| { shows: 'meter'; port: string }
	| { shows: 'chips'; label: string; chips: readonly ChipView[]; value: string }
	| { shows: 'note'; text: string; tone: 'quiet' | 'error' };

export type PreviewView =
	| {
			shows: 'pictures';
			count: number;
			/** Asked for by the node; otherwise what makes full rows. */
			columns: number | undefined;
			size: readonly [height: number, width: number];
	  }
	| { shows: 'histogram' }
	| { shows: 'scalar' }
	| { shows: 'density'; shape: 'normal' | 'uniform' };

export interface NodeView {
	id: string;
	kind: string;
	title: string;
	icon: string;
	/** Fill says rank: none, a soft tint, solid. */
	rank: 'operation' | 'call' | 'player';
	who: Who | undefined;
	chip: ChipView | undefined;
	/** A quiet fact at the right of the head. */
	fact: string;
	/** How often the network is called, where more than once. */
	calls: number;
	inputs: readonly PortView[];
	outputs: readonly PortView[];
	/** The one input's socket sits in the head, since a preview takes the body. */
	socketInHead: boolean;
	lines: readonly LineView[];
	preview: PreviewView | undefined;
	severity: Severity | undefined;
	/** What is wrong, in words; for the badge. */
	problem: string;
	/** The kind is unknown. */
	broken: boolean;
	/** It is off: what it hands on, as pairs of an input and an output, and what that means in words. */
	off: { passes: readonly (readonly [input: string, output: string])[]; says: string } | undefined;
	/** Read aloud. */
	spoken: string;
}
