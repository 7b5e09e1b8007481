// What training outlives: a worker that fails or is ended, a GPU that is lost, in the midst of a run.
import { expect, test, type Page, type Worker } from '@playwright/test';

/** The number in “Round 12 / 10,000”. */
async function round(page: Page): Promise<number> {
	const text = await page.locator('.round').first().textContent();
	return Number(/Round\s*([\d,]+)/.exec(text ?? '')?.[1]?.replaceAll(',', ''));
}

/** A first GAN that trains on this backend, its state kept at some round. */
async function train(page: Page, backend: 'wasm' | 'webgl' | 'webgpu'): Promise<number> {
	await page.addInitScript((name) => {
		localStorage.setItem('ganloom.backend', name);
		// The page reloads once to isolate itself, unless it has in this tab.
		sessionStorage.setItem('ganloom.reloadedForIsolation', 'yes');
	}, backend);
	await page.goto('./edit?preset=gan&lang=en');
	// GPUs may be emulated here.
	await page.getByRole('textbox', { name: 'Batch' }).fill('2');
	await page.keyboard.press('Enter');
	await page.getByRole('button', { name: 'Step D' }).click();
	await page.getByRole('button', { name: 'Step G' }).click();
	await expect.poll(() => round(page)).toBe(1);
	await expect(page.getByText('Saved', { exact: true })).toBeVisible();
	await page.getByRole('button', { name: 'Train', exact: true }).click();
	await expect.poll(() => round(page), { timeout: 240_000 }).toBeGreaterThan(1);
	return 1;
}

/** The one that holds a lock for as long as it lives. */
async function trainingWorker(page: Page): Promise<Worker> {
	for (const worker of page.workers())
		if (await worker.evaluate(() => self.name.startsWith('gan-loom/worker/'))) return worker;
	throw new Error('There is no training worker.');
}

/** Says what happened, stands at a round that was kept, and goes on from there. */
async function expectToGoOn(page: Page, said: RegExp | string, kept: number): Promise<void> {
	await expect(page.getByText(said).first()).toBeVisible();
	const again = page.getByRole('button', { name: 'Train', exact: true });
	await expect(again).toBeEnabled();
	const back = await round(page);
	expect(back).toBeGreaterThanOrEqual(kept);
	await again.click();
	await expect.poll(() => round(page), { timeout: 240_000 }).toBeGreaterThan(back);
	await expect(page.getByText(said)).toHaveCount(0);
	await page.getByRole('button', { name: 'Pause' }).click();
	await expect(again).toBeEnabled();
	const reached = await round(page);
	await expect(page.getByText('Saved', { exact: true })).toBeVisible();

	await page.reload();
	await expect.poll(() => round(page)).toBe(reached);
}

test('a worker that fails is started anew from the last state kept', async ({ page }) => {
	const kept = await train(page, 'wasm');
	const worker = await trainingWorker(page);
	await worker.evaluate(() => {
		setTimeout(() => {
			throw new Error('broken on purpose');
		});
	});
	await expectToGoOn(page, /Training stopped: .*broken on purpose/, kept);
});

test('a worker that is ended without a word is missed', async ({ page }) => {
	const kept = await train(page, 'wasm');
	const worker = await trainingWorker(page);
	await worker.evaluate(() => setTimeout(() => globalThis.close()));
	await expectToGoOn(page, 'The browser ended the training worker.', kept);
});

test('a lost WebGPU device is told, and training goes on on another', async ({ page }) => {
	const kept = await train(page, 'webgpu');
	const worker = await trainingWorker(page);
	await worker.evaluate(() => {
		interface Device {
			createCommandEncoder(...given: unknown[]): unknown;
			destroy(): void;
		}
		const { prototype } = (globalThis as unknown as { GPUDevice: { prototype: Device } }).GPUDevice;
		const { createCommandEncoder } = prototype;
		prototype.createCommandEncoder = function (...given) {
			prototype.createCommandEncoder = createCommandEncoder;
			setTimeout(() => this.destroy());
			return createCommandEncoder.apply(this, given);
		};
	});
	await expectToGoOn(page, 'The GPU was lost.', kept);
});

test('a lost WebGL context is told, and training goes on in another', async ({ page }) => {
	const kept = await train(page, 'webgl');
	const worker = await trainingWorker(page);
	await worker.evaluate(() => {
		const { prototype } = WebGL2RenderingContext;
		const { useProgram } = prototype;
		prototype.useProgram = function (program) {
			prototype.useProgram = useProgram;
			this.getExtension('WEBGL_lose_context')!.loseContext();
			useProgram.call(this, program);
		};
	});
	await expectToGoOn(page, 'The GPU was lost.', kept);
});
