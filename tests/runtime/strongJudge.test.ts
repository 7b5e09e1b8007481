import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { findDataset } from '../../src/lib/data/catalogue';
import { checkDocument } from '../../src/lib/graph/parse';
import type { GraphDocument } from '../../src/lib/graph/types';
import { TrainingEngine } from '../../src/lib/runtime/engine';
import { makerLoss } from '../../src/lib/runtime/strongJudge';
import type { MakerLoss } from '../../src/lib/runtime/protocol';
import theory from '../fixtures/theory.json';
import plane from '../../graphs/gan-2d-collapse.json';

beforeAll(async () => {
	await tf.setBackend('cpu');
});

/** The slope of a loss at one logit. */
function slope(loss: MakerLoss, logit: number): number {
	return tf.tidy(
		() =>
			tf
				.grad((a) => makerLoss(tf, loss, a))(tf.tensor1d([logit]))
				.dataSync()[0]!,
	);
}

describe('a loss of G', () => {
	const { rows } = theory.gradient_per_logit;

	it.each(rows)('has the slope of the reference at the logit $logit', (row) => {
		const close = (found: number, expected: number): void => {
			expect(Math.abs(found - expected)).toBeLessThan(1e-6);
		};
		close(slope('saturating', row.logit), row.saturating_dL_da);
		close(slope('nonSaturating', row.logit), row.nonsaturating_dL_da);
		close(slope('leastSquares', row.logit), row.lsgan_on_logit_dL_da);
		close(slope('wasserstein', row.logit), row.wgan_dL_da);
		// Of 1 − D: −D (1 − D).
		close(slope('sum', row.logit), -row.D * (1 - row.D));
	});
});

describe('a D that was made strong first', () => {
	/** The preset with few units. */
	function small(): GraphDocument {
		const document = structuredClone(checkDocument(plane).document!) as GraphDocument;
		for (const { canvas } of Object.values(document.networks))
			for (const { kind, params } of canvas.nodes)
				if (kind === 'dense' && params.units === 64) params.units = 32;
		document.run.batch = 64;
		for (const { kind, params } of document.training.nodes)
			if (kind === 'player') params.learningRate = 0.005;
		return document;
	}

	it('leaves G no gradient where its loss saturates, and enough where it does not', async () => {
		const engine = new TrainingEngine({
			tf,
			wasmFiles: () => Promise.reject(new Error('not needed')),
			loadDataset: (name: string) => Promise.resolve(findDataset(name)!.make!()),
		} as unknown as ConstructorParameters<typeof TrainingEngine>[0]);
		await engine.open({ document: small(), backend: 'cpu', base: '' });
		const before = await engine.checkpoint();
		const begun = await engine.strongJudge(0);
		const fair = await engine.strongJudge(20);
		const strong = await engine.strongJudge(400);
		// A D that has learnt nothing has no slope to tell G either: it is from its best that the gradient falls.
		const fell = (loss: MakerLoss): number =>
			Math.max(begun.norms[loss], fair.norms[loss]) / strong.norms[loss];
		expect(strong.logit).toBeLessThan(-6);
		expect(fell('saturating')).toBeGreaterThan(100);
		expect(fell('sum')).toBeGreaterThan(100);
		for (const loss of ['nonSaturating', 'leastSquares', 'wasserstein'] as const)
			expect(fell(loss)).toBeLessThan(1);
		// The run itself has not moved, and asked with fewer it begins anew.
		expect(await engine.checkpoint()).toEqual(before);
		expect(await engine.strongJudge(0)).toEqual(begun);
	});
});
