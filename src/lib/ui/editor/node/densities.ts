// What noise is drawn from, as a curve of 90 × 34: the bell of a standard normal, and the flat top of a uniform.

const bell = Array.from({ length: 41 }, (_, i) => {
	const x = -3.2 + (6.4 * i) / 40;
	return `${2 + (86 * i) / 40} ${30 - 26 * Math.exp((-x * x) / 2)}`;
});

/** SVG paths; the floor is 30.5 below the top. */
export const DENSITIES = {
	normal: `M ${bell.join(' L ')}`,
	uniform: 'M 2 30 H 18 V 9 H 72 V 30 H 88',
};
