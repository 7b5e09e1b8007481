// What people expect of a node editor, each thing by pointer and, where it applies, by keys. Which journey goes it:
//
//   undo and redo, one a gesture ······ all of these
//   quick-add by search ··············· here (adds and copies), editing
//   a socket dragged to empty space ··· here (adds and copies)
//   typed sockets and wires ··········· here (adds and copies)
//   reasons while a wire is dragged ··· here (adds and copies)
//   copy, cut, paste, duplicate ······· here (adds and copies)
//   box, several, all ················· here (looks around)
//   pan and zoom ······················ here (looks around; fingers)
//   fit all, fit what is selected ····· here (looks around)
//   minimap ··························· here (map, frames, lines and layout)
//   frames with a title ··············· here (map, frames, lines and layout)
//   networks and blocks ··············· here (in and out); editing; journey
//   off ······························· here (off)
//   joints ···························· here (wires)
//   cutting wires ····················· here (wires)
//   into a wire, and out of it ········ editing
//   breaking and moving wires ········· here (wires)
//   in line, and guides ··············· here (map, frames, lines and layout; guides); editing
//   tidy layout ······················· here (map, frames, lines and layout)
//   finding a node ···················· here (frames, tidies and finds), editing
//   help on nodes ····················· here (frames, tidies and finds)
//   errors that can be jumped to ······ here (frames, tidies and finds)
//   saved by itself ··················· journey
//   files that are dropped ············ exchange
//   the gallery ······················· journey
//   keys, and keys of one's own ······· here (keys)
import { expect, test, type Locator, type Page } from '@playwright/test';
import { headOf, middleOf, node, openGan, said, socket, stroke, wire, wires } from './canvas';

const undo = (page: Page): Promise<void> => page.keyboard.press('Control+z');

/** The field of whatever list is open over the canvas. */
const picker = (page: Page): Locator => page.getByRole('dialog').getByRole('combobox');

/** How far the canvas is moved, and its zoom. */
async function view(page: Page): Promise<{ x: number; y: number; zoom: number }> {
	return page.locator('.svelte-flow__viewport').evaluate((element) => {
		const { a, e, f } = new DOMMatrix(getComputedStyle(element).transform);
		return { x: e, y: f, zoom: a };
	});
}

test('adds nodes and wires with reasons, and copies', async ({ page }) => {
	await openGan(page);
	const nodes = page.locator('.svelte-flow__node');
	const [all, wired] = [await nodes.count(), await wires(page).count()];
	const search = picker(page);

	// Quick-add: a double click on nothing, or a key.
	const [x, y] = await middleOf(headOf(page, 'z'));
	await page.mouse.dblclick(x, y + 330);
	await search.fill('constant');
	await page.keyboard.press('Enter');
	await expect(nodes).toHaveCount(all + 1);
	await undo(page);
	await page.keyboard.press('Shift+A');
	await expect(search).toBeFocused();
	await page.keyboard.press('Escape');
	await expect(search).toHaveCount(0);

	// From a socket into the empty: only what takes a loss is offered, and it is wired.
	const loss = socket(page, 'rawG', 'source', 'loss');
	await expect(loss).toHaveAccessibleName(/Output loss: loss/);
	await stroke(page, [await middleOf(loss), [x + 100, y + 330]]);
	await expect(page.getByRole('option', { name: /^Weighted sum/ })).toBeVisible();
	await expect(page.getByRole('option', { name: /^Samples/ })).toHaveCount(0);
	await page.getByRole('option', { name: /^Weighted sum/ }).click();
	await expect(wires(page)).toHaveCount(wired + 1);
	await undo(page);
	await expect(nodes).toHaveCount(all);

	// What does not fit says why, and nothing is laid.
	const from = await middleOf(socket(page, 'z', 'source', 'z'));
	await stroke(page, [from, await middleOf(socket(page, 'dReal', 'target', 'image'))]);
	await expect(page.locator('.refused')).toContainText('pictures');
	await expect(wires(page)).toHaveCount(wired);
	await page.keyboard.press('Escape');

	// Copies lie beside, and with Shift come wired as they were; cut nodes come back from the clipboard.
	await headOf(page, 'bceFake').click();
	await page.keyboard.press('Control+d');
	await expect(nodes).toHaveCount(all + 1);
	await undo(page);
	await headOf(page, 'bceFake').click();
	await page.keyboard.press('Control+c');
	await page.keyboard.press('Control+Shift+v');
	await expect(nodes).toHaveCount(all + 1);
	await expect(wires(page)).toHaveCount(wired + 1);
	await undo(page);
	await headOf(page, 'answers').click();
	await page.keyboard.press('Control+x');
	await expect(node(page, 'answers')).toHaveCount(0);
	await page.keyboard.press('Control+v');
	await expect(nodes).toHaveCount(all);
	await undo(page);
	await undo(page);
	await expect(wires(page)).toHaveCount(wired);
});

