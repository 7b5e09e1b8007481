// When each player learns, moved under the canvas by mouse and by keyboard.
import { expect, test, type Page } from '@playwright/test';

const end = (page: Page, name: string) => page.getByRole('slider', { name, exact: true });

test('a player’s rounds are moved on the timeline, and the schedule follows', async ({ page }) => {
	await page.goto('./edit?preset=stackgan&lang=en');
	const d1 = end(page, 'D1 ends');
	const d2 = end(page, 'D2 begins');
	await expect(d1).toHaveAttribute('aria-valuenow', '12000');
	await expect(d2).toHaveAttribute('aria-valuetext', 'after round 12,000');

	await d1.focus();
	await page.keyboard.press('ArrowLeft');
	const before = Number(await d1.getAttribute('aria-valuenow'));
	expect(before).toBeLessThan(12_000);
	await page.keyboard.press('End');
	await expect(d1).toHaveAttribute('aria-valuetext', 'to the end of the run');

	// The player’s own panel says the same.
	await page.getByRole('button', { name: 'Show D1 on the graph' }).click();
	await expect(page.getByRole('textbox', { name: 'Ends with' })).toHaveValue('0');

	// A drag is one step back.
	const box = (await d2.boundingBox())!;
	const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
	await page.mouse.move(x, y);
	await page.mouse.down();
	await page.mouse.move(x - 120, y, { steps: 4 });
	await page.mouse.move(x - 240, y, { steps: 4 });
	await page.mouse.up();
	const dragged = Number(await d2.getAttribute('aria-valuenow'));
	expect(dragged).toBeLessThan(11_000);
	await page.keyboard.press('Control+z');
	await expect(d2).toHaveAttribute('aria-valuenow', '12000');
	await expect(d1).toHaveAttribute('aria-valuetext', 'to the end of the run');

	// A graph whose players play all along tells nothing until it is asked.
	await page.goto('./edit?preset=gan&lang=en');
	const show = page.getByRole('button', { name: /^Timeline/ });
	await expect(end(page, 'D ends')).toBeHidden();
	await show.click();
	await end(page, 'D ends').focus();
	await page.keyboard.press('Home');
	await expect(end(page, 'D ends')).not.toHaveAttribute('aria-valuetext', 'to the end of the run');
});
