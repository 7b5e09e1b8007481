// The command line: `npm run -s ganloom -- COMMAND`. The same pieces as the page, for scripts and tests.
import { main } from './commands';

// A reader that has seen enough, like `head`, is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
	if (error.code !== 'EPIPE') throw error;
	process.exit();
});
process.exitCode = await main(process.argv.slice(2), {
	out: (text) => void process.stdout.write(text),
	err: (text) => void process.stderr.write(text),
	terminal: process.stderr.isTTY ?? false,
});
