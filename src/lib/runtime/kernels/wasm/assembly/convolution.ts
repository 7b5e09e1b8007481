// Convolutions as matrix products: im2col unrolls the patches a filter sees, col2im is its adjoint. NHWC.
//
// Together with `gemm` they give a convolution (im2col, then patches · filter), its gradient to the filter
// (patchesᵀ · dy) and to the input (dy · filterᵀ, then col2im); the last is also the transposed convolution.
import { addTo, clear, copy } from './memory';

/**
 * Patches of `batch` pictures [height, width, channels] as rows [batch · outHeight · outWidth,
 * filterHeight · filterWidth · channels]. Outside the picture is zero.
 */
export function im2col(
	x: usize,
	columns: usize,
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
	const line = <usize>filterWidth * pixel;
	const picture = <usize>height * <usize>width * pixel;
	let to = columns;
	for (let b: i32 = 0; b < batch; b++, x += picture) {
		for (let oy: i32 = 0; oy < outHeight; oy++) {
			for (let ox: i32 = 0; ox < outWidth; ox++) {
				const x0 = ox * strideX - left;
				for (let fy: i32 = 0; fy < filterHeight; fy++) {
					const y = oy * strideY + fy * dilationY - top;
					if (y < 0 || y >= height) {
						clear(to, line);
						to += line;
					} else if (dilationX == 1 && x0 >= 0 && x0 + filterWidth <= width) {
						copy(to, x + <usize>(y * width + x0) * pixel, line);
						to += line;
					} else {
						for (let fx: i32 = 0; fx < filterWidth; fx++) {
							const ix = x0 + fx * dilationX;
							if (ix < 0 || ix >= width) clear(to, pixel);
							else copy(to, x + <usize>(y * width + ix) * pixel, pixel);
							to += pixel;
						}
					}
				}
			}
		}
	}
}

/** The adjoint of `im2col`: every entry of a patch is added to the pixel it came from; `x` is cleared first. */
export function col2im(
	columns: usize,
	x: usize,
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
	const line = <usize>filterWidth * pixel;
	const picture = <usize>height * <usize>width * pixel;
	let from = columns;
	memory.fill(x, 0, <usize>batch * picture);
	for (let b: i32 = 0; b < batch; b++, x += picture) {
		for (let oy: i32 = 0; oy < outHeight; oy++) {
			for (let ox: i32 = 0; ox < outWidth; ox++) {
				const x0 = ox * strideX - left;
				for (let fy: i32 = 0; fy < filterHeight; fy++) {
					const y = oy * strideY + fy * dilationY - top;
					if (y >= 0 && y < height) {
						if (dilationX == 1 && x0 >= 0 && x0 + filterWidth <= width) {
							addTo(x + <usize>(y * width + x0) * pixel, from, line);
						} else {
							for (let fx: i32 = 0; fx < filterWidth; fx++) {
								const ix = x0 + fx * dilationX;
								if (ix >= 0 && ix < width) {
									addTo(x + <usize>(y * width + ix) * pixel, from + <usize>fx * pixel, pixel);
								}
							}
						}
					}
					from += line;
				}
			}
		}
	}
}