test('looks around: box, pan, zoom, fit, map', async ({ page }) => {
	await openGan(page);
	const selected = page.locator('.svelte-flow__node.selected');
	const [x, y] = await middleOf(headOf(page, 'mnist'));
	await stroke(page, [
		[x - 90, y - 40],
		[x + 60, y + 260],
	]);
	await expect(selected).toHaveCount(2);
	await headOf(page, 'dReal').click({ modifiers: ['Shift'] });
	await expect(selected).toHaveCount(3);
	await page.keyboard.press('Control+a');
	await expect(selected).toHaveCount(await page.locator('.svelte-flow__node').count());
	await page.keyboard.press('Escape');
	await expect(selected).toHaveCount(0);

	const before = await view(page);
	const empty: [number, number] = [x, y + 400];
	await stroke(page, [empty, [empty[0] + 80, empty[1] - 40]], 'middle');
	const panned = await view(page);
	expect([panned.x - before.x, panned.y - before.y].map(Math.round)).toEqual([80, -40]);
	await page.mouse.move(...empty);
	await page.mouse.wheel(0, -200);
	await expect.poll(async () => (await view(page)).zoom).toBeGreaterThan(panned.zoom);
	// Two fingers on a trackpad scroll by little: that moves the canvas.
	const zoomed = await view(page);
	await page.mouse.wheel(7, 13);
	await expect.poll(async () => (await view(page)).x).toBeLessThan(zoomed.x);
	expect((await view(page)).zoom).toBe(zoomed.zoom);

	await page.keyboard.press('f');
	await expect.poll(async () => (await view(page)).zoom).toBeLessThan(zoomed.zoom);
	const whole = await view(page);
	await headOf(page, 'playG').click();
	await page.keyboard.press('.');
	await expect.poll(async () => (await view(page)).x).toBeLessThan(whole.x);

	await page.keyboard.press('Alt+m');
	await expect(page.locator('.loom-minimap')).toBeVisible();
	await page.keyboard.press('Alt+m');
	await expect(page.locator('.loom-minimap')).toHaveCount(0);

	// The arrows go from node to node, and with Alt move them.
	await page.keyboard.press('ArrowLeft');
	await expect(selected).toHaveCount(1);
	await expect(node(page, 'playG')).not.toHaveClass(/selected/);
	await expect(selected).toBeFocused();
});

test('frames, tidies and finds', async ({ page }) => {
	await openGan(page);
	await headOf(page, 'mnist').click();
	await headOf(page, 'z').click({ modifiers: ['Shift'] });
	const frames = await page.locator('.frame').count();
	await page.keyboard.press('Control+g');
	await expect(page.locator('.frame')).toHaveCount(frames + 1);
	await undo(page);
	await expect(page.locator('.frame')).toHaveCount(frames);

	const places = (): Promise<string[]> =>
		page
			.locator('.svelte-flow__node')
			.evaluateAll((all) => all.map((one) => (one as HTMLElement).style.transform));
	const laid = await places();
	await page.keyboard.press('Alt+Shift+t');
	await expect.poll(places).not.toEqual(laid);
	await undo(page);
	await expect.poll(places).toEqual(laid);

	// Found by its name; what it does, and where it comes from, stands beside it.
	await page.keyboard.press('Control+f');
	await picker(page).fill('raw output');
	await page.keyboard.press('Enter');
	await expect(node(page, 'rawG')).toHaveClass(/selected/);
	await expect(page.getByText('Takes D’s answer itself as the loss')).toBeVisible();

	// A missing wire is told at the node and in the list, which leads there.
	await wire(page, 'playG/loss').locator('.reach').click({ force: true });
	await page.keyboard.press('Delete');
	await expect(node(page, 'playG').locator('.badge.error')).toBeVisible();
	await page.keyboard.press('Escape');
	await page.getByRole('button', { name: 'Show it' }).click();
	await expect(node(page, 'playG')).toHaveClass(/selected/);
});

