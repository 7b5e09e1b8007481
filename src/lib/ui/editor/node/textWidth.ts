// Widths of texts as the browser draws them, each measured once.
import { roughMeasure, type Measure } from './layout';

export interface TextWidths {
	measure(family: string): Measure;
	/** Forgets all widths: fonts have arrived. */
	clear(): void;
}

export function textWidths(): TextWidths {
	const context = document.createElement('canvas').getContext('2d');
	const known = new Map<string, number>();
	return {
		measure: (family) =>
			context
				? (text, size, bold) => {
						const font = `${bold ? 700 : 400} ${size}px ${family}`;
						const key = `${font}|${text}`;
						let width = known.get(key);
						if (width === undefined) {
							context.font = font;
							width = context.measureText(text).width;
							known.set(key, width);
						}
						return width;
					}
				: roughMeasure,
		clear: () => known.clear(),
	};
}
