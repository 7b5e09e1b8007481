// Documents from files: read, compiled, and refused with the reason.
import { readFile } from 'node:fs/promises';
import { compile } from '../compile/compile';
import type { Compilation, Program } from '../compile/program';
import { datasetType } from '../data/catalogue';
import { parseDocument } from '../graph/parse';
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

/** @throws {UnreadableFile} */
export async function compileFile(
	file: string,
): Promise<{ document: GraphDocument; compilation: Compilation }> {
	let text: string;
	try {
		text = await readFile(file, 'utf8');
	} catch (error) {
		const detail = messageOf(error);
		const ja = `ファイルを開けません（${detail}）。`;
		throw new UnreadableFile(
			file,
			{ ja, en: `the file can't be read (${detail}).` },
			{ cause: error },
		);
	}
	const { document, problem } = parseDocument(text);
	if (problem) throw new UnreadableFile(file, problem.message);
	return { document, compilation: compile(document, { datasets: datasetType }) };
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
