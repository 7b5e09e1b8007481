// `ganloom schema`: the JSON Schema of graph documents, for editors and other programs.
import { documentSchema } from '../nodes/schema';
import type { ExitCode, Io } from './io';

export async function schema(io: Io): Promise<ExitCode> {
	io.out(`${JSON.stringify(documentSchema(), undefined, '\t')}\n`);
	return 0;
}
