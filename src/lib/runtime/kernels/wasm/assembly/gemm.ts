// Matrix products in single precision: C = op(A)·op(B), operands transposed while they are packed.
//
// Panels of A (4 rows) and B (8 columns) are packed so that the inner loop reads both straight through, and a
// 4 × 8 tile of C stays in eight registers while it is summed (Goto and van de Geijn, "Anatomy of
// High-Performance Matrix Multiplication", ACM TOMS 34(3), 2008).
import { multiplyAdd } from './memory';

/** Rows and columns of a tile. */
const ROWS: i32 = 4;
const COLUMNS: i32 = 8;
/** Inner length and rows packed at a time: A's panel (96 kB) stays in the second-level cache. */
const INNER: i32 = 256;
const OUTER: i32 = 96;
/** One tile of C, where the edge of a matrix cuts through it. */
const TILE_BYTES: usize = 4096;

/** Bytes of scratch memory that `gemm` needs for `columns` columns of C. */
export function gemmScratch(columns: i32): usize {
	return (
		TILE_BYTES +
		<usize>((OUTER + ROWS) * INNER * 4) +
		<usize>(columns + COLUMNS) * <usize>(INNER * 4)
	);
}

/** Sums one tile over `length`; overwrites C when `first`, adds to it otherwise. */

function tile(a: usize, b: usize, length: i32, c: usize, rowBytes: usize, first: bool): void {
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
		let p = c;
		c00 = f32x4.add(c00, v128.load(p));
		c01 = f32x4.add(c01, v128.load(p, 16));
		p += rowBytes;
		c10 = f32x4.add(c10, v128.load(p));
		c11 = f32x4.add(c11, v128.load(p, 16));
		p += rowBytes;
		c20 = f32x4.add(c20, v128.load(p));
		c21 = f32x4.add(c21, v128.load(p, 16));
		p += rowBytes;
		c30 = f32x4.add(c30, v128.load(p));
		c31 = f32x4.add(c31, v128.load(p, 16));
	}
	v128.store(c, c00);
	v128.store(c, c01, 16);
	c += rowBytes;
	v128.store(c, c10);
	v128.store(c, c11, 16);
	c += rowBytes;
	v128.store(c, c20);
	v128.store(c, c21, 16);
	c += rowBytes;
	v128.store(c, c30);
	v128.store(c, c31, 16);
}

/**
 * Packs `count` × `length` elements into strips of `width`, each strip `length` steps long.
 * Element (n, k) lies at `from + n·stepN + k·stepK` (bytes); a strip cut short is filled with zeros.
 */
function pack(
	to: usize,
	from: usize,
	count: i32,
	length: i32,
	stepN: usize,
	stepK: usize,
	width: i32,
): void {
	const stride = <usize>width * 4;
	for (let start: i32 = 0; start < count; start += width) {
		const base = from + <usize>start * stepN;
		const filled = min(width, count - start);
		if (filled == width && stepN == 4) {
			let p = base;
			for (let k: i32 = 0; k < length; k++) {
				for (let j: usize = 0; j < stride; j += 16) v128.store(to + j, v128.load(p + j));
				to += stride;
				p += stepK;
			}
		} else if (filled == width && stepK == 4) {
			let k: i32 = 0;
			for (; k + 4 <= length; k += 4) {
				for (let j: i32 = 0; j < width; j += 4) {
					transpose4(to + <usize>j * 4, stride, base + <usize>j * stepN + <usize>k * 4, stepN);
				}
				to += stride * 4;
			}
			for (; k < length; k++) {
				for (let j: i32 = 0; j < width; j++) {
					store<f32>(to + <usize>j * 4, load<f32>(base + <usize>j * stepN + <usize>k * 4));
				}
				to += stride;
			}
		} else {
			for (let k: i32 = 0; k < length; k++) {
				let j: i32 = 0;
				for (; j < filled; j++) {
					store<f32>(to + <usize>j * 4, load<f32>(base + <usize>j * stepN + <usize>k * stepK));
				}
				for (; j < width; j++) store<f32>(to + <usize>j * 4, 0);
				to += stride;
			}
		}
	}
}

