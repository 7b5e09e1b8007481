// A run is kept, gone back to, forked, compared, and goes on after a reload as if it had never been left.
import { readFile } from 'node:fs/promises';
import { expect, test, type Locator, type Page } from '@playwright/test';
import { encodeDocument } from '../../src/lib/export/link';
import { breakingGan } from '../runtime/smallGan';

/** Small enough to be played in seconds. */
async function open(page: Page, rounds: number): Promise<void> {
	await page.addInitScript(() => localStorage.setItem('ganloom.backend', 'wasm'));
	await page.goto('./edit?preset=gan&lang=en');
	await set(page, 'Batch', 2);
	await set(page, 'Rounds', rounds);
	await expect(trainButton(page)).toBeEnabled();
}

async function set(page: Page, name: string, value: number): Promise<void> {
	await page.getByRole('textbox', { name, exact: true }).fill(String(value));
	await page.keyboard.press('Enter');
	await page.locator('.svelte-flow__pane').click({ position: { x: 20, y: 20 } });
}

const trainButton = (page: Page): Locator => page.locator('[data-place="train"]');
const step = (page: Page, name: string): Locator =>
	page.getByRole('button', { name: `Step ${name}` });
const rounds = (page: Page): Locator => page.locator('.round').first();
const saved = (page: Page): Locator => page.getByText('Saved', { exact: true });
const rows = (page: Page): Locator => page.locator('.strip li .row');

/** A whole round, by hand. */
async function playRound(page: Page): Promise<void> {
	for (const player of ['D', 'G']) {
		await step(page, player).click();
		await expect(step(page, player)).toBeEnabled();
	}
}

async function weights(page: Page): Promise<Buffer> {
	await page.getByRole('button', { name: 'Export' }).click();
	const download = page.waitForEvent('download');
	await page.getByText('Weights', { exact: false }).first().click();
	return readFile(await (await download).path());
}

test('a run left within a round and found again ends with the same weights, to the bit', async ({
	browser,
}) => {
	const end = async (leave: boolean): Promise<Buffer> => {
		const context = await browser.newContext({ acceptDownloads: true });
		const page = await context.newPage();
		await open(page, 4);
		if (leave) {
			await playRound(page);
			await step(page, 'D').click();
			await expect(step(page, 'D')).toBeEnabled();
			await expect(rounds(page)).toContainText('1/');
			await expect(saved(page)).toBeVisible();
			await page.reload();
			await expect(rounds(page)).toContainText('1/');
			await expect(trainButton(page)).toBeEnabled();
		}
		await trainButton(page).click();
		await expect(trainButton(page)).toHaveText('Done');
		await expect(rounds(page)).toContainText('4/');
		const file = await weights(page);
		await context.close();
		return file;
	};
	const [whole, resumed] = [await end(false), await end(true)];
	expect(whole.length).toBeGreaterThan(1_000_000);
	expect(resumed.equals(whole)).toBe(true);
});

test('a moment is kept, gone back to, forked, compared and deleted, each with a way back', async ({
	page,
}) => {
	await open(page, 100);
	await playRound(page);
	await page.keyboard.press('k');
	await page.locator('.notices').getByRole('button', { name: 'Show it' }).click();
	await expect(rows(page)).toHaveCount(1);
	await expect(rows(page)).toContainText('Round 1');
	await page.keyboard.press('Escape');
	await playRound(page);
	await playRound(page);
	await expect(rounds(page)).toContainText('3/');

	// Going back keeps what is left, and can be taken back.
	const list = page.getByRole('button', { name: 'Checkpoints' });
	await list.click();
	await rows(page).click();
	await page.getByRole('textbox', { name: 'Name' }).fill('early');
	await page.getByRole('textbox', { name: 'Name' }).press('Enter');
	await expect(rows(page)).toContainText('early');
	await page.getByRole('button', { name: 'Go back' }).click();
	await expect(page.getByText('Back at round 1.')).toBeVisible();
	await expect(rounds(page)).toContainText('1/');
	await page.getByRole('button', { name: 'Return to round 3' }).click();
	await expect(rounds(page)).toContainText('3/');

	// The state that was left is in the list, and outlives a reload.
	await expect(saved(page)).toBeVisible();
	await page.reload();
	await expect(trainButton(page)).toBeEnabled();
	await list.click();
	await expect(rows(page)).toHaveCount(2);
	await expect(rows(page).first()).toContainText('Round 3');

	// Compared: its lines are named, and end with the comparison.
	await rows(page).last().click();
	await page.getByRole('button', { name: 'Overlay' }).click();
	await expect(page.getByText('Compared with early')).toBeVisible();
	await expect(page.locator('[data-place="loss"]')).toContainText('D′');
	await page.getByRole('button', { name: 'End comparison' }).first().click();
	await expect(page.locator('[data-place="loss"]')).not.toContainText('D′');

	await page.getByRole('button', { name: 'Delete', exact: true }).click();
	await expect(rows(page)).toHaveCount(1);
	await page.getByRole('button', { name: 'Undo', exact: true }).last().click();
	await list.click();
	await expect(rows(page)).toHaveCount(2);

	// A fork is a project of its own, at that round.
	const original = page.url();
	await rows(page).last().click();
	await page.getByRole('button', { name: 'Fork' }).click();
	await expect(page).not.toHaveURL(original);
	await expect(rounds(page)).toContainText('1/');
	await expect(page.getByRole('textbox', { name: 'Title of the project' })).toHaveValue(
		/from round 1/,
	);
	await playRound(page);
	await expect(rounds(page)).toContainText('2/');
	await page.goto(original);
	await expect(rounds(page)).toContainText('3/');
});

test('numbers that break pause the run, are named, and are mended with one press', async ({
	page,
}) => {
	await page.addInitScript(() => localStorage.setItem('ganloom.backend', 'wasm'));
	await page.goto(`./edit?lang=en#g=${encodeDocument(breakingGan())}`);
	await expect(trainButton(page)).toBeEnabled();
	await trainButton(page).click();
	const notice = page.locator('.strip [role="status"]').first();
	await expect(notice).toContainText(/in round \d+\. Back at 0\./);
	await expect(trainButton(page)).toHaveText('Train');
	await expect(rounds(page)).toContainText('0/');

	// What is named is shown on its canvas: `lossG` on this one, `G/dense1/weight` inside G.
	const text = (await notice.textContent()) ?? '';
	const [, name = ''] =
		/broke (\S+) in|^\s*(?:\S*\/)?(\S+) became/.exec(text)?.filter(Boolean) ?? [];
	await notice.getByRole('button', { name: 'Show it' }).click();
	const shown = page.locator('.svelte-flow__node.selected');
	await expect(shown).toHaveCount(1);
	expect(name.split('/')).toContain(await shown.getAttribute('data-id'));

	await notice.getByRole('button', { name: 'Halve the learning rates' }).click();
	await expect(notice).not.toContainText('Back at');
	await page.locator('.crumbs').getByText('Training').click();
	const rate = page.locator('.svelte-flow__node[data-id="D"]');
	await expect(rate).toContainText('5');
	// One edit: one step back.
	await page.keyboard.press('Control+z');
	await expect(rate).toContainText('10');
});
