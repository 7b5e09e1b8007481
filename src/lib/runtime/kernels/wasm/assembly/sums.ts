// Sums over one run of axes, x being [outer, reduced, inner], row-major; and of rows by segment.
import { addTo, clear } from './memory';

/**
 * Rows that are summed by themselves before they join the others. A sum is rounded at every step, so one number after
 * the other a large map loses digits: with blocks about the square root of its length counts, not its length.
 */
export const BLOCK: i32 = 256;
/** The same of rows of 1, 2 or 3 numbers, which are summed side by side. */
const NARROW_BLOCK: i32 = 4096;
/** Bytes of a row that are summed at a time: a block's sums stay near. */
const CHUNK: usize = 4096;

/** out [outer, inner] = factor · Σ x over `reduced`. `part` has room for CHUNK bytes. */
export function middleSums(
	x: usize,
	out: usize,
	outer: i32,
	reduced: i32,
	inner: i32,
	factor: f32,
	part: usize,
): void {
	const line = <usize>inner * 4;
	for (let o: i32 = 0; o < outer; o++) {
		columnSums(x, out, reduced, inner, part);
		for (let j: usize = 0; j < line; j += 4) store<f32>(out + j, load<f32>(out + j) * factor);
		x += <usize>reduced * line;
		out += line;
	}
}

/** Sums of the columns of x [rows, columns]. `part` has room for one row, or for CHUNK bytes of it. */
export function columnSums(x: usize, sums: usize, rows: i32, columns: i32, part: usize): void {
	const line = <usize>columns * 4;
	const block = columns < 4 ? NARROW_BLOCK : BLOCK;
	clear(sums, line);
	if (rows <= block) return addColumns(x, sums, rows, line, line);
	for (let at: usize = 0; at < line; at += CHUNK) {
		const width = min(CHUNK, line - at);
		for (let r: i32 = 0; r < rows; r += block) {
			clear(part, width);
			addColumns(x + <usize>r * line + at, part, min(block, rows - r), line, width);
			addTo(sums + at, part, width);
		}
	}
}

/** Adds the first `width` bytes of every row of `line` bytes to `sums`. */
function addColumns(x: usize, sums: usize, rows: i32, line: usize, width: usize): void {
	if (line < 16) return narrowSums(x, sums, <usize>rows * line, line);
	let r: i32 = 0;
	// Four rows at a time: sums are read and written a quarter as often, and round less.
	for (; r + 4 <= rows; r += 4) {
		const x1 = x + line;
		const x2 = x1 + line;
		const x3 = x2 + line;
		let j: usize = 0;
		for (; j + 16 <= width; j += 16) {
			const half = f32x4.add(v128.load(x + j), v128.load(x1 + j));
			const other = f32x4.add(v128.load(x2 + j), v128.load(x3 + j));
			v128.store(sums + j, f32x4.add(v128.load(sums + j), f32x4.add(half, other)));
		}
		for (; j < width; j += 4) {
			const half = load<f32>(x + j) + load<f32>(x1 + j);
			const other = load<f32>(x2 + j) + load<f32>(x3 + j);
			store<f32>(sums + j, load<f32>(sums + j) + (half + other));
		}
		x = x3 + line;
	}
	for (; r < rows; r++, x += line) addTo(sums, x, width);
}

/** out [segments, columns]: row i of x [rows, columns] is added to row ids[i]; elsewhere it is left out. */
export function segmentSums(
	x: usize,
	ids: usize,
	out: usize,
	rows: i32,
	columns: i32,
	segments: i32,
): void {
	const line = <usize>columns * 4;
	clear(out, <usize>segments * line);
	for (let r: i32 = 0; r < rows; r++, x += line) {
		const id = load<i32>(ids + <usize>r * 4);
		if (id >= 0 && id < segments) addTo(out + <usize>id * line, x, line);
	}
}

/** Adds the columns of `bytes` bytes of rows to `sums`; rows of 1, 2 or 3 numbers all divide a stretch of 12. */
function narrowSums(x: usize, sums: usize, bytes: usize, line: usize): void {
	let a = f32x4.splat(0);
	let b = f32x4.splat(0);
	let c = f32x4.splat(0);
	let i: usize = 0;
	for (; i + 48 <= bytes; i += 48) {
		a = f32x4.add(a, v128.load(x + i));
		b = f32x4.add(b, v128.load(x + i, 16));
		c = f32x4.add(c, v128.load(x + i, 32));
	}
	addLanes(sums, a, 0, line);
	addLanes(sums, b, 16, line);
	addLanes(sums, c, 32, line);
	for (; i < bytes; i += 4) addOne(sums + (i % line), load<f32>(x + i));
}

/** Adds four numbers that lie at `at` … in their stretch to their columns. */
function addLanes(sums: usize, lanes: v128, at: usize, line: usize): void {
	addOne(sums + (at % line), f32x4.extract_lane(lanes, 0));
	addOne(sums + ((at + 4) % line), f32x4.extract_lane(lanes, 1));
	addOne(sums + ((at + 8) % line), f32x4.extract_lane(lanes, 2));
	addOne(sums + ((at + 12) % line), f32x4.extract_lane(lanes, 3));
}

function addOne(to: usize, value: f32): void {
	store<f32>(to, load<f32>(to) + value);
}
