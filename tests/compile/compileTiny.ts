// Compiles test documents with one small data set, `tiny`: 2×2 pictures in 0–1 with three classes.
import { compile } from '../../src/lib/compile/compile';
import type { Compilation, Program } from '../../src/lib/compile/program';
import type { Diagnostic, GraphDocument } from '../../src/lib/graph/types';
import type { DatasetType } from '../../src/lib/nodes/kind';

const TINY: DatasetType = {
	outputs: [
		{
			port: 'image',
			type: { shape: [2, 2, 1], dtype: 'float32', meaning: 'image', range: [0, 1] },
		},
		{ port: 'label', type: { shape: [], dtype: 'int32', meaning: 'label', classes: 3 } },
	],
	count: 100,
};

export const tinyDatasets = (name: string): DatasetType | undefined =>
	name === 'tiny' ? TINY : undefined;

export function compileTiny(document: GraphDocument): Compilation {
	return compile(document, { datasets: tinyDatasets });
}

/** Of a document without errors. */
export function programOf(document: GraphDocument): Program {
	const { program, diagnostics } = compileTiny(document);
	if (!program) throw new Error(diagnostics.map(briefly).join('\n'));
	return program;
}

/** `error circle training/dFake.image`: what a test compares. */
export function briefly({ severity, code, canvas, node, port, param }: Diagnostic): string {
	const at = [canvas, node].filter((part) => part !== undefined).join('/');
	const end = port ?? (param === undefined ? undefined : `(${param})`);
	return `${severity} ${code} ${at}${end === undefined ? '' : `.${end}`}`;
}

export function problemsOf(document: GraphDocument): string[] {
	return compileTiny(document).diagnostics.map(briefly);
}
