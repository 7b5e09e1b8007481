import { chromium, expect, test, type Browser, type Page } from '@playwright/test';
import type { ViteDevServer } from 'vite';
import { BROWSER_ARGUMENTS, findBrowser } from '../../src/lib/cli/browser/findBrowser';
import { convGan } from '../runtime/capture/convGan';
import { conditionalGan } from '../runtime/conditionalGan';
import { smallGan } from '../runtime/smallGan';
import type { Outcome, Script } from './replay/page';
import { servePage } from '../../src/lib/cli/browser/servePage';

let server: ViteDevServer;
let url: string;
let browser: Browser;

test.beforeAll(async () => {
	({ server, url } = await servePage('tests/e2e/replay/page.ts'));
	browser = await chromium.launch({
		executablePath: findBrowser(),
		args: [...BROWSER_ARGUMENTS],
	});
});

test.afterAll(async () => {
	await browser.close();
	await server.close();
});

async function freshPage(): Promise<Page> {
	const page = await browser.newPage();
	await page.goto(url);
	await page.waitForFunction(() => 'compareRuns' in window, undefined, { timeout: 120_000 });
	return page;
}

async function compareRuns(script: Script): Promise<Outcome> {
	const page = await freshPage();
	try {
		return await page.evaluate((given) => window.compareRuns(given), JSON.stringify(script));
	} finally {
		await page.close();
	}
}

/** Both runs left the same numbers, and nothing else. */
function expectSame(outcome: Outcome): void {
	expect(outcome.differing).toEqual({ losses: 0, weights: 0, optimizer: 0, figures: 0 });
	expect(outcome.compared).toBeGreaterThan(300);
	expect(outcome.finite).toBe(true);
	expect(outcome.errors).toEqual([]);
	expect(outcome.buffersLeft).toBe(0);
}

test('a dense GAN with batch norm and dropout, replayed, gives the same numbers', async () => {
	const outcome = await compareRuns({
		document: smallGan({ dropout: { D: 0.5, G: 0.2 } }),
		rounds: 14,
	});
	expect(outcome.replayed).toBeGreaterThanOrEqual(10);
	expect(outcome.status.state).toBe('on');
	expectSame(outcome);
});

test('so does a GAN of convolutions, looked at between rounds, its rate turned', async () => {
	const outcome = await compareRuns({
		document: convGan(),
		rounds: 12,
		lookEvery: 1,
		turns: [{ after: 5, node: 'D', name: 'learningRate', value: 0.05 }],
	});
	expect(outcome.statuses.slice(5)).toEqual(Array.from({ length: 7 }, () => 'on'));
	expectSame(outcome);
});

test('so does one whose weights are normed, their singular vectors going on from use to use', async () => {
	const outcome = await compareRuns({ document: convGan({}, true), rounds: 12 });
	expect(outcome.status.state).toBe('on');
	expect(outcome.replayed).toBeGreaterThanOrEqual(8);
	expectSame(outcome);
});

test('other optimizers, several updates a round, and a loss weight turned: it is recorded anew', async () => {
	const outcome = await compareRuns({
		document: smallGan({
			d: { optimizer: 'sgd', momentum: 0.5 },
			g: { optimizer: 'rmsprop', steps: 2, values: 'redraw' },
		}),
		rounds: 14,
		turns: [
			{ after: 5, node: 'G', name: 'learningRate', value: 0.001 },
			{ after: 7, node: 'lossD', name: 'weights', value: [0.5, 2] },
		],
	});
	expect(outcome.statuses[5]).toBe('on');
	expect(outcome.statuses[6]).toBe('off');
	expect(outcome.statuses.at(-1)).toBe('on');
	expectSame(outcome);
});

test('so do a pool, averages, falling rates and wrong conditions, which outlive a round', async () => {
	const outcome = await compareRuns({ document: conditionalGan(), rounds: 14, lookEvery: 1 });
	expect(outcome.status).toMatchObject({ state: 'on' });
	expect(outcome.replayed).toBeGreaterThanOrEqual(8);
	expectSame(outcome);
});

test('a hundred rounds with all that happens in between give the numbers of a run that is never replayed', async () => {
	const outcome = await compareRuns({
		document: smallGan({ dropout: { D: 0.5, G: 0.2 }, g: { ema: 0.9 } }),
		rounds: 100,
		lookEvery: 9,
		turns: [
			{ after: 12, node: 'D', name: 'learningRate', value: 0.02 },
			{ after: 40, node: 'G', name: 'learningRate', value: 0.002 },
			{ after: 60, node: 'lossD', name: 'weights', value: [0.5, 2] },
		],
		steps: [
			{ after: 20, player: 'D' },
			{ after: 20, player: 'D' },
			{ after: 33, player: 'G' },
		],
		interrupted: [15, 50],
	});
	expect(outcome.status.state).toBe('on');
	expect(outcome.replayed).toBeGreaterThanOrEqual(85);
	expectSame(outcome);
});

test('where the device objects to the plan, rounds are played op by op and the reason is told', async () => {
	const outcome = await compareRuns({ document: smallGan(), rounds: 6, objecting: true });
	expect(outcome.replayed).toBe(0);
	expect(outcome.status.state).toBe('refused');
	expect(outcome.status.reason).toMatch(/bind/i);
	expectSame(outcome);
});

test('a round that depends on a counter in JavaScript is refused, and played all the same', async () => {
	const outcome = await compareRuns({ document: smallGan(), rounds: 6, creeping: true });
	expect(outcome.replayed).toBe(0);
	expect(outcome.status.state).toBe('refused');
	expect(outcome.status.reason).toContain('gets other numbers each round');
	expectSame(outcome);
});

test('a replayed round is one submit, and makes no buffers and no bind groups', async () => {
	const page = await freshPage();
	const { opByOp, replay, status } = await page.evaluate(
		(document) => window.measure(document, 3),
		JSON.stringify(convGan()),
	);
	expect(status.state).toBe('on');
	expect(opByOp.submits).toBeGreaterThan(5);
	expect(replay).toMatchObject({ submits: 1, buffers: 0, bindGroups: 0 });
	expect(replay.dispatches).toBe(opByOp.dispatches);
	await page.close();
});

test('all is let go when the device is lost', async () => {
	const page = await freshPage();
	const states = await page.evaluate(
		(document) => window.loseDevice(document),
		JSON.stringify(smallGan()),
	);
	expect(states).toEqual(['on', 'off']);
	await page.close();
});
