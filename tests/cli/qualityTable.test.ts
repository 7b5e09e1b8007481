import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';
import { describe, expect, it } from 'vitest';
import {
	MARKS,
	replaceTable,
	resultsTable,
	withResult,
	type Result,
} from '../../src/lib/cli/quality/results';

const root = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const result = (preset: string, more: Partial<Result> = {}): Result => ({
	...{ preset, seed: 1, backend: 'wasm', rounds: 10, seconds: 90, commit: 'abc' },
	figures: [{ id: 'colourError', value: 0.5, beside: { copying: 1 } }],
	...more,
});

describe('the results', () => {
	it('keep one of each preset, seed and length, in the order of the lecture', () => {
		const all = [result('pix2pix'), result('gan'), result('gan', { rounds: 5 })].reduce(
			(known, next) => withResult(known, next),
			[result('gan', { commit: 'old' })],
		);
		expect(all.map(({ preset, rounds, commit }) => [preset, rounds, commit])).toEqual([
			['gan', 5, 'abc'],
			['gan', 10, 'abc'],
			['pix2pix', 10, 'abc'],
		]);
	});

	it('say whether an aim was met', () => {
		expect(resultsTable([result('pix2pix')])).toContain('| **0.500** | ≤ 0.48: missed |');
		const better = result('pix2pix', { figures: [{ id: 'colourError', value: 0.48 }] });
		expect(resultsTable([better])).toContain('≤ 0.48: met');
		expect(resultsTable([result('gan')])).not.toContain('missed');
	});

	it('say how they were trained, as far as it is known', () => {
		expect(resultsTable([result('gan')])).toContain('| 10 rounds in 1.5 min on wasm, abc |');
		const pieced = result('gan', { seconds: undefined, note: 'then slower' });
		expect(resultsTable([pieced])).toContain('| 10 rounds on wasm, then slower, abc |');
	});

	it('are put between their marks and nowhere else', () => {
		const text = `before ${MARKS[0]} old ${MARKS[1]} after`;
		const replaced = replaceTable(text, 'new');
		expect(replaced).toMatch(/^before <!-- quality -->\n\nnew\n\n<!-- end of quality --> after$/);
		expect(() => replaceTable('nothing', 'new')).toThrow('has no');
	});

	it('are those that the README shows', async () => {
		const readme = await readFile(root('README.md'), 'utf8');
		const kept = JSON.parse(
			await readFile(root('src/lib/cli/quality/results.json'), 'utf8'),
		) as Result[];
		const again = await format(replaceTable(readme, resultsTable(kept)), {
			...(await resolveConfig(root('README.md'))),
			parser: 'markdown',
		});
		expect(readme).toBe(again);
	});
});
