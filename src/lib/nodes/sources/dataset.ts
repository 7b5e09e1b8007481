// A data set: real items, in a new random order every epoch.
import { randomAt } from '../../graph/random';
import type { Meaning, PortType } from '../../graph/types';
import { MAX_SIDE } from '../shape';
import { texText } from '../tex';
import { defineKind, type HostTensor, type LoadedDataset } from '../kind';

/** Permutations in use: one or two of each node that draws. */
const KEPT = 8;
const orders = new Map<string, Uint32Array>();

/** The order of the items in one epoch: a pure function, kept because it takes as long as the data set is large. */
function epochOrder(seed: number, id: string, epoch: number, count: number): Uint32Array {
	const key = [seed, id, epoch, count].join('\n');
	let order = orders.get(key);
	if (order) return order;
	order = randomAt(seed, id, epoch).permutation(count);
	const [oldest] = orders.keys();
	if (orders.size >= KEPT && oldest !== undefined) orders.delete(oldest);
	orders.set(key, order);
	return order;
}

/**
 * Which items the `draw`-th batch has: numbers draw·batch … (draw + 1)·batch − 1 of the epochs' orders laid end to end,
 * so a batch that an epoch has no room for goes on in the next.
 */
export function itemsOf(
	seed: number,
	id: string,
	count: number,
	batch: number,
	draw: number,
): Uint32Array {
	return Uint32Array.from({ length: batch }, (_, i) => {
		const position = draw * batch + i;
		return epochOrder(seed, id, Math.floor(position / count), count)[position % count]!;
	});
}

/** One batch. Ports that are no pairs are drawn each in an order of its own. */
function gatherBatch(
	{ count, gather, unpaired }: LoadedDataset,
	ports: readonly string[],
	order: (id: string, count: number) => Uint32Array,
): Record<string, HostTensor> {
	if (!unpaired) return gather(order('', count), ports);
	const parts = ports.map((port) => gather(order(`/${port}`, count), [port]));
	return Object.assign({}, ...parts) as Record<string, HostTensor>;
}

/** Turns left and right round, in place, in the items of [batch, height, width, channels] that `turns` marks. */
export function mirror({ shape, values }: HostTensor, turns: (item: number) => boolean): void {
	const [batch = 0, height = 0, width = 0, channels = 0] = shape;
	for (let item = 0; item < batch; item++) {
		if (!turns(item)) continue;
		for (let y = 0; y < height; y++) {
			const line = (item * height + y) * width;
			for (let left = 0, right = width - 1; left < right; left++, right--) {
				for (let c = 0; c < channels; c++) {
					const [a, b] = [(line + left) * channels + c, (line + right) * channels + c];
					[values[a], values[b]] = [values[b]!, values[a]!];
				}
			}
		}
	}
}

/**
 * Enlarges the items of [batch, height, width, channels] `scale` times (≥ 1, bilinear) and keeps a part of the old size,
 * in place. `placeOf` gives where it is taken from: 0, 0 is the upper left, 1, 1 the lower right.
 */
export function cutOut(
	{ shape, values }: HostTensor,
	scale: number,
	placeOf: (item: number) => readonly [across: number, down: number],
): void {
	const [batch = 0, height = 0, width = 0, channels = 0] = shape;
	const size = height * width * channels;
	for (let item = 0; item < batch; item++) {
		const [across, down] = placeOf(item);
		const from = values.slice(item * size, (item + 1) * size);
		const columns = along(width, scale, across);
		const rows = along(height, scale, down);
		let to = item * size;
		for (const [above, below, v] of rows) {
			for (const [left, right, u] of columns) {
				for (let c = 0; c < channels; c++) {
					const at = (y: number, x: number): number => from[(y * width + x) * channels + c]!;
					const top = at(above, left) * (1 - u) + at(above, right) * u;
					const bottom = at(below, left) * (1 - u) + at(below, right) * u;
					values[to++] = top * (1 - v) + bottom * v;
				}
			}
		}
	}
}

/** Sound of `length` samples at most; with 0 all of it. */
function cutType(type: PortType, length: number): PortType {
	const [whole = 0, ...channels] = type.shape;
	if (type.meaning !== 'wave' || length === 0) return type;
	return { ...type, shape: [Math.min(whole, length), ...channels] };
}

/** `length` samples of each item of [batch, samples, channels]: 0 takes its beginning, 1 its end. */
function cutPiece(
	{ shape, values }: HostTensor,
	length: number,
	placeOf: (item: number) => number,
): HostTensor {
	const [batch = 0, samples = 0, channels = 1] = shape;
	if (length >= samples) return { shape, values };
	const pieces = new Float32Array(batch * length * channels);
	for (let item = 0; item < batch; item++) {
		const start = (item * samples + Math.floor(placeOf(item) * (samples - length))) * channels;
		pieces.set(values.subarray(start, start + length * channels), item * length * channels);
	}
	return { shape: [batch, length, channels], values: pieces };
}

/** For each pixel of a side: the two it lies between before enlarging, and how far it is from the first. */
function along(length: number, scale: number, place: number): [number, number, number][] {
	const start = place * (scale - 1) * length;
	return Array.from({ length }, (_, i) => {
		const at = Math.min(length - 1, Math.max(0, (start + i + 0.5) / scale - 0.5));
		const first = Math.floor(at);
		return [first, Math.min(length - 1, first + 1), at - first];
	});
}

