// `ganloom schema`: the JSON Schema of graph documents, for editors and other programs.
import type { ExitCode, Io } from './io';

export async function schema(io: Io): Promise<ExitCode> {
	const { documentSchema } = await import('../nodes/schema');
	io.out(`${JSON.stringify(documentSchema(), undefined, '\t')}\n`);
	return 0;
}
