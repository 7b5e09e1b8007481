import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { compile } from '../../../src/lib/compile/compile';
import { datasetType } from '../../../src/lib/data/catalogue';
import { applyCommand } from '../../../src/lib/graph/commands/apply';
import type { GraphDocument, Label } from '../../../src/lib/graph/types';
import { nodeViews } from '../../../src/lib/ui/editor/node/nodeViews';
import { chooseInput, inputChoices } from '../../../src/lib/ui/panels/inspector/inputChoices';

const file = new URL('../../../graphs/gan.json', import.meta.url);
const gan = JSON.parse(readFileSync(file, 'utf8')) as GraphDocument;

function choicesOf(document: GraphDocument, node: string) {
	const compilation = compile(document, { datasets: datasetType });
	const pick = (label: Label | undefined): string =>
		typeof label === 'string' ? label : (label?.en ?? '');
	const views = nodeViews(document, 'training', compilation, {
		list: String,
		pick,
		t: (key) => key,
	});
	return inputChoices(document, 'training', compilation, views, node);
}

describe('what an input can be wired to', () => {
	it('is what fits, with what is there chosen', () => {
		const [image] = choicesOf(gan, 'dFake');
		expect(image).toMatchObject({ port: 'image', value: 'G/image' });
		expect(image!.options.map(({ value }) => value).sort()).toEqual(['G/image', 'mnist/image']);
	});

	it('leaves out what would close a circle', () => {
		const [z] = choicesOf(gan, 'G');
		expect(z!.options.map(({ value }) => value)).toEqual(['z/z']);
	});

	it('tells nodes of the same title apart', () => {
		const [first] = choicesOf(gan, 'sumD');
		expect(first!.options.map(({ label }) => label)).toContain('BCE (bceReal)');
	});

	it('is laid and taken away as an edit', () => {
		const wired = applyCommand(gan, chooseInput('training', 'dFake', 'image', 'mnist/image'));
		expect(choicesOf(wired, 'dFake')[0]!.value).toBe('mnist/image');
		const open = applyCommand(wired, chooseInput('training', 'dFake', 'image', ''));
		expect(choicesOf(open, 'dFake')[0]!.value).toBe('');
	});
});