test('map, frames, lines and layout, each by pointer and by key', async ({ page }) => {
	await openGan(page);
	/** Opens the palette and does what it lists under a name. */
	const ask = async (name: string): Promise<void> => {
		await page.keyboard.press('Control+k');
		await picker(page).fill(name);
		await expect(page.getByRole('option', { name }).first()).toBeVisible();
		await page.keyboard.press('Enter');
		await expect(picker(page)).toHaveCount(0);
	};
	const map = page.locator('.loom-minimap');
	/** On the canvas, wherever the view is. */
	const placed = (id: string): Promise<{ x: number; y: number }> =>
		node(page, id).evaluate((element) => {
			const { m41, m42 } = new DOMMatrix((element as HTMLElement).style.transform);
			return { x: m41, y: m42 };
		});

	// The map, from the palette: a press on it looks there.
	await ask('Overview map');
	await expect(map).toBeVisible();
	const before = await view(page);
	const [x, y] = await middleOf(map);
	await stroke(page, [
		[x, y],
		[x + 30, y],
	]);
	await expect.poll(async () => (await view(page)).x).not.toBe(before.x);
	await page.keyboard.press('Alt+m');
	await expect(map).toHaveCount(0);
	await page.keyboard.press('f');
	await expect.poll(async () => Math.round((await view(page)).x)).toBe(Math.round(before.x));

	// A frame by its button, named and pointed where it is told; what stands on it goes with it.
	await headOf(page, 'mnist').click();
	await headOf(page, 'z').click({ modifiers: ['Shift'] });
	const frames = page.locator('.frame');
	const all = await frames.count();
	await page.getByRole('button', { name: /^Frame them/ }).click();
	await expect(frames).toHaveCount(all + 1);
	const frame = page.getByRole('region', { name: 'Frame', exact: true });
	await frame.locator('.title').click({ position: { x: 20, y: 14 } });
	await page.getByLabel('Point').fill('x ~ p');
	await page.keyboard.press('Enter');
	await expect(frame).toContainText('x ~ p');
	const start = await placed('mnist');
	const [fx, fy] = await middleOf(frame.locator('.title'));
	await stroke(page, [
		[fx, fy],
		[fx, fy + 60],
	]);
	await expect.poll(async () => (await placed('mnist')).y).toBeGreaterThan(start.y + 30);
	await undo(page);
	await expect.poll(() => placed('mnist')).toEqual(start);
	await undo(page);
	await undo(page);
	await expect(frames).toHaveCount(all);

	// In line and evenly spaced, by button and from the palette, each one step back.
	const three = ['bceReal', 'bceFake', 'rawG'];
	const choose = async (): Promise<void> => {
		await page.keyboard.press('Escape');
		for (const [i, id] of three.entries())
			await headOf(page, id).click(i > 0 ? { modifiers: ['Shift'] } : {});
	};
	const places = async (): Promise<{ x: number; y: number }[]> => Promise.all(three.map(placed));
	const tops = async (): Promise<number> => new Set((await places()).map((one) => one.y)).size;
	await choose();
	const laid = await places();
	await page.getByRole('button', { name: 'Upper edges in line' }).click();
	await expect.poll(tops).toBe(1);
	await page.locator('main.canvas').focus();
	await undo(page);
	await expect.poll(places).toEqual(laid);
	await choose();
	await ask('Upper edges in line');
	await expect.poll(tops).toBe(1);
	await undo(page);
	await expect.poll(places).toEqual(laid);
	await choose();
	await ask('Equal gaps down');
	const gaps = async (): Promise<number> => {
		const boxes = await Promise.all(three.map((id) => node(page, id).boundingBox()));
		const [a, b, c] = boxes.map((box) => box!).sort((one, other) => one.y - other.y);
		return Math.abs(b!.y - a!.y - a!.height - (c!.y - b!.y - b!.height));
	};
	// Snapped to the grid, two gaps are a step of it apart at most.
	await expect.poll(gaps).toBeLessThanOrEqual(10);
	await page.keyboard.press('Escape');

	// Node by node, by keys.
	await headOf(page, 'z').click();
	const from = await placed('z');
	await page.keyboard.press('Alt+ArrowDown');
	await expect.poll(async () => (await placed('z')).y).toBeGreaterThan(from.y);
	await undo(page);
	await expect.poll(() => placed('z')).toEqual(from);

	// Tidied from the palette, and back.
	await page.keyboard.press('Escape');
	const whole = await placed('playG');
	await ask('Arrange automatically');
	await expect.poll(() => placed('playG')).not.toEqual(whole);
	await undo(page);
	await expect.poll(() => placed('playG')).toEqual(whole);
});

