// The colours a canvas is painted in, as the theme has them now.

export interface Palette {
	ink: string;
	ink3: string;
	line: string;
	ground: string;
	/** Of the maker and of the judge. */
	g: string;
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
		d: colour('--d'),
	};
}
