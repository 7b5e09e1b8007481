// Every lesson fits the graph it is about: what it points to is there, its questions have one answer, its formulae can be set.
import { existsSync, readFileSync } from 'node:fs';
import katex from 'katex';
import { describe, expect, it } from 'vitest';
import { compile } from '../../src/lib/compile/compile';
import { datasetType } from '../../src/lib/data/catalogue';
import { findCanvas } from '../../src/lib/graph/canvases';
import { parseDocument } from '../../src/lib/graph/parse';
import type { GraphDocument, Text } from '../../src/lib/graph/types';
import { course, findLesson, lessonAfter } from '../../src/lib/learn/course';
import type { Pointer, Step } from '../../src/lib/learn/lesson';

const root = new URL('../../', import.meta.url);

function documentOf(preset: string): GraphDocument {
	const { document } = parseDocument(readFileSync(new URL(`graphs/${preset}.json`, root), 'utf8'));
	return document!;
}

function expectThere(document: GraphDocument, { canvas = 'training', nodes = [] }: Pointer): void {
	const found = findCanvas(document, canvas);
	expect(found, canvas).toBeDefined();
	const ids = found!.nodes.map(({ id }) => id);
	for (const node of nodes) expect(ids).toContain(node);
}

const textsOf = (step: Step): Text[] => [
	step.title,
	step.text,
	...(step.task ? [step.task.text] : []),
	...(step.question
		? [
				step.question.ask,
				step.question.because,
				...step.question.choices.map((choice) => choice.text),
			]
		: []),
];

describe('the course', () => {
	it('has every lesson once, one after the other', () => {
		expect(new Set(course.map(({ id }) => id)).size).toBe(course.length);
		for (const lesson of course) expect(findLesson(lesson.id)).toBe(lesson);
		expect(findLesson('none')).toBeUndefined();
		expect(lessonAfter(course.at(-1)!)).toBeUndefined();
	});
});

describe.each(course)('$id', (lesson) => {
	const document = documentOf(lesson.preset);

	it('points to nodes that are there', () => {
		for (const { points, question } of lesson.steps) {
			if (points) expectThere(document, points);
			if (question?.shows) expectThere(document, question.shows);
		}
	});

	it('asks for what can be done', () => {
		const players = compile(document, { datasets: datasetType }).program!.phases.map(
			({ player }) => player,
		);
		for (const { task } of lesson.steps) {
			if (task?.does === 'select') expectThere(document, { nodes: task.nodes });
			if (task?.does === 'enter') expectThere(document, { canvas: task.canvas });
			if (task?.does === 'step') expect(players).toContain(task.player);
			if (task?.does === 'train') expect(task.rounds).toBeLessThan(document.run.rounds);
		}
	});

	it('has the trained weights it asks for', () => {
		const file = new URL(`static/weights/${lesson.preset}.safetensors`, root);
		if (lesson.trained) expect(existsSync(file)).toBe(true);
		const trains = lesson.steps.some(({ task }) => task?.does === 'train');
		// Trained weights may stand at the last round already.
		expect(trains && lesson.trained === true).toBe(false);
	});

	it('asks questions with one right answer', () => {
		for (const { question } of lesson.steps)
			if (question) expect(question.choices.filter(({ right }) => right)).toHaveLength(1);
	});

	it('speaks both languages, without shouting', () => {
		for (const step of lesson.steps)
			for (const { ja, en } of textsOf(step)) {
				expect(ja).toMatch(/\S/);
				expect(en).toMatch(/\S/);
				expect(en).not.toMatch(/[\u3040-\u30ff]/);
				expect(ja + en).not.toMatch(/[!！]|\bplease\b/i);
			}
	});

	it('has formulae that can be set', () => {
		for (const { formula } of lesson.steps)
			if (formula)
				expect(() => katex.renderToString(formula, { throwOnError: true })).not.toThrow();
	});
});
