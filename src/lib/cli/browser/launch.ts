// Runs a training job in a headless Chromium: for the backends that only a browser has.
import { chromium, type Browser, type Page } from 'playwright';
import type { ViteDevServer } from 'vite';
import type { JobListener, JobResult, TrainingJob } from '../../runtime/trainingJob';
import { BROWSER_ARGUMENTS, findBrowser } from './findBrowser';
import { fromBase64, packArrays, packCheckpoint, unpackCheckpoint } from './hostArrays';
import type { PackedMonitors } from './job';
import { servePage } from './servePage';

export interface BrowserJobResult extends JobResult {
	/** tfjs's own word for what it ran on. */
	ranOn: string;
}

/** A page that training jobs are handed to, one after another: served the project's own sources and data sets. */
export class JobBrowser {
	private listener: JobListener = {};

	private constructor(
		private readonly server: ViteDevServer,
		private readonly browser: Browser,
		private readonly page: Page,
	) {}

	/** The caller closes it. Throws when there is no browser, or the page does not come up. */
	static async open(): Promise<JobBrowser> {
		const { server, url } = await servePage('src/lib/cli/browser/job.ts');
		let browser: Browser | undefined;
		try {
			browser = await chromium.launch({
				executablePath: findBrowser(),
				args: [...BROWSER_ARGUMENTS],
			});
			const page = await browser.newPage();
			const jobs = new JobBrowser(server, browser, page);
			await jobs.load(url);
			return jobs;
		} catch (error) {
			await browser?.close();
			await server.close();
			throw error;
		}
	}

	private async load(url: string): Promise<void> {
		const { page } = this;
		await page.exposeFunction('jobStarted', (...given: Arguments<'started'>) =>
			this.listener.started?.(...given),
		);
		await page.exposeFunction('jobRound', (...given: Arguments<'round'>) =>
			this.listener.round?.(...given),
		);
		await page.exposeFunction('jobMonitors', (round: number, monitors: PackedMonitors) =>
			this.listener.monitors?.(round, unpackMonitors(monitors)),
		);
		await this.orBroken(
			page
				.goto(url)
				.then(() =>
					page.waitForFunction(() => 'runJob' in window, undefined, { timeout: 120_000 }),
				),
		);
	}

	/** Throws what the job throws. */
	async run(job: Omit<TrainingJob, 'base'>, listener: JobListener = {}): Promise<BrowserJobResult> {
		this.listener = listener;
		const packed = JSON.stringify({
			...job,
			weights: job.weights && packArrays(job.weights),
			checkpoint: job.checkpoint && packCheckpoint(job.checkpoint),
			feeds: job.feeds && packArrays(job.feeds),
		});
		const { checkpoint, ...rest } = await this.orBroken(
			this.page.evaluate((text) => window.runJob(text), packed),
		);
		return { ...rest, checkpoint: unpackCheckpoint(checkpoint) };
	}

	/** What `asked` gives, unless the page breaks first. */
	private async orBroken<T>(asked: Promise<T>): Promise<T> {
		const { page } = this;
		let stopListening: () => void = () => undefined;
		const broken = new Promise<never>((_, reject) => {
			const onCrash = (): void => reject(new Error('The browser page crashed.'));
			page.on('pageerror', reject);
			page.on('crash', onCrash);
			stopListening = () => {
				page.off('pageerror', reject);
				page.off('crash', onCrash);
			};
		});
		try {
			return await Promise.race([asked, broken]);
		} finally {
			stopListening();
		}
	}

	async close(): Promise<void> {
		await this.browser.close();
		await this.server.close();
	}
}

/** Runs one job in a headless Chromium of its own. Throws what the job throws. */
export async function runJobInBrowser(
	job: Omit<TrainingJob, 'base'>,
	listener: JobListener = {},
): Promise<BrowserJobResult> {
	const jobs = await JobBrowser.open();
	try {
		return await jobs.run(job, listener);
	} finally {
		await jobs.close();
	}
}

type Arguments<K extends keyof JobListener> = Parameters<NonNullable<JobListener[K]>>;

function unpackMonitors(
	packed: PackedMonitors,
): Parameters<NonNullable<JobListener['monitors']>>[1] {
	return Object.fromEntries(
		Object.entries(packed).map(([node, value]) => {
			if (value.shows !== 'pictures') return [node, value];
			const { base64, shows, ...size } = value;
			return [node, { shows, pictures: { ...size, pixels: fromBase64(base64) } }];
		}),
	);
}
