// Where screens are, whatever path the site lives under.
import { goto } from '$app/navigation';
import { resolve } from '$app/paths';
import type { Preset } from '../presets';

/** What follows the editor's address and a question mark to open a project. */
export function projectQuery(id: string): string {
	return String(new URLSearchParams({ project: id }));
}

export function goToProject(id: string, options?: { replaceState?: boolean }): Promise<void> {
	return goto(resolve(`/edit/?${projectQuery(id)}`), options);
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