/** Turns a 4 × 4 block on its diagonal. */

function transpose4(to: usize, toStep: usize, from: usize, fromStep: usize): void {
	const r0 = v128.load(from);
	const r1 = v128.load(from + fromStep);
	const r2 = v128.load(from + fromStep * 2);
	const r3 = v128.load(from + fromStep * 3);
	const t0 = v128.shuffle<f32>(r0, r1, 0, 4, 1, 5);
	const t1 = v128.shuffle<f32>(r0, r1, 2, 6, 3, 7);
	const t2 = v128.shuffle<f32>(r2, r3, 0, 4, 1, 5);
	const t3 = v128.shuffle<f32>(r2, r3, 2, 6, 3, 7);
	v128.store(to, v128.shuffle<f32>(t0, t2, 0, 1, 4, 5));
	v128.store(to + toStep, v128.shuffle<f32>(t0, t2, 2, 3, 6, 7));
	v128.store(to + toStep * 2, v128.shuffle<f32>(t1, t3, 0, 1, 4, 5));
	v128.store(to + toStep * 3, v128.shuffle<f32>(t1, t3, 2, 3, 6, 7));
}

/**
 * C[m, n] = op(A)·op(B), or C += with `accumulate`. A is [m, k], or [k, m] when transposed; B is [k, n], or
 * [n, k] when transposed; all row-major. `scratch` holds `gemmScratch(n)` bytes.
 */
export function gemm(
	a: usize,
	b: usize,
	c: usize,
	m: i32,
	n: i32,
	k: i32,
	transposeA: bool,
	transposeB: bool,
	accumulate: bool,
	scratch: usize,
): void {
	const edge = scratch;
	const packedA = edge + TILE_BYTES;
	const packedB = packedA + <usize>((OUTER + ROWS) * INNER * 4);
	const aRow: usize = transposeA ? 4 : <usize>k * 4;
	const aInner: usize = transposeA ? <usize>m * 4 : 4;
	const bColumn: usize = transposeB ? <usize>k * 4 : 4;
	const bInner: usize = transposeB ? 4 : <usize>n * 4;
	const rowBytes = <usize>n * 4;
	if (k == 0 && !accumulate) memory.fill(c, 0, <usize>m * rowBytes);
	for (let k0: i32 = 0; k0 < k; k0 += INNER) {
		const length = min(INNER, k - k0);
		const first = k0 == 0 && !accumulate;
		pack(packedB, b + <usize>k0 * bInner, n, length, bColumn, bInner, COLUMNS);
		for (let m0: i32 = 0; m0 < m; m0 += OUTER) {
			const rows = min(OUTER, m - m0);
			pack(packedA, a + <usize>k0 * aInner + <usize>m0 * aRow, rows, length, aRow, aInner, ROWS);
			for (let j: i32 = 0; j < n; j += COLUMNS) {
				const panelB = packedB + <usize>j * <usize>length * 4;
				const width = min(COLUMNS, n - j);
				for (let i: i32 = 0; i < rows; i += ROWS) {
					const panelA = packedA + <usize>i * <usize>length * 4;
					const height = min(ROWS, rows - i);
					const at = c + <usize>(m0 + i) * rowBytes + <usize>j * 4;
					if (width == COLUMNS && height == ROWS) tile(panelA, panelB, length, at, rowBytes, first);
					else {
						tile(panelA, panelB, length, edge, COLUMNS * 4, true);
						for (let y: i32 = 0; y < height; y++) {
							for (let x: i32 = 0; x < width; x++) {
								const to = at + <usize>y * rowBytes + <usize>x * 4;
								const value = load<f32>(edge + <usize>(y * COLUMNS + x) * 4);
								store<f32>(to, first ? value : load<f32>(to) + value);
							}
						}
					}
				}
			}
		}
	}
}
