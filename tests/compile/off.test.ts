// Nodes that are off: the run is that of the document without them, with their wires led past where that fits.
import { describe, expect, it } from 'vitest';
import { analysisOf } from '../../src/lib/compile/compile';
import { checkConnection } from '../../src/lib/compile/connect';
import { objectivesOf } from '../../src/lib/compile/objective';
import { writePytorch } from '../../src/lib/export/pytorch/pytorch';
import { applyCommands } from '../../src/lib/graph/commands/apply';
import type { CanvasId, GraphDocument } from '../../src/lib/graph/types';
import { D_LINES, G_LINES, ganDocument, network, type NodeLine } from '../graph/documents';
import { compileTiny, problemsOf, programOf } from './compileTiny';

const off = (document: GraphDocument, canvas: CanvasId, ...nodes: string[]): GraphDocument =>
	applyCommands(document, [{ type: 'setOff', canvas, nodes, off: true }]);

const D: CanvasId = 'networks/D';

/** D with a hidden layer and a dropout, and what it is without them. */
const hidden: NodeLine[] = [
	...D_LINES.filter(([id]) => id !== 'dense1'),
	['hidden', 'dense', { units: 4 }, { x: 'flat/y' }],
	['relu', 'relu', {}, { x: 'hidden/y' }],
	['drop', 'dropout', {}, { x: 'relu/y' }],
	['dense1', 'dense', { units: 1 }, { x: 'drop/y' }],
];
const without = (...ids: string[]): GraphDocument => {
	const passed = (ref: string): string => {
		const line = hidden.find(([id]) => id === ref.split('/')[0])!;
		return ids.includes(line[0]) ? passed(Object.values(line[3] ?? {})[0]!) : ref;
	};
	const lines = hidden
		.filter(([id]) => !ids.includes(id))
		.map(([id, kind, params, from = {}]): NodeLine => [
			...([id, kind, params] as const),
			Object.fromEntries(Object.entries(from).map(([port, ref]) => [port, passed(ref)])),
		]);
	return ganDocument({ D: lines });
};

/** What steps are, whatever the order they are listed in. */
const stepsOf = (document: GraphDocument) =>
	programOf(document).networks.D!.steps.toSorted((a, b) => a.node.localeCompare(b.node));

describe('a layer that is off', () => {
	it.each([[['drop']], [['relu', 'drop']], [['hidden']], [['hidden', 'relu', 'drop']]])(
		'is skipped: %s',
		(nodes) => {
			const document = off(ganDocument({ D: hidden }), D, ...nodes);
			expect(stepsOf(document)).toEqual(stepsOf(without(...nodes)));
			expect(programOf(document).networks.D!.parameters).toBe(
				programOf(without(...nodes)).networks.D!.parameters,
			);
		},
	);

	it('is skipped in the PyTorch twin, layer by layer', () => {
		const full = ganDocument({ D: hidden });
		const models = (document: GraphDocument) =>
			writePytorch(document, programOf(document))['model.py']!;
		expect(models(full)).toMatch(/Dropout/);
		const twin = models(off(full, D, 'hidden', 'relu', 'drop'));
		expect(twin).not.toMatch(/Dropout|hidden/);
		expect(twin).toBe(models(without('hidden', 'relu', 'drop')));
	});

	it('is skipped in every repeat of a block', () => {
		const block = [
			['in', 'input', { name: 'x', shape: [4] }],
			['dense', 'dense', { units: 4 }, { x: 'in/x' }],
			['tanh', 'tanh', {}, { x: 'dense/y' }],
			['out', 'output', { name: 'y' }, { x: 'tanh/y' }],
		] satisfies NodeLine[];
		const document = ganDocument({
			D: [
				...D_LINES.filter(([id]) => id !== 'dense1'),
				['res', 'block', { block: 'B', repeat: 2 }, { x: 'flat/y' }],
				['dense1', 'dense', { units: 1 }, { x: 'res/y' }],
			],
			parts: { blocks: { B: { canvas: network('other', block).canvas } } },
		});
		expect(stepsOf(document).map(({ node }) => node)).toContain('res.1.tanh');
		const muted = stepsOf(off(document, 'blocks/B', 'tanh')).map(({ node }) => node);
		expect(muted).toContain('res.1.dense');
		expect(muted).not.toContain('res.1.tanh');
		// The block itself: nothing of it runs, and what came in goes on.
		expect(stepsOf(off(document, D, 'res'))).toEqual(stepsOf(ganDocument()));
	});

	it('tells nothing that is wrong with it', () => {
		const odd = (kind: string, params = {}) =>
			ganDocument({
				D: hidden.map((line) => (line[0] === 'relu' ? ['relu', kind, params, line[3]] : line)),
			});
		expect(problemsOf(odd('warp'))).toEqual(['error unknownKind networks/D/relu']);
		expect(problemsOf(off(odd('warp'), D, 'relu'))).toEqual([]);
		expect(problemsOf(odd('dense', { units: -1 }))).not.toEqual([]);
		expect(problemsOf(off(odd('dense', { units: -1 }), D, 'relu'))).toEqual([]);
	});

	it('hands nothing on that is something else, and says so where it is missed', () => {
		// A picture can't stand in for the numbers that flattening gives.
		const document = off(ganDocument(), D, 'flat');
		expect(problemsOf(document)).toEqual(['error offInput networks/D/dense1.x']);
		const [problem] = compileTiny(document).diagnostics;
		expect(problem!.message.en).toContain('Flatten');
		expect(problemsOf(applyCommands(document, problem!.mend!.commands))).toEqual([]);
	});

	it('is not an input or output of its network', () => {
		const document = ganDocument();
		expect(off(document, D, 'image', 'p')).toBe(document);
	});

	it('shows what flows past it, and takes new wires as if it were on', () => {
		const document = off(ganDocument({ D: hidden }), D, 'hidden');
		const compilation = compileTiny(document);
		expect(compilation.types[D]!['hidden/y']?.shape).toEqual([4]);
		expect(analysisOf(compilation)!.sheets.get(D)!.nodes.get('hidden')!.passes).toEqual(
			new Map([['y', 'x']]),
		);
		const check = (from: [string, string], to: [string, string]) =>
			checkConnection(compilation, document, D, from, to);
		expect(check(['relu', 'y'], ['hidden', 'x']).ok).toBe(false);
		expect(check(['image', 'x'], ['hidden', 'x']).ok).toBe(false);
		expect(check(['flat', 'y'], ['hidden', 'x']).ok).toBe(true);
		expect(check(['hidden', 'y'], ['dense1', 'x']).ok).toBe(true);
	});
});

