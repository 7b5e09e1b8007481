import { expect, it } from 'vitest';
import { compile } from '../../src/lib/compile/compile';
import { parseDocument } from '../../src/lib/graph/parse';
import { serializeDocument } from '../../src/lib/graph/serialize';
import { largeDocument } from './largeDocument';

it.each([
	{ nodes: 500, wires: 800 },
	{ nodes: 60, wires: 90, seed: 7 },
])('a large document of %o is sound, and the same every time', (size) => {
	const document = largeDocument(size);
	const { nodes, wires } = document.networks.G!.canvas;
	expect([nodes.length, wires.length]).toEqual([size.nodes, size.wires]);
	expect(parseDocument(serializeDocument(document)).document).toEqual(document);
	const { diagnostics, program } = compile(document);
	expect(diagnostics).toEqual([]);
	expect(program?.networks.G?.steps).toHaveLength(size.nodes);
	expect(largeDocument(size)).toEqual(document);
});
