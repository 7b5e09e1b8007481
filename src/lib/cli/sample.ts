// `ganloom sample FILE [--weights F] --out F.png`: pictures of a trained generator.
import { encodeContactSheet } from '../export/png';
import type { Program } from '../compile/program';
import type { LoadedDataset } from '../nodes/kind';
import { compileRunnable } from './documents';
import { CliError, messageOf, type ExitCode, type Io } from './io';
import { readWeightFile, writeOut } from './weightFiles';

export interface SampleOptions {
	/** Without it, those of the project file. */
	weights?: string;
	out: string;
	count: number;
	seed: number;
	network?: string;
	beside?: boolean;
	then?: string;
	columns?: number;
	gap?: number;
	backend: 'cpu' | 'wasm';
}

export async function sample(file: string, options: SampleOptions, io: Io): Promise<ExitCode> {
	const { program } = await compileRunnable(file);
	const network = chooseNetwork(file, program, options.network);
	const source = options.weights ?? file;
	if (!options.weights && !file.endsWith('.ganloom'))
		throw new CliError('Name trained weights with --weights.');
	const weights = await readWeightFile(source, program);
	const missing = program.networks[network]!.weights.find(
		({ path, trainable }) => trainable && !(path in weights),
	);
	if (missing) throw new CliError(`${source} has no weights of ${network}.`);

	const [{ nodeHost, staticFolder }, { chooseBackend }, { Trainer }] = await Promise.all([
		import('./nodeHost'),
		import('../runtime/backends'),
		import('../runtime/trainer'),
	]);
	await chooseBackend(nodeHost.tf, options.backend, nodeHost.wasmFiles);
	const datasets: Record<string, LoadedDataset> = {};
	for (const name of program.datasets)
		datasets[name] = await nodeHost.loadDataset(name, staticFolder);
	const trainer = Trainer.create(nodeHost.tf, program, datasets, { weights });
	const { count, seed, then, beside, out, columns, gap } = options;
	try {
		const pictures = await trainer.generate({ network, count, seed, then, beside });
		await writeOut(out, encodeContactSheet(pictures, { columns, gap }));
	} catch (error) {
		if (error instanceof CliError) throw error;
		throw new CliError(`No pictures could be made: ${messageOf(error)}`, 1, { cause: error });
	} finally {
		trainer.dispose();
	}
	io.out(`Written: ${out}\n`);
	return 0;
}

/** The network asked for, or the only generator. */
function chooseNetwork(file: string, program: Program, asked: string | undefined): string {
	const networks = Object.values(program.networks);
	if (asked !== undefined) {
		if (program.networks[asked]) return asked;
		const names = networks.map(({ name }) => name).join(', ');
		throw new CliError(`${file} has no network “${asked}”; it has ${names || 'none'}.`);
	}
	const generators = networks.filter(({ role }) => role === 'generator');
	if (generators.length === 1) return generators[0]!.name;
	throw new CliError(
		generators.length === 0
			? `${file} has no generator; name a network with --network.`
			: `${file} has several generators; name one with --network: ${generators.map(({ name }) => name).join(', ')}.`,
	);
}
