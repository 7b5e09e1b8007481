// Normalisation over rows: x is [groups, rows, channels], row-major; statistics are a group's and a channel's own.
//
// Batch norm (Ioffe and Szegedy 2015) is one group, the whole batch; in instance norm (Ulyanov et al. 2016) each
// picture is a group. Scale and shift [channels] are shared.
import { addTo, clear } from './memory';
import { BLOCK, columnSums } from './sums';

/**
 * y = (x − mean) / √(variance + ε) · scale + shift. Writes the mean, the biased variance, and
 * `inverse` = 1 / √(variance + ε) for the way back, each [groups, channels].
 */
export function normForward(
	x: usize,
	y: usize,
	scale: usize,
	shift: usize,
	mean: usize,
	variance: usize,
	inverse: usize,
	groups: i32,
	rows: i32,
	channels: i32,
	epsilon: f32,
): void {
	const line = <usize>channels * 4;
	const group = <usize>rows * line;
	for (let g: i32 = 0; g < groups; g++) {
		groupForward(x, y, scale, shift, mean, variance, inverse, rows, channels, epsilon);
		x += group;
		y += group;
		mean += line;
		variance += line;
		inverse += line;
	}
}

function groupForward(
	x: usize,
	y: usize,
	scale: usize,
	shift: usize,
	mean: usize,
	variance: usize,
	inverse: usize,
	rows: i32,
	channels: i32,
	epsilon: f32,
): void {
	const line = <usize>channels * 4;
	const share: f32 = 1 / <f32>rows;
	// Until it is known, `inverse` holds the sums of a block.
	columnSums(x, mean, rows, channels, inverse);
	for (let j: usize = 0; j < line; j += 4) store<f32>(mean + j, load<f32>(mean + j) * share);
	clear(variance, line);
	for (let r: i32 = 0; r < rows; r += BLOCK) {
		clear(inverse, line);
		addSquares(x + <usize>r * line, mean, inverse, min(BLOCK, rows - r), line);
		addTo(variance, inverse, line);
	}
	for (let j: usize = 0; j < line; j += 4) {
		const value = load<f32>(variance + j) * share;
		store<f32>(variance + j, value);
		store<f32>(inverse + j, 1 / Mathf.sqrt(value + epsilon));
	}
	for (let r: i32 = 0; r < rows; r++) {
		const p = x + <usize>r * line;
		const q = y + <usize>r * line;
		let j: usize = 0;
		for (; j + 16 <= line; j += 16) {
			const d = f32x4.mul(f32x4.sub(v128.load(p + j), v128.load(mean + j)), v128.load(inverse + j));
			v128.store(q + j, f32x4.add(f32x4.mul(d, v128.load(scale + j)), v128.load(shift + j)));
		}
		for (; j < line; j += 4) {
			const d = (load<f32>(p + j) - load<f32>(mean + j)) * load<f32>(inverse + j);
			store<f32>(q + j, d * load<f32>(scale + j) + load<f32>(shift + j));
		}
	}
}

/** Adds (x − mean)² of `rows` rows to `sums`. */
function addSquares(x: usize, mean: usize, sums: usize, rows: i32, line: usize): void {
	for (let r: i32 = 0; r < rows; r++, x += line) {
		let j: usize = 0;
		for (; j + 16 <= line; j += 16) {
			const d = f32x4.sub(v128.load(x + j), v128.load(mean + j));
			v128.store(sums + j, f32x4.add(v128.load(sums + j), f32x4.mul(d, d)));
		}
		for (; j < line; j += 4) {
			const d = load<f32>(x + j) - load<f32>(mean + j);
			store<f32>(sums + j, load<f32>(sums + j) + d * d);
		}
	}
}

