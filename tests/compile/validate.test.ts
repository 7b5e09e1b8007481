import { describe, expect, it } from 'vitest';
import { applyCommands } from '../../src/lib/graph/commands/apply';
import type { GraphDocument } from '../../src/lib/graph/types';
import { canvasOf, D_LINES, documentOf, G_LINES, ganDocument, network } from '../graph/documents';
import { briefly, compileTiny, problemsOf } from './compileTiny';

/** One wrong thing each, and the one diagnostic it causes. */
const broken: [what: string, document: GraphDocument, diagnostic: string][] = [
	[
		'a kind nobody knows',
		ganDocument({
			D: D_LINES.map((line) =>
				line[0] === 'dense1' ? ['dense1', 'warp', {}, { x: 'flat/y' }] : line,
			),
		}),
		'error unknownKind networks/D/dense1',
	],
	[
		'a layer on the training canvas',
		ganDocument({ training: [['odd', 'dense', {}, { x: 'z/z' }]] }),
		'error wrongSurface training/odd',
	],
	[
		'a parameter of the wrong type',
		ganDocument({ training: [['z', 'noise', { size: 'three' }]] }),
		'error paramType training/z.(size)',
	],
	[
		'a billion units',
		ganDocument({
			G: G_LINES.map((line) =>
				line[0] === 'dense1' ? ['dense1', 'dense', { units: 1e9 }, { x: 'z/x' }] : line,
			),
		}),
		'error paramBounds networks/G/dense1.(units)',
	],
	[
		'a network that is not there',
		ganDocument({ training: [['fake', 'call', { network: 'H' }, { z: 'z/z' }]] }),
		'error missingNetwork training/fake',
	],
	[
		'a network every object has',
		ganDocument({ training: [['fake', 'call', { network: 'constructor' }, { z: 'z/z' }]] }),
		'error missingNetwork training/fake',
	],
	[
		'a data set that is not there',
		ganDocument({ training: [['data', 'dataset', { dataset: 'moon' }]] }),
		'error missingDataset training/data',
	],
	[
		'a player of a missing network',
		ganDocument({
			training: [['playG', 'player', { networks: ['H'], order: 2 }, { loss: 'rawG/loss' }]],
		}),
		'error missingNetwork training/playG',
	],
	[
		'a picture fewer than conditions',
		ganDocument({
			training: [
				['apart', 'wrongPair', {}, { x: 'data/image', c: 'z/z' }],
				['flat', 'flatten', {}, { x: 'apart/y' }],
				['join', 'concat', {}, { x1: 'flat/y', x2: 'z/z' }],
			],
		}),
		'error fewerItems training/join.x2',
	],
	[
		'an open input that is needed',
		ganDocument({ training: [['fake', 'call', { network: 'G' }]] }),
		'error openInput training/fake.z',
	],
	[
		'an open input that nothing needs',
		ganDocument({ training: [['samples', 'samples']] }),
		'warning openInput training/samples.image',
	],
	[
		'a port that is not there',
		ganDocument({ training: [['samples', 'samples', {}, { image: 'fake/image', sound: 'z/z' }]] }),
		'error unknownPort training/samples.sound',
	],
	[
		'an output that is not there',
		ganDocument({ training: [['rawG', 'rawOutput', {}, { d: 'dFake/q' }]] }),
		'error unknownPort training/rawG.d',
	],
	[
		'a loss where numbers are wanted',
		ganDocument({ training: [['rawG', 'rawOutput', {}, { d: 'bceFake/loss' }]] }),
		'error wrongMeaning training/rawG.d',
	],
	[
		'numbers where a loss is wanted',
		ganDocument({
			training: [['playG', 'player', { networks: ['G'], order: 2 }, { loss: 'dFake/p' }]],
		}),
		'error wrongMeaning training/playG.loss',
	],
	[
		'a shape that does not fit',
		ganDocument({
			training: [['dFake', 'call', { network: 'D' }, { image: 'z/z' }]],
			without: ['samples'],
		}),
		'error shapeMismatch training/dFake.image',
	],
	[
		'two inputs of one name',
		ganDocument({ D: [...D_LINES, ['again', 'input', { name: 'image' }]] }),
		'error duplicatePort networks/D/again',
	],
	[
		'a port name with a slash',
		ganDocument({ D: [...D_LINES, ['again', 'output', { name: 'a/b' }, { x: 'flat/y' }]] }),
		'error portName networks/D/again',
	],
	[
		'a network without an output',
		ganDocument({
			G: G_LINES.slice(0, -1),
			without: ['samples', 'dFake', 'bceFake', 'rawG', 'playG'],
			training: [['sumD', 'weightedSum', {}, { loss1: 'bceReal/loss' }]],
		}),
		'error noOutput networks/G',
	],
];

