// Journeys through the built site in a real browser.
import { createServer } from 'node:net';
import { join } from 'node:path';
import { defineConfig } from '@playwright/test';
import { BROWSER_ARGUMENTS, findBrowser } from '../src/lib/cli/browser/findBrowser';

/** The port is chosen once: the processes that run the tests inherit it. */
process.env.LOOM_TEST_PORT ??= String(await freePort());
const port = process.env.LOOM_TEST_PORT;

function freePort(): Promise<number> {
	return new Promise((resolve, reject) => {
		const server = createServer();
		server.on('error', reject);
		server.listen(0, '127.0.0.1', () => {
			const address = server.address();
			server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
		});
	});
}

export default defineConfig({
	testDir: 'e2e',
	testMatch: '*.spec.ts',
	outputDir: '../test-results',
	workers: 1,
	retries: 0,
	// WebGPU emulated on the CPU takes seconds a round, and ten to compile its first.
	timeout: 300_000,
	expect: { timeout: 60_000 },
	use: {
		baseURL: `http://127.0.0.1:${port}`,
		viewport: { width: 1440, height: 900 },
		actionTimeout: 30_000,
		contextOptions: { reducedMotion: 'reduce' },
		screenshot: 'only-on-failure',
		trace: 'retain-on-failure',
	},
	projects: [
		{
			name: 'chromium',
			use: {
				browserName: 'chromium',
				// The new headless mode: the older headless shell has no WebGPU.
				channel: 'chromium',
				launchOptions: {
					executablePath: findBrowser(),
					// Without a GPU Chromium emulates one on the CPU, so WebGPU and WebGL are there on every machine.
					args: [...BROWSER_ARGUMENTS],
				},
			},
		},
	],
	webServer: {
		command: `npx vite preview --host 127.0.0.1 --port ${port} --strictPort`,
		cwd: join(import.meta.dirname, '..'),
		url: `http://127.0.0.1:${port}`,
		timeout: 60_000,
	},
});
