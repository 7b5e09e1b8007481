// Products of matrices in single precision.
//
// Strips of the left matrix (4 rows) and the right one (8 columns) are packed so that the inner loop reads both
// straight through, and a 4 × 8 tile of the result stays in eight registers while it is summed (Goto and van de
// Geijn, "Anatomy of High-Performance Matrix Multiplication", ACM TOMS 34(3), 2008). Every element is summed in the
// same order whatever block of the result is asked for (how a product is computed depends on the whole of it), so threads share a product and no bit of it changes.
import { DOTS, multiplyDots } from './dots';
import { clear, multiplyAdd } from './memory';
import { findPlaces, packColumns, packRows, Place, PLACE_BYTES, View, VIEW_BYTES } from './view';

/** Rows and columns of a tile. */
const ROWS: i32 = 4;
const COLUMNS: i32 = 8;
/** Inner length, rows and columns packed at a time: the left block (96 kB) stays in the second-level cache. */
const INNER: i32 = 256;
const ROW_BLOCK: i32 = 96;
const COLUMN_BLOCK: i32 = 512;

/** Where things lie in the scratch memory. */
const TILE_AT: usize = 0;
const PLACES_AT: usize = TILE_AT + <usize>(ROWS * COLUMNS * 4);
const ZEROS_AT: usize = PLACES_AT + PLACE_BYTES * <usize>COLUMNS;
const STAGE_AT: usize = ZEROS_AT + <usize>(INNER * 4);
const ROW_TABLE_AT: usize = STAGE_AT + <usize>(COLUMNS * INNER * 4);
const COLUMN_TABLE_AT: usize = ROW_TABLE_AT + PLACE_BYTES * <usize>ROW_BLOCK;
const LEFT_AT: usize = COLUMN_TABLE_AT + PLACE_BYTES * <usize>COLUMNS;
const RIGHT_AT: usize = LEFT_AT + <usize>(ROW_BLOCK * INNER * 4);
/** The longest inner dimension for which the right factor of a narrow product has room. */
const MOST_DOTTED: i32 = (COLUMN_BLOCK * INNER) / DOTS;

/** Bytes of scratch memory that `multiply` needs. */
export function scratchBytes(): usize {
	return RIGHT_AT + <usize>(COLUMN_BLOCK * INNER * 4);
}

/**
 * Rows [rowStart, rowEnd) and columns [columnStart, columnEnd) of a product whose inner dimension is `inner`; the rest
 * of the result is left as it is. At `views` lie three: the result, whose rows are its pixels and whose columns are
 * their channels; the left and the right factor.
 */
export function multiply(
	views: usize,
	inner: i32,
	rowStart: i32,
	rowEnd: i32,
	columnStart: i32,
	columnEnd: i32,
	scratch: usize,
): void {
	const result = changetype<View>(views);
	const left = changetype<View>(views + VIEW_BYTES);
	const right = changetype<View>(views + VIEW_BYTES * 2);
	const rows = rowEnd - rowStart;
	const columns = columnEnd - columnStart;
	if (result.channels <= DOTS && left.sumsColumns && inner <= MOST_DOTTED) {
		multiplyDots(
			result,
			left,
			right,
			inner,
			rowStart,
			rows,
			scratch + RIGHT_AT,
			scratch + ROW_TABLE_AT,
		);
	} else if (result.channels <= ROWS) {
		// Narrow results fill tiles better when they are computed transposed; the sums are the same.
		multiplyBlocks(result, true, right, left, inner, columnStart, columns, rowStart, rows, scratch);
	} else {
		multiplyBlocks(
			result,
			false,
			left,
			right,
			inner,
			rowStart,
			rows,
			columnStart,
			columns,
			scratch,
		);
	}
}

function multiplyBlocks(
	result: View,
	transposed: bool,
	left: View,
	right: View,
	inner: i32,
	rowStart: i32,
	rowCount: i32,
	columnStart: i32,
	columnCount: i32,
	scratch: usize,
): void {
	const rowEnd = rowStart + rowCount;
	const columnEnd = columnStart + columnCount;
	const packedLeft = scratch + LEFT_AT;
	const packedRight = scratch + RIGHT_AT;
	clear(scratch + ZEROS_AT, <usize>(INNER * 4));
	// Where all rows fit a block, each strip of columns is used up while it is in the first-level cache.
	const fits = rowCount <= ROW_BLOCK;
	const columnBlock = fits ? COLUMNS : COLUMN_BLOCK;
	let k: i32 = 0;
	do {
		const length = min(INNER, inner - k);
		for (let column = columnStart; column < columnEnd; column += columnBlock) {
			const columns = min(columnBlock, columnEnd - column);
			pack(packedRight, right, column, columns, k, length, COLUMNS, scratch);
			for (let row = rowStart; row < rowEnd; row += ROW_BLOCK) {
				const rows = min(ROW_BLOCK, rowEnd - row);
				if (!fits || column == columnStart) {
					pack(packedLeft, left, row, rows, k, length, ROWS, scratch);
					writeTable(scratch + ROW_TABLE_AT, result, !transposed, row, rows);
				}
				for (let j: i32 = 0; j < columns; j += COLUMNS) {
					const width = min(COLUMNS, columns - j);
					writeTable(scratch + COLUMN_TABLE_AT, result, transposed, column + j, width);
					const strip = packedRight + <usize>j * <usize>length * 4;
					const whole = width == COLUMNS && !transposed;
					multiplyStrips(packedLeft, strip, rows, width, length, whole, k == 0, scratch);
				}
			}
		}
		k += INNER;
	} while (k < inner);
}

