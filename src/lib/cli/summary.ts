// `ganloom summary FILE`: the layers of every network, their outputs, and how many numbers they learn.
import type { LayerSummary } from '../compile/program';
import { compileFile, reportErrors } from './documents';
import type { ExitCode, Io } from './io';

export async function summary(
	file: string,
	options: { json?: boolean },
	io: Io,
): Promise<ExitCode> {
	const { compilation } = await compileFile(file);
	const networks = Object.entries(compilation.layers).map(([name, layers]) => {
		// Running statistics are kept and saved, but not learnt: as in PyTorch they are no parameters.
		const trainable = layers.reduce((sum, layer) => sum + layer.parameters, 0);
		return { name, parameters: trainable, trainable, layers: layers.map(describe) };
	});
	if (options.json) {
		const byName = networks.map(({ name, ...network }) => [name, network] as const);
		const text = JSON.stringify({ networks: Object.fromEntries(byName) }, undefined, '\t');
		io.out(`${text}\n`);
	} else {
		for (const { name, parameters, layers } of networks) {
			const rows = layers.map(({ node, kind, output, parameters: own }) => [
				...[node, kind, output ? `[${output.join(', ')}]` : '?', own.toLocaleString('en')],
			]);
			const head = ['node', 'kind', 'output', 'parameters'];
			const total = ['', '', 'total', parameters.toLocaleString('en')];
			io.out(`${name}\n${layOut([head, ...rows, total])}\n`);
		}
	}
	return reportErrors(file, compilation, io);
}

interface Layer {
	node: string;
	kind: string;
	/** The output's shape without the batch axis; null while it can't be inferred. */
	output: readonly number[] | null;
	parameters: number;
}

function describe({ node, kind, output, parameters }: LayerSummary): Layer {
	return { node, kind, output: output?.shape ?? null, parameters };
}

/** Columns as wide as they need to be; the last one, numbers, to the right. */
function layOut(rows: readonly (readonly string[])[]): string {
	const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
	const last = widths.length - 1;
	return rows
		.map((row) => {
			const cells = row.map((cell, column) =>
				column === last ? cell.padStart(widths[column]!) : cell.padEnd(widths[column]!),
			);
			return `  ${cells.join('  ')}\n`;
		})
		.join('');
}
