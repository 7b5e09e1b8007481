// Every operation of ours on the browser's GPU backends, against tfjs's plain JavaScript, which a unit test holds
// against PyTorch.
import { chromium, expect, test, type Browser } from '@playwright/test';
import * as tf from '@tensorflow/tfjs';
import type { ViteDevServer } from 'vite';
import { BROWSER_ARGUMENTS, findBrowser } from '../../src/lib/cli/browser/findBrowser';
import { servePage } from '../../src/lib/cli/browser/servePage';
import { answerOp, differenceOf, type OpAnswer } from '../nodes/ops/answerOp';
import { opCases } from '../nodes/ops/opCases';

let server: ViteDevServer;
let url: string;
let browser: Browser;
const expected: Record<string, OpAnswer> = {};

test.beforeAll(async () => {
	await tf.setBackend('cpu');
	for (const one of opCases) expected[one.name] = await answerOp(tf, one);
	({ server, url } = await servePage('tests/e2e/ops/page.ts'));
	browser = await chromium.launch({
		executablePath: findBrowser(),
		args: [...BROWSER_ARGUMENTS],
	});
});

test.afterAll(async () => {
	await browser.close();
	await server.close();
});

for (const backend of ['webgpu', 'webgl'] as const) {
	test(`operations and their derivatives on ${backend}`, async () => {
		// An emulated GPU compiles hundreds of small programs.
		test.setTimeout(900_000);
		const page = await browser.newPage();
		await page.goto(url);
		await page.waitForFunction(() => 'answerOps' in window, undefined, { timeout: 120_000 });
		const { ranOn, answers } = await page.evaluate((name) => window.answerOps(name), backend);
		expect(ranOn).toBe(backend);
		for (const { name } of opCases) {
			const answer = answers[name]!;
			if ('error' in answer) {
				expect.soft(answer.error, name).toBeUndefined();
				continue;
			}
			const { off, where } = differenceOf(answer, expected[name]!);
			expect.soft(off, `${name}: ${where}`).toBeLessThan(1e-4);
		}
		await page.close();
	});
}
