// How figures and shapes are written on nodes and wires: short, and of steady width.

const SUPERSCRIPT: Record<string, string> = {
	'-': '⁻',
	'0': '⁰',
	'1': '¹',
	'2': '²',
	'3': '³',
	'4': '⁴',
	'5': '⁵',
	'6': '⁶',
	'7': '⁷',
	'8': '⁸',
	'9': '⁹',
};

/** 0.0002 as 2 × 10⁻⁴. */
export function powerOfTen(value: number): string {
	const [mantissa, exponent] = value.toExponential().split('e');
	const short = Number(Number(mantissa).toPrecision(3));
	const raised = [...String(Number(exponent))].map((digit) => SUPERSCRIPT[digit]).join('');
	return `${short} × 10${raised}`;
}

/** A live figure: three digits that matter, so that it does not jump about while it changes. */
export function figure(value: number): string {
	if (Number.isNaN(value)) return 'NaN';
	if (!Number.isFinite(value)) return value > 0 ? '∞' : '−∞';
	const size = Math.abs(value);
	const sign = value < 0 ? '−' : '';
	if (size === 0) return '0.00';
	if (size < 0.001 || size >= 100_000) return sign + powerOfTen(Number(size.toPrecision(1)));
	if (size < 0.01) return sign + size.toFixed(3);
	if (size < 10) return sign + size.toFixed(2);
	if (size < 100) return sign + size.toFixed(1);
	return sign + size.toFixed(0);
}

/** A parameter as set: every digit, small ones as powers of ten. */
export function setting(value: number): string {
	const size = Math.abs(value);
	if (size > 0 && size < 0.001) return (value < 0 ? '−' : '') + powerOfTen(size);
	return String(value).replace('-', '−');
}

/** [28, 28, 1] as 28×28×1. */
export function shapeText(shape: readonly number[]): string {
	return shape.join('×');
}

/** Bytes as kB, MB or GB, in the figures of `write`. */
export function bytes(
	size: number,
	write: (value: number, options: Intl.NumberFormatOptions) => string,
): string {
	if (size < 1e6) return `${write(size / 1e3, { maximumFractionDigits: 0 })} kB`;
	if (size < 1e9) return `${write(size / 1e6, { maximumFractionDigits: 1 })} MB`;
	return `${write(size / 1e9, { maximumFractionDigits: 1 })} GB`;
}

/** 10000 as 10k. */
export function roughly(count: number): string {
	if (count < 1000) return String(count);
	if (count < 1_000_000) return `${Number((count / 1000).toPrecision(3))}k`;
	if (count < 1e9) return `${Number((count / 1_000_000).toPrecision(3))}M`;
	return `${Number((count / 1e9).toPrecision(3))}G`;
}
