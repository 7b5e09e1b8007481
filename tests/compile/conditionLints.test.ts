import { describe, expect, it } from 'vitest';
import { applyCommands } from '../../src/lib/graph/commands/apply';
import type { GraphDocument } from '../../src/lib/graph/types';
import { D_LINES, G_LINES, ganDocument, type NodeLine } from '../graph/documents';
import { compileTiny, problemsOf } from './compileTiny';

const G: readonly NodeLine[] = [
	['z', 'input', { name: 'z', shape: [3] }],
	['c', 'input', { name: 'c', shape: [3] }],
	['join', 'concat', {}, { x1: 'z/x', x2: 'c/x' }],
	['dense1', 'dense', { units: 4 }, { x: 'join/y' }],
	...G_LINES.slice(2),
];

const D: readonly NodeLine[] = [
	D_LINES[0]!,
	['c', 'input', { name: 'c', shape: [3] }],
	D_LINES[1]!,
	['join', 'concat', {}, { x1: 'flat/y', x2: 'c/x' }],
	['dense1', 'dense', { units: 1 }, { x: 'join/y' }],
	...D_LINES.slice(3),
];

const CONDITION: NodeLine = ['oneHot', 'oneHot', {}, { label: 'data/label' }];
const FAKE: NodeLine = ['fake', 'call', { network: 'G' }, { z: 'z/z', c: 'oneHot/c' }];

/** A GAN whose D sees the condition too, with right pairs only. */
function conditional(lines: readonly NodeLine[] = []): GraphDocument {
	const usual: NodeLine[] = [
		CONDITION,
		FAKE,
		['dReal', 'call', { network: 'D' }, { image: 'data/image', c: 'oneHot/c' }],
		['dFake', 'call', { network: 'D' }, { image: 'fake/image', c: 'oneHot/c' }],
	];
	return ganDocument({ G, D, training: [...usual, ...lines] });
}

describe('a condition that D never sees', () => {
	it('is told of at the call of D on what was made from it', () => {
		const document = ganDocument({ G, training: [CONDITION, FAKE] });
		expect(problemsOf(document)).toEqual(['warning conditionNotJudged training/dFake']);
		expect(compileTiny(document).diagnostics[0]!.paper?.title).toContain('Conditional');
	});

	it('is fine where D’s guess of it is punished, as in AC-GAN', () => {
		const guessing: NodeLine[] = [
			...D_LINES,
			['guess', 'dense', { units: 3 }, { x: 'flat/y' }],
			['class', 'output', { name: 'class' }, { x: 'guess/y' }],
		];
		const document = ganDocument({
			G,
			D: guessing,
			training: [
				CONDITION,
				FAKE,
				['guessed', 'crossEntropy', {}, { logits: 'dFake/class', label: 'data/label' }],
				['sumG', 'weightedSum', {}, { loss1: 'rawG/loss', loss2: 'guessed/loss' }],
				['playG', 'player', { networks: ['G'], order: 2 }, { loss: 'sumG/loss' }],
			],
		});
		expect(problemsOf(document)).toEqual([]);
	});

	it('is no matter of pictures: CycleGAN’s D sees no original', () => {
		const translate: NodeLine[] = [
			['x', 'input', { name: 'x', meaning: 'image', shape: [2, 2, 1] }],
			['sigmoid', 'sigmoid', {}, { x: 'x/x' }],
			['conv', 'conv2d', { filters: 1, kernel: 1, stride: 1, padding: 0 }, { x: 'sigmoid/y' }],
			['image', 'output', { name: 'image' }, { x: 'conv/y' }],
		];
		const document = ganDocument({
			G: translate,
			training: [['fake', 'call', { network: 'G' }, { x: 'data/image' }]],
			without: ['z'],
		});
		expect(problemsOf(document)).toEqual([]);
	});
});

