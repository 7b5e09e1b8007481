// How time and memory grow with batch, width and depth, on wasm in Node beside PyTorch.
import { denseGan, type Size } from '../documents';
import { isAbsent } from '../places/contestant';
import { enterInNode, type ProcessContestant } from '../places/node';
import { enterTorch } from '../places/torch';
import { FED } from '../problem';
import { race } from '../race';
import type { Cell, Options, Report } from '../report';
import { growth as exponent, spreadOf } from '../statistics';

const BASE: Size = { batch: 64, width: 256, depth: 3 };
const AXES: Readonly<Record<keyof Size, readonly number[]>> = {
	batch: [32, 64, 128, 256, 512],
	width: [64, 128, 256, 512, 1024],
	depth: [1, 2, 4, 8, 16],
};

/** All rounds have inputs of their own, so that neither holds them twice. */
const LAPS = { warmUp: 2, rounds: FED - 2 };

const NOTE = `A dense GAN of ${BASE.depth} hidden layers of ${BASE.width} at a batch of ${BASE.batch}, one of the three turned: the exponent k of y ≈ c·xᵏ, by least squares on logarithms. Memory is the process’s peak over what it held before the net was made.`;

/** Of one size. */
interface Found {
	size: number;
	time: number;
	memory: number | undefined;
}

export async function growth({ quick }: Options): Promise<Report> {
	const rows: Cell[][] = [];
	for (const [axis, all] of Object.entries(AXES)) {
		const sizes = quick ? all.filter((_, i) => i % 2 === 0) : all;
		const found: Record<string, Found[]> = { ours: [], PyTorch: [] };
		for (const size of sizes) {
			for (const [name, one] of Object.entries(await measure({ ...BASE, [axis]: size }))) {
				found[name]!.push({ size, ...one });
			}
		}
		for (const [name, own] of Object.entries(found)) {
			rows.push([axis, `${sizes[0]} … ${sizes.at(-1)}`, name, ...cellsOf(own)]);
		}
	}
	const columns = ['turned', 'sizes', 'peer', 'time, k', 'ms', 'memory, k', 'MB'];
	return { tables: [{ title: 'Growth on wasm in Node', note: NOTE, columns, rows }], aims: [] };
}

async function measure(size: Size): Promise<Record<string, Omit<Found, 'size'>>> {
	const subject = denseGan(size);
	const entry = { peer: 'ours', backend: 'wasm', subject, rounds: FED } as const;
	const entries = [await enterInNode('ours', entry), await enterTorch('PyTorch', subject)];
	const present = entries.filter((one): one is ProcessContestant => !isAbsent(one));
	const memory = new Map<string, number | undefined>();
	// Asked for at the very end, while the processes are still there.
	const asked = present.map((one) => ({
		...one,
		close: async () => {
			memory.set(one.name, await one.memory());
			await one.close();
		},
	}));
	const { times } = await race(asked, LAPS);
	return Object.fromEntries(
		[...times].map(([name, own]) => [
			name,
			{ time: spreadOf(own).median, memory: memory.get(name) },
		]),
	);
}

function cellsOf(found: readonly Found[]): Cell[] {
	if (found.length === 0) return [{ none: 'PyTorch is not installed' }];
	const times = found.map(({ size, time }) => [size, time] as const);
	const held = found.flatMap(({ size, memory }) => (memory ? [[size, memory] as const] : []));
	const ends = (values: readonly (readonly [number, number])[], unit: number): string =>
		[values[0]!, values.at(-1)!].map(([, value]) => (value / unit).toFixed(1)).join(' … ');
	const none = { none: 'not counted on this system' };
	return [
		...[exponent(times), ends(times, 1)],
		...(held.length < found.length ? [none, '–'] : [exponent(held), ends(held, 1e6)]),
	];
}
