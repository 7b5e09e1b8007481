import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decode } from 'fast-png';
import { zipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { main } from '../../src/lib/cli/commands';
import { isStateName } from '../../src/lib/compile/link/trainingState';
import { withDocument } from '../../src/lib/export/pngDocument';
import { projectEntries } from '../../src/lib/export/projectFile';
import { readSafetensors, writeSafetensors } from '../../src/lib/export/safetensors';
import { randomAt } from '../../src/lib/graph/random';
import type { GraphDocument } from '../../src/lib/graph/types';
import { smallGan } from '../runtime/smallGan';

let folder: string;
let gan: string;

interface Outcome {
	exitCode: number;
	out: string;
	err: string;
}

/** Runs a command in this process, and makes sure that nobody ever sees a stack trace. */
async function ganloom(...args: string[]): Promise<Outcome> {
	const outcome: Outcome = { exitCode: -1, out: '', err: '' };
	outcome.exitCode = await main(args, {
		out: (text) => void (outcome.out += text),
		err: (text) => void (outcome.err += text),
		terminal: false,
	});
	expect(outcome.out + outcome.err).not.toMatch(/^\s+at /m);
	return outcome;
}

async function write(name: string, contents: string | Uint8Array): Promise<string> {
	const path = join(folder, name);
	await writeFile(path, contents);
	return path;
}

function edited(edit: (document: GraphDocument) => void): string {
	const document = structuredClone(smallGan());
	edit(document);
	return JSON.stringify(document);
}

const tensorsIn = async (path: string) => readSafetensors(await readFile(path)).tensors;

/** What a run without a listener's help is told by: its lines. */
const lines = (outcome: Outcome): unknown[] =>
	outcome.out
		.trim()
		.split('\n')
		.map((line) => JSON.parse(line) as unknown);

beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), 'ganloom-'));
	gan = await write('gan.json', JSON.stringify(smallGan()));
});
afterAll(() => rm(folder, { recursive: true }));

describe('usage', () => {
	it.each([
		[[]],
		[['bake']],
		[['check']],
		[['train']],
		[['train', 'gan.json', '--rounds', 'many']],
		[['train', 'gan.json', '--rounds', '-3']],
		[['train', 'gan.json', '--seed', '4294967296']],
		[['train', 'gan.json', '--backend', 'abacus']],
		[['train', 'gan.json', '--fast']],
		[['sample', 'gan.json', '--out', 'a.png']],
		[['sample', 'gan.json', '--out', 'a.png', '--weights', 'w', '--count', '0']],
	])('complains about %j', async (args) => {
		const { exitCode, err, out } = await ganloom(...args);
		expect(exitCode).toBe(2);
		expect(out).toBe('');
		expect(err).not.toBe('');
	});

	it('gives help when asked', async () => {
		const { exitCode, out } = await ganloom('train', '--help');
		expect(exitCode).toBe(0);
		expect(out).toContain('--feeds <file>');
	});
});

