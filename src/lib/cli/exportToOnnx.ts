// `ganloom export --to onnx`: an ONNX file a network.
import { join } from 'node:path';
import { firstWeights } from '../compile/link/weights';
import { writeOnnx } from '../export/onnx/onnx';
import type { ExportJob } from './export';
import { CliError, messageOf } from './io';
import { networksAsked } from './networksAsked';
import { readWeightFile, writeOut } from './weightFiles';

export async function exportToOnnx({ document, program, options }: ExportJob): Promise<string[]> {
	const { out, weights: file, network, batch } = options;
	const asked = networksAsked(program, network);
	const given = file === undefined ? {} : await readWeightFile(file, program);
	const weights = { ...firstWeights(program, program.run.seed), ...given };
	const written: string[] = [];
	for (const plan of asked) {
		const name = `${plan.name}.onnx`;
		let bytes: Uint8Array;
		try {
			bytes = writeOnnx(plan, { document, networks: program.networks, weights, batch });
		} catch (error) {
			throw new CliError(`${name} can't be written: ${messageOf(error)}`, 1, { cause: error });
		}
		await writeOut(join(out, name), bytes);
		written.push(name);
	}
	return written;
}
