// What no other has: what a graph changes on another one, and what flows on any wire.
import { readFile } from 'node:fs/promises';
import { expect, test, type Locator, type Page } from '@playwright/test';

const node = (page: Page, id: string): Locator =>
	page.locator(`.svelte-flow__node[data-id="${id}"]`);
const head = (page: Page, id: string): Locator => node(page, id).locator('.head');
const viewport = (page: Page): Promise<string | null> =>
	page.locator('.svelte-flow__viewport').getAttribute('style');
/** Nothing moves any more: what is asked for by an animation has come. */
async function settled(page: Page): Promise<string | null> {
	let before = await viewport(page);
	await expect
		.poll(async () => {
			const now = await viewport(page);
			const same = now === before;
			before = now;
			return same;
		})
		.toBe(true);
	return before;
}

test('a preset is told as what it changes on the one before, and leaving leads back', async ({
	page,
}) => {
	await page.goto('./?lang=en');
	await page.getByRole('link', { name: 'What changed since GAN?' }).click();
	const panel = page.getByRole('complementary', { name: 'Compare with another graph' });
	await expect(panel.getByRole('heading', { level: 2 })).toHaveText('What changed since GAN');
	await expect(panel).toContainText('Convolutions take the place of the dense layers');
	await expect(panel).toContainText('10,000 → 3,000');
	const start = await settled(page);

	// On the canvas: a new node, changed ones with what changed, the ghost of one that is gone.
	await expect(page.locator('.change.added')).toHaveCount(1);
	await expect(page.locator('.change.changed')).toHaveCount(2);
	await expect(page.locator('.change.changed').first()).toContainText('Learning rate');
	await expect(page.locator('.ghost')).toHaveText(/Raw output/);

	// The list leads to nodes, on other canvases too, and to what is gone.
	const inG = panel.getByRole('region', { name: 'Network G' });
	await inG.getByRole('button', { name: 'New Transposed conv' }).first().click();
	await expect(node(page, 'up1')).toHaveClass(/selected/);
	await expect(page.locator('.ghost')).toHaveCount(4);
	await panel
		.getByRole('region', { name: 'Training' })
		.getByRole('button', { name: 'Gone Raw output' })
		.click();
	const ghost = page.locator('.ghost.pointed');
	await expect(ghost).toBeInViewport();

	// Another preset, from the palette.
	await page.keyboard.press('Control+k');
	await page.getByRole('combobox').fill('cgan');
	await page.getByRole('option', { name: 'Compare with CGAN', exact: true }).click();
	await expect(panel.getByRole('heading', { level: 2 })).toHaveText('What changed since CGAN');
	await expect(page.locator('.ghost').filter({ hasText: 'One-hot' })).toHaveCount(1);

	await page.getByRole('button', { name: 'Leave the comparison' }).click();
	await expect(panel).toBeHidden();
	await expect(page.locator('.ghost, .change')).toHaveCount(0);
	await expect.poll(() => viewport(page)).toBe(start);
});

test('edits are compared with where they began', async ({ page }) => {
	await page.goto('./edit/?preset=gan&lang=en');
	const panel = page.getByRole('complementary', { name: 'Compare with another graph' });
	await head(page, 'samples').click();
	await page.keyboard.press('Delete');
	await head(page, 'answers').click();
	await page.keyboard.press('Delete');

	await page.getByRole('button', { name: 'Compare', exact: true }).click();
	await page.getByRole('menuitem', { name: 'Before the last edit' }).click();
	await expect(page.locator('.ghost')).toHaveCount(1);
	await expect(panel.getByRole('region')).toContainText('0 new, 0 changed, 1 gone');
	// Further back.
	await panel.getByRole('slider', { name: 'How many edits ago' }).fill('2');
	await expect(panel.getByRole('heading', { level: 2 })).toContainText('2 edits ago');
	await expect(page.locator('.ghost')).toHaveCount(2);
	// What is undone is no difference any more.
	await page.locator('main.canvas').focus();
	await page.keyboard.press('Control+z');
	await page.keyboard.press('Control+z');
	await expect(panel.getByRole('status')).toContainText('Nothing is different.');
	await page.locator('main.canvas').focus();
	await page.keyboard.press('Escape');
	await expect(panel).toBeHidden();
});

