// Text widths in the fonts of tokens.css; whoever derives from them follows when fonts arrive.
import type { Measure } from './layout';
import { textWidths, type TextWidths } from './textWidth';

let widths: TextWidths | undefined;
let generation = $state(0);
let last: { key: string; measure: Measure } | undefined;

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
	const key = `${generation} ${family}`;
	// The same as long as nothing about it changed: what was measured with it still holds.
	if (last?.key !== key) last = { key, measure: widths.measure(family || 'sans-serif') };
	return last.measure;
}
