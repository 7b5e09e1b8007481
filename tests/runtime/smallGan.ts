// A GAN of a few units, with everything that makes a schedule tricky: batch norm and dropout.
import type { Canvas, GraphDocument, GraphNode, ParamMap, Wire } from '../../src/lib/graph/types';
import { compile } from '../../src/lib/compile/compile';
import type { Program } from '../../src/lib/compile/program';

type NodeLine = [id: string, kind: string, params: ParamMap, from?: Record<string, string>];

/** Wires are given at the node they go to: port → `node/port`. */
export function canvasOf(lines: readonly NodeLine[]): Canvas {
	const nodes: GraphNode[] = [];
	const wires: Wire[] = [];
	for (const [id, kind, params, from = {}] of lines) {
		nodes.push({ id, kind, params, at: [0, 0] });
		for (const [port, ref] of Object.entries(from)) {
			const [node, output] = ref.split('/') as [string, string];
			wires.push({ from: [node, output], to: [id, port] });
		}
	}
	return { nodes, wires, frames: [] };
}

export interface SmallGanOptions {
	/** Of players D and G. */
	d?: ParamMap;
	g?: ParamMap;
	/** Rates of dropout in the networks. */
	dropout?: { D?: number; G?: number };
}

export function smallGan({
	d = {},
	g = {},
	dropout = { D: 0.5 },
}: SmallGanOptions = {}): GraphDocument {
	const player: ParamMap = {
		optimizer: 'adam',
		learningRate: 0.01,
		beta1: 0.5,
		beta2: 0.999,
		epsilon: 1e-8,
		steps: 1,
		values: 'reuse',
	};
	return {
		format: 'ganloom',
		version: 1,
		title: 'small',
		summary: '',
		networks: {
			G: {
				role: 'generator',
				canvas: canvasOf([
					['z', 'input', { name: 'z', meaning: 'vector', shape: [3] }],
					['dense1', 'dense', { units: 5 }, { x: 'z/x' }],
					['norm', 'batchNorm', {}, { x: 'dense1/y' }],
					['relu', 'relu', {}, { x: 'norm/y' }],
					['drop', 'dropout', { p: dropout.G ?? 0 }, { x: 'relu/y' }],
					['dense2', 'dense', { units: 4 }, { x: 'drop/y' }],
					['sigmoid', 'sigmoid', {}, { x: 'dense2/y' }],
					['picture', 'reshape', { shape: [2, 2, 1] }, { x: 'sigmoid/y' }],
					['out', 'output', { name: 'image' }, { x: 'picture/y' }],
				]),
			},
			D: {
				role: 'discriminator',
				canvas: canvasOf([
					['image', 'input', { name: 'image', meaning: 'image', shape: [2, 2, 1] }],
					['flat', 'flatten', {}, { x: 'image/x' }],
					['dense1', 'dense', { units: 6 }, { x: 'flat/y' }],
					['norm', 'batchNorm', {}, { x: 'dense1/y' }],
					['relu', 'leakyRelu', { slope: 0.2 }, { x: 'norm/y' }],
					['drop', 'dropout', { p: dropout.D ?? 0 }, { x: 'relu/y' }],
					['dense2', 'dense', { units: 1 }, { x: 'drop/y' }],
					['sigmoid', 'sigmoid', {}, { x: 'dense2/y' }],
					['out', 'output', { name: 'p' }, { x: 'sigmoid/y' }],
				]),
			},
		},
		blocks: {},
		training: canvasOf([
			['z', 'noise', { size: 3 }],
			['x', 'noise', { size: 4 }],
			['real', 'reshape', { shape: [2, 2, 1] }, { x: 'x/z' }],
			['fake', 'call', { network: 'G' }, { z: 'z/z' }],
			['dFake', 'call', { network: 'D' }, { image: 'fake/image' }],
			['dReal', 'call', { network: 'D' }, { image: 'real/y' }],
			['lossFake', 'bce', { target: 1 }, { p: 'dFake/p' }],
			['lossReal', 'bce', { target: 0 }, { p: 'dReal/p' }],
			[
				'lossD',
				'weightedSum',
				{ weights: [1, 1] },
				{ loss1: 'lossFake/loss', loss2: 'lossReal/loss' },
			],
			['lossG', 'rawOutput', { reduction: 'mean' }, { d: 'dFake/p' }],
			['D', 'player', { ...player, networks: ['D'], order: 1, ...d }, { loss: 'lossD/loss' }],
			['G', 'player', { ...player, networks: ['G'], order: 2, ...g }, { loss: 'lossG/loss' }],
			['grid', 'samples', {}, { image: 'fake/image' }],
			['loss', 'scalar', {}, { value: 'lossD/loss' }],
			['answers', 'histogram', {}, { real: 'dReal/p', fake: 'dFake/p' }],
		]),
		run: { seed: 7, batch: 8, rounds: 1000 },
	};
}

/** D only makes its own unbounded answer smaller: its weights grow until, soon, they are no numbers. */
export function breakingGan(): GraphDocument {
	const document = smallGan({ d: { optimizer: 'sgd', learningRate: 10 } });
	const { canvas } = document.networks.D!;
	canvas.nodes = canvas.nodes.filter(({ id }) => id !== 'sigmoid');
	canvas.wires = canvas.wires.filter(({ to }) => to[0] !== 'sigmoid');
	canvas.wires.find(({ to }) => to[0] === 'out')!.from = ['dense2', 'y'];
	document.training.wires.find(({ to }) => to[0] === 'D')!.from = ['lossG', 'loss'];
	return document;
}

export function programOf(document: GraphDocument): Program {
	const { program, diagnostics } = compile(document);
	if (!program) throw new Error(JSON.stringify(diagnostics, null, '\t'));
	return program;
}

export const smallProgram = (options?: SmallGanOptions): Program => programOf(smallGan(options));
