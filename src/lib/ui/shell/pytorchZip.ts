// A graph as a PyTorch project in one zip: programs, weights as they stand, data.
import type { AsyncZippable } from 'fflate';
import { firstWeights } from '../../compile/link/weights';
import type { Program } from '../../compile/program';
import { findDataset } from '../../data/catalogue';
import { loadOwn } from '../../data/own/loadOwn';
import { sampleOf } from '../../data/sample';
import { portsUsed } from '../../export/pytorch/portsUsed';
import { writePytorch } from '../../export/pytorch/pytorch';
import { weightFile } from '../../export/weightFile';
import type { GraphDocument } from '../../graph/types';
import type { Checkpoint } from '../../runtime/protocol';
import { baseAddress } from './addresses';
import { saveZip } from './zip';

/** Items taken along of data sets that are drawn on the spot. */
const ITEMS = 1000;

export interface PytorchJob {
	document: GraphDocument;
	program: Program;
	/** Without one the weights are the document's first ones. */
	checkpoint: Checkpoint | undefined;
	title: string;
}

/** @throws where a data set can't be had. */
export async function savePytorch({
	document,
	program,
	checkpoint,
	title,
}: PytorchJob): Promise<void> {
	const encoder = new TextEncoder();
	const files: AsyncZippable = {};
	for (const [name, text] of Object.entries(writePytorch(document, program)))
		files[name] = encoder.encode(text);
	const weights = { ...firstWeights(program, program.run.seed), ...checkpoint?.weights };
	const metadata = {
		...{ format: 'pt', seed: String(program.run.seed) },
		rounds: String(checkpoint?.round ?? 0),
	};
	const kept = weightFile(weights, program, { metadata, state: checkpoint });
	files['weights.safetensors'] = [kept, { level: 0 }];
	for (const name of program.datasets) {
		const { about, packed } = await dataOf(name, portsUsed(program, name));
		files[`data/${name}.json`] = about;
		files[`data/${name}.bin`] = [packed, { level: 0 }];
	}
	await saveZip(title, 'pytorch', files);
}

/** Prepared sets as they are, one's own whole; of those that are drawn on the spot, a sample. */
async function dataOf(
	name: string,
	ports: readonly string[],
): Promise<{ about: Uint8Array; packed: Uint8Array }> {
	const dataset = findDataset(name)!;
	if (!dataset.make && !dataset.own) {
		const [about, packed] = await Promise.all(
			['json', 'bin'].map(async (ending) => {
				const response = await fetch(`${baseAddress()}datasets/${name}.${ending}`);
				if (!response.ok) throw new Error(`${name}.${ending}: ${response.status}`);
				return new Uint8Array(await response.arrayBuffer());
			}),
		);
		return { about: about!, packed: packed! };
	}
	const rest = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));
	const own = dataset.own && (await loadOwn(dataset));
	const { about, bytes } = own
		? await sampleOf({ ...dataset, make: () => own }, ports, dataset.type.count, rest)
		: await sampleOf(dataset, ports, ITEMS, rest);
	const stream = new Blob([bytes]).stream().pipeThrough(new CompressionStream('gzip'));
	return {
		about: new TextEncoder().encode(`${JSON.stringify(about, undefined, '\t')}\n`),
		packed: new Uint8Array(await new Response(stream).arrayBuffer()),
	};
}
