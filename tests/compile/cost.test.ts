import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { budgetOf, SLOTS } from '../../src/lib/compile/budget';
import { analysisOf, compile } from '../../src/lib/compile/compile';
import { networkCost, nodeCosts } from '../../src/lib/compile/cost';
import type { Program } from '../../src/lib/compile/program';
import { datasetType } from '../../src/lib/data/catalogue';
import { parseDocument } from '../../src/lib/graph/parse';
import type { GraphDocument } from '../../src/lib/graph/types';
import { RULES } from '../../src/lib/runtime/optimizerRules';
import { canvasOf, documentOf, ganDocument, network, type NodeLine } from '../graph/documents';
import { compileTiny } from './compileTiny';

function preset(name: string): GraphDocument {
	const text = readFileSync(new URL(`../../graphs/${name}.json`, import.meta.url), 'utf8');
	return parseDocument(text).document!;
}

const inferredOf = (document: GraphDocument) =>
	analysisOf(compile(document, { datasets: datasetType }))!;

/** The cost of one layer on an input of this type. */
function layerCost(input: NodeLine, layer: NodeLine) {
	const lines: NodeLine[] = [input, layer];
	const document = documentOf({ networks: { N: network('other', lines) } });
	return nodeCosts(analysisOf(compileTiny(document))!, 'networks/N').get(layer[0])!;
}

describe('multiply-adds of a layer, by hand', () => {
	const image: NodeLine = ['x', 'input', { name: 'x', meaning: 'image', shape: [8, 6, 3] }];
	const sound: NodeLine = ['x', 'input', { name: 'x', meaning: 'wave', shape: [32, 4] }];
	const vector: NodeLine = ['x', 'input', { name: 'x', shape: [10] }];
	const from = { x: 'x/x' };

	it.each<[string, NodeLine, NodeLine, number]>([
		['dense', vector, ['l', 'dense', { units: 7 }, from], 10 * 7],
		// 8×6 → 4×3 pixels of 5 filters of 4×4×3.
		[
			'conv2d',
			image,
			['l', 'conv2d', { filters: 5, kernel: 4, stride: 2, padding: 1 }, from],
			4 * 3 * 5 * (4 * 4 * 3),
		],
		// Every one of 8×6×3 values paints 5 filters of 4×4.
		[
			'convTranspose2d',
			image,
			['l', 'convTranspose2d', { filters: 5, kernel: 4, stride: 2, padding: 1 }, from],
			8 * 6 * 3 * 5 * (4 * 4),
		],
		// 32 places of 6 filters, each over 3 taps of half the 4 channels.
		[
			'conv1d',
			sound,
			['l', 'conv1d', { filters: 6, kernel: 3, stride: 1, padding: 1, groups: 2 }, from],
			32 * 6 * 3 * 2,
		],
		[
			'convTranspose1d',
			sound,
			['l', 'convTranspose1d', { filters: 6, kernel: 8, stride: 4, padding: 2 }, from],
			32 * 4 * 6 * 8,
		],
		// 32 steps; three gates read 4 numbers and the state’s 5.
		['gru', sound, ['l', 'gru', { units: 5 }, from], 32 * 3 * 5 * (4 + 5)],
		// 48 places: query and key of 1 channel, value of 3; then 48² pairs compared and gathered.
		[
			'selfAttention',
			image,
			['l', 'selfAttention', { reduction: 3 }, from],
			48 * 3 * (1 + 1 + 3) + 48 * 48 * (1 + 3),
		],
		['relu', image, ['l', 'relu', {}, from], 0],
	])('%s', (_, input, layer, expected) => {
		expect(layerCost(input, layer).multiplyAdds).toBe(expected);
	});
});

