// How far a person has come in each lesson, and in which project; kept as JSON.
import type { Json } from '../graph/types';

export interface LessonProgress {
	/** The step one stood at last, and the furthest one seen; both count from 1. */
	step: number;
	furthest: number;
	/** The project the lesson is gone through in. */
	project: string;
}

export type Progress = Readonly<Record<string, LessonProgress>>;

/** What was kept; whatever of it can't be understood is left out. */
export function readProgress(kept: Json | undefined): Progress {
	if (typeof kept !== 'object' || kept === null || Array.isArray(kept)) return {};
	return Object.fromEntries(
		Object.entries(kept).flatMap(([id, value]) => {
			if (typeof value !== 'object' || value === null || Array.isArray(value)) return [];
			const { step, furthest, project } = value;
			if (!isStep(step) || !isStep(furthest) || typeof project !== 'string') return [];
			return [[id, { step, furthest: Math.max(step, furthest), project }]];
		}),
	);
}

function isStep(value: Json | undefined): value is number {
	return Number.isInteger(value) && (value as number) >= 1;
}

/** Standing at a step now. */
export function reach(
	progress: Progress,
	lesson: string,
	{ step, project }: { step: number; project: string },
): Progress & { [lesson: string]: Json } {
	const furthest = Math.max(step, progress[lesson]?.furthest ?? 0);
	const all: Record<string, LessonProgress & { [key: string]: Json }> = {};
	for (const [id, one] of Object.entries(progress)) all[id] = { ...one };
	all[lesson] = { step, furthest, project };
	return all;
}
