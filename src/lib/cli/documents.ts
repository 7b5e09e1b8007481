// Documents from files: read, compiled, and refused with the reason.
import { readFile } from 'node:fs/promises';
import { compile } from '../compile/compile';
import type { Compilation, Program } from '../compile/program';
import { datasetType } from '../data/catalogue';
import { readSharedFile } from '../export/sharedFile';
import { FileError } from '../graph/fileError';
import type { Diagnostic, GraphDocument, Text } from '../graph/types';
import { CliError, messageOf, type ExitCode, type Io } from './io';

/** A file that is no document. */
export class UnreadableFile extends CliError {
	override name = 'UnreadableFile';
	constructor(
		readonly file: string,
		readonly reason: Text,
		options?: ErrorOptions,
	) {
		super(`${file}: ${reason.en}`, 2, options);
	}
}

/**
 * The graph of a file: JSON, a picture that carries one, or a project file.
 * @throws {UnreadableFile}
 */
export async function compileFile(
	file: string,
): Promise<{ document: GraphDocument; compilation: Compilation }> {
	const { document } = await read(file);
	return { document, compilation: compile(document, { datasets: datasetType }) };
}

async function read(file: string): Promise<{ document: GraphDocument }> {
	try {
		return await readSharedFile(await readFile(file));
	} catch (error) {
		if (error instanceof FileError) throw new UnreadableFile(file, error.told, { cause: error });
		const detail = messageOf(error);
		const ja = `ファイルを開けません（${detail}）。`;
		const en = `the file can't be read (${detail}).`;
		throw new UnreadableFile(file, { ja, en }, { cause: error });
	}
}

/** @throws {CliError} when there is an error in the document, so that it can't be run. */
export async function compileRunnable(
	file: string,
): Promise<{ document: GraphDocument; program: Program }> {
	const { document, compilation } = await compileFile(file);
	if (compilation.program) return { document, program: compilation.program };
	throw new CliError(errorLines(file, compilation).join('\n'), 1);
}

/** Prints what keeps a document from running; gives the exit code that goes with it. */
export function reportErrors(file: string, compilation: Compilation, io: Io): ExitCode {
	const lines = errorLines(file, compilation);
	for (const line of lines) io.err(`${line}\n`);
	return lines.length > 0 ? 1 : 0;
}

const errorLines = (file: string, { diagnostics }: Compilation): string[] =>
	diagnostics
		.filter(({ severity }) => severity === 'error')
		.map((diagnostic) => describeDiagnostic(file, diagnostic, 'en'));

/** One line: `graphs/gan.json: error: networks/D/dense1/x: … (shapeMismatch)`. */
export function describeDiagnostic(
	file: string,
	{ severity, canvas, node, port, message, code }: Omit<Diagnostic, 'mend'>,
	lang: 'en' | 'ja',
): string {
	const place = [canvas, node, port].filter(Boolean).join('/');
	return `${file}: ${severity}: ${place}: ${message[lang]} (${code})`;
}
