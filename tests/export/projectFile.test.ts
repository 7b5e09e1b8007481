// A project goes into one file and comes out whole; files that only look like one are refused with the reason.
import { zipSync, type Zippable } from 'fflate';
import { describe, expect, it } from 'vitest';
import { projectEntries, readProject } from '../../src/lib/export/projectFile';
import { writeSafetensors } from '../../src/lib/export/safetensors';
import { readSharedFile } from '../../src/lib/export/sharedFile';
import { withDocument } from '../../src/lib/export/pngDocument';
import { readZip } from '../../src/lib/export/zip';
import { FileError } from '../../src/lib/graph/fileError';
import { serializeDocument } from '../../src/lib/graph/serialize';
import { encode } from 'fast-png';
import { documentOf } from '../graph/documents';

const document = documentOf({ title: 'a project' });
const tensors = { 'G/dense/weight': { shape: [2, 2], values: Float32Array.of(1, -2, 0.5, 4) } };
const weights = writeSafetensors(tensors, { metadata: { rounds: '7' } });
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const datasets = [{ name: 'mnist', sha256: 'abc' }, { name: 'shapes' }];
const whole = projectEntries({ document, weights, averages: weights, samples: weights, datasets });
const project = zipSync(whole);

async function complaint(reading: Promise<unknown>): Promise<string> {
	const error: unknown = await reading.catch((thrown: unknown) => thrown);
	if (!(error instanceof FileError)) throw new Error(`${String(error)} is no FileError`);
	expect(error.told.ja).not.toBe('');
	return error.told.en;
}

const refused = (files: Zippable): Promise<string> => complaint(readProject(zipSync(files)));

describe('a project file', () => {
	it('comes back whole', async () => {
		const read = await readProject(project);
		expect(read.document).toEqual(document);
		expect(read.weights?.tensors).toEqual(tensors);
		expect(read.weights?.metadata.rounds).toBe('7');
		expect(read.averages?.tensors).toEqual(tensors);
		expect(read.datasets).toEqual(datasets);
	});

	it('needs nothing but its document', async () => {
		const read = await readProject(
			zipSync({ 'document.json': bytes(serializeDocument(document)) }),
		);
		expect(read).toEqual({ document, weights: undefined, averages: undefined, datasets: [] });
	});

	it('is refused where it is something else', async () => {
		expect(await refused({ 'a.txt': bytes('x') })).toMatch(/no document\.json/);
		expect(await refused({ '../document.json': whole['document.json']! })).toMatch(
			/no document\.json/,
		);
		expect(await refused({ ...whole, 'document.json': bytes('{') })).toMatch(/not JSON/);
		expect(await refused({ ...whole, 'weights.safetensors': bytes('short') })).toMatch(/too short/);
		expect(await refused({ ...whole, 'project.json': bytes('{"format":"x"}') })).toMatch(
			/not as GAN Loom writes it/,
		);
		const newer = '{"format":"ganloom-project","version":2,"datasets":[]}';
		expect(await refused({ ...whole, 'project.json': bytes(newer) })).toMatch(/newer/);
	});

	it('is told to be broken or damaged wherever it is cut', async () => {
		for (let length = 5; length < project.length; length += 7)
			expect(await complaint(readProject(project.subarray(0, length)))).toMatch(/cut off/);
	});

	it('never gives other weights when a byte has changed', async () => {
		for (let at = 0; at < project.length; at += 3) {
			const changed = project.slice();
			changed[at]! ^= 4;
			const read = await readProject(changed).catch((error: unknown) => error);
			if (read instanceof FileError) continue;
			// Names and dates have no checksum; under another name an entry is as if it were not there.
			const { document: own, weights: found } = read as Awaited<ReturnType<typeof readProject>>;
			expect(own).toEqual(document);
			if (found) expect(found.tensors).toEqual(tensors);
		}
	});
});

describe('a zip', () => {
	it('is not unpacked beyond what it may be, whatever sizes it states', async () => {
		const bomb = zipSync({ a: new Uint8Array(50_000_000) }, { level: 9 });
		expect(bomb.length).toBeLessThan(60_000);
		expect(await complaint(readZip(bomb, ['a'], 1_000_000))).toMatch(/more than 1\.0 MB/);
		// It says that it is small, in its own head and in the directory.
		const view = new DataView(bomb.buffer);
		const directory = view.getUint32(bomb.length - 6, true);
		view.setUint32(22, 1000, true);
		view.setUint32(directory + 24, 1000, true);
		expect(await complaint(readZip(bomb, ['a'], 1_000_000))).toMatch(/damaged/);
	});

	it('has no name twice, and not too many', async () => {
		const zip = zipSync({ aa: bytes('1'), bb: bytes('2') });
		const text = Buffer.from(zip).toString('latin1').replaceAll('bb', 'aa');
		expect(await complaint(readZip(Buffer.from(text, 'latin1'), ['aa']))).toMatch(/two called/);
		const many = Object.fromEntries(Array.from({ length: 1001 }, (_, i) => [`${i}`, bytes('')]));
		expect(await complaint(readZip(zipSync(many), ['1']))).toMatch(/too many files/);
	});
});

describe('any shared file', () => {
	it('is known by what is in it', async () => {
		const picture = new Uint8Array(
			encode({ width: 1, height: 1, channels: 3, data: Uint8Array.of(1, 2, 3) }),
		);
		const files = [bytes(serializeDocument(document)), withDocument(picture, document), project];
		for (const file of files) expect((await readSharedFile(file)).document).toEqual(document);
		expect(await complaint(readSharedFile(bytes('hello')))).toMatch(/not JSON/);
		expect(await complaint(readSharedFile(new Uint8Array()))).toMatch(/not JSON/);
	});
});
