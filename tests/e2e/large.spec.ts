// A graph of many nodes is drawn sparingly, and yet all of it can be reached and worked on.
import { expect, test } from '@playwright/test';
import { serializeDocument } from '../../src/lib/graph/serialize';
import { largeDocument } from '../bench/largeDocument';
import { middleOf, node, stroke, wire, wires } from './canvas';

test('a large graph: seen whole, wires taken from afar, all there near by', async ({ page }) => {
	const document = largeDocument({ nodes: 200, wires: 300 });
	const { canvas } = document.networks.G!;
	await page.addInitScript(() => sessionStorage.setItem('ganloom.reloadedForIsolation', 'yes'));
	await page.goto('./?lang=en');
	const chooser = page.waitForEvent('filechooser');
	await page.getByRole('button', { name: /^Open/ }).click();
	const buffer = Buffer.from(serializeDocument(document));
	await (await chooser).setFiles({ name: 'large.json', mimeType: 'application/json', buffer });
	await node(page, 'fake').locator('.head, .block').first().dblclick();

	// From afar every node is a block with its title, and no wire is an element of its own.
	await expect(page.locator('.svelte-flow__node')).toHaveCount(200);
	await expect(page.locator('.svelte-flow__node .block span')).toHaveCount(200);
	await expect(page.locator('.bulk path')).not.toHaveCount(0);
	await expect(wires(page)).toHaveCount(0);

	// The pointer takes the wire it is on: between the first two nodes only one passes.
	const first = canvas.nodes[0]!.id;
	const second = canvas.nodes[1]!.id;
	const [a, b] = [(await node(page, first).boundingBox())!, await middleOf(node(page, second))];
	await page.mouse.move((a.x + a.width + b[0]) / 2 - 2, a.y + a.height / 2);
	await expect(wires(page)).toHaveCount(1);
	await expect(wires(page)).toHaveAttribute('data-id', new RegExp(`^${second}/`));

	// A chosen node is drawn with its sockets, its wires are elements, and go with it.
	const middle = canvas.nodes[62]!.id;
	await node(page, middle).locator('.block').click();
	await expect(node(page, middle).locator('.head')).toBeVisible();
	const own = canvas.wires.filter(({ from, to }) => from[0] === middle || to[0] === middle);
	for (const { to } of own) await expect(wire(page, to.join('/'))).toHaveCount(1);
	const incoming = own.find(({ to }) => to[0] === middle)!.to.join('/');
	const thread = wire(page, incoming).locator('.thread');
	const before = await thread.getAttribute('d');
	const from = await middleOf(node(page, middle).locator('.head'));
	await stroke(page, [from, [from[0] + 10, from[1] + 25]]);
	await expect(thread).not.toHaveAttribute('d', before!);
	await page.keyboard.press('Control+z');
	await expect(thread).toHaveAttribute('d', before!);

	// Near by all in view is whole; what is far off stays an empty box that keys still find.
	await page.keyboard.press('.');
	await expect(page.getByRole('button', { name: '100%' })).toBeVisible();
	await expect(page.locator('.svelte-flow__node .head').first()).toBeVisible();
	await expect.poll(() => wires(page).count()).toBeGreaterThan(own.length);
	const last = canvas.nodes.at(-1)!.id;
	await expect(node(page, last).locator('.head, .block span')).toHaveCount(0);
	await expect(node(page, last)).toHaveAccessibleName(/^Output/);

	// All of it can be chosen at once.
	await page.keyboard.press('Control+a');
	await expect(page.locator('.svelte-flow__node.selected')).toHaveCount(200);
	await page.keyboard.press('f');
	await expect(page.locator('.svelte-flow__node .block span')).toHaveCount(200);
});
