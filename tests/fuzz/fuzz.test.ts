// A slice of the fuzzing that `npm run fuzz` does more of, and the files that somebody who means harm would write.
import { gzipSync, zipSync, zlibSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { compile } from '../../src/lib/compile/compile';
import { datasetType } from '../../src/lib/data/catalogue';
import { inflate } from '../../src/lib/export/inflate';
import { decodeDocument } from '../../src/lib/export/link';
import { readSafetensors } from '../../src/lib/export/safetensors';
import { readSharedFile } from '../../src/lib/export/sharedFile';
import { FileError } from '../../src/lib/graph/fileError';
import { parseDocument } from '../../src/lib/graph/parse';
import type { GraphDocument } from '../../src/lib/graph/types';
import { canvasOf, documentOf, network, type NodeLine } from '../graph/documents';
import { fuzz, sorts, tryDocument } from './fuzz';

const COUNT = 300;

describe('broken files', () => {
	it(`are refused or read, ${COUNT} of them`, async () => {
		const report = await fuzz(COUNT, 20261127);
		expect(report.findings).toEqual([]);
		for (const sort of sorts) expect(report.tried[sort]).toBe(COUNT / sorts.length);
		// Otherwise it would only knock at the door.
		expect(report.read).toBeGreaterThan(COUNT / 20);
		expect(report.refused).toBeGreaterThan(COUNT / 4);
	});
});

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const opening = '{"format":"ganloom","version":1,';

async function complaint(reading: Promise<unknown>): Promise<string> {
	const error: unknown = await reading.catch((thrown: unknown) => thrown);
	if (!(error instanceof FileError)) throw new Error(`${String(error)} is no FileError`);
	return error.told.en;
}

describe('documents that mean harm', () => {
	it.each([
		['a million brackets', '['.repeat(1_000_000), /levels deep/],
		['brackets that are closed', '['.repeat(40) + ']'.repeat(40), /levels deep/],
		['four million values', `[${'0,'.repeat(3_900_000)}0]`, /too much in the file/],
		['as many keys', `${opening}${'"x":1,'.repeat(900_000)}"y":1}`, /too much in the file/],
		['more text than is read', ' '.repeat(30_000_000), /too large/],
		['prototype keys', `${opening}"__proto__":{"polluted":1}}`, /can’t be used as a name/],
		['a version nobody has', '{"format":"ganloom","version":1e308}', /newer/],
		['a version before the first', '{"format":"ganloom","version":-1e9}', /no way to read/],
	])('%s', async (_, text, message) => {
		expect(await complaint(readSharedFile(bytes(text)))).toMatch(message);
	});

	it('a long list of what is unknown', async () => {
		const keys = Array.from({ length: 50_000 }, (_, i) => `"${'k'.repeat(20)}${i}":0`);
		const text = await complaint(readSharedFile(bytes(`${opening}${keys.join()}}`)));
		expect(text.length).toBeLessThan(500);
	});

	it('a hundred thousand things wrong', async () => {
		const names = Array.from({ length: 60_000 }, (_, i) => `"n${i}":{"role":0}`);
		const text = `${opening}"networks":{${names.join()}}}`;
		expect(await complaint(readSharedFile(bytes(text)))).toMatch(/too much|Too many/);
	});

	it('more things wrong than can be counted', async () => {
		const frames = Array.from({ length: 45_000 }, () => '{}').join();
		const rest = '"title":"","summary":"","networks":{},"blocks":{},"run":{},';
		const text = `${opening}${rest}"training":{"nodes":[],"wires":[],"frames":[${frames}]}}`;
		expect(await complaint(readSharedFile(bytes(text)))).toMatch(/structure is wrong/);
	});

	const compiled = (document: GraphDocument): string[] => {
		const { document: read } = parseDocument(JSON.stringify(document));
		return compile(read!, { datasets: datasetType }).diagnostics.map(({ code }) => code);
	};

	it('blocks in blocks in blocks, each a hundred times', () => {
		const DEPTH = 90;
		const uses = (name: string): NodeLine[] => [
			['x', 'input'],
			...Array.from({ length: 10 }, (_, i): NodeLine => {
				return [`b${i}`, 'block', { block: name, repeat: 100 }, { x: i ? `b${i - 1}/y` : 'x/x' }];
			}),
			['y', 'output', {}, { y: 'b9/y' }],
		];
		const blocks = Object.fromEntries(
			Array.from({ length: DEPTH }, (_, i) => {
				const last: NodeLine[] = [
					['x', 'input'],
					['d', 'dense', {}, { x: 'x/x' }],
					['y', 'output', {}, { y: 'd/y' }],
				];
				return [`B${i}`, { canvas: canvasOf(i === DEPTH - 1 ? last : uses(`B${i + 1}`)) }];
			}),
		);
		const G = network('generator', uses('B0'));
		expect(compiled(documentOf({ networks: { G }, blocks }))).not.toEqual([]);
	});

	it('networks and blocks that hold themselves', () => {
		const self: NodeLine[] = [['b', 'block', { block: 'A', repeat: 9 }]];
		const networks = { G: network('generator', [['c', 'call', { network: 'G' }], ...self]) };
		const blocks = { A: { canvas: canvasOf(self) } };
		expect(compiled(documentOf({ networks, blocks }))).not.toEqual([]);
	});

	it('names that every object has', async () => {
		const names = ['toString', 'hasOwnProperty', 'valueOf', '__proto__'];
		const training = canvasOf(
			names.flatMap((name): NodeLine[] => [
				[`call-${name}`, 'call', { network: name }],
				[`data-${name}`, 'dataset', { dataset: name }],
				[`player-${name}`, 'player', { networks: [name] }],
			]),
		);
		const uses = names.map((name): NodeLine => [`b-${name}`, 'block', { block: name }]);
		const networks = { G: network('generator', uses) };
		const { document } = parseDocument(JSON.stringify(documentOf({ networks, training })));
		await tryDocument(document!);
	});

	it('shapes beyond all bounds', () => {
		for (const shape of [[1e9, 1e9, 1e9], [2 ** 53], [-1], [0.5], ['x'], Array(5000).fill(2)]) {
			const G = network('generator', [['x', 'input', { shape } as never]]);
			expect(compiled(documentOf({ networks: { G } }))).not.toEqual([]);
		}
		const G = network('generator', [
			['x', 'input', { shape: [65_536] }],
			['d', 'dense', { units: 65_536 }, { x: 'x/x' }],
			['y', 'output', {}, { y: 'd/y' }],
		]);
		expect(compiled(documentOf({ networks: { G } }))).toContain('tooManyWeights');
	});
});

describe('packed files that mean harm', () => {
	const large = new Uint8Array(12_000_000);

	it('are unpacked no further than they may be', async () => {
		for (const format of ['gzip', 'deflate'] as const) {
			const bomb = format === 'gzip' ? gzipSync(large) : zlibSync(large);
			expect(await complaint(inflate(bomb, format, 1_000_000))).toMatch(/more than 1\.0 MB/);
		}
		const link = Buffer.from(zlibSync(large, { level: 9 }).subarray(0, 12_000)).toString(
			'base64url',
		);
		expect(await complaint(decodeDocument(link, 100_000))).toMatch(/more than 8\.0 MB/);
	});

	it('hold no document that is larger than one may be', async () => {
		const zip = zipSync({ 'document.json': large });
		expect(await complaint(readSharedFile(zip))).toMatch(/too large|not JSON/);
	});

	it('write nothing anywhere: other names are not even unpacked', async () => {
		const zip = zipSync({ '../../etc/passwd': bytes('x'), '/document.json': bytes('{}') });
		expect(await complaint(readSharedFile(zip))).toMatch(/no document\.json/);
	});
});

describe('weights that mean harm', () => {
	function file(header: unknown, values = new Uint8Array()): Uint8Array {
		const json = bytes(JSON.stringify(header));
		const whole = new Uint8Array(8 + json.length + values.length);
		new DataView(whole.buffer).setBigUint64(0, BigInt(json.length), true);
		whole.set(json, 8);
		whole.set(values, 8 + json.length);
		return whole;
	}

	it.each([
		[
			'a shape beyond all bounds',
			{ dtype: 'F32', shape: [2 ** 52, 2 ** 52], data_offsets: [0, 4] },
		],
		[
			'a shape of a thousand axes',
			{ dtype: 'F32', shape: Array(1000).fill(1), data_offsets: [0, 4] },
		],
		['offsets beyond the file', { dtype: 'F32', shape: [1], data_offsets: [2 ** 52, 2 ** 52 + 4] }],
		['no shape at all', { dtype: 'F32', data_offsets: [0, 4] }],
		['a type that is a prototype’s', { dtype: 'constructor', shape: [1], data_offsets: [0, 4] }],
		['a tensor that is none', null],
	])('%s', (_, entry) => {
		expect(() => readSafetensors(file({ a: entry }, new Uint8Array(4)))).toThrow(FileError);
	});

	it('more tensors than any network has', () => {
		const entry = { dtype: 'F32', shape: [0], data_offsets: [0, 0] };
		const many = Object.fromEntries(Array.from({ length: 100_001 }, (_, i) => [`t${i}`, entry]));
		expect(() => readSafetensors(file(many))).toThrow(FileError);
	});
});
