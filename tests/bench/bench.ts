// How fast the engine is beside its peers, in one run: `npm run bench [-- --quick --only NAME --json --write]`.
//
// Every section lets peers play the same rounds from the same weights, has them agree in their losses, and then times
// them by turns: machines drift, so ratios mean something and milliseconds little.
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { isThere } from './documents';
import { markdown, writeReadme } from './markdown';
import { Pages } from './places/browser';
import type { Aim, Report, Table } from './report';
import { fallbacks } from './sections/fallbacks';
import { frames } from './sections/frames';
import { growth } from './sections/growth';
import { threads } from './sections/threads';
import { wasm } from './sections/wasm';
import { webgpu } from './sections/webgpu';

const { values: flags } = parseArgs({
	options: {
		quick: { type: 'boolean', default: false },
		only: { type: 'string' },
		json: { type: 'boolean', default: false },
		/** Puts the results into the README. */
		write: { type: 'boolean', default: false },
	},
});

const DOCUMENTS = ['gan', 'dcgan', 'unet', 'gan2d', 'wganGp'];
const sections = {
	wasm: (documents: string[]) => wasm(documents, flags),
	webgpu: (documents: string[]) => inPages((pages) => webgpu(pages, documents, flags), true),
	webgl: (documents: string[]) => inPages((pages) => fallbacks('webgl', pages, documents, flags)),
	cpu: (documents: string[]) => inPages((pages) => fallbacks('cpu', pages, documents, flags)),
	threads: (documents: string[]) => threads(documents, flags),
	frames: () => inPages((pages) => frames(pages, flags)),
	growth: () => growth(flags),
} satisfies Record<string, (documents: string[]) => Promise<Report>>;

const { only } = flags;
if (only !== undefined && !(only in sections) && !DOCUMENTS.includes(only)) {
	throw new Error(`--only takes one of ${[...DOCUMENTS, ...Object.keys(sections)].join(', ')}.`);
}
const all = flags.quick ? DOCUMENTS.slice(0, 1) : DOCUMENTS;
const wanted = DOCUMENTS.includes(only ?? '') ? [only!] : all;
const documents = wanted.filter(isThere);

const tables: Table[] = [];
const aims: Aim[] = [];
for (const [name, run] of Object.entries(sections)) {
	const takesDocuments = run.length > 0;
	if (only !== undefined && (only in sections ? only !== name : !takesDocuments)) continue;
	const begun = performance.now();
	try {
		const report = await run(documents);
		tables.push(...report.tables);
		aims.push(...report.aims);
	} catch (error) {
		// The other sections are worth having; this one's failure is told, and is the run's.
		process.stderr.write(`${name}: ${error instanceof Error ? error.stack : String(error)}\n`);
		aims.push({ what: name, result: { none: 'failed: see the log' } });
		process.exitCode = 1;
	}
	process.stderr.write(`${name}: ${((performance.now() - begun) / 1000).toFixed(0)} s\n`);
}

const on = {
	date: new Date().toISOString().slice(0, 10),
	cpu: cpus()[0]!.model,
	cores: cpus().length,
	node: process.version,
	quick: flags.quick,
	/** Documents asked for that there are none of. */
	missing: wanted.filter((name) => !isThere(name)),
};
const text = markdown({ tables, aims }, runText(on));
if (flags.json) process.stdout.write(`${JSON.stringify({ on, aims, tables })}\n`);
else process.stdout.write(`${text}\n`);
if (flags.write) await writeReadme(text);

async function inPages(
	measure: (pages: Pages) => Promise<Report>,
	isolated = false,
): Promise<Report> {
	const pages = await Pages.open({ isolated });
	try {
		return await measure(pages);
	} finally {
		await pages.close();
	}
}

function runText({ date, cpu, cores, node, quick, missing }: typeof on): string {
	const without = missing.length > 0 ? ` Documents that are not there: ${missing.join(', ')}.` : '';
	const rounds = quick ? ' A quick run of few rounds: not to be believed.' : '';
	return `${date}, ${cpu} (${cores} cores), Node ${node.slice(1)}.${without}${rounds}`;
}
