// Throws broken files at everything that reads them: each is either refused in both languages or gives a document that
// can be compiled, drawn, written and read again.
import { zipSync, zlibSync, type Zippable } from 'fflate';
import { compile } from '../../src/lib/compile/compile';
import { datasetType } from '../../src/lib/data/catalogue';
import { decodeDocument, encodeDocument } from '../../src/lib/export/link';
import { readSafetensors } from '../../src/lib/export/safetensors';
import { readSharedFile } from '../../src/lib/export/sharedFile';
import { fitWeights } from '../../src/lib/compile/link/fitWeights';
import { canvasIds } from '../../src/lib/graph/canvases';
import { randomAt } from '../../src/lib/graph/random';
import { FileError } from '../../src/lib/graph/fileError';
import { MAX_TEXT } from '../../src/lib/graph/limits';
import { serializeDocument } from '../../src/lib/graph/serialize';
import { readIdx } from '../../src/lib/data/own/idx';
import { layoutsOf, planOf } from '../../src/lib/data/own/layout';
import { pictureSize } from '../../src/lib/data/own/pictureSize';
import { readTable } from '../../src/lib/data/own/table';
import { inflate } from '../../src/lib/export/inflate';
import { zipEntries } from '../../src/lib/export/zip';
import type { GraphDocument } from '../../src/lib/graph/types';
import { parseDocument } from '../../src/lib/graph/parse';
import { layoutAll, roughMeasure } from '../../src/lib/ui/editor/node/layout';
import { nodeViews, type Say } from '../../src/lib/ui/editor/node/nodeViews';
import { drawGraph } from '../../src/lib/ui/gallery/graphPicture';
import { pick, randomJson } from '../nodes/randomJson';
import {
	documents,
	heaps,
	idxFiles,
	links,
	onePicture,
	pictures,
	projects,
	tables,
	tensors,
	texts,
} from './corpus';
import { mutateBytes, mutateJson, type Random } from './mutate';

export const sorts = ['document', 'link', 'picture', 'project', 'weights', 'heap'] as const;

export type Sort = (typeof sorts)[number];

/** Milliseconds of computing that one file may take. */
export const LONGEST = 1000;

export interface Finding {
	sort: Sort;
	/** Of the file: `tests/fuzz/main.ts --count 1 --from` makes it again. */
	index: number;
	what: string;
}

export interface FuzzReport {
	tried: Record<Sort, number>;
	refused: number;
	/** Still a document, or weights, after all. */
	read: number;
	/** Of one file, in milliseconds of computing. */
	slowest: number;
	findings: Finding[];
}

/** `count` files from the `from`th on; the same ones for the same seed. */
export async function fuzz(count: number, seed: number, from = 0): Promise<FuzzReport> {
	const tried = Object.fromEntries(sorts.map((sort) => [sort, 0])) as FuzzReport['tried'];
	const report: FuzzReport = { tried, refused: 0, read: 0, slowest: 0, findings: [] };
	for (let index = from; index < from + count; index++) {
		const random = choices(seed, index);
		const sort = sorts[index % sorts.length]!;
		tried[sort]++;
		const start = process.cpuUsage();
		try {
			if (await attempts[sort](random)) report.read++;
			else report.refused++;
		} catch (error) {
			const what = error instanceof Error ? (error.stack ?? error.message) : String(error);
			report.findings.push({ sort, index, what });
		}
		const { user } = process.cpuUsage(start);
		const took = user / 1000;
		report.slowest = Math.max(report.slowest, took);
		if (took > LONGEST) report.findings.push({ sort, index, what: `took ${took} ms` });
	}
	return report;
}

/** Numbers in [0, 1) for one file, the same every time. */
function choices(seed: number, index: number): Random {
	const numbers = randomAt(seed, 'fuzz', index).uniform(4096);
	let next = 0;
	return () => numbers[next++ % numbers.length]!;
}

/** Each makes a broken file and reads it: true where it was read, false where it was refused properly. */
const attempts: Readonly<Record<Sort, (random: Random) => Promise<boolean>>> = {
	document: (random) => {
		const text = mutateJson(pick(random, texts), random);
		return outcome(async () => {
			const bytes = encoded(text);
			const broken = random() < 0.2 ? mutateBytes(bytes, random) : bytes;
			await tryDocument((await readSharedFile(broken)).document);
		});
	},
	link: (random) =>
		outcome(async () => {
			if (random() < 0.4) {
				const packed = zlibSync(encoded(mutateJson(pick(random, texts), random)));
				await tryDocument(await decodeDocument(Buffer.from(packed).toString('base64url')));
				return;
			}
			const letters = encoded(pick(random, links));
			const text = new TextDecoder('latin1').decode(mutateBytes(letters, random));
			await tryDocument(await decodeDocument(text));
		}),
	picture: (random) =>
		outcome(async () => {
			const broken = mutateBytes(pick(random, pictures), random);
			await tryDocument((await readSharedFile(broken)).document);
		}),
	project: (random) =>
		outcome(async () => {
			const { document, weights } = await readSharedFile(
				random() < 0.5 ? hostileProject(random) : mutateBytes(pick(random, projects), random),
			);
			await tryDocument(document);
			if (weights) tryTensors(weights.tensors, document);
		}),
	weights: (random) =>
		outcome(async () => {
			// The head is where most can be broken.
			const broken = random() < 0.5 ? mutateBytes(tensors, random) : tensors.slice();
			if (random() < 0.7) mutateHead(broken, random);
			tryTensors(readSafetensors(broken).tensors, documents.at(-1)!);
		}),
	heap: (random) =>
		outcome(async () => {
			const sort = Math.floor(random() * 4);
			if (sort === 0) return tryIdx(mutateBytes(pick(random, idxFiles), random));
			if (sort === 1) {
				const text = new TextDecoder().decode(mutateBytes(encoded(pick(random, tables)), random));
				readTable(text, ['1.png', 'a/2.png'])?.('1.png');
			} else if (sort === 2) pictureSize(mutateBytes(onePicture, random));
			else await tryHeap(mutateBytes(pick(random, heaps), random));
		}),
};

