// The GANs at their papers' sizes: the layers PyTorch counts in the reference networks, and the papers' settings.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { compile } from '../../src/lib/compile/compile';
import type { NetworkPlan, Program } from '../../src/lib/compile/program';
import { datasetType } from '../../src/lib/data/catalogue';
import { parseDocument } from '../../src/lib/graph/parse';
import type { ParamMap } from '../../src/lib/graph/types';
import { sizeOf } from '../../src/lib/nodes/shape';
import paramCounts from '../fixtures/paramCounts.json';

function programOf(name: keyof typeof paramCounts.paper): Program {
	const file = new URL(`../../graphs/paper/${name}.json`, import.meta.url);
	const { document, problem } = parseDocument(readFileSync(file, 'utf8'));
	if (!document) throw new Error(`${name}: ${problem.message.en}`);
	return compile(document, { datasets: datasetType }).program!;
}

const programs = {
	dcgan: programOf('dcgan'),
	pix2pix: programOf('pix2pix'),
	cyclegan: programOf('cyclegan'),
	melgan: programOf('melgan'),
	stackgan: programOf('stackgan'),
};

/** The reference's names of operations, by kind. */
const OPS: Readonly<Record<string, string>> = {
	add: 'add',
	batchNorm: 'batchnorm',
	concat: 'concat',
	conditioning: 'reparam',
	conv1d: 'conv1d',
	conv2d: 'conv2d',
	convTranspose1d: 'convT1d',
	convTranspose2d: 'convT2d',
	dense: 'linear',
	flatten: 'flatten',
	instanceNorm: 'instancenorm',
	leakyRelu: 'lrelu',
	relu: 'relu',
	sigmoid: 'sigmoid',
	spread: 'tileHW',
	tanh: 'tanh',
	upsample: 'upsampleNearest',
};

/** A row of the reference: operation, output as PyTorch has it (channels first), learned parameters. */
type Row = [op: string, output: number[], parameters: number];

/** `besides`: the kinds at nodes that the reference counts as no layer of its own, in order. */
function rowsOf({ steps, weights }: NetworkPlan): { rows: Row[]; besides: string[] } {
	const rows: Row[] = [];
	const besides: string[] = [];
	for (const { node, kind, outputTypes } of steps) {
		const shape = Object.values(outputTypes)[0]?.shape ?? [];
		const op = kind === 'reflectionPad' ? `reflectPad${shape.length - 1}d` : OPS[kind];
		if (kind === 'input' || kind === 'output') continue;
		// D's condition is joined to the picture before the reference's D starts.
		if (!op || node === 'join') {
			besides.push(kind);
			continue;
		}
		const own = weights.filter((weight) => weight.node === node && weight.trainable);
		const parameters = own.reduce((sum, weight) => sum + sizeOf(weight.shape), 0);
		rows.push([op, [...shape.slice(-1), ...shape.slice(0, -1)], parameters]);
	}
	return { rows, besides };
}

describe.each([
	{ name: 'dcgan', network: 'G', as: 'G', besides: ['reshape'] },
	{ name: 'dcgan', network: 'D', as: 'D', besides: [] },
	{ name: 'pix2pix', network: 'G', as: 'G', besides: ['dropout', 'dropout', 'dropout'] },
	{ name: 'pix2pix', network: 'D', as: 'D', besides: ['concat'] },
	{ name: 'cyclegan', network: 'G', as: 'G', besides: [] },
	{ name: 'cyclegan', network: 'F', as: 'G', besides: [] },
	{ name: 'cyclegan', network: 'D_A', as: 'D', besides: [] },
	{ name: 'cyclegan', network: 'D_B', as: 'D', besides: [] },
	{ name: 'melgan', network: 'G', as: 'G', besides: [] },
	{ name: 'melgan', network: 'D1', as: 'D1', besides: [] },
	{ name: 'melgan', network: 'D2', as: 'D2', besides: [] },
	{ name: 'melgan', network: 'D3', as: 'D3', besides: [] },
	{ name: 'stackgan', network: 'G1', as: 'G1', besides: ['reshape'] },
	{ name: 'stackgan', network: 'D1_see', as: 'D1_see', besides: [] },
	{ name: 'stackgan', network: 'D1_text', as: 'D1_text', besides: [] },
	{ name: 'stackgan', network: 'G2', as: 'G2', besides: [] },
	{ name: 'stackgan', network: 'D2_see', as: 'D2_see', besides: [] },
	{ name: 'stackgan', network: 'D2_text', as: 'D2_text', besides: [] },
	{ name: 'stackgan', network: 'D2_alone', as: 'D2_alone', besides: [] },
] as const)('$network of paper/$name', ({ name, network, as, besides }) => {
	const plan = programs[name].networks[network]!;
	const counts: Record<string, { total: number; layers: unknown[] }> = paramCounts.paper[name];
	const { total, layers } = counts[as]!;

	it('has the reference’s number of parameters', () => {
		expect(plan.parameters).toBe(total);
	});

	it('has the reference’s layers, one by one', () => {
		const found = rowsOf(plan);
		expect(found.rows).toEqual(layers);
		expect(found.besides).toEqual(besides);
	});
});

