import { describe, expect, it } from 'vitest';
import type { GraphDocument } from '../../src/lib/graph/types';
import { canvasOf, D_LINES, ganDocument, type NodeLine } from '../graph/documents';
import { compileTiny, problemsOf, programOf } from './compileTiny';

const image = { shape: [2, 2, 1], dtype: 'float32', meaning: 'image', range: [0, 1] };

/** A residual block of two dense layers, used in D. */
function withBlock(units: number, repeat: number, use: NodeLine[] = []): GraphDocument {
	return {
		...ganDocument({
			D: [
				...D_LINES.slice(0, 2),
				['res', 'block', { block: 'residual', repeat }, { x: 'flat/y' }],
				...use,
				['dense1', 'dense', { units: 1 }, { x: 'res/y' }],
				...D_LINES.slice(3),
			],
		}),
		blocks: {
			residual: {
				canvas: canvasOf([
					['in', 'input', { name: 'x' }],
					['dense1', 'dense', { units }, { x: 'in/x' }],
					['relu', 'relu', {}, { x: 'dense1/y' }],
					[
						'sum',
						'add',
						{},
						units === 4 ? { x1: 'in/x', x2: 'relu/y' } : { x1: 'relu/y', x2: 'relu/y' },
					],
					['out', 'output', { name: 'y' }, { x: 'sum/y' }],
				]),
			},
		},
	};
}

describe('inferTypes', () => {
	it('knows the type of every output', () => {
		const { types } = compileTiny(ganDocument());
		expect(types['networks/G']?.['dense1/y']).toMatchObject({ shape: [4], meaning: 'vector' });
		expect(types['networks/G']?.['picture/y']).toMatchObject(image);
		expect(types.training['fake/image']).toMatchObject(image);
		expect(types.training['data/label']).toMatchObject({ meaning: 'label', classes: 3 });
		expect(types.training['dFake/p']).toMatchObject({ shape: [1], range: [0, 1] });
		expect(types.training['sumD/loss']).toMatchObject({ shape: [], meaning: 'loss' });
	});

	it('makes signatures of bodies, those of called networks first', () => {
		const { networks, ...rest } = ganDocument();
		// The caller stands before the called.
		const document = {
			...rest,
			networks: {
				Outer: {
					role: 'generator' as const,
					canvas: canvasOf([
						['z', 'input', { name: 'z', shape: [3] }],
						['inner', 'call', { network: 'G' }, { z: 'z/x' }],
						['image', 'output', { name: 'image' }, { x: 'inner/image' }],
					]),
				},
				...networks,
			},
		};
		const { signatures } = compileTiny(document);
		expect(signatures.Outer).toEqual({
			role: 'generator',
			inputs: [{ port: 'z', node: 'z', type: expect.objectContaining({ shape: [3] }) }],
			outputs: [{ port: 'image', type: expect.objectContaining(image) }],
			parameters: 0,
		});
		expect(signatures.G?.parameters).toBe(3 * 4 + 4);
		expect(signatures.D?.parameters).toBe(4 + 1);
	});

	it('still knows what it can of a broken network', () => {
		const document = ganDocument({
			D: D_LINES.map((line) =>
				line[0] === 'dense1' ? ['dense1', 'warp', {}, { x: 'flat/y' }] : line,
			),
		});
		const { types, layers, signatures, program } = compileTiny(document);
		expect(program).toBeUndefined();
		expect(types['networks/D']?.['flat/y']).toMatchObject({ shape: [4] });
		expect(signatures.D?.outputs).toEqual([{ port: 'p', type: undefined }]);
		expect(layers.D?.map(({ node }) => node)).toEqual(['flat']);
		expect(layers.G?.map(({ node }) => node)).toEqual(['dense1', 'sigmoid', 'picture']);
	});

	it('refuses weights that no browser could hold, at the layer with the most', () => {
		const wide: NodeLine[] = Array.from({ length: 3 }, (_, i) => [
			`wide${i + 1}`,
			'dense',
			{ units: 10_000 },
			{ x: i === 0 ? 'flat/y' : `wide${i}/y` },
		]);
		const lines: NodeLine[] = [
			...D_LINES.slice(0, 2),
			...wide,
			['dense1', 'dense', { units: 10_001 }, { x: 'wide3/y' }],
			['dense2', 'dense', { units: 1 }, { x: 'dense1/y' }],
			['sigmoid', 'sigmoid', {}, { x: 'dense2/y' }],
			['p', 'output', { name: 'p' }, { x: 'sigmoid/y' }],
		];
		expect(problemsOf(ganDocument({ D: lines }))).toEqual(['error tooLarge networks/D/dense1']);
	});

	it('refuses outputs that no browser could hold', () => {
		const document = ganDocument({
			G: [
				['z', 'input', { name: 'z', shape: [3] }],
				['dense1', 'dense', { units: 65_536 }, { x: 'z/x' }],
				['twice', 'concat', {}, { x1: 'dense1/y', x2: 'dense1/y' }],
				['image', 'output', { name: 'image' }, { x: 'twice/y' }],
			],
			without: ['samples', 'dFake', 'bceFake'],
			training: [
				['sumD', 'weightedSum', {}, { loss1: 'bceReal/loss' }],
				['rawG', 'rawOutput', {}, { d: 'fake/image' }],
			],
		});
		const errors = (batch: number) =>
			problemsOf({ ...document, run: { ...document.run, batch } }).filter((text) =>
				text.startsWith('error'),
			);
		expect(errors(2048)).toEqual([]);
		expect(errors(2049)).toEqual(['error tooLarge networks/G/twice.y']);
	});
});

