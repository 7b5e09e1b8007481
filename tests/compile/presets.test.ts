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

describe.each(['cgan.json', 'cdcgan.json'])('%s', (name) => {
	const { program } = preset(name);

	/** What each loss is on: `D(G(z, c), c) → 1`, with the names of nodes. */
	const cases = (player: string): string[] => {
		const step = (ref: string) => program!.steps.find(({ node }) => node === ref.split('/')[0])!;
		const written = (ref: string): string => {
			const { node, kind, params, inputs } = step(ref);
			if (kind !== 'call') return kind === 'wrongCondition' ? 'wrong' : node;
			return `${String(params.network)}(${Object.values(inputs).map(written).join(', ')})`;
		};
		const loss = step(step(player).inputs.loss!);
		const terms = loss.kind === 'weightedSum' ? Object.values(loss.inputs).map(step) : [loss];
		return terms.map(({ kind, inputs, params }, i) => {
			const weight = (loss.params.weights as number[] | undefined)?.[i] ?? 1;
			const of = Object.values(inputs).map(written).join(', ');
			return `${weight} ${kind === 'bce' ? `${of} → ${String(params.target)}` : `${kind}(${of})`}`;
		});
	};

	it('shows D the three cases, and G its own', () => {
		expect(cases('playD')).toEqual([
			'1 D(mnist, oneHot) → 0',
			'0.5 D(mnist, wrong) → 1',
			'0.5 D(G(z, oneHot), oneHot) → 1',
			// Digits of dense layers come out alike without it.
			...(name === 'cgan.json' ? ['1 r1Penalty(mnist, oneHot)'] : []),
		]);
		expect(cases('playG')).toEqual(['1 D(G(z, oneHot), oneHot) → 0']);
	});

	it('never takes a right condition for a wrong one', () => {
		const { params } = program!.steps.find(({ kind }) => kind === 'wrongCondition')!;
		expect(params).toEqual({ mode: 'other' });
	});
});

describe('the CGAN', () => {
	it('has the parameters of the networks it is after, with ten more inputs', () => {
		const { signatures } = preset('cgan.json');
		expect(signatures.G?.parameters).toBe(paramCounts.gan.G.total + 10 * 128);
		expect(signatures.D?.parameters).toBe(paramCounts.gan.D.total + 10 * 512);
	});

	it('has ten more channels as a DCGAN', () => {
		const { signatures } = preset('cdcgan.json');
		expect(signatures.G?.parameters).toBe(paramCounts.dcgan.G.total + 10 * 128 * 9);
		expect(signatures.D?.parameters).toBe(paramCounts.dcgan.D.total + 10 * 16 * 16);
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

it.each(['stackgan.json', 'paper/stackgan.json'])(
	'%s draws emoji when it is given their words',
	(name) => {
		const found = presets.find((one) => one.name === name)!;
		const { document } = parseDocument(found.text);
		const data = document!.training.nodes.find(({ kind }) => kind === 'dataset')!;
		data.params.dataset = 'emoji';
		const { diagnostics, program } = compile(document!, { datasets: datasetType });
		expect(diagnostics.map(briefly)).toEqual([]);
		expect(program).toBeDefined();
	},
);
