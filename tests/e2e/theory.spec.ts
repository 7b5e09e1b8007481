// Distributions, as they are learnt: seen beside the graph, gone through in slow motion, told in words.
import { expect, test, type Page } from '@playwright/test';

/** WebGPU may be emulated on the CPU here: points are so small that wasm is as quick anywhere. */
async function open(page: Page, preset: string, language = 'en'): Promise<void> {
	await page.addInitScript(() => localStorage.setItem('ganloom.backend', 'wasm'));
	await page.goto(`./edit?preset=${preset}&lang=${language}`);
}

const figureOf = (page: Page, name: RegExp) =>
	page.locator('details').filter({ hasText: name }).locator('summary b');

test('a graph of points shows what it learns, layer by layer', async ({ page }) => {
	const errors: string[] = [];
	page.on('pageerror', (error) => errors.push(error.message));
	await open(page, 'gan-2d');
	const view = page.getByRole('region', { name: 'Distributions' });
	const picture = view.getByRole('img', { name: /^Distributions at round/ });
	await expect(picture).toHaveAccessibleName(/round 0\. .* G covers \d of 8 hills/);

	// G of the first round makes nothing like the data: V at the best D is nearly 0, far above its floor.
	await expect(figureOf(page, /C\(G\)|𝐶/)).toHaveText(/^−?0\.0\d\d$/);
	await view.getByText('Hills covered').click();
	await expect(view.getByText(/within three deviations of a hill: \d+%/)).toBeVisible();

	const before = await picture.locator('canvas').screenshot();
	await page.getByRole('button', { name: 'Made by G' }).press('Enter');
	await expect(page.getByRole('button', { name: 'Made by G' })).toHaveAttribute(
		'aria-pressed',
		'false',
	);
	expect(await picture.locator('canvas').screenshot()).not.toEqual(before);
	await page.getByRole('radio', { name: 'D*', exact: true }).press('Space');
	await expect(page.getByRole('radio', { name: 'D*', exact: true })).toBeChecked();

	// While it trains the figures follow, and so do the curves.
	await page.getByRole('button', { name: 'Train', exact: true }).click();
	await expect(picture).toHaveAccessibleName(/G covers [4-8] of 8 hills/, { timeout: 200_000 });
	await expect(view.getByRole('img', { name: /^Over the rounds\. Latest: .*JSD/ })).toBeVisible();
	await page.getByRole('button', { name: /^Pause/ }).click();

	await view.getByRole('button', { name: 'Enlarge' }).click();
	await expect(view.getByRole('img', { name: 'D*: the best answer there is' })).toBeVisible();
	await page.keyboard.press('Escape');
	await expect(view.getByRole('button', { name: 'Enlarge' })).toBeVisible();
	await view.getByRole('button', { name: 'Close the view' }).click();
	await expect(view).toHaveCount(0);
	await page.getByRole('button', { name: 'Open it' }).click();
	await expect(picture).toBeVisible();
	expect(errors).toEqual([]);
});

test('a round is gone through in slow motion, forward and back', async ({ page }) => {
	await open(page, 'gan-1d');
	await expect(page.getByRole('img', { name: /^Distributions at round 0/ })).toBeVisible();
	await page.getByRole('button', { name: 'Slow motion' }).click();
	const stage = page.getByRole('status').filter({ hasText: /’s turn, stage/ });
	const next = page.getByRole('button', { name: 'Next stage' });
	await expect(stage).toHaveText(/^Draw\s*D’s turn, stage 1 of 6/);
	await expect(page.getByRole('button', { name: 'One stage back' })).toBeDisabled();
	for (const title of ['G runs forward', 'D runs forward', 'Loss of D', 'Gradient to D']) {
		await next.click();
		await expect(stage).toContainText(title);
	}
	await expect(page.getByRole('group', { name: /D\(G\(z\)\).*; learning$/ })).toBeVisible();
	await next.click();
	await expect(stage).toContainText('Step of D');
	await next.click();
	await expect(stage).toHaveText(/^G runs forward\s*G’s turn, stage 1 of 5/);
	for (let i = 0; i < 2; i++) await page.getByRole('button', { name: 'One stage back' }).click();
	await expect(stage).toHaveText(/^Gradient to D.*as it was/);
	for (let i = 0; i < 6; i++) await next.click();
	await expect(stage).toContainText('Step of G');
	await expect(page.locator('.round').first()).toContainText(/Round\s*1/);
	await page.getByRole('button', { name: 'Slow motion' }).click();
	await expect(stage).toHaveCount(0);
});

test('on a phone, and in Japanese', async ({ page }) => {
	await page.setViewportSize({ width: 390, height: 844 });
	await open(page, 'gan-1d', 'ja');
	const picture = page.getByRole('img', { name: /^0 ラウンドの分布/ });
	await expect(picture).toBeVisible();
	const { width } = (await picture.boundingBox())!;
	expect(width).toBeGreaterThan(340);
	expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
	await page.getByRole('button', { name: 'スロー' }).click();
	await expect(page.getByRole('status').filter({ hasText: 'D の番' })).toContainText('取り出す');
});

test('the gallery has them under a heading of their own, and their data can be looked at', async ({
	page,
}) => {
	await page.goto('./?lang=en');
	const section = page.getByRole('region', { name: 'The right understanding' });
	await expect(section.getByRole('article')).toHaveCount(3);
	await section.getByRole('link', { name: /eight Gaussians/ }).click();
	await page.locator('.svelte-flow__node[data-id="data"]').click();
	await expect(page.getByRole('img', { name: '400 points of this data set' })).toBeVisible();
});

test('a D made strong first leaves the saturating loss no gradient', async ({ page }) => {
	await open(page, 'gan-2d-collapse');
	const start = page.getByRole('button', { name: 'Train D alone' });
	await start.click();
	const chart = page.getByRole('img', { name: /^Length of G’s gradient after 1,000 updates/ });
	await expect(chart).toBeVisible({ timeout: 200_000 });
	const text = await page.getByText(/^What to look at/).textContent();
	const times = Number(/leaves G ([\d,.]+) times less/.exec(text ?? '')?.[1]?.replaceAll(',', ''));
	expect(times).toBeGreaterThan(100);
	expect(text).toContain('−log D leaves as much as it ever did');
	await expect(page.locator('.round').first()).toContainText(/Round\s*0/);
});
