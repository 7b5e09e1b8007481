// Our kernels on the browser's WebGPU, over drawn shapes and values, against tfjs's plain JavaScript.
import { chromium, expect, test, type Browser, type Page } from '@playwright/test';
import type { ViteDevServer } from 'vite';
import { BROWSER_ARGUMENTS, findBrowser } from '../../src/lib/cli/browser/findBrowser';
import { servePage } from '../../src/lib/cli/browser/servePage';
import { checks } from './kernels/checks';

let server: ViteDevServer;
let browser: Browser;
let page: Page;

test.beforeAll(async () => {
	let url: string;
	({ server, url } = await servePage('tests/e2e/kernels/page.ts'));
	browser = await chromium.launch({ executablePath: findBrowser(), args: [...BROWSER_ARGUMENTS] });
	page = await browser.newPage();
	await page.goto(url);
	await page.waitForFunction(() => 'checkKernel' in window, undefined, { timeout: 120_000 });
});

test.afterAll(async () => {
	await browser.close();
	await server.close();
});

for (const name of Object.keys(checks)) {
	test(`${name} on webgpu`, async () => {
		const verdict = await page.evaluate((check) => window.checkKernel(check), name);
		expect(verdict).toEqual({ ranOn: 'webgpu', failures: [], errors: [], left: 0 });
	});
}
