// `ganloom check FILE…`: what is wrong with documents, and where.
import type { Diagnostic, Text } from '../graph/types';
import { compileFile, describeDiagnostic, UnreadableFile } from './documents';
import type { ExitCode, Io } from './io';

export interface CheckOptions {
	json?: boolean;
	lang: 'en' | 'ja';
}

interface CheckedFile {
	file: string;
	/** Why it can't be read as a document at all. */
	unreadable?: Text;
	diagnostics: Pick<Diagnostic, 'severity' | 'code' | 'message' | 'canvas' | 'node' | 'port'>[];
}

/** The worst of the files decides: 2 unreadable, 1 with errors, 0 without. */
export async function check(files: string[], options: CheckOptions, io: Io): Promise<ExitCode> {
	const checked = await Promise.all(files.map(checkFile));
	if (options.json) io.out(`${JSON.stringify({ files: checked }, undefined, '\t')}\n`);
	else for (const file of checked) print(file, options.lang, io);
	if (checked.some(({ unreadable }) => unreadable)) return 2;
	return checked.some((file) => count(file, 'error') > 0) ? 1 : 0;
}

async function checkFile(file: string): Promise<CheckedFile> {
	try {
		const { compilation } = await compileFile(file);
		const diagnostics = compilation.diagnostics.map(
			({ severity, code, message, canvas, node, port }) => {
				return { severity, code, message, canvas, node, port };
			},
		);
		return { file, diagnostics };
	} catch (error) {
		if (!(error instanceof UnreadableFile)) throw error;
		return { file, unreadable: error.reason, diagnostics: [] };
	}
}

const count = ({ diagnostics }: CheckedFile, severity: Diagnostic['severity']): number =>
	diagnostics.filter((diagnostic) => diagnostic.severity === severity).length;

const counted = (number: number, noun: string): string =>
	`${number} ${noun}${number === 1 ? '' : 's'}`;

function print(checked: CheckedFile, lang: 'en' | 'ja', io: Io): void {
	const { file, unreadable, diagnostics } = checked;
	if (unreadable) return io.err(`${file}: ${unreadable[lang]}\n`);
	for (const diagnostic of diagnostics) io.out(`${describeDiagnostic(file, diagnostic, lang)}\n`);
	const errors = counted(count(checked, 'error'), 'error');
	io.out(`${file}: ${errors}, ${counted(count(checked, 'warning'), 'warning')}\n`);
}
