// Makes a data set of files that were looked over: every one is read and shaped, and what can't be is named and left out.
import type { Idx } from '../../data/own/idx';
import { type Layout, type Plan, type Skipped } from '../../data/own/layout';
import { bytesOfItem, ownName, type OwnKind, type OwnSet } from '../../data/own/ownSet';
import { crc32 } from '../../export/crc32';
import { FileError } from '../../graph/fileError';
import { randomAt } from '../../graph/random';
import type { PortType } from '../../graph/types';
import { decode, idxPicture, PictureShaper, TooManyPixels, type PictureForm } from './pictures';
import { decodeSound, piecesOf, RATE } from './sounds';

export interface SetSettings {
	title: string;
	layout: Layout;
	picture: PictureForm;
	/** What the darkest and the brightest byte become. */
	range: readonly [number, number];
	/** Samples of a sound. */
	samples: number;
	/** Of all items, kept apart from training. */
	heldShare: number;
	/** In the plan's order; those called the same become one class. */
	classNames: string[];
}

export interface SetSource {
	plan: Plan;
	read(path: string): Promise<Uint8Array<ArrayBuffer>>;
	/** Instead of files of their own, where the layout is that. */
	idx?: { pictures: Idx; labels?: Idx };
}

export interface Progress {
	done: number;
	all: number;
}

/** Bytes of all values together: they come into memory to train. */
export const MOST_BYTES = 512 * 1024 * 1024;
/** Labels are kept as a byte. */
export const MOST_CLASSES = 256;
/** Fewer are nothing to learn from. */
const LEAST_ITEMS = 2;

interface Made {
	set: OwnSet;
	ports: Blob[];
	skipped: Skipped[];
}

/**
 * @throws {FileError} where too little is left, or it would be too much.
 * @throws {DOMException} `AbortError`, where `signal` says so.
 */
export async function makeSet(
	source: SetSource,
	settings: SetSettings,
	options: { onProgress(progress: Progress): void; signal: AbortSignal },
): Promise<Made> {
	const { layout } = settings;
	const skipped: Skipped[] = [...source.plan.skipped];
	const items = await readItems(source, settings, skipped, options);
	const kind: OwnKind =
		layout === 'sounds'
			? 'sounds'
			: layout === 'piles'
				? 'unpaired'
				: layout === 'twins' || layout === 'halves'
					? 'pairs'
					: 'pictures';
	const { labels, classNames } = joined(items.labels, settings.classNames);
	if (classNames.length > MOST_CLASSES) throw tooManyClasses(classNames.length);
	const counts = items.ports.map(({ values }) => values.length);
	const least = Math.min(...counts);
	if (least < LEAST_ITEMS) throw tooFew();

	const held = Math.min(Math.floor(least * settings.heldShare), least - 1);
	const count = Math.max(...counts) - held;
	const outputs: OwnSet['outputs'] = [];
	const ports: Blob[] = [];
	const add = (port: string, type: PortType, values: Uint8Array<ArrayBuffer>[]): void => {
		outputs.push({ port, type });
		ports.push(new Blob(values));
	};
	for (const [i, { port, values }] of items.ports.entries()) {
		// Files come sorted; those held out are to be of all sorts. Pairs are held out together.
		const draw = kind === 'unpaired' ? i : 0;
		const order = [...randomAt(1, 'own/held', draw).permutation(values.length)];
		const train = order.slice(held);
		// The smaller of two piles comes round again.
		const filled = Array.from({ length: count }, (_, at) => train[at % train.length]!);
		const places = [...filled, ...order.slice(0, held)];
		add(
			port,
			typeOf(settings),
			places.map((at) => values[at]!),
		);
		if (labels) {
			const type: PortType = {
				...{ shape: [], dtype: 'int32', meaning: 'label' },
				classes: classNames.length,
			};
			add('label', type, [Uint8Array.from(places, (at) => labels[at]!)]);
		}
	}
	const sum = await sumOf(ports);
	const set: OwnSet = {
		...{ name: ownName(settings.title, sum), title: settings.title, kind, outputs, count, held },
		...{ classNames, sum, createdAt: Date.now() },
		...(kind === 'sounds' ? { rate: RATE } : {}),
	};
	return { set, ports, skipped };
}

interface Items {
	ports: { port: string; values: Uint8Array<ArrayBuffer>[] }[];
	labels?: number[];
}

