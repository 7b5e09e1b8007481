// How names are written in LaTeX, wherever mathematics is made of a document.

/** Upright text in mathematics. */
export const texText = (text: string): string => `\\mathrm{${text.replace(/([_&%#$])/g, '\\$1')}}`;

/** A network: D, D_x or G_1 for a letter and what tells it from others, longer names upright. */
export function texName(name: string): string {
	const [, letter, rest] = /^([A-Za-z])_?([A-Za-z0-9]{0,2})$/.exec(name) ?? [];
	if (letter === undefined) return texText(name);
	return rest === '' ? letter : `${letter}_{${rest}}`;
}
