// Turns the tensors at a monitor's inputs into what the page shows.
import type { Tensor } from '@tensorflow/tfjs';
import type { LinkedStep } from '../compile/link/forward';
import type { PortRef, PortType } from '../graph/types';
import type { MonitorValue, Pictures } from './protocol';

const BINS = 20;

interface MonitorInput {
	port: string;
	type: PortType;
	value: Tensor;
}

/** Undefined where no input has a value. */
export async function monitorValue(
	{ kind, context, from }: LinkedStep,
	values: ReadonlyMap<PortRef, Tensor>,
): Promise<MonitorValue | undefined> {
	if (!kind.monitor) return undefined;
	const inputs: MonitorInput[] = [];
	for (const [port, ref] of from) {
		const value = values.get(ref);
		const type = context.inputs[port];
		if (value && type) inputs.push({ port, type, value });
	}
	const [first] = inputs;
	if (!first) return undefined;
	switch (kind.monitor.shows) {
		case 'pictures':
			return { shows: 'pictures', pictures: await pictureRow(inputs) };
		case 'scalar':
			return { shows: 'scalar', value: mean(await floats(first.value)) };
		case 'histogram': {
			const series = await Promise.all(
				inputs.map(async ({ port, value }) => ({ port, values: await floats(value) })),
			);
			const [min, max] = boundsOf(inputs[0]!.type, series);
			const bins = typeof context.params.bins === 'number' ? context.params.bins : BINS;
			return {
				shows: 'histogram',
				min,
				max,
				series: series.map(({ port, values: own }) => ({
					port,
					mean: mean(own),
					counts: countInBins(own, min, max, bins),
				})),
			};
		}
	}
}

/** Where a monitor's pictures stand, from left to right. */
const ROW = ['left', 'image', 'right'];

/** What belongs together becomes one wide picture. */
async function pictureRow(inputs: readonly MonitorInput[]): Promise<Pictures> {
	if (inputs.some(({ type }) => type.meaning === 'spectrogram')) return spectrogramRow(inputs);
	// A picture without a range of its own is one of those it stands beside.
	const range = inputs.find(({ type }) => type.range)?.type.range;
	const parts = await Promise.all(
		inputs
			.toSorted((a, b) => ROW.indexOf(a.port) - ROW.indexOf(b.port))
			.map(({ value, type }) => toPictures(value, type, range)),
	);
	return parts.length === 1 ? parts[0]! : joinPictures(parts);
}

/** Spectrograms [count, frames, bands] as grey pictures of one scale: time goes to the right, pitch up, loud is light. */
async function spectrogramRow(inputs: readonly MonitorInput[]): Promise<Pictures> {
	const read = await Promise.all(
		inputs
			.toSorted((a, b) => ROW.indexOf(a.port) - ROW.indexOf(b.port))
			.map(async ({ value, type }) => ({ type, shape: value.shape, values: await floats(value) })),
	);
	const [min, max] = boundsOf({ ...read[0]!.type, range: undefined }, read);
	return joinPictures(read.map(({ shape, values }) => rollPicture(shape, values, [min, max])));
}

/** [count, frames, bands] as grey pictures: time goes to the right, the first band lies at the bottom. */
export function rollPicture(
	shape: readonly number[],
	values: ArrayLike<number>,
	[min, max]: readonly [number, number],
): Pictures {
	const [count = 0, frames = 0, bands = 0] = shape;
	const pixels = new Uint8Array(values.length);
	for (let i = 0; i < values.length; i++) {
		const [band, frame, item] = [
			i % bands,
			Math.floor(i / bands) % frames,
			Math.floor(i / (bands * frames)),
		];
		const at = (item * bands + (bands - 1 - band)) * frames + frame;
		pixels[at] = Math.round((255 * (values[i]! - min)) / (max - min));
	}
	return { count, height: bands, width: frames, channels: 1, pixels };
}

/**
 * Sets pictures side by side, item by item; grey ones become coloured where others are, and low ones as high as the
 * highest, each of their pixels a square.
 */