test('compared with a file, with one that is no graph, and with another project', async ({
	page,
}) => {
	// A project to be compared with: the DCGAN, opened before.
	await page.goto('./edit/?preset=dcgan&lang=en');
	await expect(node(page, 'dReal')).toBeVisible();
	await expect(page.getByText('Saved', { exact: true })).toBeVisible();
	await page.goto('./edit/?preset=gan&lang=en');
	await expect(node(page, 'dReal')).toBeVisible();
	const panel = page.getByRole('complementary', { name: 'Compare with another graph' });
	const compare = page.getByRole('button', { name: 'Compare', exact: true });
	const give = async (file: { name: string; mimeType: string; buffer: Buffer }): Promise<void> => {
		await compare.click();
		const chooser = page.waitForEvent('filechooser');
		await page.getByRole('menuitem', { name: /^A file/ }).click();
		await (await chooser).setFiles(file);
	};
	const mimeType = 'application/json';
	await give({ name: 'broken.json', mimeType, buffer: Buffer.from('{"format": "gan') });
	await expect(page.getByText(/broken\.json/)).toBeVisible();
	await expect(panel).toBeHidden();

	const graph = await readFile('graphs/cgan.json');
	await give({ name: 'mine.json', mimeType, buffer: graph });
	await expect(panel.getByRole('heading', { level: 2 })).toContainText('mine.json');
	await expect(page.locator('.ghost').filter({ hasText: 'One-hot' })).toHaveCount(1);
	await page.getByRole('button', { name: 'Leave the comparison' }).click();

	await compare.click();
	await page
		.getByRole('group', { name: 'Projects' })
		.getByRole('menuitem', { name: /DCGAN/ })
		.click();
	await expect(panel.getByRole('heading', { level: 2 })).toContainText('DCGAN');
	await expect(page.locator('.change.changed')).not.toHaveCount(0);
	await page.getByRole('button', { name: 'Leave the comparison' }).click();
	await expect(panel).toBeHidden();
});

test('where nearly everything is another, it is told as a whole', async ({ page }) => {
	await page.goto('./edit/?preset=melgan&compare=stackgan&lang=ja');
	const panel = page.getByRole('complementary', { name: '別のグラフと比べる' });
	await expect(panel).toContainText('画像ではなく音です');
	await expect(panel.getByText('STFT 損失：0 個から 1 個')).toBeAttached();
	await expect(page.locator('.change')).toHaveCount(0);
	await panel.getByRole('button', { name: 'ノードごとに見る' }).first().click();
	await expect(page.locator('.change.added')).not.toHaveCount(0);
});

test('on a phone the changes are a list that leads to the graph', async ({ page }) => {
	await page.setViewportSize({ width: 390, height: 844 });
	await page.goto('./edit/?preset=cgan&compare=dcgan&lang=en');
	const list = page.getByRole('dialog', { name: 'Compare with another graph' });
	await expect(list).toContainText('Back to dense layers');
	await list.getByRole('button', { name: 'New One-hot' }).click();
	await expect(node(page, 'oneHot')).toBeInViewport();
	await page.getByRole('button', { name: 'Close the graph' }).click();
	await list.getByRole('button', { name: 'Leave the comparison' }).click();
	await expect(list).toBeHidden();
});

test('what flows is seen on any wire, before training and live, in the call one chooses', async ({
	page,
}) => {
	await page.goto('./edit/?preset=gan&lang=en');
	await expect(page.getByRole('button', { name: 'Train', exact: true })).toBeEnabled();

	// By key at a node: pictures of an untrained G.
	await head(page, 'G').click();
	await page.keyboard.press('p');
	const made = page.getByRole('group', { name: /^What flows at G\(z\)/ });
	await expect(made.getByRole('img', { name: '8 pictures' })).toBeVisible();
	await expect(made).toContainText('before training');

	// By the eye at a selected wire.
	await page.locator('.svelte-flow__edge[data-id="sumD/loss1"] .reach').click({ force: true });
	await page.getByRole('button', { name: 'Look at what flows' }).click();
	const loss = page.getByRole('group', { name: /^What flows at BCE/ });
	await expect(loss.locator('b.number')).toHaveText(/^\d\.\d\d$/);

	// Inside a network, in either of its calls.
	await head(page, 'dReal').dblclick();
	await head(page, 'flat').click();
	await page.keyboard.press('p');
	const flat = page.getByRole('group', { name: /^What flows at Flatten/ });
	await expect(flat.getByRole('img', { name: 'How the numbers are spread' })).toBeVisible();
	const numbers = (card: Locator): Promise<string> => card.locator('footer').innerText();
	const real = await numbers(flat);
	await flat.getByRole('combobox', { name: 'In which call' }).selectOption('D(G(z))');
	await expect.poll(() => numbers(flat)).not.toBe(real);

	// Live: what G gives changes while it learns.
	const untrained = await numbers(flat);
	await page.getByRole('button', { name: 'Train', exact: true }).click();
	await expect.poll(() => numbers(flat)).not.toBe(untrained);
	await expect(flat).not.toContainText('before training');

	// Another graph than was trained is not built behind one's back.
	await head(page, 'relu1').click();
	await page.keyboard.press('Control+Delete');
	await expect(flat).toContainText('The graph has changed.');
	await flat.getByRole('button', { name: 'Show it as it is now' }).click();
	await expect(flat.getByRole('img', { name: 'How the numbers are spread' })).toBeVisible();

	// Closed, and no part of the document: nothing to undo but the edit.
	await flat.getByRole('button', { name: /^Close the look/ }).click();
	await expect(flat).toBeHidden();
	await page.keyboard.press('Control+z');
	await expect(node(page, 'relu1')).toBeVisible();
	await expect(page.getByRole('button', { name: 'Undo' })).toBeDisabled();
});
