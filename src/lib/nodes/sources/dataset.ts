// A data set: real items, in a new random order every epoch.
import { randomAt } from '../../graph/random';
import { defineKind } from '../kind';

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

export const dataset = defineKind({
	id: 'dataset',
	category: 'data',
	icon: 'database',
	surfaces: ['training'],
	doc: {
		name: { ja: 'データ', en: 'Data' },
		text: {
			ja: '本物のデータです。ラウンドごとにバッチの大きさだけ取り出します。1 周（エポック）ごとに順番を混ぜ直し、どのデータも 1 周に 1 回ずつ使います。',
			en: 'Real data. Every round takes one batch of it. The order is shuffled anew for every epoch, and each item is used once in it.',
		},
		formula: 'x \\sim p_{\\text{data}}',
	},
	params: {
		dataset: { type: 'dataset', default: 'mnist', label: { ja: 'データ', en: 'Data set' } },
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
		return {
			outputs: Object.fromEntries((known?.outputs ?? []).map(({ port, type }) => [port, type])),
		};
	},
	source: {
		draw({ id, params, batch, draw, seed, dataset: loaded }) {
			if (!loaded) throw new Error(`${id}: the data set “${params.dataset}” is not loaded.`);
			return loaded.gather(itemsOf(seed, id, loaded.count, batch, draw));
		},
	},
	examples: [{ params: { dataset: 'mnist' }, inputs: {} }],
});
