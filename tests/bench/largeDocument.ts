// A document with a network of many nodes, made by chance: the same every time.
import { randomAt } from '../../src/lib/graph/random';
import type { GraphDocument, GraphNode, Wire } from '../../src/lib/graph/types';

/** Numbers that flow everywhere: then anything can be added to anything. */
const SIZE = 16;
const COLUMNS = 25;
const CELL = [200, 150] as const;

/** Layers that hand on what fits the next. */
const LAYERS = ['dense', 'relu', 'dense', 'layerNorm', 'leakyRelu', 'tanh'] as const;

/**
 * A GAN whose G has so many nodes and wires: layers in a row, and sums that reach back to what came before. Every node
 * is needed, every wire fits.
 */
export function largeDocument({ nodes = 500, wires = 800, seed = 1 } = {}): GraphDocument {
	// Between the input and the output; of them sums take what wires there are beyond one a node.
	const inner = nodes - 2;
	const extra = wires - (nodes - 1);
	const sums = Math.ceil(extra / 2);
	if (sums * 2 > inner) throw new Error(`${nodes} nodes can't take ${wires} wires.`);
	const numbers = randomAt(seed, 'largeDocument', 0).uniform(4 * nodes);
	let drawn = 0;
	const next = (): number => numbers[drawn++ % numbers.length]!;

	const made: GraphNode[] = [];
	const add = (id: string, kind: string, params: GraphNode['params']): void => {
		const [column, row] = [made.length % COLUMNS, Math.floor(made.length / COLUMNS)];
		made.push({ id, kind, params, at: [column * CELL[0], row * CELL[1]] });
	};
	add('z', 'input', { name: 'z', shape: [SIZE] });
	const laid: Wire[] = [];
	let last = 'z/x';
	const before = [last];
	let left = extra;
	for (let i = 0; i < inner; i++) {
		const isSum = Math.floor(((i + 1) * sums) / inner) > Math.floor((i * sums) / inner);
		const kind = isSum ? 'add' : LAYERS[Math.floor(next() * LAYERS.length)]!;
		const id = `${kind}${i}`;
		add(id, kind, kind === 'dense' ? { units: SIZE, bias: false } : {});
		const terms = isSum ? Math.min(2, left) : 0;
		laid.push(wire(last, `${id}/${isSum ? 'x1' : 'x'}`));
		for (let term = 0; term < terms; term++) {
			// Mostly from nearby, as skips are, and now and then from far off.
			const back = next() < 0.9 ? Math.floor(next() * 20) : Math.floor(next() * before.length);
			const from = before[Math.max(0, before.length - 2 - back)]!;
			laid.push(wire(from, `${id}/x${term + 2}`));
			left--;
		}
		last = `${id}/y`;
		before.push(last);
	}
	add('out', 'output', { name: 'y' });
	laid.push(wire(last, 'out/x'));

	return {
		format: 'ganloom',
		version: 1,
		title: `${nodes} nodes`,
		summary: '',
		networks: {
			G: { role: 'generator', canvas: { nodes: made, wires: laid, frames: [] } },
			D: {
				role: 'discriminator',
				canvas: {
					nodes: [
						{ id: 'x', kind: 'input', params: { name: 'x', shape: [SIZE] }, at: [0, 0] },
						{ id: 'dense1', kind: 'dense', params: { units: 1 }, at: [200, 0] },
						{ id: 'y', kind: 'output', params: { name: 'score' }, at: [400, 0] },
					],
					wires: [wire('x/x', 'dense1/x'), wire('dense1/y', 'y/x')],
					frames: [],
				},
			},
		},
		blocks: {},
		training: {
			nodes: [
				{ id: 'z', kind: 'noise', params: { size: SIZE }, at: [0, 200] },
				{ id: 'data', kind: 'noise', params: { size: SIZE }, at: [200, 0] },
				{ id: 'fake', kind: 'call', params: { network: 'G' }, at: [200, 200] },
				{ id: 'dReal', kind: 'call', params: { network: 'D' }, at: [400, 0] },
				{ id: 'dFake', kind: 'call', params: { network: 'D' }, at: [400, 200] },
				{ id: 'real', kind: 'hinge', params: { side: 'real' }, at: [600, 0] },
				{ id: 'faked', kind: 'hinge', params: { side: 'fake' }, at: [600, 200] },
				{ id: 'fooled', kind: 'hinge', params: { side: 'generator' }, at: [600, 400] },
				{ id: 'sum', kind: 'weightedSum', params: {}, at: [800, 0] },
				{ id: 'playD', kind: 'player', params: { networks: ['D'], order: 1 }, at: [1000, 0] },
				{ id: 'playG', kind: 'player', params: { networks: ['G'], order: 2 }, at: [1000, 400] },
			],
			wires: [
				wire('z/z', 'fake/z'),
				wire('data/z', 'dReal/x'),
				wire('fake/y', 'dFake/x'),
				wire('dReal/score', 'real/d'),
				wire('dFake/score', 'faked/d'),
				wire('dFake/score', 'fooled/d'),
				wire('real/loss', 'sum/loss1'),
				wire('faked/loss', 'sum/loss2'),
				wire('sum/loss', 'playD/loss'),
				wire('fooled/loss', 'playG/loss'),
			],
			frames: [],
		},
		run: { seed: 1, batch: 16, rounds: 100 },
	};
}

function wire(from: string, to: string): Wire {
	const end = (ref: string): [string, string] => ref.split('/') as [string, string];
	return { from: end(from), to: end(to) };
}
