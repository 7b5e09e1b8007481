// Makes the data sets of static/datasets/ where they are missing or out of date.
import { readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { emojiRecipe } from './emoji';
import { fruitRecipe } from './fruit';
import { kanaRecipe } from './kana';
import { mnistRecipe } from './mnist';
import { openmojiRecipe } from './openmoji';
import { isCurrent, sha256, writePacked } from './packed';
import type { Recipe } from './recipe';
import { speechRecipe } from './speech';

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, '../../../..');

export const recipes: readonly Recipe[] = [
	mnistRecipe,
	kanaRecipe,
	openmojiRecipe,
	emojiRecipe,
	fruitRecipe,
	speechRecipe,
];

/** Where `npm run dev`, `build` and the command line expect the data sets. */
export const datasetFolder = join(root, 'static', 'datasets');

/** What decides the values beside the code here. */
const OUTSIDE = [
	...[
		'mnist.ts',
		'kana.ts',
		'openmoji.ts',
		'emoji.ts',
		'fruit.ts',
		'speech/speech.ts',
		'speech/sentences.ts',
	],
	...['manifest.ts', 'samples.ts', '../graph/random.ts', '../graph/text.ts'],
];

const packageFolder = (name: string): string => join(root, 'node_modules', name);

/** Prepares every data set that is not there yet; `say` gets whole lines, `progress` what is under way. */
export async function prepareAll(
	folder: string,
	say: (line: string) => void,
	progress: (line: string) => void,
): Promise<void> {
	for (const recipe of recipes) {
		const { name } = recipe.dataset;
		const sources = await readVersions(recipe);
		const sourceHash = await hashSources(sources);
		if (await isCurrent(folder, recipe.dataset, sourceHash)) continue;
		const start = performance.now();
		const arrays = await recipe.make(packageFolder, (share) =>
			progress(`Preparing ${name}: ${Math.round(100 * share)} %`),
		);
		const manifest = await writePacked(folder, recipe.dataset, arrays, sources, sourceHash);
		const seconds = ((performance.now() - start) / 1000).toFixed(1);
		const size = (manifest.bytes / 1e6).toFixed(2);
		say(`Prepared ${name}: ${manifest.count} items, ${size} MB, in ${seconds} s.`);
	}
}

async function readVersions(recipe: Recipe): Promise<Record<string, string>> {
	const entries = recipe.packages.map(async (name) => {
		const text = await readFile(join(packageFolder(name), 'package.json'), 'utf8').catch(
			(cause) => {
				throw new Error(`the package ${name} is not installed; run: npm ci`, { cause });
			},
		);
		return [name, (JSON.parse(text) as { version: string }).version] as const;
	});
	return Object.fromEntries(await Promise.all(entries));
}

/** Package versions and the code that makes the values: when neither changed, neither did the values. */
async function hashSources(sources: Record<string, string>): Promise<string> {
	const names = (await readdir(here)).filter((name) => name.endsWith('.ts')).sort();
	const paths = [
		...names.map((name) => join(here, name)),
		...OUTSIDE.map((name) => join(here, '..', name)),
	];
	const code = await Promise.all(paths.map((path) => readFile(path)));
	return sha256(JSON.stringify(sources), ...code);
}
