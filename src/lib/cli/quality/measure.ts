// What a measurement is: figures, and what they are to be read beside.
import type { Program } from '../../compile/program';
import type { LoadedDataset } from '../../nodes/kind';
import type { GenerateRequest, HearRequest, Pictures, Sounds } from '../../runtime/protocol';

/** One figure of a trained preset. */
export interface Figure {
	/** Stable name; `FIGURES` says what it means. */
	id: FigureId;
	value: number;
	/** The same measure of something else: what the value has to be read beside. */
	beside?: Record<string, number>;
}

/** What is measured: the trained networks, and nothing of the run. */
export interface Measured {
	program: Program;
	datasets: Readonly<Record<string, LoadedDataset>>;
	generate(request: GenerateRequest): Promise<Pictures>;
	/** The same with the weights before the first round. */
	generateUntrained(request: GenerateRequest): Promise<Pictures>;
	hear(request: HearRequest): Promise<Sounds>;
	hearUntrained(request: HearRequest): Promise<Sounds>;
}

export const FIGURES = {
	frechetDistance: 'Fréchet distance in the judge’s features, to held-out digits',
	smallestClass: 'share of the rarest digit',
	largestClass: 'share of the commonest digit',
	conditionAccuracy: 'judged to be the digit asked for',
	variety: 'distance of two pictures of a digit, of real ones’',
	colourError: 'error on coloured pixels, of copying the line',
	thereError: 'apple → orange: error on the fruit, of doing nothing',
	backError: 'orange → apple: error on the fruit, of doing nothing',
	backgroundError: 'error on the background',
	cycleError: 'there and back again: error to the start',
	ground: 'background as the sentence says',
	place: 'place as it says',
	size: 'size as it says',
	colour: 'colour as it says',
	shape: 'shape as it says',
	edgeWidth: 'width of an edge at 256×256, of a sharp one’s',
	logMel: 'difference in log-mel',
	longSpectrum: 'difference in log spectrum, frames of 512 to 2048',
	shortSpectrum: 'the same, frames of 128 and 256',
	wrongPitch: 'share of voiced frames with another pitch',
} as const;

export type FigureId = keyof typeof FIGURES;

/** Numbers 0 … 1 of 8-bit pictures. */
export function valuesOf({ pixels }: Pictures): Float32Array {
	return Float32Array.from(pixels, (byte) => byte / 255);
}

/** Held out, or training, items of a port as 8-bit pictures; `range` is the port's own. */
export function picturesOf(
	items: Pick<LoadedDataset, 'gather'>,
	port: string,
	indices: ArrayLike<number>,
	[min, max]: readonly [number, number],
): Pictures {
	const given = items.gather(indices, [port])[port];
	if (!given) throw new Error(`The data set has no port “${port}”.`);
	const [count = 0, height = 0, width = 0, channels = 0] = given.shape;
	const pixels = Uint8Array.from(given.values, (value) =>
		Math.round((255 * (value - min)) / (max - min)),
	);
	return { count, height, width, channels, pixels };
}

export const upTo = (count: number): number[] => Array.from({ length: count }, (_, i) => i);
