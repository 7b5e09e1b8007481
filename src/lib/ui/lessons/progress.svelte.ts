// How far one has come in the lessons, read once and kept in this browser.
import { readProgress, reach, type Progress } from '../../learn/progress';
import { settings } from '../shell/store';

const KEY = 'lessons';

let known = $state.raw<Progress>({});
let reading: Promise<Progress> | undefined;

/** Empty until it was read. */
export function lessonProgress(): Progress {
	return known;
}

/** Where it can't be read, one begins anew. */
export function loadProgress(): Promise<Progress> {
	reading ??= settings.get(KEY).then(
		(kept) => (known = readProgress(kept)),
		(error: unknown) => {
			console.warn('The progress in the lessons could not be read.', error);
			return known;
		},
	);
	return reading;
}

/** Remembers the step one stands at, from 1. */
export async function keepProgress(lesson: string, step: number, project: string): Promise<void> {
	await loadProgress();
	const next = reach(known, lesson, { step, project });
	known = next;
	try {
		await settings.set(KEY, next);
	} catch (error) {
		console.warn('The progress in the lessons could not be kept.', error);
	}
}
