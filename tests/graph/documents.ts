// Documents to test with, written shortly: a line a node, wires at the node they go to.
import type {
	Canvas,
	GraphDocument,
	GraphNode,
	Network,
	ParamMap,
	Wire,
} from '../../src/lib/graph/types';

/** `from`: port → `node/port`. */
export type NodeLine = [id: string, kind: string, params?: ParamMap, from?: Record<string, string>];

export function canvasOf(lines: readonly NodeLine[] = []): Canvas {
	const nodes: GraphNode[] = [];
	const wires: Wire[] = [];
	lines.forEach(([id, kind, params = {}, from = {}], i) => {
		nodes.push({ id, kind, params, at: [i * 150, 40] });
		for (const [port, ref] of Object.entries(from)) {
			const [node, output] = ref.split('/') as [string, string];
			wires.push({ from: [node, output], to: [id, port] });
		}
	});
	return { nodes, wires, frames: [] };
}

export function network(role: Network['role'], lines: readonly NodeLine[]): Network {
	return { role, canvas: canvasOf(lines) };
}

export function documentOf(parts: Partial<GraphDocument> = {}): GraphDocument {
	return {
		format: 'ganloom',
		version: 1,
		title: 'test',
		summary: '',
		networks: {},
		blocks: {},
		training: canvasOf(),
		run: { seed: 1, batch: 4, rounds: 10 },
		...parts,
	};
}

/** What a test may change of `ganDocument`, line by line. */
export interface GanLines {
	G?: readonly NodeLine[];
	D?: readonly NodeLine[];
	/** Replaces lines of the same id, and adds the others. */
	training?: readonly NodeLine[];
	without?: readonly string[];
	parts?: Partial<GraphDocument>;
}

export const G_LINES: readonly NodeLine[] = [
	['z', 'input', { name: 'z', shape: [3] }],
	['dense1', 'dense', { units: 4 }, { x: 'z/x' }],
	['sigmoid', 'sigmoid', {}, { x: 'dense1/y' }],
	['picture', 'reshape', { shape: [2, 2, 1] }, { x: 'sigmoid/y' }],
	['image', 'output', { name: 'image' }, { x: 'picture/y' }],
];

export const D_LINES: readonly NodeLine[] = [
	['image', 'input', { name: 'image', meaning: 'image', shape: [2, 2, 1] }],
	['flat', 'flatten', {}, { x: 'image/x' }],
	['dense1', 'dense', { units: 1 }, { x: 'flat/y' }],
	['sigmoid', 'sigmoid', {}, { x: 'dense1/y' }],
	['p', 'output', { name: 'p' }, { x: 'sigmoid/y' }],
];

export const TRAINING_LINES: readonly NodeLine[] = [
	['data', 'dataset', { dataset: 'tiny' }],
	['z', 'noise', { size: 3 }],
	['fake', 'call', { network: 'G' }, { z: 'z/z' }],
	['dReal', 'call', { network: 'D' }, { image: 'data/image' }],
	['dFake', 'call', { network: 'D' }, { image: 'fake/image' }],
	['bceReal', 'bce', { target: 0 }, { p: 'dReal/p' }],
	['bceFake', 'bce', { target: 1 }, { p: 'dFake/p' }],
	['sumD', 'weightedSum', {}, { loss1: 'bceReal/loss', loss2: 'bceFake/loss' }],
	['rawG', 'rawOutput', { reduction: 'sum' }, { d: 'dFake/p' }],
	['playD', 'player', { networks: ['D'], order: 1 }, { loss: 'sumD/loss' }],
	['playG', 'player', { networks: ['G'], order: 2 }, { loss: 'rawG/loss' }],
	['samples', 'samples', {}, { image: 'fake/image' }],
];

/** A whole GAN of a few units on 2×2 pictures. */
export function ganDocument({
	G,
	D,
	training = [],
	without = [],
	parts,
}: GanLines = {}): GraphDocument {
	const changed = new Map(training.map((line) => [line[0], line]));
	const lines = TRAINING_LINES.map((line) => changed.get(line[0]) ?? line).concat(
		training.filter(([id]) => !TRAINING_LINES.some((line) => line[0] === id)),
	);
	return documentOf({
		networks: {
			G: network('generator', G ?? G_LINES),
			D: network('discriminator', D ?? D_LINES),
		},
		training: canvasOf(lines.filter(([id]) => !without.includes(id))),
		...parts,
	});
}
