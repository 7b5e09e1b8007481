import { expect, test } from 'vitest';
import dcgan from '../../../graphs/dcgan.json';
import gan from '../../../graphs/gan.json';
import { compile } from '../../../src/lib/compile/compile';
import { datasetType } from '../../../src/lib/data/catalogue';
import { applyCommands } from '../../../src/lib/graph/commands/apply';
import type { CanvasId, Endpoint, GraphDocument } from '../../../src/lib/graph/types';
import { kinds } from '../../../src/lib/nodes/catalogue';
import { addition, addItems, fittingItems, portFor } from '../../../src/lib/ui/editor/add/items';
import { READY_BLOCKS } from '../../../src/lib/ui/editor/add/readyBlocks';
import { makeSearch } from '../../../src/lib/ui/editor/add/search';
import { around } from '../../../src/lib/ui/editor/node/ports';

const refOf = ([node, port]: Endpoint) => `${node}/${port}` as const;

const document = gan as unknown as GraphDocument;
const training = addItems(document, 'training', kinds);

test('a canvas offers the kinds that belong on it, each network once, and a new one', () => {
	const keys = training.map((item) => item.key);
	expect(keys).toEqual(expect.arrayContaining(['noise', 'bce', 'call G', 'call D', 'new network']));
	expect(keys).not.toContain('dense');
	expect(addItems(document, 'networks/G', kinds).map((item) => item.key)).toContain('dense');
});

test('what asks for a network but is no call of it stands once, for the discriminator', () => {
	for (const canvas of ['training', 'networks/G', 'networks/D'] as const) {
		const keys = addItems(document, canvas, kinds).map((item) => item.key);
		expect(new Set(keys).size).toBe(keys.length);
	}
	const penalty = training.find((item) => item.key === 'gradientPenalty')!;
	expect(penalty).toMatchObject({ category: 'losses', params: { network: 'D' } });
});

test('search finds names in both languages and forgives slips', () => {
	const search = makeSearch(training);
	expect(search('ノイズ')[0]!.key).toBe('noise');
	expect(search('noise')[0]!.key).toBe('noise');
	expect(search('ｎｏｉｓ')[0]!.key).toBe('noise');
	expect(search('histgram')[0]!.key).toBe('histogram');
	expect(search('')).toBe(training);
});

test('only kinds with a fitting socket continue a wire', () => {
	const compilation = compile(document, { datasets: datasetType });
	const surroundings = around(document, 'training', compilation);
	const keys = (origin: Parameters<typeof fittingItems>[2]) =>
		fittingItems(training, surroundings, origin).map((item) => item.key);

	const losses = keys({ side: 'out', meaning: 'loss' });
	expect(losses).toEqual(expect.arrayContaining(['weightedSum', 'player']));
	expect(losses).not.toContain('samples');
	expect(losses).not.toContain('call D');

	const label = compilation.types.training['mnist/label'];
	const labels = keys({ side: 'out', meaning: 'label', type: label });
	expect(labels[0]).toBe('oneHot');
	expect(labels).not.toContain('relu');

	expect(keys({ side: 'in', meaning: 'image', accepts: ['image'] })).toContain('dataset');
});

test('a new network comes with a call of it and something to hold on to', () => {
	const item = training.find((one) => one.makes)!;
	const { commands, node } = addition('training', document.training, item, [0, 0]);
	const after = applyCommands(document, commands);
	expect(Object.keys(after.networks)).toContain(item.makes);
	expect(after.training.nodes.at(-1)).toMatchObject({
		id: node.id,
		kind: 'call',
		params: { network: item.makes },
	});
});

test('search knows what a kind is also called', () => {
	const search = makeSearch(training);
	expect(search('cycle consistency')[0]!.key).toBe('l1');
	expect(search('LSGAN')[0]!.key).toBe('leastSquares');
	expect(search('学習率')[0]!.key).toBe('player');
	expect(makeSearch(addItems(document, 'networks/G', kinds))('逆畳み込み')[0]!.key).toBe(
		'convTranspose2d',
	);
});

test('a block of the document can be used, but not in itself', () => {
	const before = applyCommands(document, [
		{ type: 'addBlock', name: 'deep', title: 'Deep', content: READY_BLOCKS[0]!.body(4) },
	]);
	const keys = (canvas: CanvasId) => addItems(before, canvas, kinds).map((item) => item.key);
	expect(keys('networks/G')).toContain('use deep');
	expect(keys('blocks/deep')).not.toContain('use deep');
	expect(keys('training')).not.toContain('use deep');
});

/** Networks to put a block into, by what flows through them: where from, and where that wire goes on. */
const HOSTS = {
	image: {
		source: dcgan as unknown as GraphDocument,
		canvas: 'networks/D',
		behind: 'norm1',
	},
	wave: { source: listening(), canvas: 'networks/D', behind: 'output' },
} as const;

/** A network that passes eight channels of sound on. */
function listening(): GraphDocument {
	const source = structuredClone(gan) as unknown as GraphDocument;
	source.networks.D!.canvas = {
		nodes: [
			{
				id: 'input',
				kind: 'input',
				params: { name: 'image', meaning: 'wave', shape: [64, 8] },
				at: [0, 0],
			},
			{ id: 'output', kind: 'output', params: { name: 'y' }, at: [300, 0] },
		],
		wires: [{ from: ['input', 'x'], to: ['output', 'x'] }],
		frames: [],
	};
	return source;
}

test.each(READY_BLOCKS.map(({ name, reads }) => [name, reads as keyof typeof HOSTS] as const))(
	'the ready block %s comes whole and fits the %s it is wired to',
	(name, meaning) => {
		const { source, canvas: id, behind } = HOSTS[meaning];
		const canvas = source.networks.D!.canvas;
		const wire = canvas.wires.find(({ to }) => to[0] === behind)!;
		const item = addItems(source, id, kinds).find(({ key }) => key === `new ${name}`)!;
		const before = compile(source, { datasets: datasetType });
		const type = before.types[id]![refOf(wire.from)]!;
		const surroundings = around(source, id, before);
		expect(portFor(item, surroundings, { side: 'out', meaning, type })?.name).toBe('x');
		expect(portFor(item, surroundings, { side: 'out', meaning: 'label' })).toBeUndefined();
		const { commands, node } = addition(id, canvas, item, [0, 0], type);
		const after = applyCommands(source, [
			...commands,
			{ type: 'connect', canvas: id, wire: { from: wire.from, to: [node.id, 'x'] } },
		]);
		const { types, diagnostics } = compile(after, { datasets: datasetType });
		const known = new Set(before.diagnostics.map(({ code, node: at }) => `${code} ${at}`));
		const fresh = diagnostics.filter(({ code, node: at }) => !known.has(`${code} ${at}`));
		expect(fresh.filter(({ severity }) => severity === 'error')).toEqual([]);
		expect(types[id]![`${node.id}/y`]?.meaning).toBe(meaning);
		const again = addItems(after, id, kinds).find(({ key }) => key === `new ${name}`)!;
		expect(again.params.block).not.toBe(item.params.block);
	},
);