describe('on the training canvas', () => {
	const texOf = (document: GraphDocument) =>
		objectivesOf(programOf(document)).map(({ tex }) => tex);

	it('a loss term that is off adds nothing, and the others keep their weights', () => {
		const weighted = ganDocument({
			training: [
				[
					'sumD',
					'weightedSum',
					{ weights: [2, 5] },
					{ loss1: 'bceReal/loss', loss2: 'bceFake/loss' },
				],
			],
		});
		expect(texOf(off(weighted, 'training', 'bceReal'))[0]).toBe(
			'\\min_{D} \\; 5\\,\\mathbb{E}_{z}\\left[ -\\log D(G(z)) \\right]',
		);
		const train = (document: GraphDocument) =>
			writePytorch(document, programOf(document))['train.py']!;
		expect(train(weighted)).toMatch(/2 \* \w+ \+ 5 \* \w+/);
		expect(train(off(weighted, 'training', 'bceReal'))).not.toMatch(/2 \* /);
	});

	it('a player that is off sits every round out, and no one minds', () => {
		const document = off(ganDocument(), 'training', 'playG');
		const program = programOf(document);
		expect(program.phases.map(({ player }) => player)).toEqual(['playD']);
		expect(problemsOf(document)).toEqual([]);
		expect(program.networks.G!.weights).not.toEqual([]);
	});

	it('needs one player that is on', () => {
		const document = off(ganDocument(), 'training', 'playG', 'playD');
		expect(problemsOf(document)).toEqual(['error playersOff training/playD']);
	});

	it('a monitor that is off is not computed', () => {
		const program = programOf(off(ganDocument(), 'training', 'samples'));
		expect(program.monitors).toEqual([]);
		expect(program.steps.map(({ node }) => node)).not.toContain('samples');
	});

	it('what gives something else than it takes has nothing to hand on', () => {
		expect(problemsOf(off(ganDocument(), 'training', 'fake'))).toContain(
			'error offInput training/dFake.image',
		);
		expect(problemsOf(off(ganDocument(), 'training', 'z'))).toContain(
			'error offInput training/fake.z',
		);
	});

	it('a sum all of whose terms are off names them, and turns them on', () => {
		const none = off(ganDocument(), 'training', 'bceReal', 'bceFake');
		const problem = compileTiny(none).diagnostics.find(({ node }) => node === 'sumD')!;
		expect(problem.code).toBe('offInput');
		expect(problem.message.en).toMatch(/^“.+” and “.+”, wired here, are off/);
		expect(problem.message.ja).toMatch(/「.+」「.+」はオフ/);
		expect(problemsOf(applyCommands(none, problem.mend!.commands))).toEqual([]);

		// Without wires it is wires that it lacks.
		const unwired = applyCommands(none, [
			{ type: 'disconnect', canvas: 'training', to: ['sumD', 'loss1'] },
			{ type: 'disconnect', canvas: 'training', to: ['sumD', 'loss2'] },
		]);
		expect(problemsOf(unwired)).toContain('error tooFewTerms training/sumD');
	});

	it('a network that is only called by what is off keeps its weights', () => {
		const document = off(ganDocument(), 'training', 'fake', 'dFake', 'bceFake', 'playG', 'samples');
		const program = programOf(document);
		expect(program.networks.G!.weights).toEqual(programOf(ganDocument()).networks.G!.weights);
	});

	it('stop gradient that is off lets the gradient through', () => {
		const stopped = ganDocument({
			training: [
				['stop', 'stopGradient', {}, { x: 'fake/image' }],
				['dFake', 'call', { network: 'D' }, { image: 'stop/y' }],
			],
		});
		expect(problemsOf(stopped).join()).toContain('idlePlayer');
		expect(problemsOf(off(stopped, 'training', 'stop'))).toEqual([]);
	});
});

it('is undone by being turned on, and G is as before', () => {
	const document = ganDocument({ G: G_LINES });
	const back = applyCommands(off(document, 'networks/G', 'sigmoid'), [
		{ type: 'setOff', canvas: 'networks/G', nodes: ['sigmoid'], off: false },
	]);
	expect(back).toEqual(document);
});
