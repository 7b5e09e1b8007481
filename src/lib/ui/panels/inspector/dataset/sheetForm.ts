// How the items of a data set are laid out on its contact sheet, from what its ports give.
import type { DatasetType } from '../../../../nodes/kind';
import type { Meaning } from '../../../../graph/types';

export interface SheetForm {
	/** Items a row. */
	across: number;
	/** Items on a sheet. */
	count: number;
	/** Ports whose pictures make up an item, side by side; where they are no pairs, each has a row of its own. */
	pictures: string[];
	classes: string[];
	sentences: string[];
	sounds: string[];
	/** Ports of points: all of a sheet stand in one picture. */
	points: string[];
}

export function sheetForm({ outputs, unpaired }: DatasetType): SheetForm {
	const ports = (meaning: Meaning): string[] =>
		outputs.filter(({ type }) => type.meaning === meaning).map(({ port }) => port);
	const [pictures, sentences, sounds] = [ports('image'), ports('text'), ports('wave')];
	const points = outputs
		.filter(
			({ type }) => type.meaning === 'vector' && type.shape.length === 1 && type.shape[0]! <= 2,
		)
		.map(({ port }) => port);
	const form = { pictures, classes: ports('label'), sentences, sounds, points };
	if (points.length > 0) return { ...form, across: 1, count: 400 };
	if (sentences.length + sounds.length > 0) return { ...form, across: 1, count: 4 };
	if (unpaired) return { ...form, across: 4, count: 4 };
	if (pictures.length > 1) return { ...form, across: pictures.length > 2 ? 1 : 2, count: 8 };
	return { ...form, across: 4, count: 12 };
}

/** A picture's width on the screen: a whole multiple of its own where that fills most of the room, else all of it. */
export function pictureWidth(own: number, room: number): number {
	const whole = Math.floor(room / own) * own;
	return whole >= 0.85 * room ? whole : room;
}
