// `ganloom export --to tfjs`: every network that Keras has all layers for, as a standard tf.LayersModel.
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { stepsWithoutKeras } from '../compile/link/kerasLayer';
import type { NetworkPlan, Program } from '../compile/program';
import { writeLayersModels } from '../export/tfjs';
import type { ExportJob } from './export';
import { CliError, messageOf } from './io';
import { networksAsked } from './networksAsked';
import { readWeightFile, writeOut } from './weightFiles';

export async function exportToTfjs({ program, options, io }: ExportJob): Promise<string[]> {
	const { out, weights, network } = options;
	const asked = networksAsked(program, network);
	const refusals = asked.map((plan) => refusal(program, plan));
	const fitting = asked.filter((_, i) => refusals[i] === undefined);
	const refused = refusals.filter((line) => line !== undefined);
	if (fitting.length === 0)
		throw new CliError(`There is nothing to write for tfjs:\n  ${refused.join('\n  ')}`);
	for (const line of refused) io.err(`Left out: ${line}\n`);

	const given = weights === undefined ? {} : await readWeightFile(weights, program);
	const [{ nodeHost }, { chooseBackend }] = await Promise.all([
		import('./nodeHost'),
		import('../runtime/backends'),
	]);
	await chooseBackend(nodeHost.tf, 'cpu', nodeHost.wasmFiles);
	const models = await writeLayersModels(nodeHost.tf, program, { seed: program.run.seed, given });
	const written: string[] = [];
	for (const { name } of fitting) {
		const folder = join(out, name);
		await mkdir(folder, { recursive: true }).catch((error: unknown) => {
			throw new CliError(`${folder} can't be made: ${messageOf(error)}`, 2, { cause: error });
		});
		for (const [file, contents] of Object.entries(models[name]!)) {
			await writeOut(join(folder, file), contents);
			written.push(`${name}/${file}`);
		}
	}
	return written;
}

/** Why a network can't be written: the nodes Keras has no layer for. */
function refusal(program: Program, plan: NetworkPlan): string | undefined {
	const foreign = stepsWithoutKeras(program.networks, plan);
	if (foreign.length === 0) return undefined;
	const nodes = foreign.map(
		({ network, linked: { step, kind } }) => `${network}/${step.node} (${kind.doc.name.en})`,
	);
	return `${plan.name}: Keras has no layer that does the same as ${nodes.join(', ')}`;
}
