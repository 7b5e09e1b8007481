// Files of one's own become a data set, a graph learns from it, and all of it is there again after the page was closed.
import { readFile, writeFile } from 'node:fs/promises';
import { expect, test, type Locator, type Page } from '@playwright/test';
import { zipSync } from 'fflate';
import { encodeContactSheet } from '../../src/lib/export/png';
import { encodeWav } from '../../src/lib/export/wav';
import { parseDocument } from '../../src/lib/graph/parse';
import { headOf, openGan } from './canvas';

const dialog = (page: Page): Locator => page.getByRole('dialog', { name: 'Your own data' });

/** A picture of `side` pixels and a margin, of one colour that goes with its number. */
function picture(number: number, side = 20): Uint8Array {
	const pixels = new Uint8Array(side * side * 3).map((_, i) => (number * 37 + (i % 3) * 80) % 256);
	return encodeContactSheet({ count: 1, height: side, width: side, channels: 3, pixels });
}

async function openDialog(page: Page, id = 'mnist'): Promise<void> {
	await headOf(page, id).click();
	await page.getByLabel('Data set', { exact: true }).selectOption({ label: 'Own data…' });
	await expect(dialog(page)).toBeVisible();
}

async function choose(page: Page, path: string | string[]): Promise<void> {
	const chooser = page.waitForEvent('filechooser');
	await dialog(page).getByRole('button', { name: 'Files…' }).click();
	await (await chooser).setFiles(path);
}

async function exported(page: Page): Promise<string> {
	await page.getByRole('button', { name: 'Export' }).click();
	const download = page.waitForEvent('download');
	await page.getByRole('menuitem', { name: 'Graph (.json)' }).click();
	return readFile(await (await download).path(), 'utf8');
}

