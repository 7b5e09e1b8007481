// The preset documents: golden for the format, the compiler, and PyTorch's parameter counts of the same networks.
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { compile } from '../../src/lib/compile/compile';
import type { Compilation } from '../../src/lib/compile/program';
import { datasetType } from '../../src/lib/data/catalogue';
import { parseDocument } from '../../src/lib/graph/parse';
import { serializeDocument } from '../../src/lib/graph/serialize';
import type { Label } from '../../src/lib/graph/types';
import paramCounts from '../fixtures/paramCounts.json';
import { briefly } from './compileTiny';

const FOLDER = fileURLToPath(new URL('../../graphs', import.meta.url));

const presets = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' })
	.filter((name) => name.endsWith('.json'))
	.map((name) => ({ name, text: readFileSync(`${FOLDER}/${name}`, 'utf8') }));

function preset(name: string): Compilation {
	const found = presets.find((one) => one.name === name);
	const { document, problem } = parseDocument(found?.text ?? '');
	if (!document) throw new Error(`${name}: ${problem.message.en}`);
	return compile(document, { datasets: datasetType });
}

const inBoth = (label: Label): boolean =>
	typeof label !== 'string' && label.ja.length > 0 && label.en.length > 0;

describe.each(presets)('graphs/$name', ({ name, text }) => {
	const { document, problem } = parseDocument(text);

	it('is a document, written as we write it', () => {
		expect(problem).toBeUndefined();
		expect(serializeDocument(document!)).toBe(text);
	});

	it('compiles without a word', () => {
		const { diagnostics, program } = preset(name);
		expect(diagnostics.map(briefly)).toEqual([]);
		expect(program?.phases.length).toBeGreaterThan(0);
	});

	it('tells in both languages what it is, and where it is from', () => {
		expect(inBoth(document!.title)).toBe(true);
		expect(inBoth(document!.summary)).toBe(true);
		expect(document!.source?.url).toMatch(/^https:/);
	});
});

describe.each(['gan.json', 'gan-strong-d.json'])('%s', (name) => {
	const { layers, signatures, program } = preset(name);

	it('has the parameters of the lecture’s networks, layer by layer', () => {
		for (const network of ['G', 'D'] as const) {
			const { total, layers: expected } = paramCounts.gan[network];
			expect(signatures[network]?.parameters).toBe(total);
			expect(program?.networks[network]?.parameters).toBe(total);
			expect(layers[network]?.map(({ parameters }) => parameters)).toEqual(expected);
		}
	});

	it('lets D learn from real 0 and fake 1, then G from the sum of what D answers', () => {
		const params = (node: string) => program?.steps.find((step) => step.node === node)?.params;
		expect(params('bceReal')).toEqual({ target: 0 });
		expect(params('bceFake')).toEqual({ target: 1 });
		expect(params('rawG')).toEqual({ reduction: 'sum' });
		expect(program?.run).toEqual({ seed: 1, batch: 64, rounds: 10_000 });
		const [d, g, ...more] = program!.phases;
		expect(more).toEqual([]);
		expect(d).toMatchObject({ player: 'playD', networks: ['D'], forwardOnly: ['G'], redraw: true });
		// The same z, on the updated D.
		expect(g).toMatchObject({ player: 'playG', networks: ['G'], through: ['D'], redraw: false });
		expect(g?.tape).toEqual(['G', 'dFake', 'rawG']);
	});
});

describe('the two GANs', () => {
	it('differ in their players’ rates alone', () => {
		const players = (name: string) =>
			['playD', 'playG'].map((id) => {
				const params = preset(name).program!.steps.find(({ node }) => node === id)!.params;
				return [params.learningRate, params.beta1, params.beta2];
			});
		expect(players('gan.json')).toEqual([
			[5e-5, 0.5, 0.999],
			[2e-4, 0.5, 0.999],
		]);
		expect(players('gan-strong-d.json')).toEqual([
			[2e-4, 0.9, 0.999],
			[2e-4, 0.9, 0.999],
		]);
		const [gan, strong] = ['gan.json', 'gan-strong-d.json'].map((name) => preset(name).program!);
		expect(strong!.networks).toEqual(gan!.networks);
		expect(strong!.phases).toEqual(gan!.phases);
	});
});
