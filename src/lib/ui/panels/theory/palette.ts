// What both pictures of points are painted with: colours as the theme has them now, and the scale of arrows.

export interface Palette {
	ink: string;
	ink3: string;
	line: string;
	ground: string;
	/** Of the maker and of the judge. */
	g: string;
	/** On top of the maker's own. */
	gText: string;
	d: string;
}

export function palette(): Palette {
	const style = getComputedStyle(document.documentElement);
	const colour = (name: string): string => style.getPropertyValue(name).trim();
	return {
		ink: colour('--ink'),
		ink3: colour('--ink-3'),
		line: colour('--line-2'),
		ground: colour('--surface'),
		g: colour('--g'),
		gText: colour('--g-text'),
		d: colour('--d'),
	};
}

/** The length of an arrow for a gradient of 1, and the longest there is. */
const LONG = 0.5;
const MOST = 0.8;

/** How long an arrow for a gradient is, in units of the data: by its square root, so that weak ones are seen too. */
export function arrowLength(gradient: number): number {
	return Math.min(MOST, LONG * Math.sqrt(gradient));
}
