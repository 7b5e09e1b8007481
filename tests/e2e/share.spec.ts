// What is passed on arrives: a link, a picture and a project file open in another browser as the same graph, and files
// that mean harm open nothing.
import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { expect, test, type Browser, type Locator, type Page } from '@playwright/test';
import { zipSync } from 'fflate';
import { readPngDocument } from '../../src/lib/export/pngDocument';
import { readProject } from '../../src/lib/export/projectFile';
import { readSafetensors } from '../../src/lib/export/safetensors';
import { parseDocument } from '../../src/lib/graph/parse';
import type { GraphDocument } from '../../src/lib/graph/types';

const run = promisify(execFile);

/** What the page was not allowed to do, and what it tripped over. */
function troublesOf(page: Page): string[] {
	const troubles: string[] = [];
	page.on('pageerror', (error) => troubles.push(error.message));
	page.on('console', (message) => {
		if (message.type() === 'error') troubles.push(message.text());
	});
	return troubles;
}

/** A browser that has never been here. */
async function stranger(browser: Browser, options = {}): Promise<Page> {
	const context = await browser.newContext({ acceptDownloads: true, ...options });
	return context.newPage();
}

async function openShare(page: Page): Promise<Locator> {
	await page.getByRole('button', { name: 'Share', exact: true }).click();
	return page.getByRole('dialog', { name: 'Share' });
}

async function saved(page: Page, row: RegExp): Promise<string> {
	const dialog = page.getByRole('dialog', { name: 'Share' });
	const download = page.waitForEvent('download');
	await dialog.getByRole('listitem').filter({ hasText: row }).getByRole('button').click();
	return (await download).path();
}

/** The open graph, as the page itself exports it. */
async function documentOn(page: Page): Promise<GraphDocument> {
	await page.getByRole('button', { name: 'Export' }).click();
	const download = page.waitForEvent('download');
	await page.getByRole('menuitem', { name: 'Graph (.json)' }).click();
	const { document } = parseDocument(await readFile(await (await download).path(), 'utf8'));
	if (!document) throw new Error('What the page exports is no document.');
	return document;
}

async function choose(page: Page, path: string): Promise<void> {
	const chooser = page.waitForEvent('filechooser');
	await page.getByRole('button', { name: 'Open file' }).click();
	await (await chooser).setFiles(path);
}

test('a link opens as a project of its own, locked where a teacher wants so', async ({
	page,
	browser,
}) => {
	const troubles = troublesOf(page);
	await page.goto('./edit?preset=gan&lang=en');
	await expect(page.locator('.svelte-flow__node').first()).toBeVisible();
	const sent = await documentOn(page);
	const dialog = await openShare(page);
	const plain = await dialog.getByRole('textbox', { name: 'Link' }).inputValue();
	await dialog.getByLabel('the graph locked').check();
	await dialog.getByLabel('no inspector').check();
	const locked = await dialog.getByRole('textbox', { name: 'Link' }).inputValue();
	expect(troubles).toEqual([]);

	const friend = await stranger(browser, { locale: 'en' });
	const theirs = troublesOf(friend);
	await friend.goto(plain);
	await expect(friend.getByText('is now a project of your own')).toBeVisible();
	await expect(friend).toHaveURL(/\/edit\/\?project=\w+$/);
	expect(await documentOn(friend)).toEqual(sent);

	// Another link opens another project; the first one stays as it was.
	await friend.goto(locked);
	await expect(friend.getByRole('button', { name: /Locked/ })).toBeVisible();
	await expect(friend.getByRole('complementary')).toHaveCount(0);
	await friend.locator('.svelte-flow__node[data-id="dReal"]').click();
	await friend.keyboard.press('Delete');
	await expect(friend.getByText('locks it against edits')).toBeVisible();
	expect(await documentOn(friend)).toEqual(sent);
	await friend.getByRole('button', { name: /Locked/ }).click();
	await friend.locator('.svelte-flow__node[data-id="dReal"]').click();
	await friend.keyboard.press('Delete');
	await expect(friend.locator('.svelte-flow__node[data-id="dReal"]')).toHaveCount(0);
	await friend.goto('./');
	await expect(friend.getByRole('listitem').filter({ hasText: 'A first GAN' })).toHaveCount(2);
	expect(theirs).toEqual([]);

	// A link that lost its end says so, and makes nothing.
	const other = await stranger(browser, { locale: 'en' });
	await other.goto(plain.slice(0, -40));
	await expect(other.getByRole('alert')).toContainText('cut off');
	await other.goto('./');
	await expect(other.getByText('A first GAN').first()).toBeVisible();
	await expect(other.getByRole('complementary').getByRole('listitem')).toHaveCount(0);
});

