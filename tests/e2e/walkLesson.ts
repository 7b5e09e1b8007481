// Walks through a whole lesson as a newcomer would: does what every step asks for, answers, and goes on.
import { expect, type Page } from '@playwright/test';
import type { GraphDocument, Text } from '../../src/lib/graph/types';
import type { Lesson, Step } from '../../src/lib/learn/lesson';
import { node } from './canvas';

type Language = 'ja' | 'en';

const WORDS = {
	ja: {
		...{ lesson: 'レッスン：', done: /^できました/, next: '次へ', right: '正解' },
		...{ train: '学習', pause: '一時停止', slow: 'スロー', nextStage: '次の段階' },
		...{ generate: '生成', step: (name: string) => `${name} を 1 歩` },
	},
	en: {
		...{ lesson: 'Lesson: ', done: /^Done\./, next: 'Next', right: 'Right' },
		...{ train: 'Train', pause: 'Pause', slow: 'Slow motion', nextStage: 'Next stage' },
		...{ generate: 'Generate', step: (name: string) => `Step ${name}` },
	},
};

/** The page has the lesson open at its first step. `document` is its preset; `look` is called when a step is over. */
export async function walkLesson(
	page: Page,
	lesson: Lesson,
	document: GraphDocument,
	language: Language,
	look?: (at: number) => Promise<void>,
): Promise<void> {
	const words = WORDS[language];
	const say = (text: Text): string => text[language];
	const panel = page.getByRole('region', { name: words.lesson + say(lesson.title) });
	for (const [i, step] of lesson.steps.entries()) {
		await expect(panel.getByRole('heading')).toHaveText(say(step.title));
		if (step.question) {
			const right = step.question.choices.find((choice) => choice.right)!;
			await panel.getByRole('button', { name: say(right.text), exact: true }).click();
			await expect(panel.getByLabel(words.right)).toBeVisible();
			await expect(panel.getByText(say(step.question.because).split('\n')[0]!)).toBeVisible();
		}
		if (step.task) {
			await doTask(page, step.task, document, language);
			await expect(
				panel.getByRole('status').filter({ hasText: words.done }),
				say(step.title),
			).toHaveCount(1);
		}
		await look?.(i + 1);
		if (i + 1 < lesson.steps.length)
			await panel.getByRole('button', { name: words.next, exact: true }).click();
	}
}

async function doTask(
	page: Page,
	task: NonNullable<Step['task']>,
	{ training }: GraphDocument,
	language: Language,
): Promise<void> {
	const words = WORDS[language];
	const button = (name: string) => page.getByRole('button', { name, exact: true });
	switch (task.does) {
		case 'select':
			return node(page, task.nodes[0]!).click();
		case 'enter': {
			const call = training.nodes.find(
				({ params }) => `networks/${String(params.network)}` === task.canvas,
			)!;
			await node(page, call.id).dblclick();
			await expect(node(page, call.id)).toHaveCount(0);
			return;
		}
		case 'step': {
			const player = training.nodes.find(({ id }) => id === task.player)!;
			const [name] = player.params.networks as string[];
			return button(words.step(name!)).click();
		}
		case 'train': {
			await button(words.train).click();
			const done = page.getByRole('status').filter({ hasText: words.done });
			await expect(done).toHaveCount(1, { timeout: 200_000 });
			return button(words.pause).click();
		}
		case 'slow': {
			await button(words.slow).click();
			const done = page.getByRole('status').filter({ hasText: words.done });
			for (let stage = 0; stage < 12 && (await done.count()) === 0; stage++)
				await button(words.nextStage).click();
			return;
		}
		case 'generate':
			return button(words.generate).click();
	}
}