describe('check', () => {
	it('is content with a document without errors', async () => {
		const { exitCode, out } = await ganloom('check', gan);
		expect(out).toContain(`${gan}: 0 errors`);
		expect(exitCode).toBe(0);
	});

	it('tells where an error is, in both languages', async () => {
		const file = await write(
			'broken.json',
			edited(({ networks }) => (networks.G!.canvas.nodes[1]!.kind = 'magic')),
		);
		const { exitCode, out } = await ganloom('check', file);
		expect(exitCode).toBe(1);
		expect(out).toContain('error: networks/G/dense1');
		expect(out).toContain('magic');
		expect((await ganloom('check', file, '--lang', 'ja')).out).toMatch(/[ぁ-ん]/);
	});

	it('survives a billion units', async () => {
		const file = await write(
			'huge.json',
			edited(({ networks }) => (networks.G!.canvas.nodes[1]!.params.units = 1e9)),
		);
		expect((await ganloom('check', file)).exitCode).toBe(1);
	});

	it.each([
		['text', 'hello'],
		['another format', '{"format":"other"}'],
		['a newer version', edited((document) => Object.assign(document, { version: 99 }))],
		['half a file', JSON.stringify(smallGan()).slice(0, 300)],
	])('can not read %s', async (_, text) => {
		const file = await write('bad.json', text);
		const { exitCode, err } = await ganloom('check', file);
		expect(exitCode).toBe(2);
		expect(err).toContain(file);
	});

	it('can not read what is not there, or a folder', async () => {
		expect((await ganloom('check', join(folder, 'nowhere.json'))).exitCode).toBe(2);
		expect((await ganloom('check', folder)).exitCode).toBe(2);
	});

	it('lists several files as JSON, the worst deciding', async () => {
		const bad = await write('bad.json', 'hello');
		const { exitCode, out } = await ganloom('check', '--json', gan, bad);
		expect(exitCode).toBe(2);
		const { files } = JSON.parse(out) as { files: Record<string, unknown>[] };
		expect(files[0]).toMatchObject({ file: gan });
		expect(files[0]).not.toHaveProperty('unreadable');
		expect(files[1]).toMatchObject({ file: bad, diagnostics: [] });
		expect(files[1]).toHaveProperty('unreadable.en');
	});
});

describe('summary', () => {
	it('counts what the layers learn', async () => {
		const { exitCode, out } = await ganloom('summary', gan, '--json');
		expect(exitCode).toBe(0);
		const { networks } = JSON.parse(out) as {
			networks: Record<string, { parameters: number; trainable: number; layers: unknown[] }>;
		};
		expect(networks.G).toMatchObject({ parameters: 54, trainable: 54 });
		expect(networks.D).toMatchObject({ parameters: 49, trainable: 49 });
		expect(networks.G!.layers).toContainEqual({
			...{ node: 'dense1', kind: 'dense', output: [5], parameters: 20 },
		});
	});

	it('lays it out for reading', async () => {
		const { out } = await ganloom('summary', gan);
		expect(out).toMatch(/^G\n {2}node +kind +output +parameters$/m);
		expect(out).toMatch(/dense1 +dense +\[5\] +20$/m);
	});

	it('tells what is wrong with a broken document', async () => {
		const file = await write(
			'broken.json',
			edited(({ networks }) => (networks.G!.canvas.nodes[1]!.kind = 'magic')),
		);
		const { exitCode, err } = await ganloom('summary', file);
		expect(exitCode).toBe(1);
		expect(err).toContain('magic');
	});
});