describe('a network', () => {
	it('of the DCGAN paper costs what its shapes say, layer by layer', () => {
		const inferred = inferredOf(preset('paper/dcgan'));
		// Filters of 4×4; weights as PyTorch counts them (tests/fixtures/paramCounts.json) times the places they are used at.
		const G = 819_200 + 2_097_152 * 4 ** 2 + 524_288 * 8 ** 2 + 131_072 * 16 ** 2 + 3072 * 32 ** 2;
		const D = 3072 * 32 ** 2 + 131_072 * 16 ** 2 + 524_288 * 8 ** 2 + 2_097_152 * 4 ** 2 + 8192;
		expect(networkCost(inferred, 'G').multiplyAdds).toBe(G);
		expect(networkCost(inferred, 'D').multiplyAdds).toBe(D);
		expect(G).toBe(104_628_224);
		expect(networkCost(inferred, 'G').parameters).toBe(3_576_704);
	});

	it('counts a repeated block as often as it is used', () => {
		const body = canvasOf([
			['x', 'input', { name: 'x' }],
			['dense', 'dense', { units: 4 }, { x: 'x/x' }],
			['y', 'output', { name: 'y' }, { x: 'dense/y' }],
		]);
		const document = documentOf({
			blocks: { layer: { canvas: body } },
			networks: {
				N: network('other', [
					['x', 'input', { name: 'x', shape: [4] }],
					['block', 'block', { block: 'layer', repeat: 3 }, { x: 'x/x' }],
					['y', 'output', { name: 'y' }, { x: 'block/y' }],
				]),
			},
		});
		const inferred = analysisOf(compileTiny(document))!;
		const block = nodeCosts(inferred, 'networks/N').get('block')!;
		expect(block.multiplyAdds).toBe(3 * 16);
		expect(block.parameters).toBe(3 * 20);
		expect(block.activations).toBeGreaterThanOrEqual(3 * 4);
		expect(nodeCosts(inferred, 'blocks/layer').get('dense')!.multiplyAdds).toBe(16);
	});

	it('costs at a call what its body costs', () => {
		const inferred = inferredOf(preset('gan'));
		const calls = nodeCosts(inferred, 'training');
		expect(calls.get('dReal')).toEqual(networkCost(inferred, 'D'));
		expect(calls.get('bceReal')).toEqual({ parameters: 0, multiplyAdds: 0, activations: 0 });
	});
});

function programOf(document: GraphDocument): Program {
	return compile(document, { datasets: datasetType }).program!;
}

describe('what a run takes', () => {
	const program = programOf(preset('gan'));
	const budget = budgetOf(program);
	const [G, D] = [581_520, 467_713];
	/** Of the lecture’s GAN, by hand. */
	const work = {
		G: 100 * 128 + 128 * 256 + 256 * 512 + 512 * 784,
		D: 784 * 512 + 512 * 128 + 128,
	};

	it('is weights, Adam’s two moments, and gradients of the larger player', () => {
		// Batch norm’s running mean and variance, of 128, 256 and 512 channels.
		expect(budget.weights).toBe(4 * (G + D + 2 * (128 + 256 + 512)));
		expect(budget.optimizer).toBe(4 * 2 * (G + D));
		expect(budget.gradients).toBe(4 * G);
		expect(budget.heaviest).toBe('G');
		const { weights, optimizer, gradients, activations, total } = budget;
		expect(total).toBe(weights + optimizer + gradients + activations);
	});

	it('is multiply-adds of D’s turn and of G’s: forward, back, and through', () => {
		// D’s turn: G forward; D forward and back with weights, on both. G’s turn: G so, and D passed through.
		const perItem = work.G + 2 * 3 * work.D + 3 * work.G + 2 * work.D;
		expect(budget.multiplyAdds).toBe(64 * perItem);
	});

	it('grows with the batch where it should', () => {
		const small = budgetOf({ ...program, run: { ...program.run, batch: 32 } });
		expect(small.activations).toBe(budget.activations / 2);
		expect(small.multiplyAdds).toBe(budget.multiplyAdds / 2);
		expect(small.weights).toBe(budget.weights);
	});

	it('counts what optimizers keep as they keep it', () => {
		for (const [name, { slots }] of Object.entries(RULES)) expect(SLOTS[name]).toBe(slots.length);
		const plain = ganDocument();
		for (const node of plain.training.nodes)
			if (node.kind === 'player') Object.assign(node.params, { optimizer: 'sgd', momentum: 0 });
		expect(budgetOf(compileTiny(plain).program!).optimizer).toBe(0);
	});

	it.each(['cgan', 'cyclegan', 'melgan', 'pix2pix', 'stackgan', 'paper/melgan', 'paper/pix2pix'])(
		'can be told of %s',
		(name) => {
			const { total, multiplyAdds, largest } = budgetOf(programOf(preset(name)));
			for (const value of [total, multiplyAdds, largest]) expect(value).toBeGreaterThan(0);
			expect(largest).toBeLessThan(total);
		},
	);
});
