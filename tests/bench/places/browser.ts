// Peers in pages of a headless Chromium, each in a worker of its page's.
import { chromium, type Browser, type Page } from 'playwright';
import { BROWSER_ARGUMENTS, findBrowser } from '../../../src/lib/cli/browser/findBrowser';
import { servePage } from '../../../src/lib/cli/browser/servePage';
import type { BackendName } from '../../../src/lib/runtime/protocol';
import type { Subject } from '../documents';
import type { Frames } from '../page/page';
import type { GpuCost } from '../page/worker';
import type { Entry } from '../stage';
import type { Absent, Contestant } from './contestant';

export interface PageContestant extends Contestant {
	threads: number | undefined;
	/**
	 * On WebGPU: empties kernels, so that nothing is learned from then on, and plays until all is prepared. Gives the
	 * reason when it never will be.
	 */
	settle(): Promise<string | undefined>;
	/** Of the next round. */
	cost(): Promise<GpuCost>;
}

export class Pages {
	private constructor(
		private readonly server: { close(): Promise<void> },
		private readonly url: string,
		private readonly browser: Browser,
	) {}

	/** The caller closes it. Throws when there is no browser. Isolated pages have threads. */
	static async open(options: { isolated?: boolean } = {}): Promise<Pages> {
		const { server, url } = await servePage('tests/bench/page/page.ts', options);
		try {
			const browser = await chromium.launch({
				executablePath: findBrowser(),
				args: [...BROWSER_ARGUMENTS],
			});
			return new Pages(server, url, browser);
		} catch (error) {
			await server.close();
			throw error;
		}
	}

	async enter(name: string, entry: Entry): Promise<PageContestant | Absent> {
		const page = await this.newPage();
		try {
			const text = JSON.stringify(entry);
			const opened = await page.evaluate((given) => window.openPeer(given), text);
			if (opened.state === 'missing') {
				await page.close();
				return { name, reason: opened.reason };
			}
			return {
				name,
				threads: opened.threads,
				play: () => page.evaluate(() => window.playRound()),
				settle: () => page.evaluate(() => window.settle()),
				cost: () => page.evaluate(() => window.costOfRound()),
				close: () => page.close(),
			};
		} catch (error) {
			await page.close();
			throw error;
		}
	}

	/** The app's engine in its worker, and a page that draws for so many seconds meanwhile. */
	async watchFrames(subject: Subject, backend: BackendName, seconds: number): Promise<Frames> {
		const page = await this.newPage();
		try {
			return await page.evaluate(([document, on, time]) => window.watchFrames(document, on, time), [
				JSON.stringify(subject.document),
				backend,
				seconds,
			] as const);
		} finally {
			await page.close();
		}
	}

	private async newPage(): Promise<Page> {
		const page = await this.browser.newPage();
		const broken = new Promise<never>((_, reject) => {
			page.on('pageerror', reject);
			page.on('response', (response) => {
				const isScript = response.request().resourceType() === 'script';
				if (isScript && !response.ok())
					reject(new Error(`${response.status()}: ${response.url()}`));
			});
		});
		const loaded = page
			.goto(this.url)
			.then(() =>
				page.waitForFunction(() => 'openPeer' in window, undefined, { timeout: 120_000 }),
			);
		try {
			await Promise.race([broken, loaded]);
		} catch (error) {
			await page.close();
			throw error;
		}
		return page;
	}

	async close(): Promise<void> {
		await this.browser.close();
		await this.server.close();
	}
}
