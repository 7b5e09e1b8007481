// A generator leaves as one page that asks for what it needs, and holds nothing a title could break out of.
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { main } from '../../src/lib/cli/commands';
import { smallGan } from '../runtime/smallGan';

let folder: string;
beforeAll(async () => (folder = await mkdtemp(join(tmpdir(), 'ganloom-'))));
afterAll(() => rm(folder, { recursive: true }));

async function exported(file: string): Promise<{ exitCode: number; err: string }> {
	let err = '';
	const io = { out: () => {}, err: (text: string) => void (err += text), terminal: false };
	const exitCode = await main(['export', file, '--to', 'html', '--out', folder], io);
	return { exitCode, err };
}

const page = (name: string): Promise<string> => readFile(join(folder, `${name}.html`), 'utf8');

function dataIn(html: string): Record<string, unknown> {
	const [, json] = /<script type="application\/json" id="data">(.*)<\/script>/.exec(html)!;
	return JSON.parse(json!) as Record<string, unknown>;
}

describe('export --to html', () => {
	it('asks for noise and a class, and draws what comes of them', async () => {
		expect(await exported('graphs/cgan.json')).toEqual({ exitCode: 0, err: '' });
		const { inputs, shape, range } = dataIn(await page('G'));
		const asked = [
			{ sort: 'noise', size: 100 },
			{ sort: 'class', size: 10 },
		];
		expect({ inputs, shape, range }).toEqual({ inputs: asked, shape: [28, 28, 1], range: [0, 1] });
	});

	it('loads nothing, and runs nothing that a title brings', async () => {
		const title = '</script><script>alert(1)</script><!--';
		const file = join(folder, 'harmful.json');
		await writeFile(file, JSON.stringify({ ...smallGan(), title }));
		expect((await exported(file)).exitCode).toBe(0);
		const html = await page('G');
		expect(html.match(/<\/script>/g)).toHaveLength(3);
		expect(html).not.toContain('alert(1)</script>');
		expect(html).toContain("default-src 'none'");
		expect(html).not.toMatch(/<(link|img|script[^>]* src)/);
		expect(dataIn(html).titles).toEqual({ ja: title, en: title });
	});

	it('says which generators no page can be made of, and why', async () => {
		const { exitCode, err } = await exported('graphs/stackgan.json');
		expect(exitCode).toBe(2);
		expect(err).toContain('G1 takes c, which another network makes');
		expect(err).toContain('Keras has no layer');
	});
});