/** One block of a factor; `first` and `count` are rows where it sums columns, else columns. */
function pack(
	to: usize,
	view: View,
	first: i32,
	count: i32,
	k: i32,
	length: i32,
	strip: i32,
	scratch: usize,
): void {
	if (view.sumsColumns) {
		packRows(
			to,
			view,
			first,
			count,
			k,
			length,
			strip,
			scratch + PLACES_AT,
			scratch + ZEROS_AT,
			scratch + STAGE_AT,
		);
	} else packColumns(to, view, first, count, k, length, strip);
}

/** Places of `count` pixels of the result, or of its channels within a pixel. */
function writeTable(table: usize, result: View, pixels: bool, first: i32, count: i32): void {
	if (pixels) return findPlaces(result, first, count, count, table);
	for (let i: i32 = 0; i < count; i++) placeAt(table, i).at = <usize>(first + i) * 4;
}

function placeAt(table: usize, index: i32): Place {
	return changetype<Place>(table + <usize>index * PLACE_BYTES);
}

/** All tiles of one strip of columns. */
function multiplyStrips(
	left: usize,
	right: usize,
	rows: i32,
	width: i32,
	length: i32,
	whole: bool,
	first: bool,
	scratch: usize,
): void {
	const edge = scratch + TILE_AT;
	const column = placeAt(scratch + COLUMN_TABLE_AT, 0).at;
	let table = scratch + ROW_TABLE_AT;
	for (let i: i32 = 0; i < rows; i += ROWS, table += <usize>ROWS * PLACE_BYTES) {
		if (whole && i + ROWS <= rows) {
			tile(
				left,
				right,
				length,
				placeAt(table, 0).at + column,
				placeAt(table, 1).at + column,
				placeAt(table, 2).at + column,
				placeAt(table, 3).at + column,
				first,
			);
		} else {
			const line = <usize>COLUMNS * 4;
			tile(left, right, length, edge, edge + line, edge + line * 2, edge + line * 3, true);
			scatter(scratch, table, min(ROWS, rows - i), width, first);
		}
		left += <usize>(ROWS * length) * 4;
	}
}

/** Writes a tile's elements one by one, or adds them. */
function scatter(scratch: usize, table: usize, height: i32, width: i32, first: bool): void {
	for (let y: i32 = 0; y < height; y++) {
		const row = placeAt(table, y).at;
		for (let x: i32 = 0; x < width; x++) {
			const to = row + placeAt(scratch + COLUMN_TABLE_AT, x).at;
			const value = load<f32>(scratch + TILE_AT + <usize>(y * COLUMNS + x) * 4);
			store<f32>(to, first ? value : load<f32>(to) + value);
		}
	}
}

/** Sums one tile over `length`; overwrites its four rows in the result when `first`, adds to them otherwise. */
function tile(
	a: usize,
	b: usize,
	length: i32,
	row0: usize,
	row1: usize,
	row2: usize,
	row3: usize,
	first: bool,
): void {
	let c00 = f32x4.splat(0),
		c01 = f32x4.splat(0);
	let c10 = f32x4.splat(0),
		c11 = f32x4.splat(0);
	let c20 = f32x4.splat(0),
		c21 = f32x4.splat(0);
	let c30 = f32x4.splat(0),
		c31 = f32x4.splat(0);
	for (let k = length; k > 0; k--) {
		const b0 = v128.load(b);
		const b1 = v128.load(b, 16);
		const a0 = v128.load32_splat(a);
		c00 = multiplyAdd(a0, b0, c00);
		c01 = multiplyAdd(a0, b1, c01);
		const a1 = v128.load32_splat(a, 4);
		c10 = multiplyAdd(a1, b0, c10);
		c11 = multiplyAdd(a1, b1, c11);
		const a2 = v128.load32_splat(a, 8);
		c20 = multiplyAdd(a2, b0, c20);
		c21 = multiplyAdd(a2, b1, c21);
		const a3 = v128.load32_splat(a, 12);
		c30 = multiplyAdd(a3, b0, c30);
		c31 = multiplyAdd(a3, b1, c31);
		a += 16;
		b += 32;
	}
	if (!first) {
		c00 = f32x4.add(c00, v128.load(row0));
		c01 = f32x4.add(c01, v128.load(row0, 16));
		c10 = f32x4.add(c10, v128.load(row1));
		c11 = f32x4.add(c11, v128.load(row1, 16));
		c20 = f32x4.add(c20, v128.load(row2));
		c21 = f32x4.add(c21, v128.load(row2, 16));
		c30 = f32x4.add(c30, v128.load(row3));
		c31 = f32x4.add(c31, v128.load(row3, 16));
	}
	v128.store(row0, c00);
	v128.store(row0, c01, 16);
	v128.store(row1, c10);
	v128.store(row1, c11, 16);
	v128.store(row2, c20);
	v128.store(row2, c21, 16);
	v128.store(row3, c30);
	v128.store(row3, c31, 16);
}