describe('validate', () => {
	it('finds nothing wrong with a sound document', () => {
		expect(problemsOf(ganDocument())).toEqual([]);
	});

	it.each(broken)('tells of %s, once', (_, document, diagnostic) => {
		const { diagnostics, program } = compileTiny(document);
		const errors = diagnostics.filter(({ severity }) => severity === 'error');
		const told = diagnostic.startsWith('error') ? errors : diagnostics;
		expect(told.map(briefly)).toEqual([diagnostic]);
		expect(program === undefined).toBe(diagnostic.startsWith('error'));
		for (const { message } of diagnostics) {
			expect(message.ja).toMatch(/[ぁ-ん].*。$/);
			expect(message.en).toMatch(/^[A-Z“].*\.$/);
		}
	});

	it('tells of wires in a circle, with a mend that opens it', () => {
		const document = ganDocument({
			G: [
				...G_LINES.slice(0, 1),
				['sum', 'add', {}, { x1: 'z/x', x2: 'relu/y' }],
				['relu', 'relu', {}, { x: 'sum/y' }],
				['dense1', 'dense', { units: 4 }, { x: 'relu/y' }],
				...G_LINES.slice(2),
			],
		});
		const [problem, ...others] = compileTiny(document).diagnostics;
		expect(others).toEqual([]);
		expect(problem).toMatchObject({ code: 'circle', canvas: 'networks/G' });
		expect(problem?.message.en).toMatch(/sum → relu → sum|relu → sum → relu/);
		const mended = applyCommands(document, problem!.mend!.commands);
		expect(problemsOf(mended).filter((text) => text.includes('circle'))).toEqual([]);
	});

	it('tells of a node wired to itself', () => {
		const document = ganDocument({
			G: G_LINES.map((line) =>
				line[0] === 'sigmoid' ? ['sigmoid', 'sigmoid', {}, { x: 'sigmoid/y' }] : line,
			),
		});
		expect(problemsOf(document)).toEqual(['error circle networks/G/sigmoid.x']);
	});

	it('tells of networks that call each other', () => {
		const calling = (name: string) =>
			network('other', [
				['x', 'input', { name: 'x', shape: [2] }],
				['call', 'call', { network: name }, { x: 'x/x' }],
				['y', 'output', { name: 'y' }, { x: 'call/y' }],
			]);
		const base = ganDocument();
		const document = { ...base, networks: { ...base.networks, A: calling('B'), B: calling('A') } };
		expect(problemsOf(document).filter((text) => text.startsWith('error'))).toEqual([
			'error cyclicCall networks/A/call',
			'error cyclicCall networks/B/call',
		]);
		const itself = { ...base, networks: { ...base.networks, A: calling('A') } };
		expect(problemsOf(itself)).toContain('error cyclicCall networks/A/call');
	});

	it('tells of blocks that use each other', () => {
		const block = (name: string) => ({
			canvas: canvasOf([
				['x', 'input', { name: 'x' }],
				['use', 'block', { block: name }, { x: 'x/x' }],
				['y', 'output', { name: 'y' }, { x: 'use/y' }],
			]),
		});
		const document = { ...ganDocument(), blocks: { one: block('two'), two: block('one') } };
		expect(problemsOf(document)).toEqual([
			'error cyclicCall blocks/one/use',
			'error cyclicCall blocks/two/use',
		]);
	});

	it('tells of wires with a loose end and of a second wire, with mends', () => {
		const document = ganDocument();
		document.training.wires.push(
			{ from: ['gone', 'y'], to: ['samples', 'extra'] },
			{ from: ['dReal', 'p'], to: ['rawG', 'd'] },
		);
		const { diagnostics } = compileTiny(document);
		expect(diagnostics.map(briefly).sort()).toEqual([
			'error danglingWire training/samples.extra',
			'error doubleInput training/rawG.d',
		]);
		const mended = applyCommands(
			document,
			diagnostics.flatMap(({ mend }) => mend!.commands),
		);
		expect(mended.training.wires).toHaveLength(ganDocument().training.wires.length);
		expect(problemsOf(mended)).toEqual([]);
	});

	it('tells of two nodes of one name', () => {
		const document = ganDocument();
		document.training.nodes.push({ ...document.training.nodes[1]! });
		expect(problemsOf(document)).toEqual(['error duplicateId training/z']);
	});

	it('tells when nothing learns', () => {
		expect(problemsOf(documentOf())).toEqual(['error noPlayer training']);
	});

	it('offers mends that mend', () => {
		for (const [what, document, diagnostic] of broken) {
			const { mend } = compileTiny(document).diagnostics.find(
				(one) => briefly(one) === diagnostic,
			)!;
			if (!mend) continue;
			const mended = applyCommands(document, mend.commands);
			expect(mended, what).not.toBe(document);
			expect(problemsOf(mended), what).not.toContain(diagnostic);
		}
	});

	it('lists problems by canvas and node, in the document’s order', () => {
		const document = ganDocument({
			training: [
				['z', 'noise', { size: -1 }],
				['samples', 'samples'],
			],
			D: D_LINES.map((line) =>
				line[0] === 'flat' ? ['flat', 'warp', {}, { x: 'image/x' }] : line,
			),
		});
		expect(problemsOf(document)).toEqual([
			'error paramBounds training/z.(size)',
			'warning openInput training/samples.image',
			'error unknownKind networks/D/flat',
		]);
	});
});
