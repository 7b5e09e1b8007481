// A Node process with one peer: takes requests as lines of JSON, answers each by one.
import { createInterface } from 'node:readline';
import { nodeHost } from '../../../src/lib/cli/nodeHost';
import { Stage, type Entry } from '../stage';
import { peakSinceNow } from './peak';

const { tf, wasmFiles } = nodeHost;
const stage = new Stage({ tf, wasmFiles });
let peak: () => number | undefined = () => undefined;

const methods: Record<string, (entry: Entry) => unknown> = {
	open(entry) {
		peak = peakSinceNow();
		return stage.open(entry);
	},
	play: () => stage.play(),
	memory: () => peak(),
};

for await (const line of createInterface({ input: process.stdin })) {
	const [method, entry] = JSON.parse(line) as [string, Entry];
	let answer: object;
	try {
		answer = { gave: await methods[method]!(entry) };
	} catch (error) {
		answer = { failed: error instanceof Error ? (error.stack ?? error.message) : String(error) };
	}
	process.stdout.write(`${JSON.stringify(answer)}\n`);
}
stage.close();