async function tryIdx(bytes: Uint8Array): Promise<void> {
	const packed = bytes[0] === 0x1f && bytes[1] === 0x8b;
	const plain = packed ? await inflate(bytes, 'gzip', MAX_TEXT).catch(asRefused) : bytes;
	const { shape, values } = readIdx(plain);
	if (values.length !== shape.reduce((product, length) => product * length, 1))
		throw new Error(`${values.length} values of ${shape.join(' × ')}`);
}

/** What is broken inside a packed file is told as a file that can't be read. */
function asRefused(error: unknown): never {
	// A TypeError in browsers; Node has its own.
	const { code } = error as { code?: string };
	if (!(error instanceof TypeError) && !code?.startsWith('Z_')) throw error;
	throw new FileError({ ja: '読めません。', en: 'It can’t be read.' }, { cause: error });
}

/** Every layout there could be gives a plan in which each file is taken once, or named once. */
async function tryHeap(zip: Uint8Array): Promise<void> {
	const entries = zipEntries(zip, 100);
	const files = entries.map(({ name, size }) => ({ path: name, size }));
	for (const layout of layoutsOf(files)) {
		const { ports, labels, classNames, skipped } = planOf(files, layout);
		if (labels && !labels.every((label) => label >= 0 && label < classNames.length))
			throw new Error(`labels ${labels.join()} of ${classNames.length} classes`);
		const [first] = ports;
		if (first!.paths.length + skipped.length > 2 * files.length)
			throw new Error(
				`${first!.paths.length} taken and ${skipped.length} skipped of ${files.length}`,
			);
	}
	for (const { read } of entries) await read(MAX_TEXT);
}

/** Changes digits, letters and brackets of the header in place. */
function mutateHead(bytes: Uint8Array, random: Random): void {
	for (let left = 1 + Math.floor(random() * 3); left > 0; left--) {
		const at = 8 + Math.floor(random() * Math.min(600, bytes.length - 8));
		if (at < bytes.length) bytes[at] = pick(random, [...encoded('0123456789-"[]{}:,eE')]);
	}
}

const encoded = (text: string): Uint8Array => new TextEncoder().encode(text);

/** A sound zip of unsound files. */
function hostileProject(random: Random): Uint8Array {
	const about: Zippable =
		random() < 0.3 ? { 'project.json': encoded(JSON.stringify(randomJson(random))) } : {};
	const weights: Zippable =
		random() < 0.5 ? { 'weights.safetensors': mutateBytes(tensors, random) } : {};
	const document = encoded(mutateJson(pick(random, texts), random));
	return zipSync({ ...about, 'document.json': document, '../../x': document, ...weights });
}

async function outcome(read: () => Promise<void>): Promise<boolean> {
	try {
		await read();
		return true;
	} catch (error) {
		if (!(error instanceof FileError)) throw error;
		const { ja, en } = error.told;
		if (ja.length > 1000 || en.length > 1000)
			throw new Error(`told at length: ${en.slice(0, 200)}`, { cause: error });
		if (ja.trim() === '' || en.trim() === '')
			throw new Error('refused without a word', { cause: error });
		return false;
	}
}

const say: Say = {
	pick: (label) => (typeof label === 'string' ? label : (label?.en ?? '')),
	t: (key) => key,
	list: (names) => names.join(', '),
};

/** What opening it does: nothing of this may throw, whatever a document that was read says. */
export async function tryDocument(document: GraphDocument): Promise<void> {
	const compilation = compile(document, { datasets: datasetType });
	for (const canvas of canvasIds(document))
		layoutAll(nodeViews(document, canvas, compilation, say), roughMeasure);
	drawGraph(document, say);
	const text = serializeDocument(document);
	const again = parseDocument(text);
	// Indented it may be longer than what was read.
	if (again.problem && text.length <= MAX_TEXT) throw new Error(again.problem.message.en);
	if (again.document && serializeDocument(again.document) !== text)
		throw new Error('it is another document when it is read again');
	encodeDocument(document);
	if (
		({} as { polluted?: unknown }).polluted !== undefined ||
		Object.keys(Object.prototype).length > 0
	)
		throw new Error('it has put something into every object');
}

function tryTensors(given: Parameters<typeof fitWeights>[0], document: GraphDocument): void {
	const { program } = compile(document, { datasets: datasetType });
	if (!program) return;
	const { weights } = fitWeights(given, program);
	for (const [path, { values }] of Object.entries(weights))
		if (!values.every(Number.isFinite)) throw new Error(`${path} is not finite`);
}