describe('train', () => {
	const cpu = ['--backend', 'cpu'];

	it('prints one line of JSON a round, the same for the same seed', async () => {
		const args = ['train', gan, '--rounds', '3', '--json', ...cpu];
		const first = await ganloom(...args, '--seed', '5');
		expect(first).toMatchObject({ exitCode: 0, err: '' });
		expect(lines(first)).toEqual(
			[1, 2, 3].map((round) => ({
				round,
				losses: { D: expect.any(Number) as number, G: expect.any(Number) as number },
			})),
		);
		expect((await ganloom(...args, '--seed', '5')).out).toBe(first.out);
		expect((await ganloom(...args, '--seed', '6')).out).not.toBe(first.out);
	});

	it('leaves samples, losses and weights in a folder', async () => {
		const path = join(folder, 'run');
		const { exitCode, out, err } = await ganloom(
			'train',
			gan,
			'--rounds',
			'20',
			'--out',
			path,
			...cpu,
		);
		expect(exitCode).toBe(0);
		expect(out).toMatch(/^20 rounds in .* on cpu/);
		expect(err).toMatch(/^round 2 of 20 {2}D \S+ {2}G \S+$/m);
		const files = await readdir(path);
		expect(files).toContain('samples-000020.png');
		expect(files.filter((name) => name.endsWith('.png')).length).toBeGreaterThanOrEqual(10);
		const csv = (await readFile(join(path, 'losses.csv'), 'utf8')).trim().split('\n');
		expect(csv[0]).toBe('round,D,G');
		expect(csv).toHaveLength(21);
		const weights = await tensorsIn(join(path, 'weights.safetensors'));
		// PyTorch's layout: [out, in].
		expect(weights['G/dense1/weight']?.shape).toEqual([5, 3]);
		expect(Object.keys(weights)).toContain('D/norm/running_var');
	});

	it('writes running averages where they are asked for, and the weights where not', async () => {
		const document = await write('averaging.json', JSON.stringify(smallGan({ g: { ema: 0.9 } })));
		const saved = async (name: string, ...more: string[]) => {
			const path = join(folder, name);
			await ganloom('train', document, '--rounds', '4', '--json', '--save', path, ...cpu, ...more);
			return tensorsIn(path);
		};
		const [weights, averages] = [await saved('raw'), await saved('averaged', '--averaged')];
		const names = Object.keys(weights).filter((name) => !isStateName(name));
		expect(Object.keys(averages)).toEqual(names);
		expect(averages['G/dense1/weight']).toEqual(weights['average/G/dense1/weight']);
		expect(averages['G/dense1/weight']).not.toEqual(weights['G/dense1/weight']);
		expect(averages['G/norm/running_mean']).toEqual(weights['G/norm/running_mean']);
		expect(averages['D/dense1/weight']).toEqual(weights['D/dense1/weight']);
	});

	it('goes on from what it saved, so that a run may be made in parts', async () => {
		const values = (shape: number[], site: string) => ({
			shape,
			values: randomAt(3, site, 0).normal(shape.reduce((a, b) => a * b, 1)),
		});
		const document = await write('plain.json', JSON.stringify(smallGan({ g: { ema: 0.9 } })));
		const feeds = await write(
			'feeds',
			writeSafetensors({ 'z/z': values([4, 6, 3], 'z'), 'x/z': values([4, 6, 4], 'x') }),
		);
		const run = async (rounds: string, save: string, ...more: string[]) => {
			const path = join(folder, save);
			const args = ['train', document, '--rounds', rounds, '--feeds', feeds, '--save', path];
			const outcome = await ganloom(...args, '--json', ...cpu, ...more);
			expect(outcome).toMatchObject({ exitCode: 0, err: '' });
			return path;
		};
		const whole = await run('4', 'whole.safetensors');
		const half = await run('2', 'half.safetensors');
		const joined = await run('4', 'joined.safetensors', '--weights', half);
		expect(await readFile(joined)).toEqual(await readFile(whole));
		expect(await tensorsIn(half)).not.toEqual(await tensorsIn(whole));
	});

	it('says which weights and feeds do not fit', async () => {
		const wrong = await write(
			'wrong.safetensors',
			writeSafetensors({ 'G/dense7/weight': { shape: [1], values: new Float32Array(1) } }),
		);
		for (const option of ['--weights', '--feeds']) {
			const { exitCode, err } = await ganloom('train', gan, '--rounds', '1', option, wrong, ...cpu);
			expect(exitCode).toBe(2);
			expect(err).toContain('G/dense7/weight');
		}
	});

	it('stops with the reason when a loss is no number any more', async () => {
		const feeds = await write(
			'nan.safetensors',
			writeSafetensors({ 'z/z': { shape: [1, 8, 3], values: new Float32Array(24).fill(NaN) } }),
		);
		const { exitCode, err } = await ganloom(
			'train',
			gan,
			'--rounds',
			'1',
			'--feeds',
			feeds,
			...cpu,
		);
		expect(exitCode).toBe(1);
		expect(err).toMatch(/Training stopped: .*loss.* D .*NaN/);
	});

	it('refuses a document with errors, or with nothing to train', async () => {
		const broken = await write(
			'broken.json',
			edited(({ training }) => void training.wires.shift()),
		);
		expect((await ganloom('train', broken, '--rounds', '1', ...cpu)).exitCode).toBe(1);
		const idle = await write(
			'idle.json',
			edited((document) => {
				document.training = { nodes: [], wires: [], frames: [] };
			}),
		);
		const { exitCode, err } = await ganloom('train', idle, '--rounds', '1', ...cpu);
		expect(exitCode).toBe(1);
		expect(err).not.toBe('');
	});
});