async function readItems(
	{ plan, read, idx }: SetSource,
	settings: SetSettings,
	skipped: Skipped[],
	{ onProgress, signal }: { onProgress(progress: Progress): void; signal: AbortSignal },
): Promise<Items> {
	const shaper = new PictureShaper(settings.picture);
	const ports = plan.ports.map(({ port }) => ({ port, values: [] as Uint8Array<ArrayBuffer>[] }));
	const labels: number[] = [];
	let bytes = 0;
	const keep = (at: number, values: Uint8Array): void => {
		bytes += values.length;
		if (bytes > MOST_BYTES) throw tooMuch();
		ports[at]!.values.push(values as Uint8Array<ArrayBuffer>);
	};
	if (idx) {
		const all = idx.pictures.shape[0]!;
		for (let i = 0; i < all; i++) {
			signal.throwIfAborted();
			const picture = await idxPicture(idx.pictures, i);
			keep(0, shaper.shape(picture, undefined));
			picture.close();
			if (idx.labels) labels.push(idx.labels.values[i]!);
			onProgress({ done: i + 1, all });
		}
		return { ports, labels: idx.labels ? labels : undefined };
	}

	const valuesOf = async (at: number, path: string): Promise<Uint8Array[]> => {
		const file = await read(path);
		if (settings.layout === 'sounds') return piecesOf(await decodeSound(file), settings.samples);
		const picture = await decode(file);
		try {
			return [shaper.shape(picture, plan.ports[at]!.half)];
		} finally {
			picture.close();
		}
	};
	// Items of ports that belong together are read together: one that is broken takes the others with it.
	const together = settings.layout !== 'piles';
	const groups = together
		? plan.ports[0]!.paths.map((_, item) =>
				plan.ports.map(({ paths }, at) => ({ at, path: paths[item]! })),
			)
		: plan.ports.flatMap(({ paths }, at) => paths.map((path) => [{ at, path }]));
	for (const [item, group] of groups.entries()) {
		signal.throwIfAborted();
		let reading = group[0]!.path;
		try {
			const read: [number, Uint8Array[]][] = [];
			for (const { at, path } of group) {
				reading = path;
				read.push([at, await valuesOf(at, path)]);
			}
			for (const [at, pieces] of read) for (const piece of pieces) keep(at, piece);
			if (plan.labels) labels.push(plan.labels[item]!);
		} catch (error) {
			if (error instanceof FileError && error.message === tooMuch().message) throw error;
			skipped.push({ path: reading, why: error instanceof TooManyPixels ? 'huge' : 'broken' });
		}
		onProgress({ done: item + 1, all: groups.length });
	}
	return { ports, labels: plan.labels ? labels : undefined };
}

/** Classes that are called the same are one; those without a picture stay out. */
function joined(
	labels: readonly number[] | undefined,
	names: readonly string[],
): { labels?: number[]; classNames: string[] } {
	if (!labels) return { classNames: [] };
	const nameOf = (label: number): string => names[label] ?? String(label);
	const used = new Set(labels.map(nameOf));
	const all = [
		...names,
		...[...used].toSorted((a, b) => a.localeCompare(b, 'en', { numeric: true })),
	];
	const classNames = [...new Set(all)].filter((name) => used.has(name));
	const numbers = new Map(classNames.map((name, i) => [name, i]));
	return { labels: labels.map((label) => numbers.get(nameOf(label))!), classNames };
}

export function typeOf({ layout, picture, range, samples }: SetSettings): PortType {
	if (layout === 'sounds')
		return { shape: [samples, 1], dtype: 'float32', meaning: 'wave', range: [-1, 1] };
	const { size, channels } = picture;
	return { shape: [size, size, channels], dtype: 'float32', meaning: 'image', range };
}

/** About what its values will take, in bytes. */
export function bytesExpected(plan: Plan, settings: SetSettings, items = 0): number {
	const each = bytesOfItem(typeOf(settings));
	return plan.ports.reduce((sum, { paths }) => sum + Math.max(paths.length, items) * each, 0);
}

async function sumOf(ports: readonly Blob[]): Promise<string> {
	const hex = (bytes: Uint8Array): string =>
		Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
	// Over plain http to another machine browsers have no SHA-256.
	const subtle: SubtleCrypto | undefined = globalThis.crypto?.subtle;
	const sums: string[] = [];
	for (const port of ports) {
		const bytes = await port.arrayBuffer();
		sums.push(
			subtle
				? hex(new Uint8Array(await subtle.digest('SHA-256', bytes)))
				: crc32(new Uint8Array(bytes)).toString(16).padStart(8, '0'),
		);
	}
	if (!subtle) return sums.join('');
	const whole = new TextEncoder().encode(sums.join(''));
	return hex(new Uint8Array(await subtle.digest('SHA-256', whole)));
}

function tooFew(): FileError {
	return new FileError({
		ja: '使えるものが 2 つもありません。飛ばしたファイルの理由を見てください。',
		en: 'There are not even two items to learn from. See why files were skipped.',
	});
}

function tooMuch(): FileError {
	return new FileError({
		ja: '値が 512 MB を超えます。画像を小さくするか、グレーにするか、ファイルを減らしてください。',
		en: 'The values would take more than 512 MB. Make pictures smaller or grey, or take fewer files.',
	});
}

function tooManyClasses(count: number): FileError {
	return new FileError({
		ja: `クラスが ${count} 個あります。上限は ${MOST_CLASSES} 個です。`,
		en: `There are ${count} classes. At most ${MOST_CLASSES} are allowed.`,
	});
}