/** Pictures and sounds, which lecture notes call x. */
const isThing = (meaning: Meaning): boolean => meaning !== 'label' && meaning !== 'text';

export const dataset = defineKind({
	id: 'dataset',
	category: 'data',
	icon: 'database',
	surfaces: ['training'],
	doc: {
		name: { ja: 'データ', en: 'Data' },
		also: ['data', 'training set', 'MNIST', '画像'],
		text: {
			ja: '本物のデータです。ラウンドごとにバッチの大きさだけ取り出します。1 周（エポック）ごとに順番を混ぜ直し、どのデータも 1 周に 1 回ずつ使います。',
			en: 'Real data. Every round takes one batch of it. The order is shuffled anew for every epoch, and each item is used once in it.',
		},
		formula: 'x \\sim p_{\\text{data}}',
	},
	params: {
		dataset: { type: 'dataset', default: 'mnist', label: { ja: 'データ', en: 'Data set' } },
		flip: {
			type: 'boolean',
			default: false,
			label: { ja: '左右反転', en: 'Flip' },
			help: {
				ja: '半分の画像を左右逆にして、データを増やします。組になった画像はいっしょに反転します。',
				en: 'Turns half of the pictures left to right: more data from the same. Pictures that belong together are turned together.',
			},
		},
		jitter: {
			type: 'number',
			default: 0,
			min: 0,
			max: 0.5,
			label: { ja: 'ずらし', en: 'Jitter' },
			help: {
				ja: '画像をこの割合だけ拡大し、元の大きさにランダムに切り抜きます。組になった画像は同じ場所を切り抜きます。pix2pix は 0.12 です。',
				en: 'Enlarges pictures by this share and cuts the old size out of them at random; pictures that belong together are cut at the same place. pix2pix has 0.12.',
			},
		},
		length: {
			type: 'integer',
			default: 0,
			min: 0,
			max: MAX_SIDE,
			label: { ja: '音の長さ', en: 'Length of sound' },
			help: {
				ja: '音からランダムに切り出すサンプル数。0 なら丸ごと使います。短いほど 1 ラウンドが速くなります。',
				en: 'Samples cut out of a sound at random; 0 takes all of it. Short pieces make short rounds.',
			},
		},
	},
	ports({ params, around }) {
		const known = around.dataset(params.dataset);
		return {
			inputs: [],
			outputs: known
				? known.outputs.map(({ port, type }) => ({ name: port, meaning: type.meaning }))
				: [
						{ name: 'image', meaning: 'image' },
						{ name: 'label', meaning: 'label' },
					],
		};
	},
	infer({ params, around }) {
		const known = around.dataset(params.dataset);
		const outputs = (known?.outputs ?? []).map(
			({ port, type }) => [port, cutType(type, params.length)] as const,
		);
		return { outputs: Object.fromEntries(outputs) };
	},
	source: {
		draw({ id, params, outputs, ports, batch, draw, seed, random, dataset: loaded, plain }) {
			if (!loaded) throw new Error(`${id}: the data set “${params.dataset}” is not loaded.`);
			const drawn = gatherBatch(loaded, ports, (part, count) =>
				itemsOf(seed, id + part, count, batch, draw),
			);
			const { flip, jitter, length } = params;
			if (length > 0) {
				// A piece at random, or the beginning where it is to be looked at.
				const places = plain ? undefined : randomAt(seed, `${id}/pieces`, draw).uniform(batch);
				for (const [port, sound] of Object.entries(drawn)) {
					if (outputs[port]?.meaning !== 'wave') continue;
					drawn[port] = cutPiece(sound, length, (item) => places?.[item] ?? 0);
				}
			}
			if (plain || (!flip && jitter === 0)) return drawn;
			// Of every item: whether it is flipped, and where it is cut out.
			const all = Object.keys(outputs);
			const chances = random.uniform(3 * batch * all.length);
			for (const [at, port] of all.entries()) {
				if (outputs[port]!.meaning !== 'image' || !drawn[port]) continue;
				const first = loaded.unpaired ? at * batch : 0;
				const chance = (item: number, which: number): number =>
					chances[3 * (first + item) + which]!;
				if (flip) mirror(drawn[port]!, (item) => chance(item, 0) < 0.5);
				if (jitter > 0) {
					cutOut(drawn[port]!, 1 + jitter, (item) => [chance(item, 1), chance(item, 2)]);
				}
			}
			return drawn;
		},
	},
	tex({ outputs }) {
		const things = Object.values(outputs).filter(({ meaning }) => isThing(meaning)).length;
		return Object.fromEntries(
			Object.entries(outputs).map(([port, { meaning }]) => {
				if (meaning === 'label') return [port, 'c'];
				if (meaning === 'text') return [port, 't'];
				return [port, things > 1 ? `x_{${texText(port)}}` : 'x'];
			}),
		);
	},
	examples: [
		{ params: { dataset: 'mnist' }, inputs: {} },
		{ params: { dataset: 'mnist', flip: true, jitter: 0.1 }, inputs: {} },
	],
});