describe('sample', () => {
	it('makes a sheet of pictures, the same for the same seed', async () => {
		const weights = join(folder, 'start.safetensors');
		await ganloom('train', gan, '--rounds', '0', '--save', weights, '--backend', 'cpu');
		const out = join(folder, 'sheet.png');
		const args = ['sample', gan, '--weights', weights, '--out', out, '--backend', 'cpu'];
		expect(await ganloom(...args, '--count', '9')).toMatchObject({ exitCode: 0, err: '' });
		const first = await readFile(out);
		const sheet = decode(first);
		expect([sheet.width, sheet.height]).toEqual([3 * 4 + 2, 3 * 4 + 2]);
		await ganloom(...args, '--count', '9');
		expect(await readFile(out)).toEqual(first);
		await ganloom(...args, '--count', '9', '--seed', '2');
		expect(await readFile(out)).not.toEqual(first);
	});

	it('takes graph and weights from a project file, and the graph from a picture', async () => {
		const weights = join(folder, 'of project.safetensors');
		await ganloom('train', gan, '--rounds', '0', '--save', weights, '--backend', 'cpu');
		const parts = { document: smallGan(), weights: await readFile(weights), datasets: [] };
		const project = await write('small.ganloom', zipSync(projectEntries(parts)));
		const [out, other] = [join(folder, 'project.png'), join(folder, 'weights.png')];
		const rest = ['--count', '4', '--backend', 'cpu'];
		const done = await ganloom('sample', project, '--out', out, ...rest);
		expect(done).toMatchObject({ exitCode: 0, err: '' });
		await ganloom('sample', gan, '--weights', weights, '--out', other, ...rest);
		expect(await readFile(out)).toEqual(await readFile(other));

		const picture = await write('carries.png', withDocument(await readFile(out), smallGan()));
		expect((await ganloom('summary', picture)).out).toEqual((await ganloom('summary', gan)).out);
		expect((await ganloom('sample', gan, '--out', out)).err).toContain('--weights');
		const bare = zipSync(projectEntries({ document: smallGan(), datasets: [] }));
		const empty = await write('bare.ganloom', bare);
		expect((await ganloom('sample', empty, '--out', out)).err).toContain('no weights');
	});

	it('needs weights of the network it samples', async () => {
		const bias = { shape: [1], values: new Float32Array(1) };
		const weights = await write('empty.safetensors', writeSafetensors({}));
		const args = ['--out', join(folder, 'a.png'), '--weights', weights];
		const { exitCode, err } = await ganloom('sample', gan, ...args);
		expect(exitCode).toBe(2);
		expect(err).toContain('no weights of G');
		await writeFile(weights, writeSafetensors({ 'D/dense2/bias': bias }));
		expect((await ganloom('sample', gan, ...args)).err).toContain('D/dense1/weight: missing');
		expect((await ganloom('sample', gan, ...args, '--network', 'Q')).err).toContain('“Q”');
	});

	it('shows what a picture was made of, and what comes of it', async () => {
		const out = join(folder, 'there and back.png');
		const weights = 'static/weights/cyclegan.safetensors';
		const args = ['sample', 'graphs/cyclegan.json', '--weights', weights, '--out', out];
		const asked = ['--network', 'G', '--count', '1', '--beside'];
		expect((await ganloom(...args, ...asked, '--then', 'F')).exitCode).toBe(0);
		const sheet = decode(await readFile(out));
		expect([sheet.width, sheet.height]).toEqual([3 * 64 + 4, 64 + 4]);
		expect((await ganloom(...args, ...asked, '--then', 'Q')).err).toContain('“Q”');
	});
});

describe('schema', () => {
	it('prints the JSON Schema of documents', async () => {
		const { exitCode, out } = await ganloom('schema');
		expect(exitCode).toBe(0);
		const schema = JSON.parse(out) as { $schema: string; properties: Record<string, unknown> };
		expect(schema.$schema).toContain('json-schema.org');
		expect(Object.keys(schema.properties)).toContain('networks');
	});
});
