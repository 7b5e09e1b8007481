// How the editor bears large graphs: `npx vite build && npx tsx tests/bench/editor/editor.ts [another built site]`.
//
// The built site in a headless Chromium, beside Svelte Flow as it comes with as many nodes and wires, by turns: on a
// machine that does other things too, only the two beside one another mean something.
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { chromium, type Browser, type Page } from 'playwright';
import { build, preview } from 'vite';
import { BROWSER_ARGUMENTS, findBrowser } from '../../../src/lib/cli/browser/findBrowser';
import { compile } from '../../../src/lib/compile/compile';
import { datasetType } from '../../../src/lib/data/catalogue';
import { applyCommand } from '../../../src/lib/graph/commands/apply';
import { parseDocument } from '../../../src/lib/graph/parse';
import { serializeDocument } from '../../../src/lib/graph/serialize';
import type { CanvasId, GraphDocument } from '../../../src/lib/graph/types';
import { largeDocument } from '../largeDocument';
import { drag, pan, STEPS, watch, zoom, type Watched } from './gestures';

const ROOT = join(import.meta.dirname, '../../..');
const say = (line: string): void => void process.stdout.write(`${line}\n`);
const ms = (value: number): string => value.toFixed(value < 10 ? 1 : 0);

/** Sets a parameter again and again, checks and infers: wall-clock, and what the processor was busy for. */
function timeEdits(name: string, document: GraphDocument, canvas: CanvasId, times = 60): void {
	const [wall, busy]: [number[], number[]] = [[], []];
	let next = document;
	for (let i = 0; i < times; i++) {
		const cpu = process.cpuUsage();
		const begun = performance.now();
		const { nodes } =
			canvas === 'training' ? next.training : next.networks[canvas.slice(9)]!.canvas;
		const node = nodes[i % nodes.length]!.id;
		next = applyCommand(next, { type: 'setTitle', canvas, node, title: `edit ${i}` });
		compile(next, { datasets: datasetType });
		wall.push(performance.now() - begun);
		const { user, system } = process.cpuUsage(cpu);
		busy.push((user + system) / 1000);
	}
	const sorted = (list: number[]): number[] => list.slice(5).sort((a, b) => a - b);
	const [clock, used] = [sorted(wall), sorted(busy)];
	say(
		`${name}: an edit checked and inferred, ms: least ${ms(clock[0]!)}, middle ${ms(clock[clock.length >> 1]!)} (processor ${ms(used[used.length >> 1]!)})`,
	);
}

async function preset(name: string): Promise<GraphDocument> {
	const { document } = parseDocument(await readFile(join(ROOT, `graphs/${name}.json`), 'utf8'));
	return document!;
}

/** A page large enough for the editor. */
async function newPage(browser: Browser): Promise<Page> {
	const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
	page.setDefaultTimeout(240_000);
	// esbuild names the functions that are handed to the page, with a helper that is not there.
	await page.addInitScript('globalThis.__name = (given) => given');
	return page;
}

/** The site with this document open, inside its large network, and how long it took to enter that. */
async function openOurs(browser: Browser, site: string, file: string): Promise<[Page, string]> {
	const page = await newPage(browser);
	await page.goto(`${site}?lang=en`);
	const chooser = page.waitForEvent('filechooser');
	await page.getByRole('button', { name: /^Open/ }).click();
	await (await chooser).setFiles(file);
	await page.locator('.svelte-flow__node[data-id="fake"]').waitFor();
	const enter = (): Promise<[first: number, all: number]> =>
		page.evaluate(
			() =>
				new Promise<[first: number, all: number]>((resolve) => {
					const begun = performance.now();
					let first = 0;
					document
						.querySelector('.svelte-flow__node[data-id="fake"]')!
						.dispatchEvent(new MouseEvent('dblclick', { bubbles: true }));
					const look = (): void => {
						const now = performance.now() - begun;
						const nodes = document.querySelectorAll('.svelte-flow__node .block span').length;
						if (nodes > 0) first ||= now;
						if (nodes >= 500) resolve([first, now]);
						else requestAnimationFrame(look);
					};
					requestAnimationFrame(look);
				}),
		);
	let times: [number, number] = [0, 0];
	const watched = await watch(page, async () => {
		times = await enter();
	});
	const [first, all] = times;
	return [
		page,
		`the first nodes after ${ms(first)} ms, all after ${ms(all)} ms; ${asTold(watched)}`,
	];
}

