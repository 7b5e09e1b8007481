// Products with few columns, as dot products: tiles would be mostly empty, and packing cost more than it gains.
import { clear, multiplyAdd } from './memory';
import { copyRow, findPlaces, packColumn, Place, PLACE_BYTES, View } from './view';

/** Columns at most. */
export const DOTS: i32 = 4;
/** Rows whose places are found at a time. */
const BLOCK: i32 = 32;

/**
 * All columns of rows [row, row + count); the left factor is summed over its columns. There is room for
 * 2 · BLOCK places, and at `packed` for DOTS · `inner` elements.
 */
export function multiplyDots(
	result: View,
	left: View,
	right: View,
	inner: i32,
	row: i32,
	count: i32,
	packed: usize,
	places: usize,
): void {
	const columns = result.channels;
	const line = <usize>inner * 4;
	const place = changetype<Place>(places);
	for (let j: i32 = 0; j < DOTS; j++) {
		const to = packed + <usize>j * line;
		if (j >= columns) clear(to, line);
		else if (right.sumsColumns) {
			findPlaces(right, j, 1, 1, places);
			copyRow(to, right, place, 0, inner);
		} else packColumn(to, right, j / right.channels, j % right.channels, 0, inner, 1, 1);
	}
	const results = places + PLACE_BYTES * <usize>BLOCK;
	for (let first: i32 = 0; first < count; first += BLOCK) {
		const rows = min(BLOCK, count - first);
		findPlaces(left, row + first, rows, rows, places);
		findPlaces(result, row + first, rows, rows, results);
		for (let i: i32 = 0; i < rows; i++) {
			const from = changetype<Place>(places + <usize>i * PLACE_BYTES);
			const to = changetype<Place>(results + <usize>i * PLACE_BYTES).at;
			if (columns == 1) store<f32>(to, oneDot(left, from, packed));
			else {
				const sums = fourDots(left, from, packed, line);
				store<f32>(to, f32x4.extract_lane(sums, 0));
				store<f32>(to, f32x4.extract_lane(sums, 1), 4);
				if (columns > 2) store<f32>(to, f32x4.extract_lane(sums, 2), 8);
				if (columns > 3) store<f32>(to, f32x4.extract_lane(sums, 3), 12);
			}
		}
	}
}

/** The sum of a row of `view` times the elements at `b`. */
function oneDot(view: View, place: Place, b: usize): f32 {
	const bytes = <usize>view.channels * 4;
	let s0 = f32x4.splat(0),
		s1 = f32x4.splat(0),
		s2 = f32x4.splat(0),
		s3 = f32x4.splat(0);
	for (let tapY: i32 = 0; tapY < view.tapsY; tapY++) {
		const y = tapY * view.dilationY;
		if (<u32>(place.y + y) >= <u32>view.height) {
			b += <usize>view.tapsX * bytes;
			continue;
		}
		const start = place.at + <usize>y * view.lineStep;
		for (let tapX: i32 = 0; tapX < view.tapsX; tapX++, b += bytes) {
			const x = tapX * view.dilationX;
			if (<u32>(place.x + x) >= <u32>view.width) continue;
			const a = start + <usize>x * view.pixelStep;
			let i: usize = 0;
			for (; i + 64 <= bytes; i += 64) {
				s0 = multiplyAdd(v128.load(a + i), v128.load(b + i), s0);
				s1 = multiplyAdd(v128.load(a + i, 16), v128.load(b + i, 16), s1);
				s2 = multiplyAdd(v128.load(a + i, 32), v128.load(b + i, 32), s2);
				s3 = multiplyAdd(v128.load(a + i, 48), v128.load(b + i, 48), s3);
			}
			for (; i + 16 <= bytes; i += 16) {
				s0 = multiplyAdd(v128.load(a + i), v128.load(b + i), s0);
			}
			for (; i < bytes; i += 4) {
				s1 = multiplyAdd(v128.load32_zero(a + i), v128.load32_zero(b + i), s1);
			}
		}
	}
	return sum(f32x4.add(f32x4.add(s0, s1), f32x4.add(s2, s3)));
}

/** The same times four lines of elements. */
function fourDots(view: View, place: Place, b0: usize, line: usize): v128 {
	const bytes = <usize>view.channels * 4;
	const b1 = b0 + line;
	const b2 = b1 + line;
	const b3 = b2 + line;
	let k: usize = 0;
	// Two of each, for the next addition to one can't begin before its last has ended.
	let s0 = f32x4.splat(0),
		s1 = f32x4.splat(0),
		s2 = f32x4.splat(0),
		s3 = f32x4.splat(0);
	let t0 = s0,
		t1 = s0,
		t2 = s0,
		t3 = s0;
	for (let tapY: i32 = 0; tapY < view.tapsY; tapY++) {
		const y = tapY * view.dilationY;
		if (<u32>(place.y + y) >= <u32>view.height) {
			k += <usize>view.tapsX * bytes;
			continue;
		}
		const start = place.at + <usize>y * view.lineStep;
		for (let tapX: i32 = 0; tapX < view.tapsX; tapX++) {
			const x = tapX * view.dilationX;
			const end = k + bytes;
			if (<u32>(place.x + x) < <u32>view.width) {
				let a = start + <usize>x * view.pixelStep;
				for (; k + 32 <= end; k += 32, a += 32) {
					const v = v128.load(a);
					s0 = multiplyAdd(v, v128.load(b0 + k), s0);
					s1 = multiplyAdd(v, v128.load(b1 + k), s1);
					s2 = multiplyAdd(v, v128.load(b2 + k), s2);
					s3 = multiplyAdd(v, v128.load(b3 + k), s3);
					const w = v128.load(a, 16);
					t0 = multiplyAdd(w, v128.load(b0 + k, 16), t0);
					t1 = multiplyAdd(w, v128.load(b1 + k, 16), t1);
					t2 = multiplyAdd(w, v128.load(b2 + k, 16), t2);
					t3 = multiplyAdd(w, v128.load(b3 + k, 16), t3);
				}
				for (; k + 16 <= end; k += 16, a += 16) {
					const v = v128.load(a);
					s0 = multiplyAdd(v, v128.load(b0 + k), s0);
					s1 = multiplyAdd(v, v128.load(b1 + k), s1);
					s2 = multiplyAdd(v, v128.load(b2 + k), s2);
					s3 = multiplyAdd(v, v128.load(b3 + k), s3);
				}
				for (; k < end; k += 4, a += 4) {
					const v = v128.load32_zero(a);
					s0 = multiplyAdd(v, v128.load32_zero(b0 + k), s0);
					s1 = multiplyAdd(v, v128.load32_zero(b1 + k), s1);
					s2 = multiplyAdd(v, v128.load32_zero(b2 + k), s2);
					s3 = multiplyAdd(v, v128.load32_zero(b3 + k), s3);
				}
			}
			k = end;
		}
	}
	let sums = f32x4.splat(sum(f32x4.add(s0, t0)));
	sums = f32x4.replace_lane(sums, 1, sum(f32x4.add(s1, t1)));
	sums = f32x4.replace_lane(sums, 2, sum(f32x4.add(s2, t2)));
	return f32x4.replace_lane(sums, 3, sum(f32x4.add(s3, t3)));
}

function sum(v: v128): f32 {
	return (
		f32x4.extract_lane(v, 0) +
		f32x4.extract_lane(v, 1) +
		(f32x4.extract_lane(v, 2) + f32x4.extract_lane(v, 3))
	);
}