/** Gradients of `normForward` to x, scale and shift. `dx` may be `dy`; `scratch` holds 4 · channels numbers. */
export function normBackward(
	x: usize,
	dy: usize,
	dx: usize,
	scale: usize,
	mean: usize,
	inverse: usize,
	dScale: usize,
	dShift: usize,
	groups: i32,
	rows: i32,
	channels: i32,
	scratch: usize,
): void {
	const line = <usize>channels * 4;
	const group = <usize>rows * line;
	clear(dScale, line);
	clear(dShift, line);
	for (let g: i32 = 0; g < groups; g++) {
		const ownScale = scratch;
		const ownShift = scratch + line;
		const rest = ownShift + line;
		groupBackward(x, dy, dx, scale, mean, inverse, ownScale, ownShift, rows, channels, rest);
		addTo(dScale, ownScale, line);
		addTo(dShift, ownShift, line);
		x += group;
		dy += group;
		dx += group;
		mean += line;
		inverse += line;
	}
}

/** Adds what `rows` rows give to the gradients of scale and shift. */
function addGradients(
	x: usize,
	dy: usize,
	mean: usize,
	inverse: usize,
	dScale: usize,
	dShift: usize,
	rows: i32,
	line: usize,
): void {
	for (let r: i32 = 0; r < rows; r++, x += line, dy += line) {
		let j: usize = 0;
		for (; j + 16 <= line; j += 16) {
			const d = v128.load(dy + j);
			const xh = f32x4.mul(
				f32x4.sub(v128.load(x + j), v128.load(mean + j)),
				v128.load(inverse + j),
			);
			v128.store(dShift + j, f32x4.add(v128.load(dShift + j), d));
			v128.store(dScale + j, f32x4.add(v128.load(dScale + j), f32x4.mul(d, xh)));
		}
		for (; j < line; j += 4) {
			const d = load<f32>(dy + j);
			const xh = (load<f32>(x + j) - load<f32>(mean + j)) * load<f32>(inverse + j);
			store<f32>(dShift + j, load<f32>(dShift + j) + d);
			store<f32>(dScale + j, load<f32>(dScale + j) + d * xh);
		}
	}
}

function groupBackward(
	x: usize,
	dy: usize,
	dx: usize,
	scale: usize,
	mean: usize,
	inverse: usize,
	dScale: usize,
	dShift: usize,
	rows: i32,
	channels: i32,
	scratch: usize,
): void {
	const line = <usize>channels * 4;
	const share: f32 = 1 / <f32>rows;
	const shares = f32x4.splat(share);
	clear(dScale, line);
	clear(dShift, line);
	const partScale = scratch;
	const partShift = scratch + line;
	for (let r: i32 = 0; r < rows; r += BLOCK) {
		const from = <usize>r * line;
		clear(partScale, line * 2);
		const count = min(BLOCK, rows - r);
		addGradients(x + from, dy + from, mean, inverse, partScale, partShift, count, line);
		addTo(dScale, partScale, line);
		addTo(dShift, partShift, line);
	}
	for (let r: i32 = 0; r < rows; r++) {
		const p = x + <usize>r * line;
		const q = dy + <usize>r * line;
		const o = dx + <usize>r * line;
		let j: usize = 0;
		for (; j + 16 <= line; j += 16) {
			const inv = v128.load(inverse + j);
			const xh = f32x4.mul(f32x4.sub(v128.load(p + j), v128.load(mean + j)), inv);
			const along = f32x4.mul(
				shares,
				f32x4.add(v128.load(dShift + j), f32x4.mul(xh, v128.load(dScale + j))),
			);
			v128.store(
				o + j,
				f32x4.mul(f32x4.mul(inv, v128.load(scale + j)), f32x4.sub(v128.load(q + j), along)),
			);
		}
		for (; j < line; j += 4) {
			const inv = load<f32>(inverse + j);
			const xh = (load<f32>(p + j) - load<f32>(mean + j)) * inv;
			const along = share * (load<f32>(dShift + j) + xh * load<f32>(dScale + j));
			store<f32>(o + j, inv * load<f32>(scale + j) * (load<f32>(q + j) - along));
		}
	}
}
