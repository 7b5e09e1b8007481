// Text widths in the fonts of tokens.css; whoever derives from them follows when fonts arrive.
import type { Measure } from './layout';
import { textWidths, type TextWidths } from './textWidth';

let widths: TextWidths | undefined;
let generation = $state(0);

function start(): TextWidths {
	const made = textWidths();
	document.fonts.addEventListener('loadingdone', () => {
		made.clear();
		generation++;
	});
	return made;
}

export function measureIn(language: string): Measure {
	void generation;
	widths ??= start();
	const family = getComputedStyle(document.documentElement)
		.getPropertyValue(language === 'ja' ? '--font-ja' : '--font-en')
		.trim();
	return widths.measure(family || 'sans-serif');
}
