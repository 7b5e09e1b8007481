import { describe, expect, it } from 'vitest';
import { parseDocument } from '../../src/lib/graph/parse';
import { serializeDocument } from '../../src/lib/graph/serialize';
import type { GraphDocument } from '../../src/lib/graph/types';
import { ganDocument } from './documents';

const withEverything = (): GraphDocument => {
	const document = ganDocument({
		parts: {
			title: { ja: '題', en: 'Title' },
			source: { paper: 'A paper', year: 2014 },
			blocks: { twice: { title: 'Twice', canvas: { nodes: [], wires: [], frames: [] } } },
		},
	});
	document.training.nodes[0]!.title = { ja: 'データ', en: 'Data' };
	document.training.nodes[1]!.off = true;
	document.training.nodes[0]!.params.odd = { list: [[1, 2], [3]], text: '"\n', none: null };
	document.training.wires[0]!.via = [
		[10, 20],
		[30.5, -40],
	];
	document.training.frames.push({
		id: 'f',
		number: 1,
		title: 'F',
		point: 'D → 0',
		at: [0, 0],
		size: [1, 2],
	});
	return document;
};

describe('serializeDocument', () => {
	it('writes what parseDocument reads back', () => {
		for (const document of [ganDocument(), withEverything()]) {
			const text = serializeDocument(document);
			expect(parseDocument(text).document).toEqual(document);
			expect(serializeDocument(parseDocument(text).document!)).toBe(text);
		}
	});

	it('does not depend on the order in which an object got its keys', () => {
		const document = withEverything();
		const turned = Object.fromEntries(
			Object.entries(document).reverse(),
		) as unknown as GraphDocument;
		turned.training = {
			...turned.training,
			nodes: turned.training.nodes.map(
				(node) => Object.fromEntries(Object.entries(node).reverse()) as unknown as typeof node,
			),
		};
		expect(serializeDocument(turned)).toBe(serializeDocument(document));
	});

	it('keeps short things on one line, so that a small edit changes one line', () => {
		const before = ganDocument();
		const after = structuredClone(before);
		after.training.nodes[3]!.at = [1, 2];
		after.training.wires.splice(2, 1);
		const [old, now] = [serializeDocument(before), serializeDocument(after)].map((t) =>
			t.split('\n'),
		);
		expect(old!.filter((line) => !now!.includes(line))).toHaveLength(2);
		expect(
			now!.find((line) => line.includes('"dReal", "kind"') || line.includes('"id": "dReal"')),
		).toContain('"at": [1, 2]');
	});
});