test('a zip of pictures is looked over, learned from, and there again after the page was closed', async ({
	page,
}, info) => {
	const files = Object.fromEntries(
		Array.from({ length: 12 }, (_, i) => [`sorts/${i % 2 ? 'odd' : 'even'}/${i}.png`, picture(i)]),
	);
	const broken = picture(1).slice(0, 60);
	const path = info.outputPath('sorts.zip');
	await writeFile(
		path,
		zipSync({ ...files, 'sorts/odd/broken.png': broken, 'sorts/notes.txt': new Uint8Array(3) }),
	);

	await openGan(page);
	await openDialog(page);
	await choose(page, path);
	// As large, as grey and of the same range as the digits the graph has now.
	await expect(dialog(page).getByLabel('Size')).toHaveValue('28');
	await expect(dialog(page).getByLabel('Colour')).toHaveValue('1');
	await expect(dialog(page).getByLabel('Name', { exact: true })).toHaveValue('sorts');
	await expect(dialog(page).getByLabel('What they are')).toHaveValue('folders');
	await expect(dialog(page).getByText('13 items')).toBeVisible();
	await expect(dialog(page).getByText('notes.txt')).toBeVisible();
	await expect(
		dialog(page).getByRole('list', { name: 'How they will look' }).locator('li'),
	).toHaveCount(13);
	await dialog(page).getByLabel('Name of class 1').fill('two by two');
	await dialog(page).getByRole('button', { name: 'Make the data set' }).click();
	// The broken one is found when it is read, and named; the rest goes in.
	await expect(
		page.getByText('“sorts” is ready: 11 items to learn from, 1 held out. 2 files were skipped.'),
	).toBeVisible();
	await expect(headOf(page, 'mnist')).toContainText('sorts');
	await expect(page.getByText('two by two').first()).toBeVisible();

	await page.getByRole('button', { name: 'Train', exact: true }).click();
	const round = page.locator('.round').first();
	await expect(round).not.toContainText(/Round\s*0\s*\//, { timeout: 60_000 });
	await page.getByRole('button', { name: 'Pause' }).click();
	await expect(page.getByRole('button', { name: 'Train', exact: true })).toBeEnabled();
	await expect(page.getByText('Saved', { exact: true })).toBeVisible();
	const reached = await round.textContent();

	const before = await exported(page);
	await page.reload();
	await expect(headOf(page, 'mnist')).toContainText('sorts');
	await expect(round).toHaveText(reached!);
	await page.getByRole('button', { name: 'Train', exact: true }).click();
	await expect(round).not.toHaveText(reached!, { timeout: 60_000 });
	await page.getByRole('button', { name: 'Pause' }).click();
	expect(parseDocument(await exported(page)).document).toEqual(parseDocument(before).document);

	// Deleted, the graph says what is missing; brought back, it can be trained again.
	await openDialog(page);
	await dialog(page).getByRole('button', { name: 'Delete sorts' }).click();
	await expect(page.getByText('There is no data set', { exact: false }).first()).toBeVisible();
	await dialog(page).getByRole('button', { name: 'Undo' }).press('Enter');
	await page.keyboard.press('Escape');
	await expect(dialog(page)).toBeHidden();
	await expect(headOf(page, 'mnist')).toContainText('sorts');
	await expect(page.getByRole('button', { name: 'Train', exact: true })).toBeEnabled();
});

test('pairs, tables and sounds are told apart by their files', async ({ page }, info) => {
	await openGan(page);
	const make = async (name: string, bytes: Uint8Array): Promise<string> => {
		const path = info.outputPath(name);
		await writeFile(path, bytes);
		return path;
	};
	const pairs = await make(
		'pairs.zip',
		zipSync({
			'line/1.png': picture(1),
			'line/2.png': picture(2),
			'paint/1.png': picture(3),
			'paint/2.png': picture(4),
		}),
	);
	await openDialog(page);
	await choose(page, pairs);
	await expect(dialog(page).getByLabel('What they are')).toHaveValue('twins');
	await dialog(page).getByRole('button', { name: 'Close' }).click();

	const table = await make(
		'list.csv',
		new TextEncoder().encode('file,label\n1.png,cat\n2.png,dog\n'),
	);
	await openDialog(page);
	await choose(page, [await make('1.png', picture(1)), await make('2.png', picture(2)), table]);
	await expect(dialog(page).getByLabel('What they are')).toHaveValue('table');
	await expect(dialog(page).getByLabel('Name of class 2')).toHaveValue('dog');
	await dialog(page).getByRole('button', { name: 'Close' }).click();

	const tone = Float32Array.from({ length: 40_000 }, (_, i) => 0.5 * Math.sin(i / 9));
	await openDialog(page);
	await choose(page, await make('tone.wav', encodeWav(tone, 16_000)));
	await expect(dialog(page).getByText('1 file, cut into pieces')).toBeVisible();
	// A second and a half: one piece of two seconds is nothing to learn from, two of one are.
	await dialog(page).getByRole('button', { name: 'Make the data set' }).click();
	await expect(dialog(page).getByRole('alert')).toContainText('not even two items');
	await dialog(page).getByLabel('Length').selectOption('16384');
	await dialog(page).getByRole('button', { name: 'Make the data set' }).click();
	await expect(page.getByText('“tone” is ready: 2 items')).toBeVisible();

	await openDialog(page);
	await choose(page, await make('letter.txt', new Uint8Array(9)));
	await expect(dialog(page).getByRole('alert')).toHaveText(
		'There are no pictures or sounds among these files.',
	);
});

/** Lets files fall on a place, as from a folder's window. */
async function dropOn(place: Locator, names: readonly string[]): Promise<void> {
	const bytes = Array.from(picture(3));
	await place.evaluate(
		(element, given) => {
			const dataTransfer = new DataTransfer();
			for (const name of given.names)
				dataTransfer.items.add(new File([Uint8Array.from(given.bytes)], name));
			const options = { bubbles: true, cancelable: true, dataTransfer };
			for (const type of ['dragenter', 'dragover', 'drop'])
				element.dispatchEvent(new DragEvent(type, options));
		},
		{ names, bytes },
	);
}

test('files may fall anywhere, unless what they fall on has a use of its own for them', async ({
	page,
}) => {
	await openGan(page);
	const dropHere = page.getByText('Drop the file to open it');
	await dropOn(page.locator('main.canvas'), ['1.png', '2.png']);
	await expect(dialog(page).getByText('2 items')).toBeVisible();
	await dialog(page).getByRole('button', { name: 'Close' }).click();

	await openDialog(page);
	await dropOn(dialog(page).getByRole('group', { name: 'Choose files' }), [
		'1.png',
		'2.png',
		'3.png',
	]);
	await expect(dialog(page).getByText('3 items')).toBeVisible();
	await dialog(page).getByRole('button', { name: 'Close' }).click();
	await expect(dropHere).toBeHidden();

	await page.goto('edit?preset=pix2pix&lang=en');
	await page.getByRole('button', { name: 'Generate', exact: true }).click();
	await page.getByLabel('A picture of my own').check();
	await dropOn(page.getByLabel('Draw here'), ['photo.jpg']);
	await expect(page.getByRole('button', { name: 'Undo', exact: true }).last()).toBeEnabled();
	await expect(dialog(page)).toBeHidden();
	await expect(dropHere).toBeHidden();
});
