// `npm run fuzz -- --count N --seed S`: more broken files than `npm test` has time for.
import { parseArgs } from 'node:util';
import { fuzz } from './fuzz';

const { values } = parseArgs({
	options: {
		count: { type: 'string', default: '10000' },
		seed: { type: 'string', default: String(Date.now() % 1_000_000) },
		from: { type: 'string', default: '0' },
	},
});
const count = Number(values.count);
const seed = Number(values.seed);
const start = performance.now();
const report = await fuzz(count, seed, Number(values.from));
const seconds = ((performance.now() - start) / 1000).toFixed(1);
const sorts = Object.entries(report.tried).map(([sort, tried]) =>
	`${tried} ${sort}s`.replace('ss', 's'),
);

for (const { sort, index, what } of report.findings)
	process.stdout.write(`${sort} ${index}: ${what}\n\n`);
process.stdout.write(
	`Seed ${seed}: ${sorts.join(', ')} in ${seconds} s; ${report.refused} refused, ${report.read} read, ` +
		`${report.findings.length} findings. The slowest took ${report.slowest.toFixed(0)} ms; ` +
		`the process held ${(process.resourceUsage().maxRSS / 1024).toFixed(0)} MB at most.\n`,
);
process.exitCode = report.findings.length > 0 ? 1 : 0;