describe('planNetwork', () => {
	it('lists steps, weights under their paths, and layers', () => {
		const { networks } = programOf(ganDocument());
		const { G } = networks;
		expect(G?.inputs).toEqual([
			{ port: 'z', from: 'z/x', type: expect.objectContaining({ shape: [3] }) },
		]);
		expect(G?.outputs).toEqual([
			{ port: 'image', from: 'picture/y', type: expect.objectContaining(image) },
		]);
		expect(G?.steps.map(({ node }) => node)).toEqual([
			'z',
			'dense1',
			'sigmoid',
			'picture',
			'image',
		]);
		expect(G?.weights.map(({ path, shape }) => [path, shape])).toEqual([
			['G/dense1/weight', [3, 4]],
			['G/dense1/bias', [4]],
		]);
		const dense = G?.steps[1];
		expect(dense).toMatchObject({
			kind: 'dense',
			inputs: { x: 'z/x' },
			params: { units: 4, bias: true },
		});
		expect(Object.keys(dense!.outputTypes)).toEqual(['y']);
		expect(compileTiny(ganDocument()).layers.D).toEqual([
			{
				node: 'flat',
				kind: 'flatten',
				output: expect.objectContaining({ shape: [4] }),
				parameters: 0,
			},
			{
				node: 'dense1',
				kind: 'dense',
				output: expect.objectContaining({ shape: [1] }),
				parameters: 5,
			},
			{
				node: 'sigmoid',
				kind: 'sigmoid',
				output: expect.objectContaining({ shape: [1] }),
				parameters: 0,
			},
		]);
	});

	it('unrolls blocks: every repeat has names and weights of its own', () => {
		const document = withBlock(4, 3);
		expect(problemsOf(document)).toEqual([]);
		const { D } = programOf(document).networks;
		expect(D?.steps.map(({ node }) => node)).toEqual([
			'image',
			'flat',
			...[0, 1, 2].flatMap((i) => [`res.${i}.dense1`, `res.${i}.relu`, `res.${i}.sum`]),
			'dense1',
			'sigmoid',
			'p',
		]);
		const inputsOf = (node: string) => D?.steps.find((step) => step.node === node)?.inputs;
		expect(inputsOf('res.0.dense1')).toEqual({ x: 'flat/y' });
		expect(inputsOf('res.2.sum')).toEqual({ x1: 'res.1.sum/y', x2: 'res.2.relu/y' });
		expect(inputsOf('dense1')).toEqual({ x: 'res.2.sum/y' });
		expect(D?.weights.map(({ path }) => path)).toContain('D/res.2.dense1/bias');
		expect(D?.parameters).toBe(3 * (4 * 4 + 4) + 5);
		expect(compileTiny(document).signatures.D?.parameters).toBe(D?.parameters);
	});

	it('gives each use of a block the types it gets there', () => {
		const document = withBlock(4, 1, [
			['wide', 'dense', { units: 6 }, { x: 'flat/y' }],
			['second', 'block', { block: 'any', repeat: 2 }, { x: 'wide/y' }],
			['third', 'block', { block: 'any' }, { x: 'flat/y' }],
		]);
		document.blocks.any = {
			canvas: canvasOf([
				['in', 'input', { name: 'x' }],
				['relu', 'relu', {}, { x: 'in/x' }],
				['out', 'output', { name: 'y' }, { x: 'relu/y' }],
			]),
		};
		const { types } = compileTiny(document);
		expect(types['networks/D']?.['second/y']?.shape).toEqual([6]);
		expect(types['networks/D']?.['third/y']?.shape).toEqual([4]);
		expect(types['blocks/residual']?.['dense1/y']?.shape).toEqual([4]);
		// Shown inside the block: its first use.
		expect(types['blocks/any']?.['relu/y']?.shape).toEqual([6]);
	});

	it('repeats a block only where it gives what it takes', () => {
		expect(problemsOf(withBlock(5, 1))).toEqual([]);
		expect(problemsOf(withBlock(5, 2))).toEqual(['error repeatMismatch networks/D/res.x']);
	});

	it('tells once what is wrong inside a block, however often it is used', () => {
		const document = withBlock(4, 2);
		document.blocks.residual!.canvas.nodes[1]!.params = { units: -1 };
		expect(problemsOf(document)).toEqual(['error paramBounds blocks/residual/dense1.(units)']);
	});

	it('does not unroll what would have no end', () => {
		const document = withBlock(4, 64);
		for (const [name, inner] of [
			['a', 'residual'],
			['b', 'a'],
			['c', 'b'],
			['d', 'c'],
		] as const) {
			document.blocks[name] = {
				canvas: canvasOf([
					['in', 'input', { name: 'x' }],
					['use', 'block', { block: inner, repeat: 64 }, { x: 'in/x' }],
					['out', 'output', { name: 'y' }, { x: 'use/y' }],
				]),
			};
		}
		document.networks.D!.canvas.nodes[2]!.params = { block: 'd', repeat: 64 };
		const { diagnostics, layers } = compileTiny(document);
		expect(diagnostics.map(({ code }) => code)).toContain('tooManySteps');
		expect(layers.D).toBeUndefined();
	});
});
