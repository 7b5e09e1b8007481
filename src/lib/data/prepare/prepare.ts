// `npm run prepare:data`: run before the site is served, built or tested.
import { datasetFolder, prepareAll } from './prepareAll';

const overwrite = process.stdout.isTTY ? '\r\u001b[2K' : '';
await prepareAll(
	datasetFolder,
	(line) => process.stdout.write(`${overwrite}${line}\n`),
	// Without a terminal, lines can't be written over.
	(line) => void (overwrite && process.stdout.write(`${overwrite}${line}`)),
).catch((error: Error) => {
	process.stderr.write(`${overwrite}The data sets could not be prepared: ${error.message}\n`);
	process.exitCode = 1;
});
