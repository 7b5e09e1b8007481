// The whole way through, as a person goes it: preset, edit, train on WebGPU, come back, undo.
import { expect, test, type Locator, type Page } from '@playwright/test';

const D_OF_THE_PRESET = '467,713';
/** With a Dense of 128 units between the 512 units of the first layer and the second one. */
const D_WITH_A_LAYER = '484,225';

const node = (page: Page, id: string): Locator =>
	page.locator(`.svelte-flow__node[data-id="${id}"]`);
const socket = (page: Page, id: string, side: 'Input' | 'Output'): Locator =>
	node(page, id).locator(`[aria-label^="${side}"]`).first();

async function drag(page: Page, from: Locator, to: Locator): Promise<void> {
	const [a, b] = [await from.boundingBox(), await to.boundingBox()];
	if (!a || !b) throw new Error('Nothing to drag from or to is on the screen.');
	await page.mouse.move(a.x + a.width / 2, a.y + a.height / 2);
	await page.mouse.down();
	await page.mouse.move((a.x + b.x) / 2, (a.y + b.y) / 2, { steps: 5 });
	await page.mouse.move(b.x + b.width / 2, b.y + b.height / 2, { steps: 5 });
	await page.mouse.up();
}

/** The number in “Round 12 / 10,000”. */
async function round(page: Page): Promise<number> {
	const text = await page.locator('.round').first().textContent();
	return Number(/Round\s*([\d,]+)/.exec(text ?? '')?.[1]?.replaceAll(',', ''));
}

test('a first GAN is opened, changed, trained on WebGPU, found again and restored', async ({
	page,
	baseURL,
}) => {
	const errors: string[] = [];
	page.on('pageerror', (error) => errors.push(error.message));
	const elsewhere: string[] = [];
	page.on('request', (request) => {
		// What a page makes for itself, at blob: addresses, is of its own origin.
		if (new URL(request.url()).origin !== baseURL) elsewhere.push(request.url());
	});

	await page.goto('./?lang=en');
	await page
		.getByRole('link', { name: /A first GAN/ })
		.first()
		.click();
	await expect(node(page, 'dReal')).toBeVisible();

	// What there is to learn from is seen before anything is trained.
	await node(page, 'mnist').click();
	const items = page.getByRole('img', { name: /^image, item/ });
	await expect(items).toHaveCount(12);
	const first = await items.first().getAttribute('aria-label');
	await page.getByRole('button', { name: 'Show others' }).press('Enter');
	await expect(items.first()).not.toHaveAccessibleName(first!);
	await page.locator('.svelte-flow__pane').click({ position: { x: 20, y: 20 } });

	// WebGPU may be emulated on the CPU here: a small batch keeps a round to seconds.
	await page.getByRole('textbox', { name: 'Batch' }).fill('2');
	await page.keyboard.press('Enter');

	await node(page, 'dReal').locator('.head').dblclick();
	await expect(node(page, 'dense1')).toBeVisible();
	await expect(page.getByText(D_OF_THE_PRESET).first()).toBeVisible();

	await page.getByRole('button', { name: 'Layers', exact: true }).click();
	await page
		.getByRole('button', { name: /^Dense/ })
		.first()
		.dragTo(page.locator('.svelte-flow__pane'), { targetPosition: { x: 420, y: 480 } });
	const added = page.locator('.svelte-flow__node.selected');
	const id = await added.getAttribute('data-id');
	await drag(page, socket(page, 'relu1', 'Output'), socket(page, id!, 'Input'));
	await drag(page, socket(page, id!, 'Output'), socket(page, 'dense2', 'Input'));
	await page.keyboard.press('Escape');
	await page.keyboard.press('Escape');

	await node(page, 'dReal').click();
	await expect(page.getByText(D_WITH_A_LAYER).first()).toBeVisible();

	// Stepped phase by phase, the graph shows whose turn it is; between rounds it does not.
	const turn = page.getByRole('status').filter({ hasText: /phase \d of 2/ });
	await page.getByRole('button', { name: 'Step D' }).click();
	await expect(turn).toHaveText(/D learns\s*phase 1 of 2\s*Forward only: G/);
	await expect(page.getByRole('group', { name: /D\(x\).*; learning$/ })).toBeVisible();
	await page.getByRole('button', { name: 'Step G' }).click();
	await expect(turn).toHaveText(/G learns\s*phase 2 of 2\s*Passed through, unchanged: D/);
	await page.getByRole('button', { name: 'Reset' }).click();
	await expect(turn).toHaveCount(0);
	await page.getByRole('button', { name: /^1: show on the graph how D learns/ }).click();
	await expect(turn).toHaveText(/D learns/);
	await page.getByRole('button', { name: 'Show the whole graph' }).click();
	await expect(turn).toHaveCount(0);

	await page.getByRole('button', { name: /computes/i }).click();
	await page.getByRole('button', { name: /^WebGPU/ }).click();
	await expect(page.getByRole('button', { name: 'Computes with WebGPU' })).toBeVisible();
	await page.getByRole('button', { name: 'Train', exact: true }).click();
	await expect.poll(() => round(page), { timeout: 240_000 }).toBeGreaterThan(0);
	await page.getByRole('button', { name: 'Pause' }).click();
	await expect(page.getByRole('button', { name: 'Train', exact: true })).toBeEnabled();
	await expect(page.getByRole('button', { name: 'Computes with WebGPU' })).toBeVisible();
	const reached = await round(page);
	await expect(page.getByText('Saved', { exact: true })).toBeVisible();

	await page.reload();
	await expect(node(page, 'dReal')).toBeVisible();
	await expect.poll(() => round(page)).toBe(reached);
	await page.getByRole('button', { name: 'Train', exact: true }).click();
	await expect.poll(() => round(page), { timeout: 240_000 }).toBeGreaterThan(reached);
	await page.getByRole('button', { name: 'Pause' }).click();

	const undo = page.getByRole('button', { name: 'Undo', exact: true });
	while (await undo.isEnabled()) await undo.click();
	await page.keyboard.press('Escape');
	await node(page, 'dReal').click();
	await expect(page.getByText(D_OF_THE_PRESET).first()).toBeVisible();

	expect(errors).toEqual([]);
	expect(elsewhere).toEqual([]);
});
