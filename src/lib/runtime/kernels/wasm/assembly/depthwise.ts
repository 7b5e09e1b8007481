// Convolution of every channel by itself, and its two gradients. NHWC; the filter is [height, width, channels].
//
// All three visit the same triples of a pixel x, a filter's tap w and an output y, and add the product of two of them
// to the third: y += x·w forward, x += y·w to the input, w += x·y to the filter.
import { clear, multiplyAdd } from './memory';

/** What is computed of the other two. */
const TO_OUTPUT: i32 = 0;
const TO_INPUT: i32 = 1;
const TO_FILTER: i32 = 2;

/**
 * Computes y (`target` 0), x (1) or the filter (2). With `multiplier` m every channel has m filters: y and the filter
 * have channels · m channels, those of one input channel side by side. `scratch` holds height · width · channels · m
 * numbers, and is used only if m > 1.
 */
export function depthwise(
	target: i32,
	x: usize,
	filter: usize,
	y: usize,
	multiplier: i32,
	scratch: usize,
	batch: i32,
	height: i32,
	width: i32,
	channels: i32,
	filterHeight: i32,
	filterWidth: i32,
	outHeight: i32,
	outWidth: i32,
	strideY: i32,
	strideX: i32,
	dilationY: i32,
	dilationX: i32,
	top: i32,
	left: i32,
): void {
	const pixels = height * width;
	const pixel = <usize>(channels * multiplier) * 4;
	const picture = <usize>(pixels * channels) * 4;
	const spread = <usize>pixels * pixel;
	const result = <usize>(outHeight * outWidth) * pixel;
	if (target == TO_FILTER) clear(filter, <usize>(filterHeight * filterWidth) * pixel);
	for (let b: i32 = 0; b < batch; b++, x += picture, y += result) {
		let wide = x;
		if (multiplier > 1) {
			wide = scratch;
			if (target != TO_INPUT) repeat(x, wide, pixels * channels, multiplier);
		}
		if (target == TO_OUTPUT) clear(y, result);
		if (target == TO_INPUT) clear(wide, spread);
		let q = y;
		for (let oy: i32 = 0; oy < outHeight; oy++) {
			for (let ox: i32 = 0; ox < outWidth; ox++, q += pixel) {
				let w = filter;
				for (let fy: i32 = 0; fy < filterHeight; fy++) {
					const iy = oy * strideY + fy * dilationY - top;
					for (let fx: i32 = 0; fx < filterWidth; fx++, w += pixel) {
						const ix = ox * strideX + fx * dilationX - left;
						if (iy < 0 || iy >= height || ix < 0 || ix >= width) continue;
						const p = wide + <usize>(iy * width + ix) * pixel;
						if (target == TO_OUTPUT) addProduct(q, p, w, pixel);
						else if (target == TO_INPUT) addProduct(p, q, w, pixel);
						else addProduct(w, p, q, pixel);
					}
				}
			}
		}
		if (multiplier > 1 && target == TO_INPUT) fold(wide, x, pixels * channels, multiplier);
	}
}

/** to += a · b over `n` bytes. */
function addProduct(to: usize, a: usize, b: usize, n: usize): void {
	let i: usize = 0;
	for (; i + 16 <= n; i += 16) {
		v128.store(to + i, multiplyAdd(v128.load(a + i), v128.load(b + i), v128.load(to + i)));
	}
	for (; i < n; i += 4) {
		store<f32>(to + i, load<f32>(to + i) + load<f32>(a + i) * load<f32>(b + i));
	}
}

/** Every number `times` over. */
function repeat(from: usize, to: usize, count: i32, times: i32): void {
	for (let i: i32 = 0; i < count; i++, from += 4) {
		const value = load<f32>(from);
		for (let k: i32 = 0; k < times; k++, to += 4) store<f32>(to, value);
	}
}

/** The adjoint of `repeat`: sums of `times` neighbours. */
function fold(from: usize, to: usize, count: i32, times: i32): void {
	for (let i: i32 = 0; i < count; i++, to += 4) {
		let sum: f32 = 0;
		for (let k: i32 = 0; k < times; k++, from += 4) sum += load<f32>(from);
		store<f32>(to, sum);
	}
}