test('goes in and out: of networks by pointer and key, of blocks made and taken apart', async ({
	page,
}) => {
	await openGan(page);
	const crumbs = page.getByRole('navigation', { name: 'Where you are' });

	// In by a double click, out by where one stands; in by Enter, out by Escape, back at the call.
	await headOf(page, 'dReal').dblclick();
	await expect(node(page, 'dense1')).toBeVisible();
	await crumbs.getByRole('button', { name: 'Training' }).click();
	await expect(node(page, 'dReal')).toBeVisible();
	await page.keyboard.press('Escape');
	await headOf(page, 'G').click();
	await page.keyboard.press('Enter');
	await expect(node(page, 'dReal')).toHaveCount(0);
	await page.keyboard.press('Escape');
	await expect(node(page, 'G')).toBeFocused();

	// Blocks by keys: made, taken apart, and each one step back.
	await headOf(page, 'dReal').dblclick();
	const nodes = page.locator('.svelte-flow__node');
	const all = await nodes.count();
	await headOf(page, 'dense1').click();
	await headOf(page, 'relu1').click({ modifiers: ['Shift'] });
	await page.keyboard.press('Control+Shift+e');
	await expect(node(page, 'block1')).toBeVisible();
	await expect(nodes).toHaveCount(all - 1);
	await headOf(page, 'block1').dblclick();
	await expect(node(page, 'relu1')).toBeVisible();
	await page.keyboard.press('Escape');
	await page.keyboard.press('Escape');
	await headOf(page, 'dReal').dblclick();
	await headOf(page, 'block1').click();
	await page.keyboard.press('Control+Shift+g');
	await expect(nodes).toHaveCount(all);
	await undo(page);
	await expect(node(page, 'block1')).toBeVisible();
	await undo(page);
	await expect(nodes).toHaveCount(all);
	await expect(node(page, 'dense1')).toBeVisible();
});

test('shows what nodes cost, and puts a warning away until it is wanted again', async ({
	page,
}) => {
	await openGan(page);
	// Heat: by weights, then by what is computed; off again by the same button.
	const heat = page.getByRole('button', { name: 'Cost over the graph' });
	await heat.click();
	await expect(node(page, 'dReal').locator('.heat')).toHaveText(/%$/);
	const byWeights = await node(page, 'dReal').locator('.heat').innerText();
	await expect(page.locator('.node.cold')).not.toHaveCount(0);
	await page.getByRole('button', { name: 'Numbers kept' }).click();
	await expect(node(page, 'dReal').locator('.heat')).not.toHaveText(byWeights);
	await heat.click();
	await expect(page.locator('.heat')).toHaveCount(0);
	await expect(page.locator('.node.cold')).toHaveCount(0);

	// A warning, put away where it is listed: it is gone from there, and kept with the document.
	await headOf(page, 'playG').click();
	await page.keyboard.press('Delete');
	await page.keyboard.press('Escape');
	const told = 'No player updates G, so it keeps its first, random weights.';
	const problems = page.locator('.problems');
	await expect(problems).toContainText(told);
	await problems.getByRole('button', { name: '2 problems' }).click();
	const row = problems.getByRole('listitem').filter({ hasText: told });
	await row.getByRole('button', { name: 'Don’t warn of this in this document' }).click();
	await expect(problems.getByText(told)).toHaveCount(0);
	await page.keyboard.press('Escape');
	const away = page.getByRole('complementary').getByRole('listitem').filter({ hasText: told });
	await expect(away).toContainText('in one place');

	// Asked for again, and that undone like any edit.
	await away.getByRole('button', { name: 'Warn again' }).click();
	await expect(away).toHaveCount(0);
	await expect(problems).toContainText(told);
	await page.locator('main.canvas').focus();
	await undo(page);
	await expect(away).toBeVisible();
	await undo(page);
	await expect(problems).toContainText(told);
	await expect(away).toHaveCount(0);
});

