// Times a round of our compiled graph on wasm beside PyTorch on one thread: `npm run bench [-- --json]`.
//
// Both start from the same weights and play the same inputs, turn by turn in one run, and must agree before they
// are timed: machines drift, so only their ratio means anything.
import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { toTorchLayout } from '../../src/lib/compile/link/weights';
import { compile } from '../../src/lib/compile/compile';
import type { Program } from '../../src/lib/compile/program';
import { nodeHost, staticFolder } from '../../src/lib/cli/nodeHost';
import { datasetType } from '../../src/lib/data/catalogue';
import { writeSafetensors } from '../../src/lib/export/safetensors';
import { randomAt } from '../../src/lib/graph/random';
import type { GraphDocument } from '../../src/lib/graph/types';
import { chooseBackend } from '../../src/lib/runtime/backends';
import type { HostArray } from '../../src/lib/runtime/protocol';
import { Trainer } from '../../src/lib/runtime/trainer';
import { torchProgram } from './torchProgram';

const DOCUMENTS = ['gan', 'dcgan'];
const WARM_UP = 3;
const ROUNDS = 25;
/** Source values are given for this many rounds and then come round again. */
const FED = 8;

interface Turn {
	milliseconds: number;
	losses: Record<string, number>;
}

interface Row {
	document: string;
	/** Milliseconds a round: median, and the middle half. */
	ours: [median: number, low: number, high: number];
	torch: [median: number, low: number, high: number];
	/** Ours ÷ PyTorch, turn by turn: median, and the middle half. */
	ratio: [median: number, low: number, high: number];
	/** The largest relative difference of a loss in the warm-up rounds. */
	apart: number;
	/** What PyTorch multiplies matrices with. */
	blas: string[];
}

const quartiles = (values: number[]): [number, number, number] => {
	const sorted = [...values].sort((a, b) => a - b);
	const at = (share: number): number => sorted[Math.floor(share * (sorted.length - 1))]!;
	return [at(0.5), at(0.25), at(0.75)];
};

/** Values in 0 … 1 for pictures, normal ones for noise: what they are does not change the time. */
function makeFeeds({ steps, sources, run }: Program): Record<string, HostArray> {
	const feeds: Record<string, HostArray> = {};
	for (const { node, outputTypes } of steps.filter((step) => sources.includes(step.node))) {
		for (const [port, { shape, meaning, dtype }] of Object.entries(outputTypes)) {
			const full = [FED, run.batch, ...shape];
			const count = full.reduce((a, b) => a * b, 1);
			const random = randomAt(1, `${node}/${port}`, 0);
			const values =
				dtype === 'int32'
					? new Float32Array(count)
					: meaning === 'image'
						? random.uniform(count)
						: random.normal(count);
			feeds[`${node}/${port}`] = { shape: full, values };
		}
	}
	return feeds;
}

