// `npm test`: prepares the data, then everything that can be checked, one part after another.
//
// Ends with one line, `N passed, N failed`; fails when anything did, or when nothing ran.
import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findBrowser } from '../src/lib/cli/browser/findBrowser';
import { countPlaywright, countVitest, type Counts } from './counts';

const root = join(import.meta.dirname, '..');
const reports = await mkdtemp(join(tmpdir(), 'test-reports-'));
const vitestReport = join(reports, 'vitest.json');
const playwrightReport = join(reports, 'playwright.json');

/** Runs a program of node_modules/.bin with its output shown; gives its exit code. */
function run(name: string, args: string[], env: NodeJS.ProcessEnv = {}): Promise<number> {
	return new Promise((resolve) => {
		const child = spawn('npx', ['--no-install', name, ...args], {
			cwd: root,
			env: { ...process.env, ...env },
			stdio: ['ignore', 'inherit', 'inherit'],
		});
		child.on('error', (error) => {
			process.stderr.write(`${name} could not be started: ${error.message}\n`);
			resolve(1);
		});
		child.on('close', (code) => resolve(code ?? 1));
	});
}

/** A part without a report of its own counts as one. */
async function runWhole(...commands: [name: string, ...args: string[]][]): Promise<Counts> {
	for (const [name, ...args] of commands)
		if ((await run(name, args)) !== 0) return { passed: 0, failed: 1, skipped: 0 };
	return { passed: 1, failed: 0, skipped: 0 };
}

/** A runner that fails without naming a failed test (a broken file, a crash) counts as one more failure. */
async function runReported(
	count: (report: unknown) => Counts,
	path: string,
	code: Promise<number>,
): Promise<Counts> {
	const failed = (await code) !== 0;
	const text = await readFile(path, 'utf8').catch(() => undefined);
	const counts = text ? count(JSON.parse(text)) : { passed: 0, failed: 0, skipped: 0 };
	return failed && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
}

async function runBrowserTests(): Promise<Counts> {
	try {
		findBrowser();
	} catch (error) {
		process.stdout.write(`${(error as Error).message}\nInstalling Chromium.\n`);
		if ((await run('playwright', ['install', 'chromium'])) !== 0)
			return { passed: 0, failed: 1, skipped: 0 };
	}
	return runReported(
		countPlaywright,
		playwrightReport,
		run('playwright', ['test', '--config', 'tests/playwright.config.ts', '--reporter=list,json'], {
			PLAYWRIGHT_JSON_OUTPUT_NAME: playwrightReport,
		}),
	);
}

const journeys = readdirSync(join(root, 'tests/e2e')).some((name) => name.endsWith('.spec.ts'));

const parts: [name: string, () => Promise<Counts>][] = [
	['data', () => runWhole(['tsx', 'src/lib/data/prepare/prepare.ts'])],
	['format', () => runWhole(['prettier', '--check', '.', '!tests/fixtures'])],
	['lint', () => runWhole(['eslint', '--config', 'tests/eslint.config.js', '.'])],
	[
		'types',
		() => runWhole(['svelte-kit', 'sync'], ['svelte-check', '--tsconfig', './tsconfig.json']),
	],
	[
		'units',
		() =>
			runReported(
				countVitest,
				vitestReport,
				run('vitest', [
					'run',
					'--reporter=default',
					'--reporter=json',
					`--outputFile.json=${vitestReport}`,
				]),
			),
	],
	['build', () => runWhole(['vite', 'build'])],
	...(journeys ? [['browser', runBrowserTests] satisfies [string, () => Promise<Counts>]] : []),
];

const total: Counts = { passed: 0, failed: 0, skipped: 0 };
const lines: string[] = [];
for (const [name, runPart] of parts) {
	process.stdout.write(`\n— ${name}\n`);
	const start = performance.now();
	const counts = await runPart();
	for (const key of ['passed', 'failed', 'skipped'] as const) total[key] += counts[key];
	const seconds = ((performance.now() - start) / 1000).toFixed(1);
	const skipped = counts.skipped ? `, ${counts.skipped} skipped` : '';
	const line = `${name}: ${counts.passed} passed, ${counts.failed} failed${skipped} (${seconds} s)`;
	process.stdout.write(`${line}\n`);
	lines.push(line);
}
await rm(reports, { recursive: true });

process.stdout.write(`\n${lines.join('\n')}\n\n${total.passed} passed, ${total.failed} failed\n`);
process.exitCode = total.failed > 0 || total.passed === 0 ? 1 : 0;
