// `ganloom export --to pytorch`: the twin with its weights and data.
import { copyFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { firstWeights } from '../compile/link/weights';
import type { Program } from '../compile/program';
import { findDataset } from '../data/catalogue';
import type { Dataset } from '../data/dataset';
import { sampleOf } from '../data/sample';
import { portsUsed } from '../export/pytorch/portsUsed';
import { writePytorch } from '../export/pytorch/pytorch';
import type { ExportJob } from './export';
import { messageOf, CliError } from './io';
import { readStart, writeOut, writeWeightFile } from './weightFiles';

/** Where prepared data sets are. */
const datasets = fileURLToPath(new URL('../../../static/datasets/', import.meta.url));

export async function exportToPytorch({
	document,
	program,
	options,
	io,
}: ExportJob): Promise<string[]> {
	const { out, weights, items } = options;
	const files = writePytorch(document, program);
	for (const [name, text] of Object.entries(files)) await writeOut(join(out, name), text);
	const given = weights === undefined ? undefined : await readStart(weights, program);
	for (const note of given?.notes ?? []) io.err(`${note}\n`);
	const { checkpoint: state } = given ?? {};
	const all = { ...firstWeights(program, program.run.seed), ...given?.weights };
	const metadata = { format: 'pt', seed: String(program.run.seed) };
	await writeWeightFile(join(out, 'weights.safetensors'), program, all, { metadata, state });
	const data = await writeData(program, join(out, 'data'), items);
	return [...Object.keys(files), 'weights.safetensors', ...data];
}

/** Prepared sets as they are; of those that are drawn on the spot, a sample. */
async function writeData(program: Program, folder: string, items: number): Promise<string[]> {
	const written: string[] = [];
	for (const name of program.datasets) {
		await mkdir(folder, { recursive: true });
		const dataset = findDataset(name)!;
		const files = [`${name}.json`, `${name}.bin`];
		try {
			if (dataset.make) await writeSample(folder, dataset, portsUsed(program, name), items);
			else for (const file of files) await copyFile(join(datasets, file), join(folder, file));
		} catch (error) {
			throw new CliError(`The data set ${name} can't be taken along: ${messageOf(error)}`, 1, {
				cause: error,
			});
		}
		written.push(...files.map((file) => `data/${file}`));
	}
	return written;
}

/** `<name>.json` and `<name>.bin` with the first items of these ports. */
export async function writeSample(
	folder: string,
	dataset: Dataset,
	ports: readonly string[],
	items: number,
): Promise<void> {
	const { about, bytes } = await sampleOf(dataset, ports, items);
	const packed = await promisify(gzip)(bytes, { level: 9 });
	await writeOut(join(folder, `${dataset.name}.bin`), packed);
	const text = `${JSON.stringify(about, undefined, '\t')}\n`;
	await writeOut(join(folder, `${dataset.name}.json`), text);
}
