// Every variant fits the preset it was written for, can run, and changes what it says and nothing else.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { compile } from '../../src/lib/compile/compile';
import { objectivesOf } from '../../src/lib/compile/objective';
import { diffDocuments, isEmpty } from '../../src/lib/graph/diff/diff';
import { datasetType } from '../../src/lib/data/catalogue';
import { parseDocument } from '../../src/lib/graph/parse';
import type { GraphDocument } from '../../src/lib/graph/types';
import { experiments, findVariant } from '../../src/lib/learn/experiments/experiments';
import { vary } from '../../src/lib/learn/experiments/vary';

const root = new URL('../../', import.meta.url);

function presetOf(name: string): GraphDocument {
	const { document } = parseDocument(readFileSync(new URL(`graphs/${name}.json`, root), 'utf8'));
	return document!;
}

function varied(name: string): GraphDocument {
	const { experiment, variant } = findVariant(name)!;
	return vary(presetOf(experiment.preset), experiment, variant);
}

const programOf = (document: GraphDocument) =>
	compile(document, { datasets: datasetType }).program!;

/** Who makes an update, in a round's order. */
const playersOf = (document: GraphDocument): string[] =>
	programOf(document).phases.map(({ player }) => player);

const all = experiments.flatMap((experiment) =>
	experiment.variants.map((variant) => ({ name: `${experiment.id}/${variant.id}` })),
);

describe.each(all)('$name', ({ name }) => {
	const { experiment, variant } = findVariant(name)!;

	it('can run, and leaves the preset as it is', () => {
		const preset = presetOf(experiment.preset);
		const before = JSON.stringify(preset);
		const { program, diagnostics } = compile(vary(preset, experiment, variant), {
			datasets: datasetType,
		});
		expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
		expect(program).toBeDefined();
		expect(JSON.stringify(preset)).toBe(before);
		expect(isEmpty(diffDocuments(preset, vary(preset, experiment, variant)))).toBe(false);
	});

	it('is refused by a preset that has changed', () => {
		const { document } = parseDocument(readFileSync(new URL('graphs/judge.json', root), 'utf8'));
		expect(() => vary(document!, experiment, variant)).toThrow(name);
	});

	it('is told in both languages', () => {
		for (const { ja, en } of [experiment.question, experiment.look, variant.title]) {
			expect(ja).toMatch(/[ぁ-ん]/);
			expect(en).toMatch(/[a-z]/);
		}
	});
});

describe('experiments', () => {
	it('have names of their own, and unknown ones are not found', () => {
		expect(new Set(all.map(({ name }) => name)).size).toBe(all.length);
		for (const name of [null, '', 'turns', 'turns/none', 'none/g-alone'])
			expect(findVariant(name)).toBeUndefined();
	});

	it('let one player learn alone', () => {
		expect(playersOf(presetOf('gan-2d'))).toEqual(['playD', 'playG']);
		expect(playersOf(varied('turns/g-alone'))).toEqual(['playG']);
		expect(playersOf(varied('turns/d-alone'))).toEqual(['playD']);
	});

	it('let D make five updates before one of G', () => {
		expect(playersOf(varied('turns/d-five-times'))).toEqual([
			...Array<string>(5).fill('playD'),
			'playG',
		]);
	});

	it.each([
		['third-case/without', 'playD', ['bceWrong']],
		['two-terms/l1-alone', 'playG', ['bceG']],
		['two-terms/adversarial-alone', 'playG', ['apart']],
		['cycle/without', 'playG', ['cycleA', 'cycleB']],
	])('%s: the objective of %s misses %j, and no other term', (name, player, gone) => {
		const preset = presetOf(findVariant(name)!.experiment.preset);
		const termsOf = (document: GraphDocument) =>
			objectivesOf(programOf(document)).find((one) => one.player === player)!.terms;
		const before = termsOf(preset);
		const after = termsOf(varied(name));
		const made = (nodes: ReadonlySet<string>): boolean => gone.some((node) => nodes.has(node));
		expect(before.filter(({ nodes }) => made(nodes))).toHaveLength(gone.length);
		expect(after.map(({ tex }) => tex)).toEqual(
			before.filter(({ nodes }) => !made(nodes)).map(({ tex }) => tex),
		);
	});

	it('train StackGAN by the large picture alone', () => {
		expect(playersOf(varied('one-stage/at-once'))).toEqual(['playD2', 'playG2']);
	});
});
