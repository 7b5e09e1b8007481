// What leaves the app and what comes home: a PyTorch project, weights, and files that don't fit.
import { readFile } from 'node:fs/promises';
import { expect, test, type Page } from '@playwright/test';
import { strFromU8, unzipSync } from 'fflate';
import { readSafetensors } from '../../src/lib/export/safetensors';

async function exported(page: Page, item: RegExp): Promise<{ name: string; path: string }> {
	await page.getByRole('button', { name: 'Export' }).click();
	const download = page.waitForEvent('download');
	await page.getByRole('menuitem', { name: item }).click();
	const file = await download;
	return { name: file.suggestedFilename(), path: await file.path() };
}

async function load(page: Page, path: string): Promise<void> {
	await page.getByRole('button', { name: 'Export' }).click();
	const chooser = page.waitForEvent('filechooser');
	await page.getByRole('menuitem', { name: 'Load weights…' }).click();
	await (await chooser).setFiles(path);
}

test('a graph leaves as a PyTorch project; weights leave and come home', async ({ page }) => {
	await page.goto('./edit?preset=dcgan&weights=trained&lang=en');
	// All its rounds are played already.
	await expect(page.getByRole('button', { name: 'Reset' })).toBeEnabled();

	const project = await exported(page, /^PyTorch project/);
	expect(project.name).toBe('DCGAN a GAN of convolutions-pytorch.zip');
	const files = unzipSync(await readFile(project.path));
	const folder = 'DCGAN a GAN of convolutions';
	expect(strFromU8(files[`${folder}/model.py`]!)).toContain('class G(nn.Module):');
	expect(Object.keys(files)).toEqual(
		expect.arrayContaining(
			['train.py', 'data/mnist.bin', 'README.ja.md'].map((name) => `${folder}/${name}`),
		),
	);
	const { tensors, metadata } = readSafetensors(files[`${folder}/weights.safetensors`]!);
	expect(tensors['G/up1/weight']!.shape).toEqual([100, 128, 3, 3]);
	expect(metadata.rounds).toBe('3000');

	// Started anew, it takes the weights back, and gives them back again.
	const weights = await exported(page, /^Weights/);
	await page.getByRole('button', { name: 'Reset' }).click();
	await expect(page.locator('.round').first()).toContainText(/Round\s*0/);
	await load(page, weights.path);
	await expect(page.getByText(/\d+ weights were loaded\./)).toBeVisible();
	await expect(page.locator('.round').first()).toContainText(/Round\s*3,000/);
	// What the message offers stays in the run panel after it is gone.
	const run = page.getByRole('region', { name: 'Run' });
	await run.getByRole('button', { name: 'Back to the weights before' }).click();
	await expect(page.locator('.round').first()).toContainText(/Round\s*0/);

	// Of another graph's weights those that fit are taken, and of the others it is said why not.
	await page.goto('./edit?preset=pix2pix&lang=en');
	await expect(page.getByRole('button', { name: 'Train' })).toBeEnabled();
	await load(page, weights.path);
	await expect(page.getByText(/G\/up1\/weight \[100,128,3,3\] ≠ \[48,24,4,4\]/)).toBeVisible();
	await expect(page.locator('.round').first()).toContainText(/Round\s*0/);
});
