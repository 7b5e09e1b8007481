// Where screens are, whatever path the site lives under.
import { goto } from '$app/navigation';
import { resolve } from '$app/paths';
import { encodeDocument } from '../../export/link';
import type { GraphDocument } from '../../graph/types';
import type { Experiment, Variant } from '../../learn/experiments/experiment';
import type { Lesson } from '../../learn/lesson';
import type { Preset } from '../presets';
import { USUAL_VIEW, writeClassView, type ClassView } from '../share/classView';

/** What follows the editor's address and a question mark to open a project. */
export function projectQuery(id: string, view: ClassView = USUAL_VIEW): string {
	const query = new URLSearchParams({ project: id });
	writeClassView(query, view);
	return String(query);
}

export function goToProject(
	id: string,
	{
		view,
		...options
	}: { replaceState?: boolean; keepFocus?: boolean; noScroll?: boolean; view?: ClassView } = {},
): Promise<void> {
	return goto(resolve(`/edit/?${projectQuery(id, view)}`), options);
}

/** What stands before `=` and a document in the part of an address after #. */
const DOCUMENT = 'g';

/** An address that holds the whole document. What is after # is never sent to the site's host. */
export function linkTo(document: GraphDocument, view: ClassView): string {
	const inside = new URLSearchParams({ [DOCUMENT]: encodeDocument(document) });
	writeClassView(inside, view);
	return `${baseAddress()}edit/#${inside}`;
}

/** What an address has after #: the document, if there is one, and what goes with it. */
export function readLink(hash: string): { text: string | null; inside: URLSearchParams } {
	const inside = new URLSearchParams(hash.replace(/^#/, ''));
	return { text: inside.get(DOCUMENT), inside };
}

/** What follows the editor's address and a question mark to take a lesson up, where one was last. */
export function lessonQuery({ id }: Pick<Lesson, 'id'>): string {
	return String(new URLSearchParams({ lesson: id }));
}

/** What follows the editor's address and a question mark to begin a project with a variant of a preset. */
export function experimentQuery(
	{ id }: Pick<Experiment, 'id'>,
	variant: Pick<Variant, 'id'>,
): string {
	return String(new URLSearchParams({ experiment: `${id}/${variant.id}` }));
}

export interface PresetStart {
	/** Trained weights instead of fresh ones. */
	trained?: boolean;
	/** Begin in the generation phase. */
	generate?: boolean;
	/** Compared with another preset. */
	compare?: string;
}

/** What follows the editor's address and a question mark to begin a project with a preset. */
export function presetQuery(
	{ id }: Pick<Preset, 'id'>,
	{ trained, generate, compare }: PresetStart = {},
): string {
	const query = new URLSearchParams({ preset: id });
	if (trained) query.set('weights', 'trained');
	if (generate) query.set('phase', 'generate');
	if (compare !== undefined) query.set('compare', compare);
	return String(query);
}

/** The page's base address: data sets, weights and wasm files lie under it. */
export function baseAddress(): string {
	return new URL(resolve('/'), location.href).href;
}