test('turns nodes off, by key and by pointer: what fits passes, the rest goes without', async ({
	page,
}) => {
	await openGan(page);
	await expect(page.getByRole('button', { name: 'Train', exact: true })).toBeEnabled();

	// A loss term: the sum does without it, and so does the objective as it is written.
	const terms = page.locator('math').filter({ hasText: 'log' });
	const before = await terms.count();
	await headOf(page, 'bceReal').click();
	await page.keyboard.press('m');
	await expect(node(page, 'bceReal')).toHaveAccessibleName(/Off: hands nothing on/);
	await expect(wire(page, 'sumD/loss1').locator('.idle')).toHaveCount(1);
	await page.keyboard.press('Escape');
	await expect(terms).toHaveCount(before - 1);
	await undo(page);
	await expect(terms).toHaveCount(before);

	// A player sits out: it has no step of its own any more.
	await headOf(page, 'playG').click();
	await page.getByRole('button', { name: /^Turn off/ }).click();
	await expect(node(page, 'playG')).toHaveAccessibleName(/Off: sits every round out/);
	await expect(page.getByRole('button', { name: 'Step G' })).toHaveCount(0);
	await page.getByRole('button', { name: /^Turn on/ }).click();
	await expect(page.getByRole('button', { name: 'Step G' })).toBeVisible();

	// A layer is skipped, and the count of weights follows; the way past it is drawn.
	await headOf(page, 'dReal').dblclick();
	await expect(page.getByText('467,713')).toBeVisible();
	await headOf(page, 'dense2').click();
	await headOf(page, 'relu1').click({ modifiers: ['Shift'] });
	await page.keyboard.press('Control+b');
	await expect(node(page, 'dense2')).toHaveAccessibleName(/goes on unchanged/);
	await expect(node(page, 'relu1')).toHaveAccessibleName(/goes on unchanged/);
	await page.keyboard.press('Escape');
	await expect(page.getByText('402,433')).toBeVisible();
	await undo(page);
	await expect(page.getByText('467,713')).toBeVisible();

	// What can't stand in for something else hands nothing on: told where it is missed, and mended there.
	await headOf(page, 'flat').click();
	await page.keyboard.press('m');
	await expect(page.getByText(/“Flatten”, wired to the input/).first()).toBeVisible();
	await page.keyboard.press('Escape');
	await page.getByRole('button', { name: 'Turn on' }).first().click();
	await expect(node(page, 'flat')).not.toHaveAccessibleName(/Off/);

	// A network's own sockets stay.
	await headOf(page, 'image').click();
	await page.keyboard.press('m');
	await expect(page.getByText('Inputs and outputs of a network stay on')).toBeVisible();
});

