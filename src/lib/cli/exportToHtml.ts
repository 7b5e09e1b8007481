// `ganloom export --to html`: every generator of pictures as a page of its own, with TensorFlow.js inside.
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { link } from '../compile/link';
import type { Program } from '../compile/program';
import {
	planPages,
	writeGeneratorPage,
	type PageParts,
	type PlannedPage,
} from '../export/generatorPage/generatorPage';
import { writeLayersModel } from '../export/tfjs';
import type { ExportJob } from './export';
import { CliError } from './io';
import { readWeightFile, writeOut } from './weightFiles';

export async function exportToHtml(job: ExportJob): Promise<string[]> {
	const { document, program, options, io } = job;
	const pages = asked(program, options.network);
	const refused = pages.flatMap((page) => (page.refused ? [page.refused.en] : []));
	if (refused.length === pages.length)
		throw new CliError(`There is no generator to make a page of:\n  ${refused.join('\n  ')}`);
	for (const line of refused) io.err(`Left out: ${line}\n`);

	const { weights } = options;
	const given = weights === undefined ? {} : await readWeightFile(weights, program);
	const [{ nodeHost }, { chooseBackend }] = await Promise.all([
		import('./nodeHost'),
		import('../runtime/backends'),
	]);
	await chooseBackend(nodeHost.tf, 'cpu', nodeHost.wasmFiles);
	const code = await readCode();
	const linked = link(nodeHost.tf, program, { seed: program.run.seed, given });
	try {
		const written: string[] = [];
		for (const page of pages) {
			if (page.refused) continue;
			const { plan, inputs, output } = page;
			const model = await writeLayersModel(linked.networks.get(plan.name)!.model);
			const html = writeGeneratorPage({ title: document.title, code, model, inputs, output });
			await writeOut(join(options.out, `${plan.name}.html`), html);
			written.push(`${plan.name}.html`);
		}
		return written;
	} finally {
		linked.dispose();
	}
}

async function readCode(): Promise<PageParts['code']> {
	const tfjs = createRequire(import.meta.url).resolve('@tensorflow/tfjs/dist/tf.es2017.min.js');
	const own = (name: string): URL => new URL(`../export/generatorPage/${name}`, import.meta.url);
	const read = (place: string | URL): Promise<string> => readFile(place, 'utf8');
	return {
		tfjs: await read(tfjs),
		script: await read(own('page.js')),
		style: await read(own('page.css')),
	};
}

function asked(program: Program, network: string | undefined): PlannedPage[] {
	const found = planPages(program, network);
	if (found.length > 0) return found;
	throw new CliError(
		network === undefined
			? 'There is no generator to make a page of.'
			: `There is no network “${network}”; there is ${Object.keys(program.networks).join(', ')}.`,
	);
}
