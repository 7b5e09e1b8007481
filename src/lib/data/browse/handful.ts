// A handful of a data set's items, as they are shown: pictures, classes, sentences, outlines of sounds.
import { randomAt } from '../../graph/random';
import { decodeText } from '../../graph/text';
import type { PortType, Text } from '../../graph/types';
import type { HostTensor, LoadedDataset } from '../../nodes/kind';
import type { Pictures } from '../../runtime/protocol';
import type { Dataset } from '../dataset';

/** Which items: to train on, or held out. */
export type Part = 'train' | 'held';

export interface HandfulRequest {
	part: Part;
	/** The first handful is 0; every further one has other items, until all have been shown. */
	turn: number;
	count: number;
	/** Items with sentences are those with sentences in it. */
	language: keyof Text;
}

/** What a port gives, item by item. */
export type PortItems =
	| { shows: 'pictures'; pictures: Pictures }
	| { shows: 'classes'; classes: number[] }
	| { shows: 'sentences'; sentences: string[] }
	/** By sound: lowest and highest of every stretch, by turns, −1 … 1. */
	| { shows: 'sounds'; outlines: number[][] }
	/** Coordinates, item by item: one number, or two. */
	| { shows: 'points'; points: number[][] };

export interface Handful {
	/** Where the items stand in their part of the set, from 0. */
	indices: number[];
	/** By port; one that gives what can't be shown is absent. */
	ports: Record<string, PortItems>;
}

/** Stretches of a sound's outline. */
const STRETCHES = 120;

/** The items of all ports stand at the same indices: where they are no pairs, that means nothing. */
export function takeHandful(
	dataset: Dataset,
	loaded: LoadedDataset,
	{ part, turn, count, language }: HandfulRequest,
): Handful {
	const items = part === 'held' ? loaded.held : loaded;
	if (!items || items.count === 0) return { indices: [], ports: {} };
	const order = [...randomAt(0, `${dataset.name} ${part}`, 0).permutation(items.count)].filter(
		(index) => !dataset.languageOf || dataset.languageOf(index) === language,
	);
	const indices = Array.from(
		{ length: Math.min(count, order.length) },
		(_, i) => order[(turn * count + i) % order.length]!,
	);
	const { outputs } = dataset.type;
	const values = items.gather(
		indices,
		outputs.map(({ port }) => port),
	);
	const shown = outputs.flatMap(({ port, type }) => {
		const seen = show(values[port]!, type);
		return seen ? [[port, seen] as const] : [];
	});
	return { indices, ports: Object.fromEntries(shown) };
}

function show({ shape, values }: HostTensor, type: PortType): PortItems | undefined {
	const [count = 0, ...rest] = shape;
	const size = values.length / count;
	const each = <T>(of: (item: ArrayLike<number>) => T): T[] =>
		Array.from({ length: count }, (_, i) => of(values.subarray(i * size, (i + 1) * size)));
	switch (type.meaning) {
		case 'image': {
			const [height = 0, width = 0, channels = 0] = rest;
			const pixels = bytesOf(values, type.range);
			return { shows: 'pictures', pictures: { count, height, width, channels, pixels } };
		}
		case 'label':
			return { shows: 'classes', classes: Array.from(values) };
		case 'text':
			return { shows: 'sentences', sentences: each(decodeText) };
		case 'vector':
			return size <= 2 ? { shows: 'points', points: each((item) => Array.from(item)) } : undefined;
		case 'wave':
			return { shows: 'sounds', outlines: each(outlineOf) };
		default:
			return undefined;
	}
}

/** 0 is the range's minimum, 255 its maximum. */
function bytesOf(
	values: ArrayLike<number>,
	[min, max]: readonly [number, number] = [0, 1],
): Uint8Array {
	const bytes = new Uint8ClampedArray(values.length);
	for (let i = 0; i < bytes.length; i++) bytes[i] = ((values[i]! - min) * 255) / (max - min);
	return new Uint8Array(bytes.buffer);
}

/** Lowest and highest of every stretch, by turns. */
export function outlineOf(sound: ArrayLike<number>): number[] {
	const stretches = Math.min(STRETCHES, sound.length);
	return Array.from({ length: stretches }, (_, i) => {
		const end = Math.floor(((i + 1) * sound.length) / stretches);
		let [low, high] = [Infinity, -Infinity];
		for (let at = Math.floor((i * sound.length) / stretches); at < end; at++) {
			low = Math.min(low, sound[at]!);
			high = Math.max(high, sound[at]!);
		}
		return [low, high];
	}).flat();
}
