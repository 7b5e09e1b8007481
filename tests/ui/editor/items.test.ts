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

test.each(READY_BLOCKS.map(({ name }) => name))(
	'the ready block %s comes whole and fits the pictures it is wired to',
	(name) => {
		const source = dcgan as unknown as GraphDocument;
		const canvas = source.networks.D!.canvas;
		const wire = canvas.wires.find(({ to }) => to[0] === 'norm1')!;
		const item = addItems(source, 'networks/D', kinds).find(({ key }) => key === `new ${name}`)!;
		const type = compile(source, { datasets: datasetType }).types['networks/D']![refOf(wire.from)]!;
		expect(
			portFor(item, around(source, 'networks/D', compile(source)), {
				side: 'out',
				meaning: 'image',
				type,
			})?.name,
		).toBe('x');
		const { commands, node } = addition('networks/D', canvas, item, [0, 0], type);
		const after = applyCommands(source, [
			...commands,
			{ type: 'connect', canvas: 'networks/D', wire: { from: wire.from, to: [node.id, 'x'] } },
		]);
		const { types, diagnostics } = compile(after, { datasets: datasetType });
		expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
		expect(types['networks/D']![`${node.id}/y`]?.meaning).toBe('image');
		const again = addItems(after, 'networks/D', kinds).find(({ key }) => key === `new ${name}`)!;
		expect(again.params.block).not.toBe(item.params.block);
	},
);
