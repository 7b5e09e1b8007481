// `ganloom export FILE --to TARGET --out FOLDER`: a document for use elsewhere.
import { mkdir } from 'node:fs/promises';
import type { Program } from '../compile/program';
import type { GraphDocument } from '../graph/types';
import { compileRunnable } from './documents';
import { exportToOnnx } from './exportToOnnx';
import { exportToHtml } from './exportToHtml';
import { exportToPytorch } from './exportToPytorch';
import { exportToTfjs } from './exportToTfjs';
import { CliError, messageOf, type ExitCode, type Io } from './io';

export interface ExportOptions {
	to: ExportTarget;
	/** The folder written to. */
	out: string;
	/** Trained weights; without them those of the document's seed. */
	weights?: string;
	/** Items taken along of data sets that are drawn on the spot. */
	items: number;
	/** The only network to write, where the target takes networks one by one. */
	network?: string;
	/** onnx: items a run takes; any number without it. */
	batch?: number;
}

/** What every target is given. */
export interface ExportJob {
	document: GraphDocument;
	program: Program;
	options: ExportOptions;
	io: Io;
}

/** Writes into the folder, which is there; gives the names of what was written. */
type Exporter = (job: ExportJob) => Promise<string[]>;

const exporters = {
	pytorch: exportToPytorch,
	tfjs: exportToTfjs,
	onnx: exportToOnnx,
	html: exportToHtml,
} satisfies Record<string, Exporter>;

export type ExportTarget = keyof typeof exporters;

export const exportTargets = Object.keys(exporters) as ExportTarget[];

export async function exportDocument(
	file: string,
	options: ExportOptions,
	io: Io,
): Promise<ExitCode> {
	const { document, program } = await compileRunnable(file);
	await mkdir(options.out, { recursive: true }).catch((error: unknown) => {
		throw new CliError(`${options.out} can't be made: ${messageOf(error)}`, 2, { cause: error });
	});
	const written = await exporters[options.to]({ document, program, options, io });
	io.out(`Written to ${options.out}: ${written.join(', ')}\n`);
	return 0;
}
