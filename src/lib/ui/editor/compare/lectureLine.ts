// The lecture's line of GANs: each is told as what it changes on the one before.

/** Ids of presets, in the lecture's order. `compare.line.<id>` says what each changes; `compare.short.<id>` names it. */
export const LECTURE_LINE = [
	'gan',
	'dcgan',
	'cgan',
	'cdcgan',
	'pix2pix',
	'cyclegan',
	'stackgan',
	'melgan',
] as const;

export type LinePreset = (typeof LECTURE_LINE)[number];

export const isOnLine = (id: string | undefined): id is LinePreset =>
	(LECTURE_LINE as readonly (string | undefined)[]).includes(id);

/** The one before it; undefined for the first, and for what is not on the line. */
export function predecessor(id: string | undefined): LinePreset | undefined {
	return isOnLine(id) ? LECTURE_LINE[LECTURE_LINE.indexOf(id) - 1] : undefined;
}
