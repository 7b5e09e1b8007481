// Experiments: from the gallery to a project that is told as what it changes, and what the change does.
import AxeBuilder from '@axe-core/playwright';
import { expect, test } from '@playwright/test';

test.beforeEach(async ({ page }) => {
	await page.addInitScript(() => localStorage.setItem('ganloom.backend', 'wasm'));
});

test('an experiment is opened by keyboard, compared with its preset, and kept', async ({
	page,
}) => {
	await page.goto('./?lang=en');
	const list = page.getByRole('region', { name: 'Experiments' });
	await list.locator('summary', { hasText: 'without its cycle loss' }).focus();
	await page.keyboard.press('Enter');
	const { violations } = await new AxeBuilder({ page }).include('#experiments').analyze();
	expect(violations.map(({ id }) => id)).toEqual([]);
	await list.getByRole('link', { name: 'Without the cycle loss' }).press('Enter');

	const panel = page.getByRole('complementary', { name: 'Compare with another graph' });
	await expect(panel.getByRole('heading', { level: 2 })).toHaveText('What changed since CycleGAN');
	await expect(page.locator('.change.changed')).toHaveCount(2);
	await expect(page.locator('.change.changed').first()).toContainText('off');
	await expect(page).toHaveTitle(/^Without the cycle loss/);
});

test('an experiment that is not there is told', async ({ page }) => {
	await page.goto('./edit?experiment=cycle/none&lang=ja');
	await expect(page.getByRole('alert')).toContainText('cycle/none');
});
