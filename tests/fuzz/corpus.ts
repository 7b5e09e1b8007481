// Whole files of every sort the app reads, small enough to break thousands of times.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { encode } from 'fast-png';
import { gzipSync, zipSync } from 'fflate';
import { compile } from '../../src/lib/compile/compile';
import { firstWeights } from '../../src/lib/compile/link/weights';
import { datasetType } from '../../src/lib/data/catalogue';
import { encodeDocument } from '../../src/lib/export/link';
import { withDocument } from '../../src/lib/export/pngDocument';
import { projectEntries } from '../../src/lib/export/projectFile';
import { weightFile } from '../../src/lib/export/weightFile';
import { parseDocument } from '../../src/lib/graph/parse';
import { serializeDocument } from '../../src/lib/graph/serialize';
import type { GraphDocument } from '../../src/lib/graph/types';

const GRAPHS = join(import.meta.dirname, '../../graphs');

function preset(name: string): GraphDocument {
	return parseDocument(readFileSync(join(GRAPHS, `${name}.json`), 'utf8')).document!;
}

/** The one that weights are made of is small. */
const SMALL = '../tests/bench/graphs/gan2d';

/** One network that calls others, one of blocks, one of sound. */
export const documents: readonly GraphDocument[] = [
	...['gan', 'cyclegan', 'stackgan', 'melgan', SMALL].map(preset),
];

const { program } = compile(documents.at(-1)!, { datasets: datasetType });

if (!program) throw new Error('The graph that weights are made of has errors.');

/** Weights of a small graph. */
export const tensors = weightFile(firstWeights(program, 1), program, { metadata: { rounds: '3' } });

const pixels = Uint8Array.from({ length: 8 * 8 * 3 }, (_, i) => i);
const picture = new Uint8Array(encode({ width: 8, height: 8, channels: 3, data: pixels }));

export const texts: readonly string[] = documents.map(serializeDocument);
export const links: readonly string[] = documents.map(encodeDocument);
export const pictures: readonly Uint8Array[] = documents.map((one) => withDocument(picture, one));
export const projects: readonly Uint8Array[] = documents.map((document, i) =>
	zipSync(
		projectEntries({
			document,
			weights: i === documents.length - 1 ? tensors : undefined,
			samples: picture,
			datasets: [{ name: 'mnist', sha256: 'f'.repeat(64) }],
		}),
	),
);

const idx = Uint8Array.from([0, 0, 8, 3, 0, 0, 0, 3, 0, 0, 0, 4, 0, 0, 0, 5, ...Array(60).keys()]);
/** What people make data sets of. */
export const idxFiles: readonly Uint8Array[] = [idx, gzipSync(idx)];
export const tables: readonly string[] = [
	'file,label\n1.png,cat\n2.png,"a, b"\n',
	'a/1\tdog\r\na/2\tcat\r\n',
];
export const heaps: readonly Uint8Array[] = [
	zipSync({
		'x/1.png': picture,
		'y/1.png': picture,
		'y/2.jpg': picture,
		'list.csv': new Uint8Array(9),
	}),
	zipSync({ '../../1.png': picture, '__proto__/2.png': picture, '/etc/3.wav': picture }),
];
export const onePicture = picture;
