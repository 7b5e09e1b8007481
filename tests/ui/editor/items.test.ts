import { expect, test } from 'vitest';
import gan from '../../../graphs/gan.json';
import { compile } from '../../../src/lib/compile/compile';
import { datasetType } from '../../../src/lib/data/catalogue';
import { applyCommands } from '../../../src/lib/graph/commands/apply';
import type { GraphDocument } from '../../../src/lib/graph/types';
import { kinds } from '../../../src/lib/nodes/catalogue';
import { addition, addItems, fittingItems } from '../../../src/lib/ui/editor/add/items';
import { makeSearch } from '../../../src/lib/ui/editor/add/search';
import { around } from '../../../src/lib/ui/editor/node/ports';

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