describe('a conditional D that sees right pairs only', () => {
	it('is told of, and given the wrong case by the mend: the fakes’ weight is shared', () => {
		const document = conditional();
		expect(problemsOf(document)).toEqual(['warning noWrongCondition training/dReal.c']);
		const { mend, paper } = compileTiny(document).diagnostics[0]!;
		expect(paper?.title).toContain('Reed');
		const mended = applyCommands(document, mend!.commands);
		expect(problemsOf(mended)).toEqual([]);
		const { nodes, wires } = mended.training;
		expect(nodes.find(({ id }) => id === 'sumD')!.params.weights).toEqual([1, 0.5, 0.5]);
		expect(nodes.find(({ id }) => id === 'bceFake1')).toMatchObject({
			kind: 'bce',
			params: { target: 1 },
		});
		expect(wires).toContainEqual({ from: ['data', 'image'], to: ['dReal1', 'image'] });
		expect(wires).toContainEqual({ from: ['wrong1', 'c′'], to: ['dReal1', 'c'] });
		expect(wires).toContainEqual({ from: ['bceFake1', 'loss'], to: ['sumD', 'loss3'] });
	});

	it('has no mend where its losses are not summed, and is told all the same', () => {
		const document = conditional([
			['playD', 'player', { networks: ['D'], order: 1 }, { loss: 'bceFake/loss' }],
			['playReal', 'player', { networks: ['D'], order: 1 }, { loss: 'bceReal/loss' }],
		]);
		document.training.nodes = document.training.nodes.filter(({ id }) => id !== 'sumD');
		document.training.wires = document.training.wires.filter(({ to }) => to[0] !== 'sumD');
		expect(problemsOf(document)).toEqual(['warning noWrongCondition training/dReal.c']);
		expect(compileTiny(document).diagnostics[0]!.mend).toBeUndefined();
	});

	it('is not told of with a wrong condition, however it is made', () => {
		const wrong = (made: NodeLine, ref: string, image = 'data/image'): string[] =>
			problemsOf(
				conditional([
					made,
					['dWrong', 'call', { network: 'D' }, { image, c: ref }],
					['bceWrong', 'bce', { target: 1 }, { p: 'dWrong/p' }],
					[
						'sumD',
						'weightedSum',
						{},
						{ loss1: 'bceReal/loss', loss2: 'bceFake/loss', loss3: 'bceWrong/loss' },
					],
				]),
			);
		expect(wrong(['wrong', 'wrongCondition', {}, { c: 'oneHot/c' }], 'wrong/c′')).toEqual([]);
		expect(
			wrong(['wrong', 'wrongPair', {}, { x: 'data/image', c: 'oneHot/c' }], 'wrong/c′', 'wrong/y'),
		).toEqual([]);
	});

	it('is not told of a D without conditions', () => {
		expect(problemsOf(ganDocument())).toEqual([]);
	});
});

describe('class numbers beyond those a network knows', () => {
	const labelled = (classes: number): GraphDocument =>
		ganDocument({
			D: [
				['image', 'input', { name: 'image', meaning: 'image', shape: [2, 2, 1] }],
				['c', 'input', { name: 'c', meaning: 'label', classes }],
				['flat', 'flatten', {}, { x: 'image/x' }],
				['vector', 'embedding', { size: 2 }, { label: 'c/x' }],
				['join', 'concat', {}, { x1: 'flat/y', x2: 'vector/y' }],
				['dense1', 'dense', { units: 1 }, { x: 'join/y' }],
				...D_LINES.slice(3),
			],
			training: [
				['wrong', 'wrongCondition', {}, { c: 'data/label' }],
				['dReal', 'call', { network: 'D' }, { image: 'data/image', c: 'data/label' }],
				['dFake', 'call', { network: 'D' }, { image: 'fake/image', c: 'wrong/c′' }],
			],
		});

	it('stop the run, and the mend makes room for them', () => {
		const document = labelled(2);
		const { diagnostics } = compileTiny(document);
		expect(diagnostics.map(({ code, node }) => `${code} ${node}`)).toEqual([
			'fewerClasses dReal',
			'fewerClasses dFake',
		]);
		expect(problemsOf(applyCommands(document, diagnostics[0]!.mend!.commands))).toEqual([]);
	});

	it.each([3, 5])('are fine where it knows %i', (classes) => {
		expect(problemsOf(labelled(classes))).toEqual([]);
	});
});
