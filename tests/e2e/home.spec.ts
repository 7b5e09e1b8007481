// There and back: a GAN leaves the app as a PyTorch project, trains there, comes home by a drop, and is the same.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { mkdir, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import { decode } from 'fast-png';
import { unzipSync } from 'fflate';
import { compile } from '../../src/lib/compile/compile';
import { linkStep } from '../../src/lib/compile/link/forward';
import { datasetType } from '../../src/lib/data/catalogue';
import { readSafetensors, writeSafetensors } from '../../src/lib/export/safetensors';
import { parseDocument } from '../../src/lib/graph/parse';
import { drawAsked } from '../../src/lib/runtime/drawAsked';
import { hasTorch, PYTHON } from '../nodes/conformance/torch';

const GAN = new URL('../../graphs/gan.json', import.meta.url);
/** Pictures the app makes at first. */
const COUNT = 64;
const SEED = 1;

test.skip(!hasTorch(), `PyTorch is not installed for ${PYTHON}: nothing can be trained there.`);

let folder: string;
test.beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'ganloom-journey-'))));
test.afterEach(() => rmSync(folder, { recursive: true }));

/** The noise that the app makes these pictures of. */
function noise() {
	const { document } = parseDocument(readFileSync(GAN, 'utf8'));
	const program = compile(document!, { datasets: datasetType }).program!;
	const steps = new Map(program.steps.map((step) => [step.node, linkStep(step)]));
	const request = { network: 'G', count: COUNT, seed: SEED };
	const needs = program.steps
		.map(({ node }) => node)
		.filter((node) => node === 'z' || node === 'G');
	const drawn = drawAsked({ program, steps, datasets: {} }, request, needs);
	return drawn.find(({ node }) => node === 'z')!.values.z!;
}

/** Lets a file go over the page. */
async function drop(page: Page, name: string, bytes: Buffer): Promise<void> {
	const transfer = await page.evaluateHandle(
		async ([base64, called]) => {
			const response = await fetch(`data:application/octet-stream;base64,${base64}`);
			const transfer = new DataTransfer();
			transfer.items.add(new File([await response.blob()], called!));
			return transfer;
		},
		[bytes.toString('base64'), name],
	);
	await page.dispatchEvent('body', 'drop', { dataTransfer: transfer });
}

const round = (page: Page) => page.locator('.round').first();

test('a GAN goes to PyTorch, trains there, comes home and makes the same digits', async ({
	page,
}) => {
	await page.goto('./edit?preset=gan&lang=en');
	await page.getByRole('textbox', { name: 'Batch' }).fill('16');
	await page.keyboard.press('Enter');
	await page.getByRole('button', { name: 'Train', exact: true }).click();
	await expect(round(page)).not.toContainText(/Round\s*0\s*\//);
	await page.getByRole('button', { name: 'Pause' }).click();
	await expect(page.getByRole('button', { name: 'Train', exact: true })).toBeEnabled();

	await page.getByRole('button', { name: 'Export' }).click();
	const download = page.waitForEvent('download');
	await page.getByRole('menuitem', { name: /^PyTorch project/ }).click();
	const files = unzipSync(await readFile(await (await download).path()));
	for (const [name, bytes] of Object.entries(files)) {
		if (name.endsWith('/')) continue;
		await mkdir(dirname(join(folder, name)), { recursive: true });
		writeFileSync(join(folder, name), bytes);
	}
	const project = join(
		folder,
		dirname(Object.keys(files).find((name) => name.endsWith('train.py'))!),
	);
	const python = (...args: string[]): string =>
		execFileSync(PYTHON, args, { cwd: project, encoding: 'utf8', stdio: 'pipe' });

	// The twin goes on with the app's own round, optimizers and all.
	const { metadata } = readSafetensors(readFileSync(join(project, 'weights.safetensors')));
	const played = Number(metadata.rounds);
	expect(played).toBeGreaterThan(0);
	const end = played + 200;
	const told = python(
		'train.py',
		'--rounds',
		String(end),
		'--sample-every',
		'0',
		'--device',
		'cpu',
	);
	expect(told).toContain('200 rounds in');
	writeFileSync(join(project, 'z.safetensors'), writeSafetensors({ z: noise() }));
	python('generate.py', '--inputs', 'z.safetensors', '--out', 'made.safetensors');

	await drop(page, 'weights.safetensors', readFileSync(join(project, 'out/weights.safetensors')));
	const shown = end.toLocaleString('en');
	await expect(page.getByText(`goes on from round ${shown}, optimizers and all.`)).toBeVisible();
	await expect(round(page)).toContainText(new RegExp(`Round\\s*${shown}\\b`));

	await page.getByRole('button', { name: 'Generate' }).click();
	const panel = page.getByRole('region', { name: 'Generation' });
	await expect(
		panel.getByText(`${COUNT} pictures, made with the weights of round ${shown}`),
	).toBeVisible();
	const saving = page.waitForEvent('download');
	await panel.getByRole('button', { name: 'Save as PNG' }).click();
	const here = decode(await readFile(await (await saving).path()));
	const there = decode(readFileSync(join(project, 'made.png')));
	expect([here.width, here.height, here.channels]).toEqual([there.width, there.height, 1]);
	const off = here.data.map((value, i) => Math.abs(value - there.data[i]!));
	expect(Math.max(...off)).toBeLessThanOrEqual(1);
	// Digits differ from place to place: it is no empty sheet that is the same.
	expect(new Set(here.data).size).toBeGreaterThan(50);
	const { tensors } = readSafetensors(readFileSync(join(project, 'made.safetensors')));
	expect(tensors.image!.shape).toEqual([COUNT, 1, 28, 28]);

	// And on it goes.
	await panel.getByRole('button', { name: 'Back to training' }).first().click();
	await page.getByRole('button', { name: 'Train', exact: true }).click();
	await expect(round(page)).not.toContainText(new RegExp(`Round\\s*${shown}\\b`));
});
