// The graphs that are only there to be timed: sound documents all the same.
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { compile } from '../../src/lib/compile/compile';
import { datasetType } from '../../src/lib/data/catalogue';
import { parseDocument } from '../../src/lib/graph/parse';
import { briefly } from './compileTiny';

const FOLDER = fileURLToPath(new URL('../bench/graphs', import.meta.url));

it.each(readdirSync(FOLDER))('%s compiles without a word', (name) => {
	const { document, problem } = parseDocument(readFileSync(`${FOLDER}/${name}`, 'utf8'));
	expect(problem).toBeUndefined();
	const { diagnostics, program } = compile(document!, { datasets: datasetType });
	expect(diagnostics.map(briefly)).toEqual([]);
	expect(program).toBeDefined();
});
