// What journeys over the canvas share: its parts by name, and what a hand does to them.
import { expect, type Locator, type Page } from '@playwright/test';

export const node = (page: Page, id: string): Locator =>
	page.locator(`.svelte-flow__node[data-id="${id}"]`);

export const headOf = (page: Page, id: string): Locator => node(page, id).locator('.head');

/** `end` is the input it ends at, `node/port`. */
export const wire = (page: Page, end: string): Locator =>
	page.locator(`.svelte-flow__edge[data-id="${end}"]`);

export const wires = (page: Page): Locator => page.locator('.svelte-flow__edge');

export const socket = (page: Page, id: string, side: 'source' | 'target', port: string): Locator =>
	page.locator(`.svelte-flow__handle.${side}[data-nodeid="${id}"][data-handleid="${port}"]`);

/** What the canvas has read aloud last. */
export const said = (page: Page): Locator => page.locator('main.canvas > .spoken');

export async function middleOf(locator: Locator): Promise<[x: number, y: number]> {
	const box = await locator.boundingBox();
	if (!box) throw new Error('It is not on the screen.');
	return [box.x + box.width / 2, box.y + box.height / 2];
}

/** Presses at one place, goes to the others in turn and lets go. */
export async function stroke(
	page: Page,
	[first, ...others]: readonly (readonly [number, number])[],
	button: 'left' | 'right' | 'middle' = 'left',
): Promise<void> {
	if (!first) return;
	await page.mouse.move(...first);
	await page.mouse.down({ button });
	for (const place of others) await page.mouse.move(...place, { steps: 6 });
	await page.mouse.up({ button });
}

/** A fresh project of the smallest preset, its training canvas on the screen; on a phone, once it is unfolded. */
export async function openGan(page: Page, { phone = false } = {}): Promise<void> {
	// The page reloads once to isolate itself, unless it has in this tab: that would take a first gesture along.
	await page.addInitScript(() => sessionStorage.setItem('ganloom.reloadedForIsolation', 'yes'));
	await page.goto('edit?preset=gan&lang=en');
	if (phone) await page.getByRole('button', { name: 'Open the graph' }).tap();
	await expect(node(page, 'dReal')).toBeVisible();
}
