// However slow the device, a pause waits for a few rounds only.
import { chromium, expect, test, type Browser } from '@playwright/test';
import type { ViteDevServer } from 'vite';
import { BROWSER_ARGUMENTS, findBrowser } from '../../src/lib/cli/browser/findBrowser';
import { servePage } from '../../src/lib/cli/browser/servePage';
import { smallGan } from '../runtime/smallGan';
import type { PauseOutcome } from './replay/enginePage';

let server: ViteDevServer;
let browser: Browser;
let url: string;

test.beforeAll(async () => {
	({ server, url } = await servePage('tests/e2e/replay/enginePage.ts'));
	browser = await chromium.launch({ executablePath: findBrowser(), args: [...BROWSER_ARGUMENTS] });
});

test.afterAll(async () => {
	await browser.close();
	await server.close();
});

test('a replayed run is never more than three rounds ahead of the device, and pauses at once', async () => {
	const page = await browser.newPage();
	await page.goto(url);
	await page.waitForFunction(() => 'pauseAgainAndAgain' in window);
	const outcome: PauseOutcome = await page.evaluate(
		(document) => window.pauseAgainAndAgain(document, 6),
		JSON.stringify(smallGan()),
	);
	expect(outcome.failures).toEqual([]);
	expect(outcome.handedOver).toBeGreaterThan(12);
	expect(outcome.most).toBeLessThanOrEqual(3);
	expect(outcome.pauses.length).toBeGreaterThanOrEqual(6);
	for (const { pending, further } of outcome.pauses) {
		expect(pending + further).toBeLessThanOrEqual(3);
	}
	await page.close();
});
