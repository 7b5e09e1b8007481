// Runs of float32 in memory: copy, clear, add. `n` counts bytes and is a multiple of four; pointers needn't be aligned.

export function copy(to: usize, from: usize, n: usize): void {
	let i: usize = 0;
	for (; i + 16 <= n; i += 16) v128.store(to + i, v128.load(from + i));
	for (; i < n; i += 4) store<f32>(to + i, load<f32>(from + i));
}

/** Copies `rows` runs of `n` bytes, the next run `fromStep` and `toStep` bytes on. */
export function copyRows(
	from: usize,
	fromStep: usize,
	to: usize,
	toStep: usize,
	n: usize,
	rows: i32,
): void {
	for (let r: i32 = 0; r < rows; r++) {
		copy(to, from, n);
		from += fromStep;
		to += toStep;
	}
}

export function clear(to: usize, n: usize): void {
	let i: usize = 0;
	const zero = f32x4.splat(0);
	for (; i + 16 <= n; i += 16) v128.store(to + i, zero);
	for (; i < n; i += 4) store<f32>(to + i, 0);
}

export function addTo(to: usize, from: usize, n: usize): void {
	let i: usize = 0;
	for (; i + 16 <= n; i += 16)
		v128.store(to + i, f32x4.add(v128.load(to + i), v128.load(from + i)));
	for (; i < n; i += 4) store<f32>(to + i, load<f32>(to + i) + load<f32>(from + i));
}

/** a·b + c; one rounding where the machine has a fused multiply-add (relaxed SIMD), two elsewhere. */

export function multiplyAdd(a: v128, b: v128, c: v128): v128 {
	if (ASC_FEATURE_RELAXED_SIMD) return f32x4.relaxed_madd(a, b, c);
	return f32x4.add(f32x4.mul(a, b), c);
}
