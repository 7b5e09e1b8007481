// A graph of pictures, looked into: the plane of z, the nearest training pictures, D's features.
import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Locator, type Page } from '@playwright/test';
import { middleOf, stroke } from './canvas';

async function openPanel(page: Page, preset: string, language: 'en' | 'ja'): Promise<Locator> {
	await page.addInitScript(() => {
		localStorage.setItem('ganloom.backend', 'wasm');
		sessionStorage.setItem('ganloom.reloadedForIsolation', 'yes');
	});
	await page.goto(`./edit?preset=${preset}&lang=${language}`);
	const name = language === 'en' ? 'Explore' : 'しらべる';
	await page.getByRole('button', { name, exact: true }).click();
	const panel = page.getByRole('region', { name, exact: true });
	await expect(panel).toBeVisible();
	return panel;
}

/** What a picture shows: compared, to see whether it has changed. */
const pixelsOf = (picture: Locator): Promise<string> =>
	picture.locator('canvas').evaluate((canvas: HTMLCanvasElement) => canvas.toDataURL());

async function expectAccessible(page: Page): Promise<void> {
	const { violations } = await new AxeBuilder({ page }).include('[data-place=explore]').analyze();
	expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
}

test('a plane of z is walked through, by hand and by keys', async ({ page }) => {
	const errors: string[] = [];
	page.on('pageerror', (error) => errors.push(error.message));
	const panel = await openPanel(page, 'gan', 'en');
	const grid = panel.getByRole('img', { name: '81 pictures' });
	await expect(grid).toBeVisible();
	const straight = panel.getByRole('region', { name: /^Straight/ });
	const around = panel.getByRole('region', { name: /^Around/ });
	await expect(straight.getByText('z halfway: 1.72 long')).toBeVisible();
	await expect(around.getByText('z halfway: 10.0 long')).toBeVisible();
	await expectAccessible(page);

	const a = panel.getByRole('button', { name: /^A at/ });
	const before = await pixelsOf(straight.getByRole('img'));
	await a.press('ArrowRight');
	await expect(a).toHaveAccessibleName(/^A at -0\.89, -0\.34/);
	await expect.poll(() => pixelsOf(straight.getByRole('img'))).not.toBe(before);

	const [x, y] = await middleOf(a);
	await stroke(page, [
		[x, y],
		[x + 60, y + 30],
	]);
	await expect(a).not.toHaveAccessibleName(/^A at -0\.89/);

	const old = await pixelsOf(grid);
	await panel.getByRole('button', { name: 'Another plane' }).click();
	await expect.poll(() => pixelsOf(grid)).not.toBe(old);

	// What is shown is what G makes now.
	const untrained = await pixelsOf(grid);
	await page.getByRole('button', { name: 'Step G' }).click();
	await expect.poll(() => pixelsOf(grid)).not.toBe(untrained);
	await panel.getByRole('button', { name: 'Close the exploration' }).click();
	await expect(panel).toHaveCount(0);
	expect(errors).toEqual([]);
});

test('the class is held while z moves', async ({ page }) => {
	const panel = await openPanel(page, 'cgan', 'ja');
	const grid = panel.getByRole('img', { name: '画像 81 枚' });
	await expect(grid).toBeVisible();
	const before = await pixelsOf(grid);
	await panel.getByRole('combobox', { name: 'クラス' }).selectOption('7');
	await expect.poll(() => pixelsOf(grid)).not.toBe(before);
	await expect(panel.getByText(/だれの筆跡か/)).toBeVisible();
});

test('a made picture stands beside the training pictures nearest to it', async ({ page }) => {
	const panel = await openPanel(page, 'gan', 'en');
	await panel.getByRole('radio', { name: 'Nearest data' }).press('Space');
	await expect(panel.getByRole('figure')).toHaveCount(5);
	const distances = await panel.getByRole('figure').allInnerTexts();
	expect(distances.map(Number)).toEqual(distances.map(Number).toSorted((a, b) => a - b));
	// Noise of an untrained G is far from every digit: hardly a real one is so far from its nearest.
	await expect(panel.getByText(/Of 100 real pictures .* (9\d|100) come nearer/)).toBeVisible({
		timeout: 60_000,
	});
	await panel.getByRole('button', { name: 'Picture 3' }).press('Enter');
	await expect(panel.getByText('Nearest training pictures to picture 3')).toBeVisible();
	await expect(panel.getByRole('figure')).toHaveCount(5);
	await expectAccessible(page);
});

test('D’s features lie in a plane, of real pictures and made ones', async ({ page }) => {
	const panel = await openPanel(page, 'gan', 'en');
	await panel.getByRole('radio', { name: 'In D’s eyes' }).press('Space');
	const plane = panel.getByRole('img', { name: /^100 real pictures and as many made ones/ });
	await expect(plane.locator('circle')).toHaveCount(100);
	await expect(plane.locator('path')).toHaveCount(100);
	await expect(
		panel.getByText(/^The plane holds \d+% of the variance of 128 features/),
	).toBeVisible();
	await plane.locator('circle').first().hover({ force: true });
	await expect(panel.getByRole('img', { name: '1 picture', exact: true })).toBeVisible();
	await expectAccessible(page);
});

test('on a phone it takes the whole screen', async ({ page }) => {
	await page.setViewportSize({ width: 390, height: 844 });
	const panel = await openPanel(page, 'gan', 'ja');
	await expect(panel.getByRole('img', { name: '画像 81 枚' })).toBeVisible();
	expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
	await page.keyboard.press('Tab');
	await panel.getByRole('button', { name: 'しらべるのを終える' }).click();
	await expect(panel).toHaveCount(0);
});
