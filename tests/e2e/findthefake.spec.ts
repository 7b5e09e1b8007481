// Finding the fake: a person in D's place, by pointer and by keys.
import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Locator, type Page } from '@playwright/test';

async function openGame(page: Page, preset: string, language: 'en' | 'ja'): Promise<Locator> {
	await page.addInitScript(() => {
		localStorage.setItem('ganloom.backend', 'wasm');
		sessionStorage.setItem('ganloom.reloadedForIsolation', 'yes');
	});
	await page.goto(`./edit?preset=${preset}&lang=${language}`);
	const [open, name] =
		language === 'en' ? ['Explore', 'Find the fake'] : ['しらべる', 'にせものさがし'];
	await page.getByRole('button', { name: open, exact: true }).click();
	await page.getByRole('radio', { name }).press('Space');
	const game = page.getByRole('region', { name });
	await expect(game.getByRole('button', { name: /^(Picture 1|1 枚目)/ })).toBeVisible();
	return game;
}

test('a round by pointer: the truth is shown, and counted', async ({ page }) => {
	const errors: string[] = [];
	page.on('pageerror', (error) => errors.push(error.message));
	const game = await openGame(page, 'gan', 'en');
	const pictures = game.getByRole('button', { name: /^Picture \d/ });
	await expect(pictures).toHaveCount(2);
	const next = game.getByRole('button', { name: 'Next' });
	await expect(next).toBeDisabled();
	// Nothing tells the fake beforehand.
	for (const picture of await pictures.all())
		await expect(picture).toHaveAccessibleName(/^Picture \d$/);
	await pictures.first().click();
	await expect(game.getByRole('button', { name: /Made by G\. D: \d/ })).toHaveCount(1);
	await expect(game.getByRole('button', { name: /Real\. D: \d/ })).toHaveCount(1);
	const found = await pictures.first().getAttribute('aria-label');
	const hits = found?.includes('Made by G') ? 1 : 0;
	await expect(game.getByRole('row', { name: new RegExp(`^You ${hits} of 1 `) })).toBeVisible();
	await expect(game.getByRole('row', { name: /^D [\d.]+ of 1 / })).toBeVisible();
	await expect(game.getByText('By chance: 50%.')).toBeVisible();
	// A second choice counts for nothing.
	await pictures.last().press('Enter');
	await page.keyboard.press('2');
	await expect(game.getByRole('row', { name: new RegExp(`^You ${hits} of 1 `) })).toBeVisible();
	const { violations } = await new AxeBuilder({ page }).include('[data-place=explore]').analyze();
	expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
	expect(errors).toEqual([]);
});

test('by keys alone, four at a time, in Japanese', async ({ page }) => {
	const game = await openGame(page, 'cgan', 'ja');
	await game.getByRole('radio', { name: '4 枚から' }).press('Space');
	const pictures = game.getByRole('button', { name: /^\d 枚目\. 「\d」/ });
	await expect(pictures).toHaveCount(4);
	for (let question = 1; question <= 3; question++) {
		await pictures.first().press('4');
		await expect(
			game.getByRole('row', { name: new RegExp(`^あなた ${question} 回中`) }),
		).toBeVisible();
		// The way on is at hand.
		await expect(game.getByRole('button', { name: '次へ' })).toBeFocused();
		await page.keyboard.press('Enter');
		await expect(pictures.first()).toBeFocused();
		await expect(pictures).toHaveCount(4);
	}
	await expect(game.getByText('あてずっぽうなら 25%。')).toBeVisible();
	// Another number of pictures is another game.
	await game.getByRole('radio', { name: '2 枚から' }).press('Space');
	await expect(game.getByRole('row', { name: 'あなた 0 回中 0 回' })).toBeVisible();
});

test('pictures made of pictures stand beside what they are made of, on a phone', async ({
	page,
}) => {
	await page.setViewportSize({ width: 390, height: 844 });
	const game = await openGame(page, 'pix2pix', 'en');
	const first = game.getByRole('button', { name: 'Picture 1' });
	await expect(first.locator('canvas')).toHaveCount(2);
	await first.click();
	await expect(game.getByRole('status').filter({ hasText: /G’s/ })).toBeVisible();
	expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
});