test('a project file brings its weights; pictures bring their graph', async ({ page, browser }) => {
	const troubles = troublesOf(page);
	await page.goto('./edit?preset=gan&weights=trained&lang=en');
	await expect(page.getByRole('button', { name: 'Reset' })).toBeEnabled();
	const sent = await documentOn(page);
	const weights = page.waitForEvent('download');
	await page.getByRole('button', { name: 'Export' }).click();
	await page.getByRole('menuitem', { name: /^Weights/ }).click();
	const sentWeights = readSafetensors(await readFile(await (await weights).path()));

	await openShare(page);
	const project = await saved(page, /\.ganloom/);
	const picture = await saved(page, /Picture of the graph/);
	const drawing = await readFile(await saved(page, /\.svg/), 'utf8');
	expect(troubles).toEqual([]);

	const inside = await readProject(await readFile(project));
	expect(inside.document).toEqual(sent);
	expect(inside.weights?.tensors).toEqual(sentWeights.tensors);
	expect(inside.datasets).toEqual([{ name: 'mnist', sha256: expect.stringMatching(/^\w{64}$/) }]);
	expect(await readPngDocument(await readFile(picture))).toEqual(sent);
	expect(drawing).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg"/);
	expect(drawing).not.toMatch(
		/<script|<foreignObject|\son\w+=|var\(--|https?:\/\/(?!www\.w3\.org)/,
	);

	const friend = await stranger(browser, { locale: 'en' });
	const theirs = troublesOf(friend);
	await friend.goto('./');
	await choose(friend, project);
	await expect(friend.getByText('was opened with its weights of round 10,000')).toBeVisible();
	await expect(friend.locator('.round').first()).toContainText(/Round\s*10,000/);
	expect(await documentOn(friend)).toEqual(sent);
	await expect(friend.getByRole('button', { name: 'Reset' })).toBeEnabled();
	const again = friend.waitForEvent('download');
	await friend.getByRole('button', { name: 'Export' }).click();
	await friend.getByRole('menuitem', { name: /^Weights/ }).click();
	const theirWeights = readSafetensors(await readFile(await (await again).path()));
	expect(theirWeights.tensors).toEqual(sentWeights.tensors);

	await friend.goto('./');
	await choose(friend, picture);
	await expect(friend.locator('.round').first()).toContainText(/Round\s*0/);
	expect(await documentOn(friend)).toEqual(sent);
	expect(theirs).toEqual([]);
});

test('files that mean harm run nothing and touch nothing', async ({ page }, info) => {
	await page.goto('./?lang=en');
	const file = async (name: string, contents: string | Uint8Array): Promise<string> => {
		const path = info.outputPath(name);
		await writeFile(path, contents);
		return path;
	};
	const bomb = zipSync({ 'document.json': new Uint8Array(40_000_000) });
	await choose(page, await file('bomb.ganloom', bomb));
	await expect(page.getByText('“bomb.ganloom” could not be opened.')).toBeVisible();
	await choose(page, await file('deep.json', '['.repeat(5_000_000)));
	await expect(page.getByText(/levels deep/)).toBeVisible();
	await choose(page, await file('other.png', Buffer.from('89504e470d0a1a0a00', 'hex')));
	await expect(page.getByText('There is no graph in this picture.')).toBeVisible();
	await expect(page).toHaveURL(/\/\?lang=en$/);

	// Text stays text wherever it is shown, in the drawing that leaves the page too.
	const script = '<img src=x onerror="document.title=`run`"><script>document.title="run"</script>';
	const node = { id: 'a', kind: 'noise', params: {}, at: [0, 0], title: script };
	const frame = { id: 'f', title: script, point: script, at: [0, 0], size: [300, 200] };
	const canvas = { nodes: [node], wires: [], frames: [frame] };
	const harmful = {
		...{ format: 'ganloom', version: 1, title: script, summary: script },
		...{ networks: {}, blocks: {}, training: canvas },
		run: { seed: 1, batch: 4, rounds: 10 },
	};
	await choose(page, await file('script.json', JSON.stringify(harmful)));
	await expect(page.locator('.svelte-flow__node')).toHaveCount(1);
	await openShare(page);
	const drawing = await readFile(await saved(page, /\.svg/), 'utf8');
	expect(drawing).not.toMatch(/<img|<script/);
	expect(drawing).toContain('&lt;script&gt;');
	await expect(page).not.toHaveTitle('run');
});

/** Opens the file of a conditional generator without a network, and moves what there is to move. */
async function expectToDraw(browser: Browser, path: string): Promise<void> {
	const page = await stranger(browser, { locale: 'en', offline: true });
	const troubles = troublesOf(page);
	await page.goto(pathToFileURL(path).href);
	const picture = page.getByRole('img', { name: 'What the generator makes' });
	const drawn = (): Promise<string> =>
		picture.evaluate((canvas) => (canvas as HTMLCanvasElement).toDataURL());
	await expect(page.getByRole('slider')).toHaveCount(8);
	await expect.poll(() => picture.getAttribute('width')).toBe('28');
	// A digit: neither all dark nor all bright.
	const levels = await picture.evaluate((element) => {
		const { width, height } = element as HTMLCanvasElement;
		const context = (element as HTMLCanvasElement).getContext('2d')!;
		return [...context.getImageData(0, 0, width, height).data].filter((_, i) => i % 4 === 0);
	});
	expect(Math.min(...levels)).toBeLessThan(20);
	expect(Math.max(...levels)).toBeGreaterThan(200);
	const zero = await drawn();
	await page.getByRole('radio', { name: '7' }).click();
	await expect.poll(drawn).not.toBe(zero);
	const seven = await drawn();
	await page.getByRole('slider').first().fill('3');
	await expect.poll(drawn).not.toBe(seven);
	expect(troubles).toEqual([]);
	await page.context().close();
}

test('a generator’s page runs from a disk, without a network', async ({ browser }, info) => {
	const weights = 'static/weights/cdcgan.safetensors';
	const asked = ['export', 'graphs/cdcgan.json', '--to', 'html', '--weights', weights];
	const folder = info.outputPath('page');
	await run('npx', ['tsx', 'src/lib/cli/main.ts', ...asked, '--out', folder]);
	await expectToDraw(browser, join(folder, 'G.html'));
});

/** What a generator's page carries. */
async function dataIn(path: string): Promise<{ weights?: string; inputs?: unknown }> {
	const html = await readFile(path, 'utf8');
	const [, json] = /<script type="application\/json" id="data">(.*)<\/script>/.exec(html)!;
	return JSON.parse(json!);
}

test('the editor makes the same page of the weights as they are', async ({
	page,
	browser,
}, info) => {
	const troubles = troublesOf(page);
	await page.goto('./edit?preset=cdcgan&weights=trained&lang=en');
	await expect(page.getByRole('button', { name: 'Reset' })).toBeEnabled();
	const download = page.waitForEvent('download');
	await page.getByRole('button', { name: 'Export' }).click();
	await page.getByRole('menuitem', { name: /^Page with this generator/ }).click();
	const file = await download;
	expect(file.suggestedFilename()).toMatch(/-G\.html$/);
	const place = info.outputPath('G.html');
	await file.saveAs(place);
	await expectToDraw(browser, place);

	// What is shared is the same; Keras counts its models up in their names.
	await openShare(page);
	const shared = await dataIn(await saved(page, /Page with this generator/));
	const { weights, inputs } = await dataIn(place);
	expect(weights?.length).toBeGreaterThan(100_000);
	expect({ weights: shared.weights, inputs: shared.inputs }).toEqual({ weights, inputs });
	expect(troubles).toEqual([]);
});

test('a generator that no page can be made of says why', async ({ page }) => {
	await page.goto('./edit?preset=cyclegan&lang=en');
	await expect(page.getByRole('button', { name: 'Train', exact: true })).toBeEnabled();
	const dialog = await openShare(page);
	const row = dialog.getByRole('listitem').filter({ hasText: 'Page with this generator' });
	await expect(row).toContainText('Keras has no layer that does the same as');
	await expect(row.getByRole('button')).toBeDisabled();
	await page.keyboard.press('Escape');
	await page.getByRole('button', { name: 'Export' }).click();
	await page.getByRole('menuitem', { name: /^Page with this generator/ }).click();
	await expect(page.getByRole('alert')).toContainText('Keras has no layer');
});

for (const backend of ['wasm', 'webgpu'] as const) {
	test(`the content security policy lets everything the site needs happen, on ${backend}`, async ({
		page,
	}) => {
		await page.addInitScript((name) => {
			localStorage.setItem('ganloom.backend', name);
			document.addEventListener(
				'securitypolicyviolation',
				({ violatedDirective, blockedURI, sample }) => {
					console.error(`refused: ${violatedDirective} ${blockedURI} ${sample}`);
				},
			);
		}, backend);
		const troubles = troublesOf(page);
		await page.goto('./?lang=en');
		await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
		await page.goto('./edit?preset=gan&lang=en');
		const named = { wasm: 'WebAssembly', webgpu: 'WebGPU' }[backend];
		await expect(page.getByRole('button', { name: named })).toBeVisible();
		await page.getByRole('button', { name: 'Step D' }).click();
		await page.getByRole('button', { name: 'Step G' }).click();
		await expect(page.locator('.round').first()).toContainText(/Round\s*1/);
		expect(troubles).toEqual([]);

		// Told that there is no such page, the browser and SvelteKit say so themselves.
		await page.goto('./nowhere?lang=en');
		await expect(page.getByText('There is nothing at this address.')).toBeVisible();
		const refused = troubles.filter((trouble) => /refused|Security Policy/.test(trouble));
		expect(refused).toEqual([]);
	});
}

test('once it was trained with, the site opens and trains without a network', async ({
	browser,
}) => {
	const context = await browser.newContext({ locale: 'en' });
	const page = await context.newPage();
	const troubles = troublesOf(page);
	const train = async (round: RegExp): Promise<void> => {
		await page.getByRole('button', { name: 'Step D' }).click();
		await page.getByRole('button', { name: 'Step G' }).click();
		await expect(page.locator('.round').first()).toContainText(round);
		await expect(page.getByText('Saved', { exact: true })).toBeVisible();
	};
	await page.goto('./edit?preset=gan');
	await page.waitForFunction(() => navigator.serviceWorker.controller);
	const kept = (): Promise<number> =>
		page.evaluate(async () => {
			const [name] = await caches.keys();
			return name ? (await (await caches.open(name)).keys()).length : 0;
		});
	await expect.poll(kept).toBeGreaterThan(20);
	await page.reload();
	await train(/Round\s*1/);

	await context.setOffline(true);
	await page.goto('./');
	await expect(page.getByText('A first GAN').first()).toBeVisible();
	await page.getByRole('complementary').getByRole('link', { name: 'A first GAN' }).click();
	await expect(page.locator('.round').first()).toContainText(/Round\s*1/);
	await train(/Round\s*2/);
	await page.reload();
	await expect(page.locator('.svelte-flow__node').first()).toBeVisible();
	expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
	// Fonts and pictures of weights that were never shown are not there, and the browser says so.
	expect(troubles.filter((one) => !one.startsWith('Failed to load resource'))).toEqual([]);
	await context.close();
});
