import { describe, expect, it } from 'vitest';
import { applyCommands } from '../../src/lib/graph/commands/apply';
import { edit, startHistory, undo } from '../../src/lib/graph/history';
import { parseDocument } from '../../src/lib/graph/parse';
import { serializeDocument } from '../../src/lib/graph/serialize';
import type { GraphDocument, ParamMap } from '../../src/lib/graph/types';
import { canvasOf, D_LINES, G_LINES, ganDocument, type NodeLine } from '../graph/documents';
import { briefly, compileTiny, problemsOf } from './compileTiny';

/** After the mend of the first problem. */
function mended(document: GraphDocument): GraphDocument {
	return applyCommands(document, compileTiny(document).diagnostics[0]!.mend!.commands);
}

/** A GAN whose G has these between its first layer and its last. */
const withG = (...lines: NodeLine[]): GraphDocument =>
	ganDocument({
		G: [
			...G_LINES.slice(0, 1),
			...lines,
			['sigmoid', 'sigmoid', {}, { x: `${lines.at(-1)![0]}/y` }],
			...G_LINES.slice(3),
		],
	});

describe('a bias before a norm', () => {
	const normed = (params: ParamMap, ...more: NodeLine[]): GraphDocument =>
		withG(['dense1', 'dense', { units: 4, ...params }, { x: 'z/x' }], ...more, [
			'norm',
			'batchNorm',
			{},
			{ x: 'dense1/y' },
		]);

	it('is told of, and taken away by the mend', () => {
		const document = normed({});
		expect(problemsOf(document)).toEqual(['warning biasBeforeNorm networks/G/dense1.(bias)']);
		expect(problemsOf(mended(document))).toEqual([]);
		const [before, after] = [document, mended(document)].map(
			(one) => compileTiny(one).signatures.G!.parameters,
		);
		expect(before! - after!).toBe(4);
	});

	it('is fine without one, or where something else takes the output too', () => {
		expect(problemsOf(normed({ bias: false }))).toEqual([]);
		const both = withG(
			['dense1', 'dense', { units: 4 }, { x: 'z/x' }],
			['norm', 'batchNorm', {}, { x: 'dense1/y' }],
			['sum', 'add', {}, { x1: 'norm/y', x2: 'dense1/y' }],
		);
		expect(problemsOf(both)).toEqual([]);
	});

	it('is fine before a norm that mixes channels', () => {
		const layer = withG(
			['dense1', 'dense', { units: 4 }, { x: 'z/x' }],
			['norm', 'layerNorm', {}, { x: 'dense1/y' }],
		);
		expect(problemsOf(layer)).toEqual([]);
	});
});

describe('a checkerboard', () => {
	const grown = (params: ParamMap): GraphDocument =>
		withG(
			['dense1', 'dense', { units: 4 }, { x: 'z/x' }],
			['square', 'reshape', { shape: [1, 1, 4] }, { x: 'dense1/y' }],
			['up', 'convTranspose2d', { filters: 1, ...params }, { x: 'square/y' }],
		);

	it.each<ParamMap>([
		{ kernel: 3, stride: 2, padding: 1, outputPadding: 1 },
		{ kernel: 3, stride: 2, padding: 1, outputPadding: 1, norm: 'spectral' },
	])('is told of with %o; the mend keeps the size', (params) => {
		const document = grown(params);
		expect(problemsOf(document)).toEqual(['warning checkerboard networks/G/up.(kernel)']);
		const after = mended(document);
		expect(problemsOf(after)).toEqual([]);
		const up = after.networks.G!.canvas.nodes.find(({ id }) => id === 'up')!;
		expect(up.params).toMatchObject({ kernel: 4, padding: 1, outputPadding: 0 });
	});

	it.each<ParamMap>([
		{ kernel: 4, stride: 2, padding: 1 },
		{ kernel: 2, stride: 2, padding: 0 },
		{ kernel: 3, stride: 1, padding: 0, outputPadding: 0 },
	])('is not told of with %o', (params) => {
		const told = problemsOf(grown(params)).filter((line) => line.includes('checkerboard'));
		expect(told).toEqual([]);
	});

	it('keeps the size of any layer that is mended', () => {
		const side = (document: GraphDocument): number[] | undefined => {
			const type = compileTiny(document).types['networks/G']?.['up/y'];
			return type && [...type.shape];
		};
		let mendable = 0;
		for (const kernel of [3, 5, 7])
			for (const stride of [2, 4])
				for (const padding of [0, 1, 2])
					for (const outputPadding of [0, 1]) {
						const document = withG(
							['dense1', 'dense', { units: 64 }, { x: 'z/x' }],
							['square', 'reshape', { shape: [4, 4, 4] }, { x: 'dense1/y' }],
							[
								'up',
								'convTranspose2d',
								{ filters: 1, kernel, stride, padding, outputPadding },
								{ x: 'square/y' },
							],
						);
						const problem = compileTiny(document).diagnostics.find(
							({ code }) => code === 'checkerboard',
						);
						expect(problem !== undefined).toBe(kernel % stride !== 0);
						if (!problem?.mend) continue;
						mendable++;
						expect(side(applyCommands(document, problem.mend.commands))).toEqual(side(document));
					}
		expect(mendable).toBeGreaterThan(20);
	});
});