const asTold = ({ busy, longTasks, longestTask }: Watched): string =>
	`computed ${ms(busy)} ms; ${longTasks} long tasks, longest ${ms(longestTask)} ms`;
const asRow = (name: string, { busy, frame, longest, longTasks, longestTask }: Watched): string =>
	`  ${name}: computed ${ms(busy / STEPS)} ms a step; frame ${ms(frame)} ms, longest ${ms(longest)} ms; ${longTasks} long tasks, longest ${ms(longestTask)} ms`;

async function gestures(name: string, page: Page, node: string): Promise<void> {
	const canvas = (await page.locator('.svelte-flow').boundingBox())!;
	const middle = [canvas.x + canvas.width / 2, canvas.y + canvas.height / 2] as const;
	const box = (await page.locator(`.svelte-flow__node[data-id="${node}"]`).boundingBox())!;
	const grip = [box.x + box.width / 2, box.y + box.height / 2] as const;
	say(name);
	say(asRow('drag', await watch(page, () => drag(page, grip))));
	say(asRow('pan', await watch(page, () => pan(page, middle))));
	say(asRow('zoom', await watch(page, () => zoom(page, middle))));
}

const large = largeDocument();
timeEdits('500 nodes, in the large network', large, 'networks/G');
timeEdits('500 nodes, on the training canvas', large, 'training');
for (const name of ['paper/melgan', 'paper/cyclegan'])
	timeEdits(name, await preset(name), 'training');

const folder = await mkdtemp(join(tmpdir(), 'ganloom-'));
const plain = join(folder, 'plain');
await build({
	configFile: false,
	root: join(import.meta.dirname, 'plain'),
	logLevel: 'error',
	plugins: [svelte({ configFile: false })],
	build: { outDir: plain, emptyOutDir: true },
});
const serve = (folder: string): ReturnType<typeof preview> =>
	preview({
		...{ configFile: false, logLevel: 'error', root: folder },
		build: { outDir: folder },
		preview: { host: '127.0.0.1', port: 0 },
	});
const [, , beside] = process.argv;
const [site, yardstick, other] = await Promise.all([
	serve(join(ROOT, 'build')),
	serve(plain),
	beside === undefined ? undefined : serve(beside),
]);
const browser = await chromium.launch({
	executablePath: findBrowser(),
	args: [...BROWSER_ARGUMENTS],
});
try {
	const file = join(folder, 'large.json');
	await writeFile(file, serializeDocument(large));
	const [ours, opened] = await openOurs(browser, site.resolvedUrls!.local[0]!, file);
	say(`ours: ${opened}`);
	const theirs = await newPage(browser);
	const begun = performance.now();
	await theirs.goto(yardstick.resolvedUrls!.local[0]!);
	await theirs.locator('.svelte-flow__node[data-id="out"]').waitFor();
	say(`Svelte Flow as it comes: page opened and drawn in ${ms(performance.now() - begun)} ms`);
	const pages = [
		['ours', ours],
		['Svelte Flow as it comes', theirs],
	] as [string, Page][];
	if (other) {
		const [page, told] = await openOurs(browser, other.resolvedUrls!.local[0]!, file);
		say(`the other: ${told}`);
		pages.push(['the other', page]);
	}
	const node = large.networks.G!.canvas.nodes[212]!.id;
	for (let turn = 1; turn <= 2; turn++) {
		for (const [name, page] of pages) {
			await page.bringToFront();
			await gestures(`${name}, turn ${turn}`, page, node);
		}
	}
} finally {
	await browser.close();
	await Promise.all([site.close(), yardstick.close(), other?.close()]);
	await rm(folder, { recursive: true });
}
