// Runs matrix products on as many threads as they are worth.
import type { WasmKernels } from './memory';
import { VIEW_FIELDS, type View } from './views';

/** result [rows, columns] = left · right, which both have `inner`, the dimension that they say they are summed over. */
export interface Product {
	result: View;
	left: View;
	right: View;
	rows: number;
	columns: number;
	inner: number;
}

/** Products whose views fit in the memory for them. */
const MOST_PRODUCTS = 32;
const VIEW_BYTES = VIEW_FIELDS.length * 4;
const PRODUCT_BYTES = 3 * VIEW_BYTES;

/** Multiplications that are worth a part of their own: some 20 microseconds. */
const PART_WORK = 500_000;
/** More parts than threads, so that one held up leaves its share to the others. */
const PARTS_PER_THREAD = 2;
/** Parts begin where tiles do. */
const TILE = 8;

/** Computes products that don't depend on each other. */
export type Multiply = (products: readonly Product[]) => void;

export function multiplyOn(kernels: WasmKernels): Multiply {
	const views = kernels.allocate(MOST_PRODUCTS * PRODUCT_BYTES);
	return (products) => {
		for (let first = 0; first < products.length; first += MOST_PRODUCTS) {
			const some = products.slice(first, first + MOST_PRODUCTS);
			writeViews(kernels.memory, views, some);
			kernels.parallel(
				'multiply',
				partsOf(some, kernels.threads).map(({ product, inner, block }) => [
					views + product * PRODUCT_BYTES,
					inner,
					...block,
				]),
			);
		}
	};
}

function writeViews(memory: WebAssembly.Memory, at: number, products: readonly Product[]): void {
	const words = new Int32Array(memory.buffer, at, (products.length * PRODUCT_BYTES) / 4);
	let next = 0;
	for (const { result, left, right } of products) {
		for (const view of [result, left, right]) {
			for (const field of VIEW_FIELDS) words[next++] = view[field];
		}
	}
}

interface Part {
	/** Its place among the products. */
	product: number;
	inner: number;
	block: Block;
}

/** Cuts products into blocks that are worth a thread's while. */
export function partsOf(products: readonly Product[], threads: number): Part[] {
	const work = products.map(({ rows, columns, inner }) => rows * columns * inner);
	const total = work.reduce((a, b) => a + b, 0);
	const most = threads === 1 ? 1 : threads * PARTS_PER_THREAD;
	const wanted = Math.min(most, Math.floor(total / PART_WORK));
	return products.flatMap(({ rows, columns, inner }, product) => {
		const blocks = total === 0 ? 1 : Math.max(1, Math.round((wanted * work[product]!) / total));
		return blocksOf(rows, columns, blocks).map((block) => ({ product, inner, block }));
	});
}

type Block = readonly [rowStart: number, rowEnd: number, columnStart: number, columnEnd: number];

/** About `count` blocks of a matrix, as square as they can be: each packs its own rows and columns. */
export function blocksOf(rows: number, columns: number, count: number): Block[] {
	let best = { down: 1, across: 1, cost: Infinity };
	for (let down = 1; down <= count; down++) {
		const across = Math.ceil(count / down);
		const cost = rows / down + columns / across;
		if (cost < best.cost) best = { down, across, cost };
	}
	return ranges(rows, best.down).flatMap(([top, bottom]) =>
		ranges(columns, best.across).map(([left, right]) => [top, bottom, left, right] as const),
	);
}

/** At most `count` about equal ranges that cover 0 … length and begin at multiples of a tile. */
function ranges(length: number, count: number): [start: number, end: number][] {
	const size = Math.max(1, Math.ceil(length / count / TILE)) * TILE;
	const found: [number, number][] = [];
	for (let start = 0; start < length; start += size) {
		found.push([start, Math.min(length, start + size)]);
	}
	return found;
}
