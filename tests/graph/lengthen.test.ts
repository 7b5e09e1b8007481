import { describe, expect, it } from 'vitest';
import { compile } from '../../src/lib/compile/compile';
import { datasetType } from '../../src/lib/data/catalogue';
import { lengthen } from '../../src/lib/graph/lengthen';
import { checkDocument } from '../../src/lib/graph/parse';
import gan from '../../graphs/gan.json';
import melgan from '../../graphs/melgan.json';

const document = checkDocument(melgan).document!;
const programOf = (one: typeof document) => compile(one, { datasets: datasetType }).program!;

describe('a graph for longer sound', () => {
	it('has the same weights, and gives as many times the samples', () => {
		const longer = programOf(lengthen(document, 32_768));
		const trained = programOf(document);
		const wave = (program: typeof trained) =>
			program.steps.find(({ node }) => node === 'G')!.outputTypes.wave!.shape;
		expect(wave(trained)).toEqual([4096, 1]);
		expect(wave(longer)).toEqual([32_768, 1]);
		for (const name of Object.keys(trained.networks)) {
			const paths = ({ networks }: typeof trained) =>
				networks[name]!.weights.map(({ path, shape }) => [path, ...shape]);
			expect(paths(longer)).toEqual(paths(trained));
		}
	});

	it('is the same graph where it is trained on whole sounds, or on none', () => {
		expect(lengthen(document, 4096)).toBe(document);
		const digits = checkDocument(gan).document!;
		expect(lengthen(digits, 32_768)).toBe(digits);
	});
});