test('cuts, breaks, moves and bends wires', async ({ page }) => {
	await openGan(page);
	const all = await wires(page).count();
	const right = await middleOf(socket(page, 'bceReal', 'source', 'loss'));
	const left = await middleOf(socket(page, 'sumD', 'target', 'loss1'));
	const across: [number, number][] = [
		[(right[0] + left[0]) / 2, right[1] - 30],
		[(right[0] + left[0]) / 2, right[1] + 30],
	];

	// With Ctrl and the right button, or with the scissors that a key or a button gives.
	await page.keyboard.down('Control');
	await stroke(page, across, 'right');
	await page.keyboard.up('Control');
	await expect(wire(page, 'sumD/loss1')).toHaveCount(0);
	await expect(said(page)).toHaveText('One wire removed');
	await undo(page);
	await expect(wires(page)).toHaveCount(all);
	await page.keyboard.press('x');
	await expect(page.getByText('Drag across the wires to cut')).toBeVisible();
	await stroke(page, across);
	await expect(wire(page, 'sumD/loss1')).toHaveCount(0);
	await expect(page.getByText('Drag across the wires to cut')).toHaveCount(0);
	await undo(page);
	await expect(wires(page)).toHaveCount(all);
	await page.getByRole('button', { name: 'Cut wires by a stroke' }).click();
	await page.keyboard.press('Escape');
	await stroke(page, across);
	await expect(wires(page)).toHaveCount(all);

	// Alt breaks a wire, or all of a socket; a key those of what is selected.
	const output = socket(page, 'dFake', 'source', 'p');
	await page.keyboard.down('Alt');
	await output.click();
	await page.keyboard.up('Alt');
	await expect(said(page)).toHaveText('3 wires removed');
	await expect(wires(page)).toHaveCount(all - 3);
	await undo(page);
	await page.keyboard.down('Alt');
	await wire(page, 'playD/loss').locator('.reach').click({ force: true });
	await page.keyboard.up('Alt');
	await expect(wire(page, 'playD/loss')).toHaveCount(0);
	await undo(page);
	await headOf(page, 'dFake').click();
	await page.keyboard.press('Alt+x');
	await expect(wires(page)).toHaveCount(all - 4);
	await undo(page);

	// With Ctrl all wires of an output go to another; where one of them does not fit, they stay, with the reason.
	const fromReal = page.locator('.svelte-flow__edge[aria-label^="Edge from dReal"]');
	const had = await fromReal.count();
	await page.keyboard.down('Control');
	await stroke(page, [
		await middleOf(output),
		await middleOf(socket(page, 'dReal', 'source', 'p')),
	]);
	await page.keyboard.up('Control');
	await expect(fromReal).toHaveCount(had + 3);
	await undo(page);
	await expect(fromReal).toHaveCount(had);
	await page.keyboard.down('Control');
	await stroke(page, [
		await middleOf(output),
		await middleOf(socket(page, 'bceReal', 'source', 'loss')),
	]);
	await page.keyboard.up('Control');
	await expect(page.locator('.refused')).toContainText('loss');
	await expect(wires(page)).toHaveCount(all);
	await page.keyboard.press('Escape');

	// The same by keys alone.
	await headOf(page, 'dFake').click();
	await page.keyboard.press('w');
	await picker(page).fill('D(x) · p');
	await expect(page.getByRole('option').first()).toContainText('D(G(z)) · p → D(x) · p, 3 wires');
	await page.keyboard.press('Enter');
	await expect(fromReal).toHaveCount(had + 3);
	await undo(page);
	await expect(fromReal).toHaveCount(had);

	// A double click bends a wire.
	await page.mouse.dblclick(across[0]![0], right[1]);
	await expect(page.locator('.joint')).toHaveCount(1);
	await undo(page);
	await expect(page.locator('.joint')).toHaveCount(0);
});

test('shows guides while nodes are dragged, unless Ctrl is held', async ({ page }) => {
	await openGan(page);
	const guides = page.locator('.guides path');
	const [x, y] = await middleOf(headOf(page, 'rawG'));
	const sum = await node(page, 'sumD').boundingBox();
	const own = await node(page, 'rawG').boundingBox();
	await page.mouse.move(x, y);
	await page.mouse.down();
	await page.mouse.move(x + 2, y + 2);
	await page.mouse.move(x + 60, y + 60, { steps: 4 });
	const aside = async (): Promise<number> =>
		Math.round((await node(page, 'rawG').boundingBox())!.x - sum!.x);
	const target = x + sum!.x - own!.x;
	await page.mouse.move(target + 4, y + 60, { steps: 8 });
	await expect.poll(aside).toBe(0);
	await expect(guides).not.toHaveCount(0);
	await page.keyboard.down('Control');
	await page.mouse.move(target + 7, y + 61);
	await page.mouse.move(target + 8, y + 63);
	await expect(guides).toHaveCount(0);
	// Between two steps of the grid, and out of line.
	await expect.poll(aside).toBeGreaterThan(2);
	expect(await aside()).toBeLessThan(10);
	await page.mouse.up();
	await page.keyboard.up('Control');
	await undo(page);
	await expect.poll(aside).toBe(Math.round(own!.x - sum!.x));
});

