// What a person does with a trained preset: classes by one hand, a drawing coloured, a fruit turned there and back.
import { readFile } from 'node:fs/promises';
import { expect, test, type Locator, type Page } from '@playwright/test';

const panel = (page: Page): Locator => page.getByRole('region', { name: 'Generation' });

/** Opens a preset, trains a round of it, and goes over to the weights it comes with. */
async function useTrained(page: Page, preset: string): Promise<void> {
	await page.goto(`./edit?preset=${preset}&lang=en`);
	await page.getByRole('textbox', { name: 'Batch' }).fill('2');
	await page.keyboard.press('Enter');
	await page.getByRole('button', { name: 'Train', exact: true }).click();
	await expect(page.locator('.round').first()).not.toContainText(/Round\s*0\s*\//, {
		timeout: 120_000,
	});
	await page.getByRole('button', { name: 'Pause' }).click();
	await expect(page.getByRole('button', { name: 'Train', exact: true })).toBeEnabled();
	await page.getByRole('button', { name: 'Generate' }).click();
	await panel(page)
		.getByLabel(/Trained beforehand/)
		.check();
	await expect(panel(page).getByText(/with the weights of round [1-9]\d*,?000/)).toBeVisible();
}

/** The pictures as they are seen. */
async function seen(page: Page): Promise<{ width: number; height: number; data: number[] }> {
	return panel(page)
		.locator('.pictures canvas')
		.evaluate((element) => {
			const canvas = element as HTMLCanvasElement;
			const { width, height } = canvas;
			const { data } = canvas.getContext('2d')!.getImageData(0, 0, width, height);
			return { width, height, data: Array.from(data) };
		});
}

/** The share of pixels with a colour: red, green and blue apart. */
function colourful({ data }: { data: number[] }): number {
	let count = 0;
	for (let at = 0; at < data.length; at += 4) {
		const [r, g, b] = [data[at]!, data[at + 1]!, data[at + 2]!];
		if (Math.max(r, g, b) - Math.min(r, g, b) > 60) count++;
	}
	return count / (data.length / 4);
}

test('a conditional DCGAN writes every digit, or the one that is asked for', async ({ page }) => {
	await useTrained(page, 'cdcgan');
	await expect(panel(page).getByText('80 pictures, made')).toBeVisible();
	const every = await seen(page);
	await panel(page).getByLabel('Class', { exact: true }).selectOption('7');
	await expect(panel(page).getByText('64 pictures, made')).toBeVisible();
	expect((await seen(page)).data).not.toEqual(every.data);
});

test('pix2pix colours what is drawn, each time a little differently', async ({ page }) => {
	await useTrained(page, 'pix2pix');
	await panel(page).getByLabel('A picture of my own').check();
	const paper = panel(page).getByLabel('Draw here');
	await expect(panel(page).getByText('6 pictures, made')).toBeVisible();
	const blank = colourful(await seen(page));
	const box = (await paper.boundingBox())!;
	const at = (x: number, y: number): [number, number] => [
		box.x + x * box.width,
		box.y + y * box.height,
	];
	await page.mouse.move(...at(0.85, 0.5));
	await page.mouse.down();
	for (let turn = 1; turn <= 24; turn++) {
		const angle = (turn / 24) * 2 * Math.PI;
		await page.mouse.move(...at(0.5 + 0.35 * Math.cos(angle), 0.5 + 0.35 * Math.sin(angle)));
	}
	await page.mouse.up();
	await expect.poll(async () => colourful(await seen(page))).toBeGreaterThan(blank + 0.2);

	await panel(page).getByRole('button', { name: 'Undo' }).click();
	await expect.poll(async () => colourful(await seen(page))).toBeLessThan(blank + 0.05);
	await panel(page).getByRole('button', { name: 'Sample' }).click();
	await expect(panel(page).getByRole('button', { name: 'Clear' })).toBeEnabled();
});

test('CycleGAN turns fruit into the other and back', async ({ page }) => {
	await useTrained(page, 'cyclegan');
	await expect(panel(page).getByText('24 pictures, made')).toBeVisible();
	const { width, height } = await seen(page);
	// Each is a row of three: what it was made of, what it became, and the way back.
	expect(width).toBeGreaterThanOrEqual(3 * 64);
	expect(height).toBeGreaterThanOrEqual(64);
	await panel(page).locator('label:has(input[name="network"])').nth(1).click();
	await expect(panel(page).locator('input[name="network"]').nth(1)).toBeChecked();
	await expect(panel(page).getByText('24 pictures, made')).toBeVisible();
});

/** Opens a preset’s generation phase with the weights it comes with. */
async function openTrained(page: Page, preset: string): Promise<void> {
	await page.goto(`./edit?preset=${preset}&lang=en`);
	await page.getByRole('button', { name: 'Generate' }).click();
	await panel(page)
		.getByLabel(/Trained beforehand/)
		.check();
}

/** Red, green and blue of the pixel in the middle of a picture's left half: 64×64, enlarged, in the centre. */
async function centreOf(page: Page): Promise<[number, number, number]> {
	const { width, height, data } = await seen(page);
	const at = ((height >> 1) * width + (width >> 2)) * 4;
	return [data[at]!, data[at + 1]!, data[at + 2]!];
}

