// A newcomer's walk through whole lessons, in each language: what is asked can be done, and is seen to be done.
import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import { readFileSync } from 'node:fs';
import type { GraphDocument } from '../../src/lib/graph/types';
import { course } from '../../src/lib/learn/course';
import { node } from './canvas';
import { walkLesson } from './walkLesson';

test.beforeEach(async ({ page }) => {
	// WebGPU may be emulated on the CPU here, which takes seconds a round.
	await page.addInitScript(() => localStorage.setItem('ganloom.backend', 'wasm'));
});

async function expectAccessible(page: Page, part: string): Promise<void> {
	const { violations } = await new AxeBuilder({ page }).include(part).analyze();
	expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
}

test('the first lesson, in Japanese, from the gallery and back', async ({ page }) => {
	await page.goto('./?lang=ja');
	const list = page.getByRole('region', { name: 'レッスン' });
	await expectAccessible(page, '#lessons');
	await list.getByRole('link', { name: /GAN とは 6 段階/ }).click();

	const lesson = page.getByRole('region', { name: 'レッスン：GAN とは' });
	const heading = lesson.getByRole('heading');
	const done = lesson.getByRole('status').filter({ hasText: 'できました' });
	const next = lesson.getByRole('button', { name: '次へ' });
	await expect(heading).toHaveText('2 つのネットワーク');
	await expectAccessible(page, '.lesson');
	await expect(node(page, 'G').locator('.lit')).toBeVisible();
	await expect(done).toHaveCount(0);
	await node(page, 'mnist').click();
	await expect(done).toHaveCount(0);
	await node(page, 'G').click();
	await expect(done).toHaveCount(1);

	await next.press('Enter');
	await expect(heading).toHaveText('もとになるのは乱数');
	await expect(heading).toBeFocused();
	await expect(node(page, 'dReal').locator('.lit')).toHaveCount(0);
	await node(page, 'z').click();
	await expect(done).toHaveCount(1);

	await next.click();
	await lesson.getByRole('button', { name: '2 つ' }).click();
	await expect(lesson.getByText(/^1 つです。/)).toBeVisible();
	await expect(lesson.getByRole('button', { name: /^1 つ/ }).getByLabel('正解')).toBeVisible();
	await expect(
		lesson.getByRole('button', { name: /^2 つ/ }).getByLabel('ちがいます'),
	).toBeVisible();

	await next.click();
	await lesson.getByRole('button', { name: 'ない', exact: true }).click();
	await expect(lesson.getByText(/^ありません。/)).toBeVisible();

	await next.click();
	await page.getByRole('button', { name: '生成', exact: true }).click();
	await expect(done).toHaveCount(1);
	await expect(page.getByRole('img', { name: '画像 64 枚' })).toBeVisible();

	await next.click();
	await expect(heading).toHaveText('まとめ');
	// The project is the same one when the lesson is taken up again, and it stands where it was left.
	const project = new URL(page.url()).searchParams.get('project');
	await page.goto('./?lang=ja');
	await list.getByRole('link', { name: /GAN とは 修了/ }).click();
	await expect(heading).toHaveText('まとめ');
	expect(new URL(page.url()).searchParams.get('project')).toBe(project);
	await lesson.getByRole('link', { name: '次のレッスン' }).click();
	await expect(page.getByRole('region', { name: 'レッスン：GAN のしくみ' })).toBeVisible();
});

test('the second lesson, in English: both turns, rounds, and what they make', async ({ page }) => {
	await page.goto('./edit?lesson=how-it-works&lang=en');
	const lesson = page.getByRole('region', { name: 'Lesson: How a GAN works' });
	const heading = lesson.getByRole('heading');
	const done = lesson.getByRole('status').filter({ hasText: /^Done\./ });
	const next = lesson.getByRole('button', { name: 'Next' });
	await node(page, 'playD').click();
	await expect(done).toHaveCount(1);
	await next.click();
	await node(page, 'bceFake').click();
	await expect(done).toHaveCount(1);

	await next.click();
	await expect(heading).toHaveText('D’s turn');
	await lesson.getByRole('button', { name: 'No' }).click();
	await page.getByRole('button', { name: 'Step D' }).click();
	await expect(done).toHaveCount(1);
	await expect(page.getByRole('group', { name: /^G\(z\).*; forward only/ })).toBeVisible();

	await next.click();
	await lesson.getByRole('button', { name: 'Real (0)' }).click();
	await expect(lesson.getByText(/^Real\. D pulls/)).toBeVisible();
	await next.click();
	await page.getByRole('button', { name: 'Step G' }).click();
	await expect(done).toHaveCount(1);
	await expect(page.getByRole('group', { name: /D\(G\(z\)\).*; passed through/ })).toBeVisible();

	await next.click();
	await expect(done).toHaveCount(0);
	await page.getByRole('button', { name: 'Train', exact: true }).click();
	await expect(done).toHaveCount(1);
	await page.getByRole('button', { name: /^Pause/ }).click();
	await next.click();
	await lesson.getByRole('button', { name: 'z and G', exact: true }).click();
	await page.getByRole('button', { name: 'Generate', exact: true }).click();
	await expect(done).toHaveCount(1);
	await next.click();
	await expect(heading).toHaveText('In short');
	await lesson.getByRole('button', { name: 'Close the lesson' }).click();
	await expect(lesson).toHaveCount(0);
});

for (const [index, language] of [
	[0, 'en'],
	[1, 'ja'],
	[3, 'en'],
	[9, 'ja'],
] as const) {
	const lesson = course[index]!;
	test(`all of “${lesson.id}” can be done and answered in ${language}`, async ({ page }) => {
		const path = new URL(`../../graphs/${lesson.preset}.json`, import.meta.url);
		const document = JSON.parse(readFileSync(path, 'utf8')) as GraphDocument;
		await page.goto(`./edit?lesson=${lesson.id}&lang=${language}`);
		await walkLesson(page, lesson, document, language);
	});
}

test('beside the unfolded graph of a phone the lesson stays in sight', async ({ page }) => {
	await page.setViewportSize({ width: 390, height: 844 });
	await page.goto('./edit?lesson=what-is-a-gan&lang=en&hide=strip');
	const lesson = page.getByRole('region', { name: /^Lesson: / });
	await lesson.getByRole('button', { name: 'Show it on the graph' }).click();
	const graph = page.getByRole('dialog', { name: 'Open the graph' });
	await expect(node(page, 'G')).toBeVisible();
	const [above, below] = [await graph.boundingBox(), await lesson.boundingBox()];
	expect(above!.y + above!.height).toBeLessThanOrEqual(below!.y + 1);
	await node(page, 'G').click();
	await expect(lesson.getByRole('status').filter({ hasText: /^Done\./ })).toHaveCount(1);
});

test('a link opens at a step, on a phone as well, and an unknown lesson is told', async ({
	page,
}) => {
	await page.setViewportSize({ width: 390, height: 844 });
	await page.goto('./edit?lesson=right-understanding&step=5&lang=en');
	const lesson = page.getByRole('region', { name: 'Lesson: The right understanding' });
	await expect(lesson.getByRole('heading')).toHaveText('The best D');
	await lesson.getByRole('button', { name: '1/2' }).click();
	await expect(lesson.getByText(/^1\/2\. Press D\*/)).toBeVisible();
	expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
	await page.goto('./edit?lesson=nothing&lang=en');
	await expect(page.getByRole('alert')).toHaveText('There is no lesson called “nothing”.');
});
