// The graph document and the words every other folder uses about it.

/** A text in both languages of the app. */
export interface Text {
	ja: string;
	en: string;
}

/** What people type themselves is one string; what presets carry is in both languages. */
export type Label = string | Text;

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

export type ParamMap = Record<string, Json>;

/** A position or size on the canvas in canvas pixels. */
export type Point = [x: number, y: number];

export interface GraphNode {
	/** Unique on its canvas; part of weight names, so letters, digits, `_` and `-` only. */
	id: string;
	/** The id of a kind in `nodes/catalogue.ts`; unknown kinds are kept and shown as broken. */
	kind: string;
	params: ParamMap;
	/** It has no part in the run: what it can pass on it passes unchanged, the rest goes without it. */
	off?: true;
	at: Point;
	/** A name of one's own; without it the kind's name is shown. */
	title?: Label;
}

export type Endpoint = [node: string, port: string];

export interface Wire {
	from: Endpoint;
	to: Endpoint;
	/** Joints the wire is led through, in order. */
	via?: Point[];
}

export interface Frame {
	id: string;
	/** A lecture figure's number, shown in a circle. */
	number?: number;
	title: Label;
	/** The point of the frame, bold at the right: `D → 0`. */
	point?: Label;
	at: Point;
	size: Point;
}

/** Nodes and wires of one surface. Array order is drawing order, and the order of a network's ports. */
export interface Canvas {
	nodes: GraphNode[];
	wires: Wire[];
	frames: Frame[];
}

export type Role = 'generator' | 'discriminator' | 'other';

/** A named function with weights. Calling it twice shares the weights. */
export interface Network {
	role: Role;
	title?: Label;
	canvas: Canvas;
}

/** A reusable body; every use, and every repeat of it, has fresh weights. */
export interface Block {
	title?: Label;
	canvas: Canvas;
}

/** Where something is said: a paper, and the section of it. */
export interface Citation {
	/** `Gulrajani et al., Improved Training of Wasserstein GANs (2017), §4` */
	title: string;
	url: string;
}

export interface Source {
	paper: string;
	year: number;
	url?: string;
}

export interface RunSettings {
	/** Seeds initial weights, data order, noise and dropout: an unsigned 32-bit integer. */
	seed: number;
	/** Items drawn a round. */
	batch: number;
	/** Where training stops by itself. */
	rounds: number;
}

export const FORMAT = 'ganloom';
export const VERSION = 1;

export interface GraphDocument {
	format: typeof FORMAT;
	version: typeof VERSION;
	title: Label;
	summary: Label;
	source?: Source;
	networks: Record<string, Network>;
	blocks: Record<string, Block>;
	training: Canvas;
	run: RunSettings;
	/** Codes of warnings that are known and not told again in this document. */
	dismissed?: string[];
}

/** Which canvas of a document. Also used in addresses and as a map key. */
export type CanvasId = 'training' | `networks/${string}` | `blocks/${string}`;

export type Surface = 'training' | 'network' | 'block';

export type Meaning =
	'image' | 'vector' | 'wave' | 'spectrogram' | 'label' | 'words' | 'text' | 'loss';

/**
 * What flows through a port. `shape` leaves out the batch axis; images are [height, width, channels].
 * A `loss` is one number for the whole batch: shape [] and no batch axis.
 */
export interface PortType {
	shape: readonly number[];
	dtype: 'float32' | 'int32';
	meaning: Meaning;
	/** Bounds every value is known to keep, where they are known. */
	range?: readonly [min: number, max: number];
	/** For labels, and for labels as one-hot vectors: how many classes there are; for words: how many numbers. */
	classes?: number;
	/** For text, and for the numbers of words: the words there are. */
	words?: readonly string[];
}

/** `node/port`: names a port of one canvas. */
export type PortRef = `${string}/${string}`;

export type Severity = 'error' | 'warning';

/** One click that repairs a problem: commands, so that it can be undone like any edit. */
export interface Mend {
	label: Text;
	commands: import('./commands/command').Command[];
}

/** What is wrong, where, and what to do. Pinned to a node and port where there is one. */
export interface Diagnostic {
	severity: Severity;
	/** Stable name of the problem, e.g. `shapeMismatch`. */
	code: string;
	message: Text;
	canvas: CanvasId;
	node?: string;
	port?: string;
	/** The parameter it is about. */
	param?: string;
	mend?: Mend;
	/** Who says so. */
	paper?: Citation;
}
