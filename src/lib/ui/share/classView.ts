// How an address may ask for a project to be shown: for a class, with less to press and nothing to break.

/** Panels that can be left out. */
export const HIDEABLE = ['rail', 'inspector', 'strip'] as const;

export type HideablePanel = (typeof HIDEABLE)[number];

export interface ClassView {
	/** The graph can't be edited; it still trains and generates. */
	locked: boolean;
	hidden: readonly HideablePanel[];
	/** Opens where pictures or sound are made. */
	generate: boolean;
	/** The lesson beside the graph, and its step: from 1, or where one was last. */
	lesson?: { id: string; step?: number };
}

export const USUAL_VIEW: ClassView = { locked: false, hidden: [], generate: false };

/** Whatever of it is not understood is left out. */
export function readClassView(query: URLSearchParams): ClassView {
	const asked = query.get('hide')?.split(',') ?? [];
	const id = query.get('lesson');
	const step = Number(query.get('step'));
	const at = Number.isInteger(step) && step >= 1 ? { step } : {};
	return {
		...(id === null ? {} : { lesson: { id, ...at } }),
		locked: query.get('lock') === '1',
		hidden: HIDEABLE.filter((panel) => asked.includes(panel)),
		generate: query.get('phase') === 'generate',
	};
}

export function writeClassView(
	query: URLSearchParams,
	{ locked, hidden, generate, lesson }: ClassView,
): void {
	if (locked) query.set('lock', '1');
	if (hidden.length > 0) query.set('hide', hidden.join(','));
	if (generate) query.set('phase', 'generate');
	if (lesson) query.set('lesson', lesson.id);
	if (lesson?.step !== undefined) query.set('step', String(lesson.step));
}
