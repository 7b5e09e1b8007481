// Undo and redo: the documents before and after, with the canvas one stood on, so that one is taken back to it.
import type { CanvasId, GraphDocument } from '../../graph/types';

export interface Moment {
	document: GraphDocument;
	canvas: CanvasId;
}

/** Documents share what did not change, so an entry costs no more than the edit. */
const LIMIT = 500;

export class Past {
	#undo: Moment[] = [];
	#redo: Moment[] = [];
	#gesture: string | undefined;

	get canUndo(): boolean {
		return this.#undo.length > 0;
	}

	get canRedo(): boolean {
		return this.#redo.length > 0;
	}

	/** Remembers how it was before an edit; edits of one gesture share the first one's entry. */
	record(document: GraphDocument, canvas: CanvasId, gesture?: string): void {
		this.#redo = [];
		if (gesture !== undefined && gesture === this.#gesture && this.canUndo) return;
		this.#gesture = gesture;
		this.#undo.push({ document, canvas });
		if (this.#undo.length > LIMIT) this.#undo.shift();
	}

	endGesture(): void {
		this.#gesture = undefined;
	}

	/** The moment to go back to; the document as it is now is kept for redo. */
	undo(document: GraphDocument): Moment | undefined {
		return this.#step(this.#undo, this.#redo, document);
	}

	redo(document: GraphDocument): Moment | undefined {
		return this.#step(this.#redo, this.#undo, document);
	}

	#step(from: Moment[], onto: Moment[], document: GraphDocument): Moment | undefined {
		this.#gesture = undefined;
		const moment = from.pop();
		// The edit happened on the moment's canvas: taking it back and doing it again both go there.
		if (moment) onto.push({ document, canvas: moment.canvas });
		return moment;
	}
}