test('StackGAN draws what a Japanese sentence says, at both sizes, and marks what it never heard', async ({
	page,
}) => {
	await openTrained(page, 'stackgan');
	await expect(
		panel(page).getByText(/6 pictures, made with the weights of round [1-9]/),
	).toBeVisible({
		timeout: 180_000,
	});
	for (const number of [3, 2])
		await panel(page)
			.getByRole('button', { name: `Remove sentence ${number}` })
			.click();
	await panel(page).getByRole('spinbutton', { name: 'Pictures' }).fill('1');
	const sentence = panel(page).getByRole('textbox', { name: 'Sentence 1' });
	await sentence.fill('黒い背景の真ん中に大きな赤い丸');
	// Stage I's picture and stage II's, side by side.
	await expect(async () => {
		const { width, height } = await seen(page);
		expect([width, height]).toEqual([512, 256]);
		const [red, , blue] = await centreOf(page);
		expect(red - blue).toBeGreaterThan(80);
	}).toPass({ timeout: 120_000 });
	await expect(panel(page).getByText('Never said in training')).toBeHidden();

	await sentence.fill('黒い背景の真ん中に大きな青い丸');
	await expect(async () => {
		const [red, , blue] = await centreOf(page);
		expect(blue - red).toBeGreaterThan(60);
	}).toPass({ timeout: 120_000 });

	await sentence.fill('黒い背景の真ん中に大きな青い猫');
	await expect(panel(page).getByText('Never said in training: 猫')).toBeVisible();
});

test('MelGAN makes sound of a spectrogram, to be saved and heard', async ({ page }) => {
	await openTrained(page, 'melgan');
	await expect(panel(page).getByText(/6 sounds, made with the weights of round [1-9]/)).toBeVisible(
		{
			timeout: 180_000,
		},
	);
	const samples = async (index: number): Promise<Int16Array> => {
		const download = page.waitForEvent('download');
		await panel(page).getByRole('button', { name: 'Save as WAV' }).nth(index).click();
		const bytes = await readFile(await (await download).path());
		expect(bytes.subarray(0, 4).toString()).toBe('RIFF');
		return new Int16Array(bytes.buffer.slice(bytes.byteOffset + 44));
	};
	const pairs: [real: Int16Array, made: Int16Array][] = [];
	// Chromium lets a page save ten files in a row.
	for (let i = 0; i < 5; i++) pairs.push([await samples(2 * i), await samples(2 * i + 1)]);
	for (const [real, made] of pairs) {
		expect([real.length, made.length]).toEqual([32_768, 32_768]);
		expect(made.some((value, i) => Math.abs(value - real[i]!) > 1000)).toBe(true);
	}
	const loudness = (sound: Int16Array): number =>
		Math.sqrt(sound.reduce((sum, value) => sum + value * value, 0) / sound.length);
	// Neither silent nor copies: the middle one is as loud as its real one within a few times.
	const ratios = pairs.map(([real, made]) => loudness(made) / loudness(real)).sort((a, b) => a - b);
	expect(ratios[2]).toBeGreaterThan(0.3);
	expect(ratios[2]).toBeLessThan(3);

	await panel(page).getByRole('button', { name: 'Play made sound 1' }).click();
	await expect(panel(page).locator('.playing')).toHaveCount(1);
	await panel(page).getByRole('button', { name: 'Play made sound 1' }).click();
	await expect(panel(page).locator('.playing')).toHaveCount(0);
});

test('MelGAN makes sound of what is drawn, by hand and by keys', async ({ page }) => {
	await openTrained(page, 'melgan');
	await panel(page).getByLabel('A spectrogram I draw').check();
	await expect(panel(page).getByText(/1 sound, made/)).toBeVisible({ timeout: 180_000 });
	const paper = panel(page).getByLabel(/Draw a spectrogram here/);
	const loudness = async (): Promise<number> => {
		const download = page.waitForEvent('download');
		await panel(page).getByRole('button', { name: 'Save as WAV' }).click();
		const bytes = await readFile(await (await download).path());
		const samples = new Int16Array(bytes.buffer.slice(bytes.byteOffset + 44));
		expect(samples).toHaveLength(32_768);
		return Math.sqrt(samples.reduce((sum, value) => sum + value * value, 0) / samples.length);
	};
	const silent = await loudness();

	const box = (await paper.boundingBox())!;
	const y = box.y + 0.85 * box.height;
	await page.mouse.move(box.x + 0.1 * box.width, y);
	await page.mouse.down();
	await page.mouse.move(box.x + 0.6 * box.width, y, { steps: 5 });
	await page.mouse.up();
	await expect(panel(page).getByText(/[A-G]♯?\d · [\d,]+ Hz/)).toBeVisible();
	await expect.poll(loudness).toBeGreaterThan(2 * silent + 100);
	const tone = await loudness();

	await panel(page).getByRole('button', { name: 'Undo' }).click();
	await expect.poll(loudness).toBeCloseTo(silent, 3);

	await paper.focus();
	await page.keyboard.press('Shift+ArrowDown');
	await page.keyboard.down(' ');
	for (let i = 0; i < 8; i++) await page.keyboard.press('Shift+ArrowRight');
	await page.keyboard.up(' ');
	await expect.poll(loudness).toBeGreaterThan(2 * silent + 100);
	const byKeys = await loudness();
	expect(byKeys).not.toBeCloseTo(tone, 3);

	await panel(page).getByRole('button', { name: 'Begin with a real sound' }).click();
	await expect.poll(loudness).not.toBeCloseTo(byKeys, 0);
	await panel(page).getByRole('button', { name: 'Clear' }).click();
	await expect.poll(loudness).toBeCloseTo(silent, 3);
});
