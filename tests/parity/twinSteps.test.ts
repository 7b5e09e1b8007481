// The twins of the reference cases repeat what PyTorch was recorded to do.
import { afterEach, describe, expect, it } from 'vitest';
import { fromTorchLayout } from '../../src/lib/compile/link/weights';
import type { HostArray } from '../../src/lib/runtime/protocol';
import { caseJob, deviationOf } from './caseJob';
import { CASES } from './documentOf';
import { torchIsThere, Twin, weightsOf } from './twin';

describe.skipIf(!torchIsThere)('with PyTorch', { timeout: 300_000 }, () => {
	let twin: Twin | undefined;

	afterEach(() => {
		twin?.dispose();
		twin = undefined;
	});

	it.each(CASES)('%s: three rounds', (id) => {
		const job = caseJob(id);
		twin = new Twin({ ...job, rounds: 3 });
		const { losses, weights } = twin.run(['--rounds', '3']);
		expect(losses).toHaveLength(3);
		const laid = Object.fromEntries(
			[...weightsOf(job.program)].map(([path, planned]): [string, HostArray] => [
				path,
				{
					shape: planned.shape,
					values: fromTorchLayout(planned, weights[path]!.values as Float32Array),
				},
			]),
		);
		losses.forEach((own, round) => {
			const { losses: off } = deviationOf(job, round, own, laid);
			expect(off, `round ${round + 1}`).toBeLessThan(5e-6);
		});
		const deviation = deviationOf(job, 2, losses[2]!, laid);
		expect(deviation.compared).toBeGreaterThan(9);
		expect(deviation.weights, deviation.worst).toBeLessThan(3e-6);
	});
});
