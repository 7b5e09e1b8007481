// Every edit of a document, as data: pure, so that it can be undone, replayed, tested and offered as a mend.
import type {
	Canvas,
	CanvasId,
	Endpoint,
	Frame,
	GraphNode,
	Json,
	Label,
	Point,
	Role,
	RunSettings,
	Wire,
} from '../types';

export type Command =
	| { type: 'addNode'; canvas: CanvasId; node: GraphNode }
	/** Also removes the wires at them. */
	| { type: 'removeNodes'; canvas: CanvasId; nodes: string[] }
	| { type: 'moveNodes'; canvas: CanvasId; to: Record<string, Point> }
	| { type: 'setParam'; canvas: CanvasId; node: string; name: string; value: Json }
	| { type: 'setTitle'; canvas: CanvasId; node: string; title: Label | undefined }
	/** Takes nodes out of the run, or back into it; a body's own inputs and outputs stay in. */
	| { type: 'setOff'; canvas: CanvasId; nodes: string[]; off: boolean }
	/** An input takes one wire: connecting replaces the one that was there. */
	| { type: 'connect'; canvas: CanvasId; wire: Wire }
	| { type: 'disconnect'; canvas: CanvasId; to: Endpoint }
	| { type: 'setVia'; canvas: CanvasId; to: Endpoint; via: Point[] }
	/** Adds nodes and wires as they are; ids must be free (see `freshIds`). */
	| { type: 'insert'; canvas: CanvasId; content: Canvas }
	| { type: 'setFrame'; canvas: CanvasId; frame: Frame }
	| { type: 'removeFrame'; canvas: CanvasId; frame: string }
	| { type: 'addNetwork'; name: string; role: Role; content: Canvas }
	/** Calls of it and players that update it follow. */
	| { type: 'renameNetwork'; from: string; to: string }
	| { type: 'setRole'; name: string; role: Role }
	/** Calls of it are removed with their wires. */
	| { type: 'removeNetwork'; name: string }
	| { type: 'addBlock'; name: string; title?: Label; content: Canvas }
	| { type: 'removeBlock'; name: string }
	| { type: 'setRun'; run: Partial<RunSettings> }
	| { type: 'setDocumentTitle'; title: Label }
	| { type: 'setSummary'; summary: Label }
	/** Warnings of this code are not told in this document, or told again. */
	| { type: 'setDismissed'; code: string; dismissed: boolean };
