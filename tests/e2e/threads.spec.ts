// Threads of the wasm backend in a real browser, and the isolation of the page that they need.
import { readFile } from 'node:fs/promises';
import type { Server } from 'node:http';
import { join } from 'node:path';
import { expect, test, type Browser, type Page } from '@playwright/test';
import { servePage } from '../../src/lib/cli/browser/servePage';
import { serveFolder } from './threads/serveFolder';
import type { Outcome } from './threads/page';

const root = join(import.meta.dirname, '../..');

async function trainOnWasm(browser: Browser, isolated: boolean): Promise<Outcome> {
	const { server, url } = await servePage('tests/e2e/threads/page.ts', { isolated });
	const page = await browser.newPage();
	try {
		const document = JSON.parse(await readFile(join(root, 'graphs/dcgan.json'), 'utf8'));
		document.run.batch = 16;
		await page.goto(url);
		await page.waitForFunction(() => 'trainOnWasm' in window, undefined, { timeout: 120_000 });
		return await page.evaluate(
			(text) => window.trainOnWasm(text, ['playD', 'playG'], 3),
			JSON.stringify(document),
		);
	} finally {
		await page.close();
		await server.close();
	}
}

test('training on wasm gives the same weights with threads and without', async ({ browser }) => {
	const alone = await trainOnWasm(browser, false);
	expect(alone).toMatchObject({ isolated: false, threads: 1 });
	const shared = await trainOnWasm(browser, true);
	expect(shared).toMatchObject({ isolated: true, detail: undefined });
	expect(shared.threads).toBe(Math.min(8, shared.cores));
	expect(Object.keys(shared.weights).length).toBeGreaterThan(10);
	expect(shared.weights).toEqual(alone.weights);
});

test.describe('on a host that sends no headers', () => {
	let server: Server;
	let url: string;

	test.beforeAll(async () => {
		({ server, url } = await serveFolder(join(root, 'build'), '/some/where/'));
	});
	test.afterAll(() => void server.close());

	/** Addresses that the page loads, as it does. */
	function loadsOf(page: Page): string[] {
		const loads: string[] = [];
		page.on('load', () => loads.push(page.url()));
		return loads;
	}

	test('the page isolates itself with one reload, and the app works', async ({ page }) => {
		const errors: string[] = [];
		page.on('pageerror', (error) => errors.push(error.message));
		const loads = loadsOf(page);
		await page.goto(`${url}?lang=en`);
		await page.waitForFunction(() => crossOriginIsolated);
		expect(loads.length).toBeLessThanOrEqual(2);

		await page
			.getByRole('link', { name: /A first GAN/ })
			.first()
			.click();
		await page.getByRole('button', { name: /computes/i }).click();
		await page.getByRole('button', { name: /^WebAssembly/ }).click();
		await page.getByRole('button', { name: 'Train', exact: true }).click();
		await expect(page.locator('.round').first()).toHaveText(/Round\s*[1-9]/);
		const cores = await page.evaluate(() => navigator.hardwareConcurrency);
		const threads = page.workers().filter((worker) => worker.url().includes('worker.browser'));
		expect(threads).toHaveLength(Math.min(8, cores) - 1);
		await page.getByRole('button', { name: 'Pause' }).click();

		// From now on it is so from the start.
		loads.length = 0;
		await page.reload();
		expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
		expect(loads).toHaveLength(1);
		expect(errors).toEqual([]);
	});

	test('a page where service workers are forbidden stays as it is', async ({ browser }) => {
		const context = await browser.newContext({ serviceWorkers: 'block' });
		const page = await context.newPage();
		const loads = loadsOf(page);
		await page.goto(`${url}?lang=en`);
		await expect(page.getByRole('link', { name: /A first GAN/ }).first()).toBeVisible();
		expect(await page.evaluate(() => crossOriginIsolated)).toBe(false);
		expect(loads).toHaveLength(1);
		await context.close();
	});
});
