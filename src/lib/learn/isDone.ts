// Whether what a step asks for has been done.
import type { CanvasId } from '../graph/types';
import type { Task } from './lesson';

/** What a lesson sees of the app. */
export interface Seen {
	canvas: CanvasId;
	/** Selected nodes of that canvas. */
	selection: ReadonlySet<string>;
	/** Rounds played in all. */
	round: number;
	/** The player whose single step is under way. */
	stepping: string | undefined;
	/** What the stage shown in slow motion does. */
	stage: string | undefined;
	/** The generation phase is open. */
	generating: boolean;
}

/** `start` is the round the step was opened at. */
export function isDone(task: Task, seen: Seen, start: number): boolean {
	switch (task.does) {
		case 'select':
			return seen.canvas === 'training' && task.nodes.some((node) => seen.selection.has(node));
		case 'enter':
			return seen.canvas === task.canvas;
		case 'step':
			return seen.stepping === task.player;
		case 'train':
			return seen.round - start >= task.rounds;
		case 'slow':
			return seen.stage === 'update';
		case 'generate':
			return seen.generating;
	}
}
