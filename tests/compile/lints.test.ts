import { describe, expect, it } from 'vitest';
import { applyCommands } from '../../src/lib/graph/commands/apply';
import type { GraphDocument } from '../../src/lib/graph/types';
import { D_LINES, G_LINES, ganDocument, network, type NodeLine } from '../graph/documents';
import { briefly, compileTiny, problemsOf } from './compileTiny';

const replaced = (lines: readonly NodeLine[], ...others: NodeLine[]): NodeLine[] =>
	lines.map((line) => others.find(([id]) => id === line[0]) ?? line);

/** The document after the mend of its only diagnostic. */
function mendedOf(document: GraphDocument): GraphDocument {
	const { diagnostics } = compileTiny(document);
	const mend = diagnostics[0]?.mend;
	if (diagnostics.length !== 1 || !mend) throw new Error(diagnostics.map(briefly).join('\n'));
	return applyCommands(document, mend.commands);
}

describe('lints', () => {
	it('finds nothing in a sound GAN, whichever label is the real one', () => {
		expect(problemsOf(ganDocument())).toEqual([]);
		expect(
			problemsOf(
				ganDocument({
					training: [
						['bceReal', 'bce', { target: 1 }, { p: 'dReal/p' }],
						['bceFake', 'bce', { target: 0 }, { p: 'dFake/p' }],
						['rawG', 'bce', { target: 1 }, { p: 'dFake/p' }],
					],
				}),
			),
		).toEqual([]);
	});

	it('a player that updates nothing its loss depends on', () => {
		const document = ganDocument({
			training: [
				['bceReal', 'bce', { target: 0 }, { p: 'dReal/p' }],
				['sumD', 'weightedSum', {}, { loss1: 'bceReal/loss' }],
				['playD', 'player', { networks: ['G'], order: 1 }, { loss: 'sumD/loss' }],
			],
			without: ['bceFake'],
		});
		const { diagnostics } = compileTiny(document);
		expect(diagnostics.map(briefly)).toEqual(['error idlePlayer training/playD.(networks)']);
		const mended = applyCommands(document, diagnostics[0]!.mend!.commands);
		expect(mended.training.nodes.find(({ id }) => id === 'playD')?.params.networks).toEqual(['D']);
	});

	it('a network on a player’s list that its loss does not depend on', () => {
		const document = ganDocument({
			training: [
				['sumD', 'weightedSum', {}, { loss1: 'bceReal/loss' }],
				['playD', 'player', { networks: ['D', 'G'], order: 1 }, { loss: 'sumD/loss' }],
			],
			without: ['bceFake'],
		});
		expect(problemsOf(document)).toEqual([
			'warning outsideLoss training/playD.(networks)',
			'warning onlyReal training/playD',
		]);
	});

	it('a network that no player updates', () => {
		const document = ganDocument({ without: ['playG', 'rawG'] });
		expect(problemsOf(document)).toEqual(['warning frozenNetwork training/fake']);
		const mended = mendedOf(document);
		expect(problemsOf(mended)).toEqual([]);
		expect(mended.training.nodes.find(({ id }) => id === 'playD')?.params.networks).toEqual([
			'D',
			'G',
		]);
	});

	it('a network that nothing calls', () => {
		const document = ganDocument();
		document.networks.E = network('other', [
			['x', 'input', { name: 'x' }],
			['y', 'output', { name: 'y' }, { x: 'x/x' }],
		]);
		expect(problemsOf(document)).toEqual(['warning unusedNetwork networks/E']);
		expect(problemsOf(mendedOf(document))).toEqual([]);
	});

	it('a discriminator that sees one side only', () => {
		const only = (kept: string, dropped: string) =>
			problemsOf(
				ganDocument({
					training: [['sumD', 'weightedSum', {}, { loss1: `${kept}/loss` }]],
					without: [dropped],
				}),
			);
		expect(only('bceFake', 'bceReal')).toEqual(['warning onlyGenerated training/playD']);
		expect(only('bceReal', 'bceFake')).toEqual(['warning onlyReal training/playD']);
	});

	it('but not one whose condition is always generated', () => {
		const lines = (real: string): NodeLine[] => [
			['zReal', 'noise', { size: 3 }],
			['shown', 'call', { network: 'G' }, { z: 'zReal/z' }],
			['dReal', 'call', { network: 'D' }, { image: real, beside: 'shown/image' }],
			['dFake', 'call', { network: 'D' }, { image: 'fake/image', beside: 'shown/image' }],
		];
		const D: NodeLine[] = [
			...replaced(D_LINES, ['flat', 'flatten', {}, { x: 'join/y' }]),
			['beside', 'input', { name: 'beside', meaning: 'image', shape: [2, 2, 1] }],
			['join', 'concat', {}, { x1: 'image/x', x2: 'beside/x' }],
		];
		const problems = (real: string) => problemsOf(ganDocument({ D, training: lines(real) }));
		expect(problems('data/image')).toEqual([]);
		expect(problems('shown/image')).toEqual(['warning onlyGenerated training/playD']);
	});

	it('real and generated data in different ranges, with the other activation as the mend', () => {
		const document = ganDocument({
			G: replaced(G_LINES, ['sigmoid', 'tanh', {}, { x: 'dense1/y' }]),
		});
		expect(problemsOf(document)).toEqual(['warning rangeMismatch training/dFake.image']);
		const mended = mendedOf(document);
		expect(problemsOf(mended)).toEqual([]);
		const ending = mended.networks.G?.canvas.nodes.find(({ id }) => id === 'sigmoid');
		expect(ending?.kind).toBe('sigmoid');
		expect(mended.networks.G?.canvas.wires).toHaveLength(G_LINES.length - 1);
	});

	it('no range mismatch where a range is not known', () => {
		const document = ganDocument({
			G: replaced(G_LINES, ['sigmoid', 'linear', {}, { x: 'dense1/y' }]),
		});
		expect(problemsOf(document)).toEqual([]);
	});

	it('a sigmoid before a loss on logits, with the loss on probabilities as the mend', () => {
		const document = ganDocument({
			training: [['bceFake', 'bceLogits', { target: 1 }, { logit: 'dFake/p' }]],
		});
		expect(problemsOf(document)).toEqual(['warning probabilityAtLogits training/bceFake.logit']);
		const mended = mendedOf(document);
		expect(problemsOf(mended)).toEqual([]);
		expect(mended.training.nodes.find(({ id }) => id === 'bceFake')).toMatchObject({
			kind: 'bce',
			params: { target: 1 },
		});
		expect(compileTiny(mended).program?.phases).toEqual(compileTiny(ganDocument()).program?.phases);
	});

	it('logits into a loss on probabilities', () => {
		const document = ganDocument({
			D: replaced(D_LINES, ['sigmoid', 'linear', {}, { x: 'dense1/y' }]),
			training: [
				['bceFake', 'bceLogits', { target: 1 }, { logit: 'dFake/p' }],
				['rawG', 'bce', { target: 0 }, { p: 'dFake/p' }],
				['bceReal', 'bceLogits', { target: 0 }, { logit: 'dReal/p' }],
			],
		});
		expect(problemsOf(document)).toEqual(['warning notAProbability training/rawG.p']);
	});

	it('batch norm of a batch of one', () => {
		const document = ganDocument({
			G: replaced(
				G_LINES,
				['dense1', 'dense', { units: 4, bias: false }, { x: 'z/x' }],
				['sigmoid', 'sigmoid', {}, { x: 'norm/y' }],
			).concat([['norm', 'batchNorm', {}, { x: 'dense1/y' }]]),
		});
		expect(problemsOf(document)).toEqual([]);
		const alone = { ...document, run: { ...document.run, batch: 1 } };
		expect(problemsOf(alone)).toEqual(['warning batchOfOne networks/G/norm']);
		expect(problemsOf(mendedOf(alone))).toEqual([]);
	});

	it('says nothing of data in, data out without roles', () => {
		const document = ganDocument();
		for (const body of Object.values(document.networks)) body.role = 'other';
		document.training.nodes = document.training.nodes.filter(({ id }) => id !== 'bceFake');
		document.training.wires = document.training.wires.filter(
			({ from, to }) => from[0] !== 'bceFake' && to[0] !== 'bceFake',
		);
		expect(problemsOf(document)).toEqual([]);
	});
});
