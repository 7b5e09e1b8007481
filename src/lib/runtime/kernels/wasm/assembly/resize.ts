// Pictures resized, and the ways back. NHWC; a pixel is `pixel` bytes.
//
// `aligned` puts the corner pixels' centres over each other; `half` counts from the middle of a pixel, not its edge.
import { addTo, copy } from './memory';

/** Where place `i` of `output` lies among `input` places, before it is rounded. */
function placeOf(i: i32, input: i32, output: i32, aligned: bool, shift: f64): f64 {
	if (aligned && output > 1) return <f64>(i * (input - 1)) / <f64>(output - 1);
	return ((<f64>i + shift) * <f64>input) / <f64>output;
}

function nearest(i: i32, input: i32, output: i32, aligned: bool, half: bool): i32 {
	const place = placeOf(i, input, output, aligned, half ? 0.5 : 0);
	return min(input - 1, <i32>Math.floor(aligned ? place + 0.5 : place));
}

export function resizeNearest(
	x: usize,
	y: usize,
	aligned: bool,
	half: bool,
	batch: i32,
	height: i32,
	width: i32,
	outHeight: i32,
	outWidth: i32,
	pixel: usize,
): void {
	const picture = <usize>(height * width) * pixel;
	for (let b: i32 = 0; b < batch; b++, x += picture) {
		for (let oy: i32 = 0; oy < outHeight; oy++) {
			const row = x + <usize>(nearest(oy, height, outHeight, aligned, half) * width) * pixel;
			for (let ox: i32 = 0; ox < outWidth; ox++, y += pixel) {
				copy(y, row + <usize>nearest(ox, width, outWidth, aligned, half) * pixel, pixel);
			}
		}
	}
}

/** The adjoint of `resizeNearest`: every pixel of dy is added to the one in dx that it was taken from. */
export function resizeNearestBackward(
	dy: usize,
	dx: usize,
	aligned: bool,
	half: bool,
	batch: i32,
	height: i32,
	width: i32,
	outHeight: i32,
	outWidth: i32,
	pixel: usize,
): void {
	const picture = <usize>(height * width) * pixel;
	memory.fill(dx, 0, <usize>batch * picture);
	for (let b: i32 = 0; b < batch; b++, dx += picture) {
		for (let oy: i32 = 0; oy < outHeight; oy++) {
			const row = dx + <usize>(nearest(oy, height, outHeight, aligned, half) * width) * pixel;
			for (let ox: i32 = 0; ox < outWidth; ox++, dy += pixel) {
				addTo(row + <usize>nearest(ox, width, outWidth, aligned, half) * pixel, dy, pixel);
			}
		}
	}
}

/** The adjoint of resizing bilinearly: every pixel of dy is shared among the four in dx that it was mixed of. */
export function resizeBilinearBackward(
	dy: usize,
	dx: usize,
	aligned: bool,
	half: bool,
	batch: i32,
	height: i32,
	width: i32,
	outHeight: i32,
	outWidth: i32,
	pixel: usize,
): void {
	const picture = <usize>(height * width) * pixel;
	const shift: f64 = half ? 0.5 : 0;
	memory.fill(dx, 0, <usize>batch * picture);
	for (let b: i32 = 0; b < batch; b++, dx += picture) {
		for (let oy: i32 = 0; oy < outHeight; oy++) {
			const v = Math.max(0, placeOf(oy, height, outHeight, aligned, shift) - (aligned ? 0 : shift));
			const y0 = <i32>v;
			const y1 = min(height - 1, y0 + 1);
			const fy = <f32>(v - <f64>y0);
			const upper = dx + <usize>(y0 * width) * pixel;
			const lower = dx + <usize>(y1 * width) * pixel;
			for (let ox: i32 = 0; ox < outWidth; ox++, dy += pixel) {
				const u = Math.max(0, placeOf(ox, width, outWidth, aligned, shift) - (aligned ? 0 : shift));
				const x0 = <i32>u;
				const fx = <f32>(u - <f64>x0);
				const start = <usize>x0 * pixel;
				const end = <usize>min(width - 1, x0 + 1) * pixel;
				addShare(upper + start, dy, pixel, (1 - fy) * (1 - fx));
				addShare(upper + end, dy, pixel, (1 - fy) * fx);
				addShare(lower + start, dy, pixel, fy * (1 - fx));
				addShare(lower + end, dy, pixel, fy * fx);
			}
		}
	}
}

/** to += share · from over `n` bytes. */
function addShare(to: usize, from: usize, n: usize, share: f32): void {
	if (share == 0) return;
	const shares = f32x4.splat(share);
	let i: usize = 0;
	for (; i + 16 <= n; i += 16) {
		v128.store(to + i, f32x4.add(v128.load(to + i), f32x4.mul(shares, v128.load(from + i))));
	}
	for (; i < n; i += 4) store<f32>(to + i, load<f32>(to + i) + share * load<f32>(from + i));
}
