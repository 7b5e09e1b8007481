// What a lesson is: short steps on a preset's living graph, each with something to see, to do or to answer.
import type { CanvasId, Citation, Text } from '../graph/types';

/** Controls and panels a step may point out; they carry the name as `data-place`. */
export const PLACES = ['train', 'step', 'slow', 'generate', 'answers', 'loss', 'theory'] as const;

export type Place = (typeof PLACES)[number];

/** What is pointed out: nodes of a canvas (the training canvas where none is named), or a control. */
export interface Pointer {
	canvas?: CanvasId;
	nodes?: readonly string[];
	place?: Place;
}

/** What a person is to do. Nobody is held up by it: the step after it is always in reach. */
export type Task =
	/** Select any of these nodes of the training canvas. */
	| { does: 'select'; nodes: readonly string[] }
	/** Go inside. */
	| { does: 'enter'; canvas: CanvasId }
	/** Let this player make one update by itself. */
	| { does: 'step'; player: string }
	/** Train for so many rounds, counted from when the step was opened. */
	| { does: 'train'; rounds: number }
	/** Go through a round in slow motion until weights are updated. */
	| { does: 'slow' }
	/** Open the generation phase. */
	| { does: 'generate' };

export interface Choice {
	text: Text;
	right?: true;
}

export interface Question {
	ask: Text;
	choices: readonly Choice[];
	/** Told when it was answered, whatever the answer. */
	because: Text;
	/** Where the graph itself gives the answer. */
	shows?: Pointer;
}

export interface Step {
	title: Text;
	/** Paragraphs, parted by empty lines. */
	text: Text;
	points?: Pointer;
	task?: { text: Text } & Task;
	question?: Question;
	/** LaTeX. */
	formula?: string;
	paper?: Citation;
}

export interface Lesson {
	/** Stands in addresses and in kept progress. */
	id: string;
	title: Text;
	/** The preset it happens on, with the weights that come with it or with fresh ones. */
	preset: string;
	trained?: true;
	steps: readonly Step[];
}
