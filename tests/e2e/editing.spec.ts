// Editing with fewer steps: the palette, wires that take nodes in and let them go, blocks, alignment.
import { expect, test } from '@playwright/test';
import { middleOf, node } from './canvas';

test('a layer is found, put into a wire, taken out, grouped and lined up', async ({ page }) => {
	await page.goto('./?lang=en');
	await page
		.getByRole('link', { name: /A first GAN/ })
		.first()
		.click();
	await expect(node(page, 'dReal')).toBeVisible();

	// Any node of the document is found by name, and shown on its canvas.
	await page.keyboard.press('Control+k');
	const palette = page.getByRole('dialog', { name: 'Do or find anything' });
	await palette.getByRole('combobox').fill('sigmoid');
	await expect(palette.getByRole('option').first()).toContainText('Sigmoid');
	await palette.getByRole('option', { name: /D$/ }).first().click();
	await expect(node(page, 'dense2')).toBeVisible();
	await expect(palette).toBeHidden();
	await page.keyboard.press('Escape');

	// Added while a wire is selected, a node goes into it.
	const before = await page.locator('.svelte-flow__edge').count();
	await page.keyboard.press('f');
	await page.locator('.svelte-flow__edge[data-id="dense2/x"] .reach').click({ force: true });
	await page.keyboard.press('Shift+A');
	await page.getByPlaceholder('Search nodes').fill('dropout');
	await page.keyboard.press('Enter');
	await expect(node(page, 'dropout1')).toBeVisible();
	await expect(page.locator('.svelte-flow__edge')).toHaveCount(before + 1);
	await expect(page.locator('.svelte-flow__edge[data-id="dropout1/x"]')).toHaveCount(1);

	// Taken out, it leaves the wire whole; undone, it is back.
	await page.keyboard.press('Control+Delete');
	await expect(node(page, 'dropout1')).toBeHidden();
	await expect(page.locator('.svelte-flow__edge')).toHaveCount(before);
	await page.keyboard.press('Control+z');
	await expect(page.locator('.svelte-flow__edge')).toHaveCount(before + 1);
	await page.keyboard.press('Control+z');
	await expect(page.locator('.svelte-flow__edge')).toHaveCount(before);

	// A free node dragged over a wire is taken in where it is let go.
	await page.keyboard.press('Shift+A');
	await page.getByPlaceholder('Search nodes').fill('dropout');
	await page.keyboard.press('Enter');
	const [fromX, fromY] = await middleOf(node(page, 'dropout1').locator('.head'));
	const a = await middleOf(node(page, 'relu1'));
	const b = await middleOf(node(page, 'dense2'));
	await page.mouse.move(fromX, fromY);
	await page.mouse.down();
	await page.mouse.move((a[0] + b[0]) / 2, (a[1] + b[1]) / 2, { steps: 8 });
	await expect(page.locator('.wire.taking')).toHaveCount(1);
	await page.mouse.up();
	await expect(page.locator('.svelte-flow__edge[data-id="dropout1/x"]')).toHaveCount(1);
	await page.keyboard.press('Control+z');

	// Several become a block, which can be taken apart again.
	await node(page, 'dense1').click();
	await node(page, 'relu1').click({ modifiers: ['Shift'] });
	await page.getByRole('button', { name: 'Upper edges in line' }).click();
	const [, top] = await middleOf(node(page, 'dense1').locator('.head'));
	const [, other] = await middleOf(node(page, 'relu1').locator('.head'));
	expect(Math.abs(top - other)).toBeLessThan(1);
	await page.getByRole('button', { name: /^Make a block/ }).click();
	await expect(node(page, 'block1')).toBeVisible();
	await expect(node(page, 'dense1')).toBeHidden();
	await page.getByRole('button', { name: 'Take the block apart' }).click();
	await expect(node(page, 'dense1')).toBeVisible();
	await expect(node(page, 'block1')).toBeHidden();
});
