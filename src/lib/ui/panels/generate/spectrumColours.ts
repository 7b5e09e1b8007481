// The colours of spectrograms.

/** Of silence, and of what lies around it. */
export const NIGHT = '#101216';

/** Red, green and blue of a loudness 0 … 1, from dark over warm to light: brighter is louder, whoever sees which colours. */
export function colourOf(level: number): [number, number, number] {
	return [
		16 + 239 * Math.min(1, 1.6 * level),
		18 + 220 * Math.max(0, 1.5 * level - 0.5),
		22 + 80 * Math.sin(Math.PI * Math.min(1, 1.4 * level)) + 140 * Math.max(0, 2.5 * level - 1.5),
	];
}