async function bench(name: string, folder: string): Promise<Row> {
	const file = new URL(`../../graphs/${name}.json`, import.meta.url);
	const document = JSON.parse(await readFile(file, 'utf8')) as GraphDocument;
	const { program } = compile(document, { datasets: datasetType });
	if (!program) throw new Error(`${name} does not compile.`);
	const { tf } = nodeHost;
	const feeds = makeFeeds(program);
	const cycled = Object.fromEntries(
		Object.entries(feeds).map(([ref, { shape, values }]) => {
			const times = Math.ceil((WARM_UP + ROUNDS) / FED);
			const long = new Float32Array(values.length * times);
			for (let i = 0; i < times; i++) long.set(values, i * values.length);
			return [ref, { shape: [FED * times, ...shape.slice(1)], values: long }];
		}),
	);
	const datasets = Object.fromEntries(
		await Promise.all(
			program.datasets.map(
				async (set) => [set, await nodeHost.loadDataset(set, staticFolder)] as const,
			),
		),
	);
	const trainer = Trainer.create(tf, program, datasets, { feeds: cycled });

	const { weights } = await trainer.checkpoint();
	const planned = Object.values(program.networks).flatMap((network) => network.weights);
	const paths = { weights: join(folder, 'weights'), feeds: join(folder, 'feeds') };
	const start = planned.map((w) => [w.path, toTorchLayout(w, weights[w.path]!.values)] as const);
	await writeFile(paths.weights, writeSafetensors(Object.fromEntries(start)));
	await writeFile(paths.feeds, writeSafetensors(feeds));
	const torch = await openTorch({ program: torchProgram(program), ...paths });

	const ours = async (): Promise<Turn> => {
		const begun = performance.now();
		trainer.playRound();
		const read = await trainer.readLosses();
		const milliseconds = performance.now() - begun;
		const last = Object.entries(read).map(([player, { values }]) => [player, values.at(-1)!]);
		return { milliseconds, losses: Object.fromEntries(last) as Turn['losses'] };
	};
	let apart = 0;
	const turns: { ours: number; torch: number }[] = [];
	for (let round = 0; round < WARM_UP + ROUNDS; round++) {
		const [a, b] = [await ours(), await torch.play()];
		if (round >= WARM_UP) turns.push({ ours: a.milliseconds, torch: b.milliseconds });
		else {
			for (const [player, loss] of Object.entries(a.losses)) {
				const other = b.losses[player] ?? NaN;
				const off = Math.abs(loss - other) / Math.max(1, Math.abs(other));
				if (!(off < 1e-3))
					throw new Error(`${name}: ${player} has loss ${loss}, PyTorch ${other}.`);
				apart = Math.max(apart, off);
			}
		}
	}
	torch.close();
	trainer.dispose();
	return {
		document: name,
		ours: quartiles(turns.map((turn) => turn.ours)),
		torch: quartiles(turns.map((turn) => turn.torch)),
		ratio: quartiles(turns.map((turn) => turn.ours / turn.torch)),
		apart,
		blas: torch.blas,
	};
}

/** A PyTorch process that plays a round when asked. Throws when there is none. */
async function openTorch(first: { program: string; weights: string; feeds: string }) {
	const child = spawn('/usr/bin/python3', [join(import.meta.dirname, 'peer.py')], {
		stdio: ['pipe', 'pipe', 'inherit'],
		env: { ...process.env, OPENBLAS_NUM_THREADS: '1', OMP_NUM_THREADS: '1' },
	});
	const failed = new Promise<never>((_, reject) => {
		child.on('error', reject);
		child.on('close', (code) => reject(new Error(`PyTorch ended with ${code}.`)));
	});
	failed.catch(() => undefined); // told to whoever asks next
	const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
	const ask = async (line: string): Promise<string> => {
		child.stdin.write(`${line}\n`);
		const { value } = await Promise.race([lines.next(), failed]);
		return String(value);
	};
	const { blas } = JSON.parse(await ask(JSON.stringify(first))) as { blas: string[] };
	return {
		blas,
		play: async (): Promise<Turn> => JSON.parse(await ask('play')) as Turn,
		close: (): void => void child.stdin.end(),
	};
}

const folder = await mkdtemp(join(tmpdir(), 'bench-'));
try {
	await chooseBackend(nodeHost.tf, 'wasm', nodeHost.wasmFiles);
	const rows: Row[] = [];
	for (const name of DOCUMENTS) rows.push(await bench(name, folder));
	if (process.argv.includes('--json')) process.stdout.write(`${JSON.stringify(rows)}\n`);
	else {
		const cell = ([median, low, high]: Row['ours']): string =>
			`${median.toFixed(2)} (${low.toFixed(2)}–${high.toFixed(2)})`;
		process.stdout.write('| net | ours, ms | PyTorch, ms | ratio | losses apart |\n');
		process.stdout.write('| --- | --- | --- | --- | --- |\n');
		for (const { document, ours, torch, ratio, apart } of rows) {
			const cells = [document, cell(ours), cell(torch), cell(ratio), apart.toExponential(1)];
			process.stdout.write(`| ${cells.join(' | ')} |\n`);
		}
		process.stdout.write(`\nPyTorch’s BLAS: ${rows[0]!.blas.join(', ')}\n`);
	}
} finally {
	await rm(folder, { recursive: true });
}
