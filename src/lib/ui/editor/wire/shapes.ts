// Sockets: a shape for every meaning, so that colour never says it alone. Drawn in a box of 14 × 14.
import type { Meaning } from '../../../graph/types';

export const SOCKET_SHAPES: Readonly<Record<Meaning, string>> = {
	image:
		'M3.8 2.2H10.2A1.6 1.6 0 0 1 11.8 3.8V10.2A1.6 1.6 0 0 1 10.2 11.8H3.8A1.6 1.6 0 0 1 2.2 10.2V3.8A1.6 1.6 0 0 1 3.8 2.2Z',
	vector: 'M2 7A5 5 0 1 1 12 7A5 5 0 1 1 2 7Z',
	label: 'M7 .8 13.2 7 7 13.2 .8 7Z',
	words: 'M2 2.2H12V5.2H2ZM2 8.8H12V11.8H2Z',
	text: 'M2.2 2.8H8.6L12.8 7 8.6 11.2H2.2Z',
	wave: 'M4 4.2A3 3 0 0 1 10 4.2V9.8A3 3 0 0 1 4 9.8Z',
	spectrogram: 'M4 1.9H10L13 7 10 12.1H4L1 7Z',
	loss: 'M2.4 .9 13 7 2.4 13.1Z',
};

/** A colour for what flows; ink where it isn't known yet. */
export function meaningColour(meaning: Meaning | undefined): string {
	return meaning ? `var(--t-${meaning})` : 'var(--line-3)';
}