describe('batch norm in a critic with a slope penalty', () => {
	const D: NodeLine[] = [
		...D_LINES.slice(0, 2),
		['dense0', 'dense', { units: 2, bias: false }, { x: 'flat/y' }],
		['norm', 'batchNorm', {}, { x: 'dense0/y' }],
		['dense1', 'dense', { units: 1 }, { x: 'norm/y' }],
		['p', 'output', { name: 'p' }, { x: 'dense1/y' }],
	];
	const critic = (body: readonly NodeLine[], penalty: NodeLine): GraphDocument =>
		ganDocument({
			D: body,
			training: [
				['bceReal', 'wasserstein', { side: 'real' }, { d: 'dReal/p' }],
				['bceFake', 'wasserstein', { side: 'fake' }, { d: 'dFake/p' }],
				penalty,
				[
					'sumD',
					'weightedSum',
					{},
					{ loss1: 'bceReal/loss', loss2: 'bceFake/loss', loss3: 'penalty/loss' },
				],
			],
		});
	const WGAN_GP: NodeLine = [
		'penalty',
		'gradientPenalty',
		{ network: 'D' },
		{ real: 'data/image', fake: 'fake/image' },
	];

	it('is told of at the norm, with layer norm as the mend', () => {
		const document = critic(D, WGAN_GP);
		expect(problemsOf(document)).toEqual(['warning batchNormInCritic networks/D/norm']);
		const after = mended(document);
		expect(problemsOf(after)).toEqual([]);
		expect(after.networks.D!.canvas.nodes.find(({ id }) => id === 'norm')!.kind).toBe('layerNorm');
	});

	it('is told of inside a block of the critic', () => {
		const document = critic(
			[
				...D.slice(0, 3),
				['block', 'block', { block: 'inner' }, { x: 'dense0/y' }],
				['dense1', 'dense', { units: 1 }, { x: 'block/y' }],
				...D.slice(-1),
			],
			WGAN_GP,
		);
		document.blocks.inner = {
			canvas: canvasOf([
				['x', 'input', { name: 'x' }],
				['norm', 'batchNorm', {}, { x: 'x/x' }],
				['y', 'output', { name: 'y' }, { x: 'norm/y' }],
			]),
		};
		expect(problemsOf(document)).toEqual(['warning batchNormInCritic blocks/inner/norm']);
	});

	it('is fine without the penalty, and in the generator', () => {
		const none = ganDocument({
			D: [...D.slice(0, -1), ...D_LINES.slice(3, 4), ...D_LINES.slice(4)],
		});
		expect(problemsOf(none)).toEqual([]);
		const plain = critic(
			[...D.slice(0, 2), ['dense1', 'dense', { units: 1 }, { x: 'flat/y' }], ...D.slice(-1)],
			['penalty', 'r1Penalty', { network: 'D' }, { real: 'data/image' }],
		);
		plain.networks.G = ganDocument({
			G: [
				...G_LINES.slice(0, 1),
				['dense1', 'dense', { units: 4, bias: false }, { x: 'z/x' }],
				['norm', 'batchNorm', {}, { x: 'dense1/y' }],
				['sigmoid', 'sigmoid', {}, { x: 'norm/y' }],
				...G_LINES.slice(3),
			],
		}).networks.G!;
		expect(problemsOf(plain)).toEqual([]);
	});
});

describe('losses that move no weights', () => {
	it('a term its player can’t change is told of, and unwired by the mend', () => {
		const document = ganDocument({
			training: [
				['sumG', 'weightedSum', {}, { loss1: 'rawG/loss', loss2: 'bceReal/loss' }],
				['playG', 'player', { networks: ['G'], order: 2 }, { loss: 'sumG/loss' }],
			],
		});
		expect(problemsOf(document)).toEqual(['warning deadTerm training/sumG.loss2']);
		expect(problemsOf(mended(document))).toEqual([]);
	});

	it('a term that one of two players of a sum can change is not', () => {
		const document = ganDocument({
			training: [['playG', 'player', { networks: ['G'], order: 2 }, { loss: 'sumD/loss' }]],
			without: ['rawG'],
		});
		expect(problemsOf(document)).toEqual([]);
	});

	it('a loss that nothing takes is told of', () => {
		const document = ganDocument({
			training: [['spare', 'bce', { target: 1 }, { p: 'dFake/p' }]],
		});
		expect(problemsOf(document)).toEqual(['warning unusedLoss training/spare']);
		expect(mended(document)).toEqual(ganDocument());
	});

	it('a loss that is only looked at is not', () => {
		const document = ganDocument({
			training: [
				['spare', 'bce', { target: 1 }, { p: 'dFake/p' }],
				['shown', 'scalar', {}, { value: 'spare/loss' }],
			],
		});
		expect(problemsOf(document)).toEqual([]);
	});
});

describe('a warning that is known', () => {
	const told = ganDocument({ training: [['spare', 'bce', { target: 1 }, { p: 'dFake/p' }]] });
	const dismiss = { type: 'setDismissed', code: 'unusedLoss', dismissed: true } as const;

	it('is dismissed for the document, which keeps it, and told again once that is undone', () => {
		const history = edit(startHistory(told), [dismiss]);
		const { diagnostics, dismissed } = compileTiny(history.present);
		expect(diagnostics).toEqual([]);
		expect(dismissed.map(briefly)).toEqual(['warning unusedLoss training/spare']);
		const read = parseDocument(serializeDocument(history.present)).document;
		expect(read?.dismissed).toEqual(['unusedLoss']);
		expect(problemsOf(undo(history).present)).toEqual(['warning unusedLoss training/spare']);
		expect(applyCommands(history.present, [{ ...dismiss, dismissed: false }])).toEqual(told);
	});

	it('never hides an error', () => {
		const broken = ganDocument({ parts: { dismissed: ['openInput', 'unknownKind'] } });
		broken.training.nodes[0]!.kind = 'warp';
		expect(compileTiny(broken).program).toBeUndefined();
		expect(problemsOf(broken)).toContain('error unknownKind training/data');
	});
});