/** Side of the patch of the picture that one answer of a network depends on. */
const patchOf = ({ steps }: NetworkPlan): number =>
	steps
		.filter(({ kind }) => kind === 'conv2d')
		.reduceRight((side, { params }) => {
			const { kernel, stride } = params as { kernel: number; stride: number };
			return (side - 1) * stride + kernel;
		}, 1);

const paramsOf = (program: Program, node: string): ParamMap =>
	program.steps.find((step) => step.node === node)!.params;

const weightsOf = (program: Program, node: string): [term: string, weight: number][] => {
	const { inputs, params } = program.steps.find((step) => step.node === node)!;
	const weights = params.weights as number[];
	return Object.values(inputs).map((from, i) => [from.split('/')[0]!, weights[i]!]);
};

const { melgan, ...ofPictures } = programs;

describe.each(Object.entries(ofPictures))('the training of paper/%s', (name, program) => {
	it('has Adam as the paper sets it', () => {
		for (const { player } of program.phases)
			expect(paramsOf(program, player)).toMatchObject({
				...{ optimizer: 'adam', learningRate: 2e-4, beta1: 0.5, beta2: 0.999 },
				schedule: name === 'cyclegan' ? 'linear' : 'constant',
			});
	});

	it('starts convolutions from the papers’ normal distribution', () => {
		const convolutions = Object.values(program.networks)
			.flatMap(({ steps }) => steps)
			.filter(({ kind }) => kind.startsWith('conv'));
		expect(new Set(convolutions.map(({ params }) => params.init))).toEqual(new Set(['normal']));
	});
});

describe('paper/pix2pix', () => {
	const program = programs.pix2pix;

	it('adds L1 times 100 to G’s loss, and halves D’s', () => {
		const terms = (node: string) => weightsOf(program, node);
		expect(terms('sumG')).toEqual([
			['bceG', 1],
			['apart', 100],
		]);
		expect(terms('sumD')).toEqual([
			['bceReal', 0.5],
			['bceFake', 0.5],
		]);
		expect(program.steps.find(({ node }) => node === 'apart')!.kind).toBe('l1');
	});

	it('leaves nothing but dropout to chance, in generation too', () => {
		expect(program.sources).toEqual(['pairs']);
		const dropouts = program.networks.G!.steps.filter(({ kind }) => kind === 'dropout');
		// The first three layers on the way up.
		expect(dropouts.map(({ node }) => node)).toEqual(['drop8', 'drop7', 'drop6']);
		for (const { params } of dropouts) expect(params).toEqual({ p: 0.5, generating: true });
	});

	it('judges patches of 70×70, in 200 epochs of single pictures', () => {
		expect(patchOf(program.networks.D!)).toBe(70);
		const { batch, rounds } = program.run;
		expect([batch, rounds]).toEqual([1, 200 * datasetType('openmoji')!.count]);
	});
});

describe('paper/cyclegan', () => {
	const program = programs.cyclegan;

	it('weighs least squares, cycles and identity as the paper does', () => {
		// Least squares counts half of the square.
		expect(weightsOf(program, 'sumG')).toEqual([
			['advG', 2],
			['advF', 2],
			['cycleA', 10],
			['cycleB', 10],
			['idB', 5],
			['idA', 5],
		]);
		expect(weightsOf(program, 'sumD').map(([, weight]) => weight)).toEqual([1, 1, 1, 1]);
	});

	it('lets both generators go first, and shows each D fakes out of a pool of 50', () => {
		expect(program.phases.map(({ networks }) => networks)).toEqual([
			['G', 'F'],
			['D_A', 'D_B'],
		]);
		for (const [judge, pool] of [
			['dFakeA', 'poolA'],
			['dFakeB', 'poolB'],
		] as const) {
			const { inputs } = program.steps.find(({ node }) => node === judge)!;
			expect(inputs).toEqual({ x: `${pool}/y` });
			expect(paramsOf(program, pool)).toEqual({ size: 50 });
		}
	});

	it('judges patches of 70×70, in 200 epochs of which the second half slows down', () => {
		expect(patchOf(program.networks.D_A!)).toBe(70);
		expect(patchOf(program.networks.D_B!)).toBe(70);
		const { batch, rounds } = program.run;
		expect([batch, rounds]).toEqual([1, 200 * datasetType('fruit')!.count]);
		for (const { player } of program.phases)
			expect(paramsOf(program, player).decayFrom).toBe(rounds / 2);
	});
});

