// The commands of the command line and their options.
import { Argument, Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { check, type CheckOptions } from './check';
import { exportDocument, exportTargets, type ExportOptions } from './export';
import { CliError, messageOf, type ExitCode, type Io } from './io';
import { quality, type QualityOptions } from './quality';
import { sample, type SampleOptions } from './sample';
import { schema } from './schema';
import { summary } from './summary';
import { train, type TrainOptions } from './train';

/** Runs one command; gives its exit code and never throws. */
export async function main(args: readonly string[], io: Io): Promise<ExitCode> {
	let exitCode: ExitCode = 0;
	const program = makeProgram(io, async (running) => {
		exitCode = await running;
	});
	try {
		await program.parseAsync([...args], { from: 'user' });
		return exitCode;
	} catch (error) {
		// Commander has said what is wrong with the usage already; help is no mistake.
		if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
		io.err(`ganloom: ${messageOf(error)}\n`);
		return error instanceof CliError ? error.exitCode : 1;
	}
}

function makeProgram(io: Io, finish: (running: Promise<ExitCode>) => Promise<void>): Command {
	const program = new Command('ganloom')
		.description('Checks, summarises, trains, samples and exports GANs kept as graph documents.')
		.configureOutput({ writeOut: io.out, writeErr: io.err })
		.exitOverride();
	const file = new Argument(
		'<file>',
		'a graph: JSON, a project file, or a picture that carries it',
	);

	program
		.command('check')
		.description('tell what is wrong with documents; exit 0 without errors, 1 with, 2 unreadable')
		.argument('<file...>', 'graph documents, JSON')
		.option('--json', 'print the diagnostics as JSON')
		.addOption(
			new Option('--lang <language>', 'language of the messages')
				.choices(['en', 'ja'])
				.default('en'),
		)
		.action((files: string[], options: CheckOptions) => finish(check(files, options, io)));

	program
		.command('summary')
		.description('list the layers of every network and count what they learn')
		.addArgument(file)
		.option('--json', 'print it as JSON')
		.action((path: string, options: { json?: boolean }) => finish(summary(path, options, io)));

	program
		.command('train')
		.description('train a document; webgl and webgpu run in a headless Chromium')
		.addArgument(file)
		.option('--rounds <number>', "rounds to play; without it the document's own", wholeNumber)
		.addOption(
			new Option('--backend <name>', 'what computes')
				.choices(['cpu', 'wasm', 'webgl', 'webgpu'])
				.default('wasm'),
		)
		.addOption(
			new Option('--engine <name>', 'what trains; torch: the PyTorch twin, on this machine')
				.choices(['tfjs', 'torch'])
				.default('tfjs'),
		)
		.option('--seed <number>', "seed, without it the document's own", seed)
		.option('--out <folder>', 'write samples (PNG), losses (CSV) and weights here')
		.option('--json', 'print one line of JSON a round')
		.option(
			'--weights <file>',
			'start from these (safetensors, network/node/weight); with the state of a run, go on from it',
		)
		.option('--feeds <file>', 'replay these source values (safetensors, sourceNode/port)')
		.option('--save <file>', 'write weights, and all it takes to go on, at the end (safetensors)')
		.option(
			'--averaged',
			'write running averages of weights, where a player keeps them, and nothing else',
		)
		.option('--half', 'write weights alone, as float16: a sixth of the size')
		.action((path: string, options: TrainOptions) => finish(train(path, options, io)));

	program
		.command('sample')
		.description('make pictures with a trained generator')
		.addArgument(file)
		.option('--weights <file>', 'trained weights (safetensors); without it those of a project file')
		.requiredOption('--out <file>', 'the PNG to write')
		.option('--count <number>', 'how many', positive, 64)
		.option('--seed <number>', 'seed of the noise', seed, 1)
		.option('--columns <number>', 'pictures a row; without it the sheet is about square', positive)
		.option('--gap <number>', 'pixels between pictures', wholeNumber)
		.option('--beside', 'show what each picture was made of to its left')
		.option('--then <network>', 'what to put a picture through next, shown to its right')
		.option('--network <name>', 'which network, where there are several generators')
		.addOption(
			new Option('--backend <name>', 'what computes').choices(['cpu', 'wasm']).default('wasm'),
		)
		.action((path: string, options: SampleOptions) => finish(sample(path, options, io)));

	program
		.command('quality')
		.description('train a document and measure what it makes on held-out data, beside baselines')
		.argument('<preset>', 'a name of graphs/, or a graph document')
		.option('--rounds <number>', "rounds to play; without it the document's own", wholeNumber)
		.addOption(
			new Option('--backend <name>', 'what trains')
				.choices(['wasm', 'webgl', 'webgpu'])
				.default('wasm'),
		)
		.option('--seed <number>', "seed, without it the document's own", seed)
		.option('--weights <file>', 'measure these instead of training')
		.option('--save <file>', 'write the trained weights (safetensors, float16)')
		.option('--json', 'print it as JSON')
		.option('--write', 'put it into the table of the README')
		.action((path: string, options: QualityOptions) => finish(quality(path, options, io)));

	program
		.command('export')
		.description(
			'write a document for use elsewhere; pytorch: readable code that trains the same; tfjs: a tf.LayersModel a network; onnx: an ONNX file a network, channels last as in the app; html: a page a generator',
		)
		.addArgument(file)
		.addOption(new Option('--to <target>', 'for what').choices(exportTargets).makeOptionMandatory())
		.requiredOption('--out <folder>', 'the folder to write to')
		.option('--weights <file>', "trained weights (safetensors); without it the seed's")
		.option(
			'--items <number>',
			'how many items to take along of data sets that are drawn on the spot',
			positive,
			500,
		)
		.option('--network <name>', 'tfjs, onnx and html: only this network')
		.option('--batch <number>', 'onnx: items a run takes; without it any number', positive)
		.action((path: string, options: ExportOptions) => finish(exportDocument(path, options, io)));

	program
		.command('schema')
		.description('print the JSON Schema of graph documents')
		.action(() => finish(schema(io)));

	return program;
}

function wholeNumber(text: string): number {
	const value = /^\d+$/.test(text) ? Number(text) : NaN;
	if (!Number.isSafeInteger(value)) throw new InvalidArgumentError('It must be a whole number.');
	return value;
}

function positive(text: string): number {
	const value = wholeNumber(text);
	if (value === 0) throw new InvalidArgumentError('It must be at least 1.');
	return value;
}

function seed(text: string): number {
	const value = wholeNumber(text);
	if (value > 0xffffffff) throw new InvalidArgumentError('It must be less than 2 to the 32nd.');
	return value;
}
