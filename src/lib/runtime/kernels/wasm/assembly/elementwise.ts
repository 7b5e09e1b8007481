// Functions of every element by itself. `n` counts bytes and is a multiple of four.
import { multiplyAdd } from './memory';

/** y = x + bias, the bias [columns] added to every row of x [rows, columns]. */
export function addRows(x: usize, bias: usize, y: usize, rows: i32, columns: i32): void {
	const line = <usize>columns * 4;
	for (let r: i32 = 0; r < rows; r++) {
		let j: usize = 0;
		for (; j + 16 <= line; j += 16) {
			v128.store(y + j, f32x4.add(v128.load(x + j), v128.load(bias + j)));
		}
		for (; j < line; j += 4) store<f32>(y + j, load<f32>(x + j) + load<f32>(bias + j));
		x += line;
		y += line;
	}
}

/** y = x where x ≥ 0, else slope · x. */
export function leakyRelu(x: usize, y: usize, n: usize, slope: f32): void {
	const slopes = f32x4.splat(slope);
	const zero = f32x4.splat(0);
	let i: usize = 0;
	for (; i + 16 <= n; i += 16) {
		const v = v128.load(x + i);
		v128.store(y + i, v128.bitselect(v, f32x4.mul(slopes, v), f32x4.ge(v, zero)));
	}
	for (; i < n; i += 4) {
		const v = load<f32>(x + i);
		store<f32>(y + i, v >= 0 ? v : slope * v);
	}
}

/** y = tanh x */
export function tanh(x: usize, y: usize, n: usize): void {
	let i: usize = 0;
	for (; i + 16 <= n; i += 16) v128.store(y + i, tanhOf(v128.load(x + i)));
	for (; i < n; i += 4) v128.store32_lane(y + i, tanhOf(v128.load32_zero(x + i)), 0);
}

/**
 * As in Cephes (S. L. Moshier): near 0 an odd polynomial, which keeps small values exact, further out
 * 1 − 2 / (e^2|x| + 1). Within two units in the last place; NaN stays NaN.
 */
function tanhOf(x: v128): v128 {
	const z = f32x4.mul(x, x);
	let p = multiplyAdd(z, f32x4.splat(-5.70498872745e-3), f32x4.splat(2.06390887954e-2));
	p = multiplyAdd(z, p, f32x4.splat(-5.37397155531e-2));
	p = multiplyAdd(z, p, f32x4.splat(1.33314422036e-1));
	p = multiplyAdd(z, p, f32x4.splat(-3.33332819422e-1));
	const near = multiplyAdd(f32x4.mul(p, z), x, x);
	const size = f32x4.abs(x);
	const one = f32x4.splat(1);
	const grown = expOf(f32x4.min(f32x4.add(size, size), f32x4.splat(20)));
	const far = f32x4.sub(one, f32x4.div(f32x4.splat(2), f32x4.add(grown, one)));
	const signed = v128.bitselect(x, far, i32x4.splat(0x80000000));
	return v128.bitselect(near, signed, f32x4.lt(size, f32x4.splat(0.625)));
}

/** e^x for |x| up to 80, as in Cephes: 2ⁿ times a polynomial in the rest, which is at most ½ ln 2. */
function expOf(x: v128): v128 {
	const n = f32x4.nearest(f32x4.mul(x, f32x4.splat(1.44269504088896341)));
	// ln 2 in two parts, the first short enough for an exact product.
	let r = f32x4.sub(x, f32x4.mul(n, f32x4.splat(0.693359375)));
	r = f32x4.sub(r, f32x4.mul(n, f32x4.splat(-2.1219444e-4)));
	let p = multiplyAdd(r, f32x4.splat(1.98756915e-4), f32x4.splat(1.3981999507e-3));
	p = multiplyAdd(r, p, f32x4.splat(8.3334519073e-3));
	p = multiplyAdd(r, p, f32x4.splat(4.1665795894e-2));
	p = multiplyAdd(r, p, f32x4.splat(1.6666665459e-1));
	p = multiplyAdd(r, p, f32x4.splat(5.0000001201e-1));
	p = f32x4.add(multiplyAdd(f32x4.mul(r, r), p, r), f32x4.splat(1));
	const power = i32x4.shl(i32x4.add(i32x4.trunc_sat_f32x4_s(n), i32x4.splat(127)), 23);
	return f32x4.mul(p, power);
}
