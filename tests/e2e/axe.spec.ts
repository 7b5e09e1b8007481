// Every page and state, read by axe: nothing serious or critical may stand in anyone's way.
import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';

const DESK = { width: 1440, height: 900 };
const PHONE = { width: 390, height: 844 };

/** What axe finds, with the elements it finds it at. */
async function findings(page: Page): Promise<string[]> {
	const { violations } = await new AxeBuilder({ page }).analyze();
	return violations
		.filter(({ impact }) => impact === 'serious' || impact === 'critical')
		.flatMap(({ id, nodes }) =>
			nodes.map(({ target, failureSummary }) => `${id} ${target.join(' ')}: ${failureSummary}`),
		);
}

async function scan(page: Page, state: string): Promise<void> {
	await page.evaluate(() => document.fonts.ready);
	expect.soft(await findings(page), state).toEqual([]);
}

interface Look {
	language: 'en' | 'ja';
	theme: 'light' | 'dark';
}

async function open(page: Page, path: string, { language, theme }: Look): Promise<void> {
	await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
	await page.addInitScript((chosen) => localStorage.setItem('ganloom.theme', chosen), theme);
	await page.goto(`${path}${path.includes('?') ? '&' : '?'}lang=${language}`);
	await expect(page.locator('html')).toHaveAttribute('lang', language);
	await expect(page.locator('html')).toHaveAttribute('data-theme', theme);
}

const LOOKS: readonly Look[] = [
	{ language: 'en', theme: 'light' },
	{ language: 'ja', theme: 'dark' },
];

for (const look of LOOKS) {
	test.describe(`${look.language}, ${look.theme}`, () => {
		test('the gallery, at a desk and on a phone', async ({ page }) => {
			await open(page, './', look);
			await expect(page.getByRole('heading').first()).toBeVisible();
			await scan(page, 'gallery');
			await page.setViewportSize(PHONE);
			await scan(page, 'gallery on a phone');
		});

		test('projects, and the versions of one', async ({ page }) => {
			await open(page, './projects/', look);
			await expect(page.getByRole('main').getByRole('button').first()).toBeVisible();
			await scan(page, 'no projects');
			await open(page, './edit?preset=gan', look);
			await expect(page.locator('.svelte-flow__node').first()).toBeVisible();
			await page.keyboard.press('Control+s');
			await page.getByText(/^(Name this version|名前を付ける)$/).click();
			await page.keyboard.press('Enter');
			await expect(page.getByRole('dialog').getByRole('listitem')).toHaveCount(1);
			await scan(page, 'versions');
			await page.setViewportSize(PHONE);
			await scan(page, 'versions on a phone');
			await open(page, './projects/', look);
			await expect(page.getByRole('main').getByRole('listitem')).toHaveCount(1);
			await scan(page, 'projects on a phone');
			await page.setViewportSize(DESK);
			await scan(page, 'projects');
		});

		test('a page that is not there', async ({ page }) => {
			await open(page, './nowhere', look);
			await scan(page, 'error page');
		});

		test('the editor, with what opens in it', async ({ page }) => {
			await page.setViewportSize(DESK);
			await open(page, './edit?preset=gan', look);
			const node = (id: string) => page.locator(`.svelte-flow__node[data-id="${id}"]`);
			await expect(node('dReal')).toBeVisible();
			await scan(page, 'editor');

			await node('playD').click();
			await expect(page.locator('aside.inspector math').first()).toBeVisible();
			await scan(page, 'a player in the inspector');
			await node('mnist').click();
			await scan(page, 'a data set in the inspector');
			await page.keyboard.press('Control+a');
			await scan(page, 'several nodes in the inspector');
			await page.keyboard.press('Escape');

			await page.keyboard.press('Control+k');
			await expect(page.getByRole('combobox')).toBeVisible();
			await scan(page, 'palette');
			await page.keyboard.press('Escape');

			await page.locator('nav.rail .category').nth(1).click();
			await expect(page.locator('nav.rail .flyout')).toBeVisible();
			await scan(page, 'the rail’s list');
			await page.keyboard.press('Escape');

			await node('dReal').dblclick();
			await expect(node('dense1')).toBeVisible();
			await scan(page, 'inside a network');
			await node('dense1').click();
			await scan(page, 'a layer in the inspector');
		});

		test('problems, the menus and the generate panel', async ({ page }) => {
			await open(page, './edit?preset=gan&weights=trained', look);
			await expect(page.locator('.svelte-flow__node[data-id="dReal"]')).toBeVisible();

			for (const [i, opener] of (
				await page.locator('header [aria-haspopup], header [aria-expanded]').all()
			).entries()) {
				await opener.click();
				await scan(page, `menu ${i} of the top bar`);
				await page.keyboard.press('Escape');
			}

			await page.locator('.svelte-flow__node[data-id="sumD"]').click();
			await page.keyboard.press('Delete');
			await expect(page.locator('.problems')).toBeVisible();
			await page.locator('.problems .more').click();
			await scan(page, 'the list of problems');
			await page.keyboard.press('Control+z');

			await page.getByRole('button', { name: /^(Generate|生成)$/ }).click();
			await scan(page, 'the generate panel');
		});

		test('an empty document, at a desk and on a phone', async ({ page }) => {
			await open(page, './edit', look);
			await expect(page.locator('main')).toBeVisible();
			await scan(page, 'empty editor');
			await page.setViewportSize(PHONE);
			await scan(page, 'empty editor on a phone');
		});

		test('the editor on a phone', async ({ page }) => {
			await page.setViewportSize(PHONE);
			await open(page, './edit?preset=gan', look);
			await expect(page.locator('main')).toBeVisible();
			await scan(page, 'phone');
			for (const button of await page.locator('nav button').all()) {
				if (!(await button.isVisible())) continue;
				await button.click();
				await scan(page, `phone, ${(await button.textContent()) ?? ''}`);
			}
		});
	});
}
