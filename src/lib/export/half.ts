// 16-bit floats (IEEE 754 binary16): half the bytes for weights that are only to be used, not trained on.

const single = new Float32Array(1);
const bits = new Uint32Array(single.buffer);

/** The nearest half, ties to even; what is too large becomes infinite, as in NumPy and PyTorch. */
export function toHalf(value: number): number {
	single[0] = value;
	const word = bits[0]!;
	const sign = (word >>> 16) & 0x8000;
	const exponent = (word >>> 23) & 0xff;
	const mantissa = word & 0x7fffff;
	if (exponent === 0xff) return sign | (mantissa ? 0x7e00 : 0x7c00);
	const shifted = exponent - 127 + 15;
	if (shifted >= 31) return sign | 0x7c00;
	// Below the smallest normal half the leading one is written out, and more bits fall off the end.
	const drop = shifted > 0 ? 13 : 14 - shifted;
	if (drop > 24) return sign;
	const whole = shifted > 0 ? mantissa | (shifted << 23) : mantissa | 0x800000;
	const kept = whole >>> drop;
	const rest = whole & ((1 << drop) - 1);
	const middle = 1 << (drop - 1);
	// A carry out of the mantissa runs into the exponent, which is just what rounding up should do.
	const up = rest > middle || (rest === middle && (kept & 1) === 1);
	return sign | (kept + (up ? 1 : 0));
}

export function fromHalf(half: number): number {
	const sign = half & 0x8000 ? -1 : 1;
	const exponent = (half >>> 10) & 0x1f;
	const mantissa = half & 0x3ff;
	if (exponent === 0) return sign * mantissa * 2 ** -24;
	if (exponent === 31) return mantissa ? NaN : sign * Infinity;
	return sign * (1 + mantissa / 1024) * 2 ** (exponent - 15);
}