describe('paper/melgan', () => {
	it('has Adam as the paper sets it, and PyTorch’s initial weights', () => {
		for (const { player } of melgan.phases)
			expect(paramsOf(melgan, player)).toMatchObject({
				...{ optimizer: 'adam', learningRate: 1e-4, beta1: 0.5, beta2: 0.9 },
				schedule: 'constant',
			});
		const convolutions = Object.values(melgan.networks)
			.flatMap(({ steps }) => steps)
			.filter(({ kind }) => kind.startsWith('conv'));
		expect(new Set(convolutions.map(({ params }) => [params.norm, params.init].join()))).toEqual(
			new Set(['weight,pytorch']),
		);
	});

	it('hears the sound whole, at a half and at a quarter, with weights of their own', () => {
		const heard = (node: string): string => {
			const { kind, inputs } = melgan.steps.find((step) => step.node === node)!;
			const from = Object.values(inputs)[0]?.split('/')[0];
			return kind === 'avgPool1d' ? `½ ${heard(from!)}` : node;
		};
		for (const [side, source] of [
			['Real', 'sound'],
			['Fake', 'fake'],
		])
			for (const [i, rate] of ['', '½ ', '½ ½ '].entries()) {
				const { params, inputs } = melgan.steps.find(({ node }) => node === `d${side}${i + 1}`)!;
				expect([params.network, heard(inputs.x!.split('/')[0]!)]).toEqual([
					`D${i + 1}`,
					`${rate}${source}`,
				]);
			}
	});

	it('goes D first, then G on the updated D, with real features from before', () => {
		expect(melgan.phases.map(({ networks }) => networks)).toEqual([['D1', 'D2', 'D3'], ['G']]);
		const [d, g] = melgan.phases;
		for (const k of [1, 2, 3]) {
			expect(d!.tape).toContain(`before${k}`);
			expect(g!.tape).toContain(`dFake${k}`);
			expect(g!.tape).not.toContain(`dReal${k}`);
		}
	});

	it('weighs features ten times: 4 / (4 + 1) of each of six layers, a third for each scale', () => {
		const terms = weightsOf(melgan, 'sumG');
		const each = 10 * (4 / (4 + 1)) * (1 / 3);
		for (const [term, weight] of terms) {
			// The reference adds up layers that one node takes the mean of.
			if (term.startsWith('features')) expect(weight).toBeCloseTo(6 * each, 10);
			else expect(weight).toBe(1);
		}
		expect(terms).toHaveLength(6);
		expect(weightsOf(melgan, 'sumD').map(([, weight]) => weight)).toEqual([1, 1, 1, 1, 1, 1]);
	});
});

describe('paper/stackgan', () => {
	const { stackgan } = programs;
	const from = (node: string, port: string): string =>
		stackgan.steps.find((step) => step.node === node)!.inputs[port]!;

	it('trains stage I, then stage II, each D before its G', () => {
		const { rounds } = stackgan.run;
		const half = rounds / 2;
		expect(
			stackgan.phases.map(({ player, networks }) => {
				const { from: begins = 0, until = 0 } = paramsOf(stackgan, player);
				return [networks, begins, until];
			}),
		).toEqual([
			[['D1_see', 'D1_text'], 0, half],
			[['G1'], 0, half],
			[['D2_see', 'D2_text', 'D2_alone'], half, 0],
			[['G2'], half, 0],
		]);
	});

	it('weighs answers and KL as PyTorch’s official code does', () => {
		expect(weightsOf(stackgan, 'sumD1').map(([, weight]) => weight)).toEqual([1, 1 / 2, 1 / 2]);
		expect(weightsOf(stackgan, 'sumG1')).toEqual([
			['b1G', 1],
			['kl1', 2],
		]);
		const third = 1 / 3;
		expect(weightsOf(stackgan, 'sumD2')).toEqual([
			['b2Real', 1 / 2],
			['b2RealAlone', 1 / 2],
			['b2Wrong', third],
			['b2Fake', third],
			['b2FakeAlone', third],
		]);
		expect(weightsOf(stackgan, 'sumG2')).toEqual([
			['b2G', 1],
			['b2GAlone', 1],
			['kl2', 2],
		]);
	});

	it.each([1, 2])(
		'shows stage %d’s D μ without a gradient, and pairs that don’t belong',
		(stage) => {
			expect(from(`mu${stage}`, 'x')).toBe(`G${stage}/mu`);
			expect(from(`apart${stage}`, 'x')).toBe(`see${stage}Real/features`);
			expect(from(`t${stage}Wrong`, 'c')).toBe(`apart${stage}/c′`);
			for (const call of ['Real', 'Fake'])
				expect(from(`t${stage}${call}`, 'c')).toBe(`mu${stage}/y`);
		},
	);

	it('has an ε of its own in each stage, and the same sentence', () => {
		expect(from('G1', 'eps')).toBe('eps1/z');
		expect(from('G2', 'eps')).toBe('eps2/z');
		expect(from('G1', 'v')).toBe(from('G2', 'v'));
		expect(from('G2', 'image')).toBe('G1/image');
	});
});
