// Values kept from before an update, and gradients that stop: what every update runs, and on which side of the tape.
import { describe, expect, it } from 'vitest';
import type { Phase } from '../../src/lib/compile/program';
import { ganDocument, type GanLines, type NodeLine } from '../graph/documents';
import { briefly, compileTiny, problemsOf, programOf } from './compileTiny';

/** What of phases is told here. */
const parts = (phases: readonly Phase[]) =>
	phases.map(({ player, before, tape, forwardOnly, through }) => ({
		...{ player, before, tape, forwardOnly, through },
	}));

/** G plays first; D sees the fakes through a node of this kind. Further lines count instead of those of the same id. */
function gFirst(kind: string, further: readonly NodeLine[] = [], without: string[] = []): GanLines {
	const lines: NodeLine[] = [
		['old', kind, {}, { x: 'fake/image' }],
		['dOld', 'call', { network: 'D' }, { image: 'old/y' }],
		['bceFake', 'bce', { target: 1 }, { p: 'dOld/p' }],
		['playG', 'player', { networks: ['G'], order: 1 }, { loss: 'rawG/loss' }],
		['playD', 'player', { networks: ['D'], order: 2 }, { loss: 'sumD/loss' }],
	];
	const training = new Map([...lines, ...further].map((line) => [line[0], line]));
	return { training: [...training.values()], without };
}

describe.each(['hold', 'imagePool'])('%s', (kind) => {
	it('shows D the fakes from before G’s update, where G goes first', () => {
		const { phases } = programOf(ganDocument(gFirst(kind)));
		expect(parts(phases)).toEqual([
			{
				player: 'playG',
				before: ['z'],
				tape: ['fake', 'dFake', 'old', 'rawG'],
				forwardOnly: [],
				through: ['D'],
			},
			{
				player: 'playD',
				// G is not run again.
				before: ['data', 'old'],
				tape: ['dReal', 'bceReal', 'dOld', 'bceFake', 'sumD'],
				forwardOnly: [],
				through: [],
			},
		]);
	});

	it('takes along what is between the network and itself', () => {
		const lines = gFirst(kind, [
			['flat', 'flatten', {}, { x: 'fake/image' }],
			['old', kind, {}, { x: 'flat/y' }],
			['again', 'reshape', { shape: [2, 2, 1] }, { x: 'old/y' }],
			['dOld', 'call', { network: 'D' }, { image: 'again/y' }],
		]);
		const { phases } = programOf(ganDocument(lines));
		expect([...phases[0]!.tape].sort()).toEqual(['dFake', 'fake', 'flat', 'old', 'rawG']);
		expect(phases[1]!.before).toEqual(['data', 'old', 'again']);
	});

	it('does nothing of its own where nothing has changed', () => {
		const { phases } = programOf(
			ganDocument({
				training: [
					['old', kind, {}, { x: 'fake/image' }],
					['dOld', 'call', { network: 'D' }, { image: 'old/y' }],
					['bceFake', 'bce', { target: 1 }, { p: 'dOld/p' }],
				],
			}),
		);
		expect(phases[0]).toMatchObject({ player: 'playD', before: ['data', 'z', 'fake', 'old'] });
		expect(phases[1]).toMatchObject({ before: ['z'], tape: ['fake', 'dFake', 'rawG'] });
	});

	it('counts as generated for D', () => {
		const document = ganDocument(gFirst(kind, [], ['dReal', 'bceReal']));
		expect(problemsOf(document)).toContain('warning onlyGenerated training/playD');
	});
});

describe('hold', () => {
	it('keeps D’s answer on the real from before D’s update, for G’s loss', () => {
		// As in feature matching: G is to get as close to D's answer on the real as D is on the fake.
		const { phases, steps } = programOf(
			ganDocument({
				training: [
					['was', 'hold', {}, { x: 'dReal/p' }],
					['both', 'multiply', {}, { x1: 'was/y', x2: 'dFake/p' }],
					['rawG', 'rawOutput', {}, { d: 'both/y' }],
				],
			}),
		);
		expect(phases[0]!.tape).toContain('was');
		expect(phases[1]).toMatchObject({
			before: ['z', 'was'],
			tape: ['fake', 'dFake', 'both', 'rawG'],
		});
		expect(steps.find(({ node }) => node === 'was')!.dependsOn).toEqual([]);
		expect([...steps.find(({ node }) => node === 'both')!.dependsOn].sort()).toEqual(['D', 'G']);
	});

	it('keeps it for the draw: a player that redraws sees the new one', () => {
		const again: NodeLine = [
			'playD',
			'player',
			{ networks: ['D'], order: 2, values: 'redraw' },
			{ loss: 'sumD/loss' },
		];
		const { phases } = programOf(ganDocument(gFirst('hold', [again])));
		expect(phases[0]!.tape).not.toContain('old');
		expect(phases[1]).toMatchObject({ redraw: true, before: ['data', 'z', 'fake', 'old'] });
	});

	it('is of the first update where a player has several on one draw', () => {
		const often: NodeLine = [
			'playG',
			'player',
			{ networks: ['G'], order: 1, steps: 2, again: 'same' },
			{ loss: 'rawG/loss' },
		];
		const { phases } = programOf(ganDocument(gFirst('hold', [often])));
		expect(
			phases.map(({ player, redraw, tape }) => [player, redraw, tape.includes('old')]),
		).toEqual([
			['playG', true, true],
			['playG', false, false],
			['playD', false, false],
		]);
	});
});

describe('stopGradient', () => {
	it('leaves a network behind it outside the tape', () => {
		const document = ganDocument({
			training: [
				['still', 'stopGradient', {}, { x: 'fake/image' }],
				['dFake', 'call', { network: 'D' }, { image: 'still/y' }],
				['playD', 'player', { networks: ['D', 'G'], order: 1 }, { loss: 'sumD/loss' }],
			],
			without: ['playG', 'rawG'],
		});
		const { diagnostics, program } = compileTiny(document);
		expect(diagnostics.map(briefly)).toEqual(['warning outsideLoss training/playD.(networks)']);
		expect(program!.phases).toMatchObject([
			{
				networks: ['D'],
				before: ['data', 'z', 'fake', 'still'],
				tape: ['dReal', 'dFake', 'bceReal', 'bceFake', 'sumD'],
				through: [],
			},
		]);
	});

	it('says so of a player that its loss’s gradient never reaches', () => {
		const document = ganDocument({
			training: [
				['still', 'stopGradient', {}, { x: 'fake/image' }],
				['dFake', 'call', { network: 'D' }, { image: 'still/y' }],
			],
		});
		expect(problemsOf(document)).toContain('error idlePlayer training/playG.(networks)');
	});

	it('is on the tape where what it stops is there as well', () => {
		const { phases } = programOf(
			ganDocument({
				training: [
					['still', 'stopGradient', {}, { x: 'dFake/p' }],
					['both', 'multiply', {}, { x1: 'still/y', x2: 'dFake/p' }],
					['rawG', 'rawOutput', {}, { d: 'both/y' }],
				],
			}),
		);
		expect(phases[1]).toMatchObject({
			before: ['z'],
			tape: ['fake', 'dFake', 'still', 'both', 'rawG'],
			// Not through what stops it.
			gradient: ['dFake/image', 'both/x2', 'rawG/d'],
		});
	});
});
