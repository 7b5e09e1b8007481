// The ways back through pools: a window slides over every channel by itself. NHWC.
import { addTo, clear } from './memory';

/** dx of an average pool: every pixel under a window gets an equal share of its dy; padding takes none. */
export function averagePoolBackward(
	dy: usize,
	dx: usize,
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
	const pixel = <usize>channels * 4;
	const picture = <usize>(height * width) * pixel;
	clear(dx, <usize>batch * picture);
	for (let b: i32 = 0; b < batch; b++, dx += picture) {
		for (let oy: i32 = 0; oy < outHeight; oy++) {
			const y0 = oy * strideY - top;
			for (let ox: i32 = 0; ox < outWidth; ox++, dy += pixel) {
				const x0 = ox * strideX - left;
				const count =
					inside(y0, dilationY, filterHeight, height) * inside(x0, dilationX, filterWidth, width);
				scaled(dy, scratch, pixel, 1 / <f32>count);
				for (let fy: i32 = 0; fy < filterHeight; fy++) {
					const iy = y0 + fy * dilationY;
					if (iy < 0 || iy >= height) continue;
					for (let fx: i32 = 0; fx < filterWidth; fx++) {
						const ix = x0 + fx * dilationX;
						if (ix < 0 || ix >= width) continue;
						addTo(dx + <usize>(iy * width + ix) * pixel, scratch, pixel);
					}
				}
			}
		}
	}
}

/** How many of `count` places from `start` on, `step` apart, lie in 0 … length − 1. */
function inside(start: i32, step: i32, count: i32, length: i32): i32 {
	let found: i32 = 0;
	for (let i: i32 = 0; i < count; i++) {
		const at = start + i * step;
		if (at >= 0 && at < length) found++;
	}
	return found;
}

/** to = from · factor over `n` bytes. */
function scaled(from: usize, to: usize, n: usize, factor: f32): void {
	const factors = f32x4.splat(factor);
	let i: usize = 0;
	for (; i + 16 <= n; i += 16) v128.store(to + i, f32x4.mul(v128.load(from + i), factors));
	for (; i < n; i += 4) store<f32>(to + i, load<f32>(from + i) * factor);
}

/** dx of a maximum pool, whose result is `y`: the first pixel under a window that equals it gets its dy. */
export function maximumPoolBackward(
	dy: usize,
	x: usize,
	y: usize,
	dx: usize,
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
	const pixel = <usize>channels * 4;
	const picture = <usize>(height * width) * pixel;
	clear(dx, <usize>batch * picture);
	for (let b: i32 = 0; b < batch; b++, x += picture, dx += picture) {
		for (let oy: i32 = 0; oy < outHeight; oy++) {
			for (let ox: i32 = 0; ox < outWidth; ox++, dy += pixel, y += pixel) {
				let j: usize = 0;
				for (; j + 16 <= pixel; j += 16) {
					const largest = v128.load(y + j);
					let rest = v128.load(dy + j);
					for (let fy: i32 = 0; fy < filterHeight; fy++) {
						const iy = oy * strideY + fy * dilationY - top;
						if (iy < 0 || iy >= height) continue;
						for (let fx: i32 = 0; fx < filterWidth; fx++) {
							const ix = ox * strideX + fx * dilationX - left;
							if (ix < 0 || ix >= width) continue;
							const at = <usize>(iy * width + ix) * pixel + j;
							const hit = f32x4.eq(v128.load(x + at), largest);
							v128.store(dx + at, f32x4.add(v128.load(dx + at), v128.and(rest, hit)));
							rest = v128.andnot(rest, hit);
						}
					}
				}
				for (; j < pixel; j += 4) {
					const largest = load<f32>(y + j);
					let rest = load<f32>(dy + j);
					for (let fy: i32 = 0; fy < filterHeight; fy++) {
						const iy = oy * strideY + fy * dilationY - top;
						if (iy < 0 || iy >= height) continue;
						for (let fx: i32 = 0; fx < filterWidth; fx++) {
							const ix = ox * strideX + fx * dilationX - left;
							if (ix < 0 || ix >= width) continue;
							const at = <usize>(iy * width + ix) * pixel + j;
							if (load<f32>(x + at) == largest) {
								store<f32>(dx + at, load<f32>(dx + at) + rest);
								rest = 0;
							}
						}
					}
				}
			}
		}
	}
}