test('fingers: one moves the canvas, two zoom, taps lay a wire, and the scissors cut it', async ({
	browser,
	baseURL,
}) => {
	const context = await browser.newContext({
		...{ baseURL, viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true },
		reducedMotion: 'reduce',
	});
	const page = await context.newPage();
	await openGan(page, { phone: true });
	const devtools = await context.newCDPSession(page);
	const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', ...at: [number, number][]) =>
		devtools.send('Input.dispatchTouchEvent', {
			type,
			touchPoints: at.map(([x, y], id) => ({ x, y, id })),
		});

	const before = await view(page);
	await touch('touchStart', [250, 600]);
	for (const by of [10, 20, 30, 40]) await touch('touchMove', [250 + by, 600 - by]);
	await touch('touchEnd');
	await expect.poll(async () => (await view(page)).x).toBeGreaterThan(before.x + 20);
	expect((await view(page)).zoom).toBe(before.zoom);
	await touch('touchStart', [200, 560], [260, 620]);
	for (const by of [10, 20, 30, 40])
		await touch('touchMove', [200 - by, 560 - by], [260 + by, 620 + by]);
	await touch('touchEnd');
	await expect.poll(async () => (await view(page)).zoom).toBeGreaterThan(before.zoom * 1.3);

	// A tap on one socket and on another: what ends there is replaced.
	await page.getByRole('button', { name: 'Fit everything' }).tap();
	await expect.poll(async () => (await view(page)).zoom).toBeLessThan(before.zoom * 1.2);
	const all = await wires(page).count();
	await page.getByRole('button', { name: 'Cut wires by a stroke' }).tap();
	const [from, to] = [
		await middleOf(socket(page, 'sumD', 'source', 'loss')),
		await middleOf(socket(page, 'playD', 'target', 'loss')),
	];
	const x = (from[0] + to[0]) / 2;
	await touch('touchStart', [x, from[1] - 30]);
	for (const by of [-15, 0, 15, 30]) await touch('touchMove', [x, from[1] + by]);
	await touch('touchEnd');
	await expect(wire(page, 'playD/loss')).toHaveCount(0);
	await expect(wires(page)).toHaveCount(all - 1);
	await page.touchscreen.tap(...from);
	await page.touchscreen.tap(...to);
	await expect(wire(page, 'playD/loss')).toHaveCount(1);
	await context.close();
});

test('on a phone nothing is wider than the screen, however many take turns', async ({ page }) => {
	await page.setViewportSize({ width: 390, height: 844 });
	await page.goto('edit?preset=stackgan&lang=en');
	const steps = page.getByRole('button', { name: /^Step / });
	await expect(steps).toHaveCount(4);
	const wide = await page.evaluate(() => {
		const { scrollWidth } = document.documentElement;
		const bars = [...document.querySelectorAll('header, main, footer')];
		return Math.max(scrollWidth, ...bars.map((bar) => bar.getBoundingClientRect().right));
	});
	expect(wide).toBeLessThanOrEqual(390);
	await steps.last().scrollIntoViewIfNeeded();
	await expect(steps.last()).toBeInViewport({ ratio: 1 });
	await expect(page.getByRole('button', { name: /Preparing|Train/ })).toBeInViewport();
});

test('keys: all of them on a sheet, and each can be changed', async ({ page }) => {
	await openGan(page);
	await page.keyboard.press('?');
	const sheet = page.getByRole('dialog', { name: 'Keys' });
	const key = (name: string) => sheet.getByRole('button', { name });
	await key('M: change the key for “Turn nodes off or on”').click();
	await page.keyboard.press('Control+w');
	await expect(sheet.getByRole('alert')).toContainText('The browser keeps Ctrl W for itself');
	await page.keyboard.press('f');
	await expect(sheet.getByRole('alert')).toContainText('F is “Fit everything”');
	await expect(key('Swap')).toBeFocused();
	await page.keyboard.press('Enter');
	await expect(key('F: change the key for “Turn nodes off or on”')).toBeFocused();
	await expect(key('M: change the key for “Fit everything”')).toBeVisible();
	await page.keyboard.press('Escape');

	// It holds on the canvas, in the inspector and in the palette, and on another day.
	await page.reload();
	await headOf(page, 'samples').click();
	await expect(page.getByRole('button', { name: /^Turn off\s*F$/ })).toBeVisible();
	await page.keyboard.press('f');
	await expect(node(page, 'samples')).toHaveAccessibleName(/Off: not computed/);
	await page.keyboard.press('Control+k');
	await picker(page).fill('turn nodes off');
	await expect(page.getByRole('option').first()).toHaveText(/Turn nodes off or on\s*F/);
	await page.keyboard.press('Escape');

	await page.keyboard.press('?');
	await key('The usual keys for “Turn nodes off or on”').click();
	await expect(key('M: change the key for “Turn nodes off or on”')).toBeVisible();
	await expect(key('F: change the key for “Fit everything”')).toBeVisible();
	await key('M: change the key for “Turn nodes off or on”').click();
	await page.keyboard.press('Shift+F9');
	await expect(key('All as they were')).toBeVisible();
	await key('All as they were').click();
	await expect(key('All as they were')).toHaveCount(0);
});
