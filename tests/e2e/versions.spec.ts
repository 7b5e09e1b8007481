// Nothing is lost: versions have names, are compared with and gone back to; all projects move to another browser at once.
import { readFile } from 'node:fs/promises';
import { expect, test, type Locator, type Page } from '@playwright/test';
import { readSafetensors } from '../../src/lib/export/safetensors';
import { parseDocument } from '../../src/lib/graph/parse';
import type { GraphDocument } from '../../src/lib/graph/types';

const node = (page: Page, id: string): Locator =>
	page.locator(`.svelte-flow__node[data-id="${id}"]`);
const versions = (page: Page): Locator => page.getByRole('dialog', { name: 'Versions' });
const entry = (page: Page, name: string): Locator =>
	versions(page)
		.getByRole('listitem')
		.filter({ has: page.getByRole('button', { name: `Delete “${name}”` }) });

async function exported(page: Page, item: string | RegExp): Promise<Buffer> {
	await page.getByRole('button', { name: 'Export' }).click();
	const download = page.waitForEvent('download');
	await page.getByRole('menuitem', { name: item }).click();
	const file = await readFile(await (await download).path());
	// The menu gives the focus back when it closes.
	await expect(page.getByRole('menuitem', { name: item })).toBeHidden();
	return file;
}

async function documentOn(page: Page): Promise<GraphDocument> {
	const { document } = parseDocument((await exported(page, 'Graph (.json)')).toString());
	if (!document) throw new Error('What the page exports is no document.');
	return document;
}

test('a version is named, compared with, gone back to, and left again by undo', async ({
	page,
}) => {
	await page.goto('./edit?preset=gan&lang=en');
	await expect(node(page, 'dReal')).toBeVisible();
	const first = await documentOn(page);

	// The key saves at once and says so; a name is offered.
	await page.keyboard.press('Control+s');
	await expect(page.getByText('The graph is saved.')).toBeVisible();
	await page.getByRole('button', { name: 'Name this version' }).click();
	const name = versions(page).getByRole('textbox', { name: 'Name of the new version' });
	await expect(name).toBeFocused();
	await expect(name).toHaveValue(/\d/);
	await name.fill('As in the lecture');
	await page.keyboard.press('Enter');
	await expect(entry(page, 'As in the lecture')).toContainText('as it is now');
	await page.keyboard.press('Escape');
	await expect(versions(page)).toBeHidden();

	await node(page, 'dReal').locator('.head').click();
	await page.keyboard.press('Delete');
	await expect(node(page, 'dReal')).toHaveCount(0);
	const second = await documentOn(page);

	// The palette leads there as well; what changed names the next one.
	await page.keyboard.press('Control+k');
	await page.getByRole('combobox').fill('save a version');
	await page.keyboard.press('Enter');
	await expect(name).toHaveValue(/^− D/);
	await expect(entry(page, 'As in the lecture')).toContainText('1 removed');
	await entry(page, 'As in the lecture').getByRole('button', { name: 'Compare' }).click();
	const panel = page.getByRole('complementary', { name: 'Compare with another graph' });
	await expect(panel.getByRole('heading', { level: 2 })).toHaveText(
		'What changed since As in the lecture',
	);
	await expect(page.locator('.ghost')).toHaveCount(1);
	await page.getByRole('button', { name: 'Leave the comparison' }).click();

	await page.getByRole('button', { name: 'Versions', exact: true }).click();
	await entry(page, 'As in the lecture').getByRole('button', { name: 'Go back' }).click();
	await expect(node(page, 'dReal')).toBeVisible();
	expect(await documentOn(page)).toEqual(first);
	await page.keyboard.press('Control+z');
	await expect(node(page, 'dReal')).toHaveCount(0);
	expect(await documentOn(page)).toEqual(second);

	// What was left has been kept by itself; all of it outlives a reload.
	await expect(page.getByText('Saved', { exact: true })).toBeVisible();
	await page.reload();
	await page.getByRole('button', { name: 'Versions', exact: true }).click();
	const kept = 'Before going back to “As in the lecture”';
	await expect(entry(page, kept)).toContainText('kept by itself');
	await entry(page, kept).getByRole('textbox').fill('Without D');
	await page.keyboard.press('Enter');
	await expect(entry(page, 'Without D')).not.toContainText('kept by itself');
	await entry(page, 'Without D').getByRole('button', { name: 'Delete' }).click();
	await expect(entry(page, 'Without D')).toHaveCount(0);
	await page.keyboard.press('Escape');
	await page.getByRole('button', { name: 'Undo' }).last().click();
	await page.getByRole('button', { name: 'Versions', exact: true }).click();
	await expect(entry(page, 'Without D')).toBeVisible();
});

test('all projects go into one file, and out of it in another browser', async ({
	page,
	browser,
}) => {
	await page.goto('./edit?preset=gan&weights=trained&lang=en');
	await expect(page.getByRole('button', { name: 'Reset' })).toBeEnabled();
	const sent = await documentOn(page);
	const weights = readSafetensors(await exported(page, /^Weights/));
	await page.getByRole('button', { name: 'Versions', exact: true }).click();
	await versions(page).getByRole('textbox').fill('Mine');
	await page.keyboard.press('Enter');
	await expect(entry(page, 'Mine')).toBeVisible();
	await page.goto('./edit?preset=gan-2d&lang=en');
	await expect(page.locator('.svelte-flow__node').first()).toBeVisible();

	await page.goto('./projects/?lang=en');
	const list = page.getByRole('list', { name: 'Projects' });
	await expect(list.getByRole('listitem')).toHaveCount(2);
	await expect(list.locator('svg .wire').first()).toBeAttached();
	const search = page.getByRole('searchbox', { name: 'Search projects' });
	await search.fill('gaussans');
	await expect(list.getByRole('listitem')).toHaveCount(1);
	await search.fill('melon');
	await expect(page.getByText('No project is called like “melon”.')).toBeVisible();
	await page.getByRole('button', { name: 'Show all' }).click();
	const download = page.waitForEvent('download');
	await page.getByRole('button', { name: 'Save all as .zip' }).click();
	const file = await (await download).path();
	await expect(page.getByText('2 projects were saved.')).toBeVisible();

	const context = await browser.newContext({ acceptDownloads: true });
	const friend = await context.newPage();
	await friend.goto('./projects/?lang=en');
	await expect(friend.getByText('is kept here, in this browser')).toBeVisible();
	for (const count of [2, 4]) {
		const chooser = friend.waitForEvent('filechooser');
		await friend.getByRole('button', { name: 'Open file or library' }).click();
		await (
			await chooser
		).setFiles({
			...{ name: 'library.zip', mimeType: 'application/zip' },
			buffer: await readFile(file),
		});
		const theirs = friend.getByRole('list', { name: 'Projects' }).getByRole('listitem');
		await expect(theirs).toHaveCount(count);
	}
	await expect(friend.getByRole('link', { name: 'A first GAN (2)' })).toBeVisible();
	await friend.getByRole('link', { name: 'A first GAN', exact: true }).click();
	await expect(friend.getByRole('button', { name: 'Reset' })).toBeEnabled();
	expect(await documentOn(friend)).toEqual(sent);
	expect(readSafetensors(await exported(friend, /^Weights/)).tensors).toEqual(weights.tensors);
	await friend.getByRole('button', { name: 'Versions', exact: true }).click();
	await expect(entry(friend, 'Mine')).toContainText('as it is now');
	await context.close();
});
