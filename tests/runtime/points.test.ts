import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { compile } from '../../src/lib/compile/compile';
import { datasetType, findDataset } from '../../src/lib/data/catalogue';
import { checkDocument } from '../../src/lib/graph/parse';
import type { GraphDocument, ParamMap } from '../../src/lib/graph/types';
import type { PointsRequest, PointsSeen } from '../../src/lib/runtime/protocol';
import { Trainer } from '../../src/lib/runtime/trainer';
import line from '../../graphs/gan-1d.json';
import plane from '../../graphs/gan-2d.json';

const request: PointsRequest = {
	cells: { dimensions: 2, span: 3, count: 6 },
	samples: 32,
	latent: 5,
	arrows: 8,
};

function trainerOf(preset: unknown, change?: (document: GraphDocument) => void): Trainer {
	const document = structuredClone(checkDocument(preset).document!) as GraphDocument;
	change?.(document);
	const { program, diagnostics } = compile(document, { datasets: datasetType });
	if (!program) throw new Error(diagnostics.map(({ message }) => message.en).join('\n'));
	const [name] = program.datasets;
	return Trainer.create(tf, program, { [name!]: findDataset(name!)!.make!() });
}

/** Runs on a trainer and sees that it leaves nothing behind. */
async function see(trainer: Trainer, wanted = request): Promise<PointsSeen> {
	const before = tf.memory().numTensors;
	const seen = await trainer.points(wanted);
	expect(tf.memory().numTensors).toBe(before);
	return seen;
}

const sigmoid = (value: number): number => 1 / (1 + Math.exp(-value));

beforeAll(async () => {
	await tf.setBackend('cpu');
});

describe('a graph of points in a plane', () => {
	it('shows what there is, the same as long as nothing is learnt, and trains on as if unseen', async () => {
		const [seen, unseen] = [trainerOf(plane), trainerOf(plane)];
		const first = await see(seen);
		expect(first).toMatchObject({ round: 0, phase: 0 });
		expect(first.real).toHaveLength(64);
		expect(first.fake).toHaveLength(64);
		expect(first.answers).toHaveLength(36);
		expect(first.carried).toHaveLength(50);
		expect(first.pull).toHaveLength(16);
		expect(await see(seen)).toEqual(first);

		seen.playRound();
		unseen.playRound();
		const second = await see(seen);
		expect(second.round).toBe(1);
		expect(second.real).toEqual(first.real);
		expect(second.fake).not.toEqual(first.fake);
		seen.playRound();
		unseen.playRound();
		expect(await seen.checkpoint()).toEqual(await unseen.checkpoint());
		seen.dispose();
		unseen.dispose();
	});

	it('pulls where D’s answer rises: as the loss says, whichever way it is added up', async () => {
		const trainer = trainerOf(plane);
		for (let i = 0; i < 3; i++) trainer.playRound();
		const { pull, fake, fakeAnswers } = await see(trainer);
		// The slope of D's logit, from its answers a little to each side.
		const at = async (dx: number, dy: number): Promise<number[]> => {
			const evaluator = trainer['evaluator'];
			const moved = Float32Array.from(fake.subarray(0, 16), (v, i) => v + (i % 2 ? dy : dx));
			const answers = tf.tidy(
				() => evaluator.apply('D', [tf.tensor2d(moved, [8, 2])], evaluator.asPlayed)[0]!,
			);
			const read = Array.from(await answers.data());
			answers.dispose();
			return read;
		};
		const step = 1e-3;
		const [right, left, up, down] = [
			await at(step, 0),
			await at(-step, 0),
			await at(0, step),
			await at(0, -step),
		];
		for (let i = 0; i < 8; i++) {
			// d/dx of log σ(ℓ) is (1 − σ(ℓ)) dℓ/dx.
			const share = 1 - sigmoid(fakeAnswers[i]!);
			expect(pull![2 * i]).toBeCloseTo((share * (right[i]! - left[i]!)) / (2 * step), 2);
			expect(pull![2 * i + 1]).toBeCloseTo((share * (up[i]! - down[i]!)) / (2 * step), 2);
		}
		trainer.dispose();

		const adds = (reduction: string): Trainer =>
			trainerOf(plane, (document) => {
				const node = document.training.nodes.find(({ id }) => id === 'bceG')!;
				node.kind = 'rawOutput';
				node.params = { reduction } as ParamMap;
				document.training.wires.find(({ to }) => to[0] === 'bceG')!.to[1] = 'd';
			});
		const [mean, sum] = [adds('mean'), adds('sum')];
		const [ofMean, ofSum] = [await see(mean), await see(sum)];
		for (const [i, value] of ofSum.pull!.entries()) expect(ofMean.pull![i]).toBeCloseTo(value, 4);
		mean.dispose();
		sum.dispose();
	});
});

describe('a graph of single numbers', () => {
	it('carries z over in order', async () => {
		const trainer = trainerOf(line);
		const cells = { dimensions: 1, span: 3, count: 10 } as const;
		const seen = await see(trainer, { ...request, cells });
		expect(seen.carried).toHaveLength(5);
		expect(seen.answers).toHaveLength(10);
		expect([...seen.answers].every((p) => p > 0 && p < 1)).toBe(true);
		trainer.dispose();
	});
});
