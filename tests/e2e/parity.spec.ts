import { expect, test } from '@playwright/test';
import { JobBrowser } from '../../src/lib/cli/browser/launch';
import { caseJob, deviationOf, expectedLoss } from '../parity/caseJob';
import { CASES } from '../parity/documentOf';

let jobs: JobBrowser;

test.beforeAll(async () => {
	jobs = await JobBrowser.open();
});

test.afterAll(async () => {
	await jobs.close();
});

for (const id of CASES) {
	test(`${id}: three rounds on WebGPU equal PyTorch’s`, async () => {
		const job = caseJob(id);
		const { document, weights, feeds } = job;
		const rounds: Record<string, number>[] = [];
		const { ranOn, checkpoint } = await jobs.run(
			{ document, weights, feeds, rounds: 3, backend: 'webgpu' },
			{ round: (_round, losses) => void rounds.push(losses) },
		);
		expect(ranOn).toBe('webgpu');
		expect(rounds).toHaveLength(3);
		rounds.forEach((losses, round) => {
			for (const [player, loss] of Object.entries(losses)) {
				const expected = expectedLoss(job, round, player);
				const off = Math.abs(loss - expected) / Math.max(1, Math.abs(expected));
				expect(off, `${player} in round ${round + 1}`).toBeLessThan(1e-5);
			}
		});
		const deviation = deviationOf(job, 2, rounds[2]!, checkpoint.weights);
		expect(deviation.compared).toBeGreaterThan(9);
		expect(deviation.weights, deviation.worst).toBeLessThan(1e-5);
	});
}