export function joinPictures(given: readonly Pictures[]): Pictures {
	const highest = Math.max(...given.map(({ height }) => height));
	const parts = given.map((part) => enlarge(part, Math.floor(highest / part.height)));
	const count = Math.min(...parts.map((part) => part.count));
	const channels = Math.max(...parts.map((part) => part.channels));
	const width = parts.reduce((sum, part) => sum + part.width, 0);
	const height = highest;
	const pixels = new Uint8Array(count * height * width * channels);
	let left = 0;
	for (const part of parts) {
		for (let item = 0; item < count; item++) {
			for (let y = 0; y < part.height; y++) {
				const from = (item * part.height + y) * part.width;
				const to = (item * height + y) * width + left;
				for (let i = 0; i < part.width * channels; i++) {
					const [x, channel] = [Math.floor(i / channels), i % channels];
					const own = part.channels === 1 ? 0 : channel;
					pixels[to * channels + i] = part.pixels[(from + x) * part.channels + own]!;
				}
			}
		}
		left += part.width;
	}
	return { count, height, width, channels, pixels };
}

function enlarge(pictures: Pictures, times: number): Pictures {
	if (times <= 1) return pictures;
	const { count, channels } = pictures;
	const [height, width] = [pictures.height * times, pictures.width * times];
	const pixels = new Uint8Array(count * height * width * channels);
	for (let row = 0; row < count * height; row++) {
		const from = Math.floor(row / times) * pictures.width;
		for (let x = 0; x < width; x++) {
			for (let c = 0; c < channels; c++) {
				pixels[(row * width + x) * channels + c] =
					pictures.pixels[(from + Math.floor(x / times)) * channels + c]!;
			}
		}
	}
	return { count, height, width, channels, pixels };
}

/**
 * [count, height, width, channels] as 8-bit pictures: 0 is the range's minimum, 255 its maximum. Where the type
 * has none, `range` is taken; what lies outside is clipped.
 */
export async function toPictures(
	value: Tensor,
	type: PortType,
	range: PortType['range'] = [0, 1],
): Promise<Pictures> {
	const [count = 0, height = 0, width = 0, channels = 0] = value.shape;
	if (value.rank !== 4 || (channels !== 1 && channels !== 3)) {
		throw new Error(`[${value.shape.slice(1).join(', ')}] is no picture of 1 or 3 channels.`);
	}
	const [min, max] = type.range ?? range;
	const values = await floats(value);
	const pixels = new Uint8Array(values.length);
	const scale = 255 / (max - min);
	for (let i = 0; i < pixels.length; i++) {
		pixels[i] = Math.min(255, Math.max(0, Math.round((values[i]! - min) * scale)));
	}
	return { count, height, width, channels, pixels };
}

async function floats(value: Tensor): Promise<ArrayLike<number>> {
	return await value.data();
}

function mean(values: ArrayLike<number>): number {
	let sum = 0;
	for (let i = 0; i < values.length; i++) sum += values[i]!;
	return values.length === 0 ? NaN : sum / values.length;
}

/** The port's own bounds, or those of the values. */
function boundsOf(
	type: PortType,
	series: readonly { values: ArrayLike<number> }[],
): readonly [number, number] {
	if (type.range) return type.range;
	let min = Infinity;
	let max = -Infinity;
	for (const { values } of series) {
		for (let i = 0; i < values.length; i++) {
			min = Math.min(min, values[i]!);
			max = Math.max(max, values[i]!);
		}
	}
	if (!Number.isFinite(min) || !Number.isFinite(max)) return [0, 1];
	return min === max ? [min - 0.5, max + 0.5] : [min, max];
}

/** Values that are no numbers fall in no bin. */
export function countInBins(
	values: ArrayLike<number>,
	min: number,
	max: number,
	bins: number,
): number[] {
	const counts = new Array<number>(bins).fill(0);
	for (let i = 0; i < values.length; i++) {
		const at = Math.floor(((values[i]! - min) / (max - min)) * bins);
		if (Number.isNaN(at)) continue;
		counts[Math.min(bins - 1, Math.max(0, at))]!++;
	}
	return counts;
}
