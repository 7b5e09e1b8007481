// Runs a training job in a headless Chromium: for the backends that only a browser has.
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright';
import { createServer, type ViteDevServer } from 'vite';
import type { JobListener, JobResult, TrainingJob } from '../../runtime/trainingJob';
import { BROWSER_ARGUMENTS, findBrowser } from './findBrowser';
import { fromBase64, packArrays, unpackArrays } from './hostArrays';
import type { PackedMonitors } from './job';

const root = fileURLToPath(new URL('../../../..', import.meta.url));

export interface BrowserJobResult extends JobResult {
	/** tfjs's own word for what it ran on. */
	ranOn: string;
}

/** Serves the project's own sources and data sets to one page, and hands the job to it. Throws what the job throws. */
export async function runJobInBrowser(
	job: Omit<TrainingJob, 'base'>,
	listener: JobListener = {},
): Promise<BrowserJobResult> {
	const server = await serve();
	try {
		const browser = await chromium.launch({
			executablePath: findBrowser(),
			args: [...BROWSER_ARGUMENTS],
		});
		try {
			const page = await browser.newPage();
			const broken = new Promise<never>((_, reject) => {
				page.on('pageerror', reject);
				page.on('crash', () => reject(new Error('The browser page crashed.')));
			});
			await page.exposeFunction('jobStarted', (...given: StartedArguments) =>
				listener.started?.(...given),
			);
			await page.exposeFunction('jobRound', (...given: RoundArguments) =>
				listener.round?.(...given),
			);
			await page.exposeFunction('jobMonitors', (round: number, monitors: PackedMonitors) =>
				listener.monitors?.(round, unpackMonitors(monitors)),
			);
			const [address] = server.resolvedUrls?.local ?? [];
			if (!address) throw new Error('The server for the browser page has no address.');
			await page.goto(address);
			const packed = JSON.stringify({
				...job,
				weights: job.weights && packArrays(job.weights),
				feeds: job.feeds && packArrays(job.feeds),
			});
			const running = page
				.waitForFunction(() => 'runJob' in window, undefined, { timeout: 120_000 })
				.then(() => page.evaluate((text) => window.runJob(text), packed));
			const result = await Promise.race([running, broken]);
			const { seed, round, draw, updates } = result;
			return {
				backends: result.backends,
				ranOn: result.ranOn,
				seconds: result.seconds,
				checkpoint: {
					version: 1,
					seed,
					round,
					draw,
					updates,
					phase: 0,
					weights: unpackArrays(result.weights),
					optimizer: unpackArrays(result.optimizer),
				},
			};
		} finally {
			await browser.close();
		}
	} finally {
		await server.close();
	}
}

type StartedArguments = Parameters<NonNullable<JobListener['started']>>;
type RoundArguments = Parameters<NonNullable<JobListener['round']>>;

async function serve(): Promise<ViteDevServer> {
	const server = await createServer({
		configFile: false,
		root,
		publicDir: 'static',
		cacheDir: 'node_modules/.vite-job',
		appType: 'custom',
		logLevel: 'error',
		// All dependencies are named: one found later would make Vite reload the page in the middle of a job.
		optimizeDeps: {
			noDiscovery: true,
			include: [
				'@tensorflow/tfjs',
				'@tensorflow/tfjs-backend-wasm',
				'@tensorflow/tfjs-backend-webgpu',
				'zod',
				'immer',
			],
		},
		server: { host: '127.0.0.1', port: 0, strictPort: false, hmr: false, watch: null },
		plugins: [
			{
				name: 'job-page',
				configureServer(server) {
					server.middlewares.use('/', (request, response, next) => {
						if (request.url !== '/') return next();
						response.setHeader('Content-Type', 'text/html');
						response.end(
							'<!doctype html><title>job</title><script type="module" src="/src/lib/cli/browser/job.ts"></script>',
						);
					});
				},
			},
		],
	});
	return await server.listen();
}

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
