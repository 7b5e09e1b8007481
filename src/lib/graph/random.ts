// The one source of random numbers: counter-based, so that a number is a function of where it is used, not of when.
//
// A run needs no generator state: seed, site and draw name every number, so the same seed gives the same run,
// and a resumed run continues the same stream. The hash is pcg4d (Jarzynski and Olano, "Hash Functions for GPU
// Rendering", JCGT 9(3), 2020): 32-bit integers only, so WGSL and NumPy can compute the very same bits.

const MULTIPLIER = 1664525;
const INCREMENT = 1013904223;

/** Writes the four 32-bit words of pcg4d(x, y, z, w) into `out` at `offset`. */
function pcg4d(x: number, y: number, z: number, w: number, out: Uint32Array, offset: number): void {
	x = (Math.imul(x, MULTIPLIER) + INCREMENT) | 0;
	y = (Math.imul(y, MULTIPLIER) + INCREMENT) | 0;
	z = (Math.imul(z, MULTIPLIER) + INCREMENT) | 0;
	w = (Math.imul(w, MULTIPLIER) + INCREMENT) | 0;
	x = (x + Math.imul(y, w)) | 0;
	y = (y + Math.imul(z, x)) | 0;
	z = (z + Math.imul(x, y)) | 0;
	w = (w + Math.imul(y, z)) | 0;
	x ^= x >>> 16;
	y ^= y >>> 16;
	z ^= z >>> 16;
	w ^= w >>> 16;
	x = (x + Math.imul(y, w)) | 0;
	y = (y + Math.imul(z, x)) | 0;
	z = (z + Math.imul(x, y)) | 0;
	w = (w + Math.imul(y, z)) | 0;
	out[offset] = x;
	out[offset + 1] = y;
	out[offset + 2] = z;
	out[offset + 3] = w;
}

/** FNV-1a over the UTF-16 units of a name: turns a site's name into a stream number. */
export function siteOf(name: string): number {
	let hash = 0x811c9dc5;
	for (let i = 0; i < name.length; i++) {
		hash = Math.imul(hash ^ name.charCodeAt(i), 0x01000193);
	}
	return hash >>> 0;
}

/** Numbers of one site at one draw. Calling twice gives the same numbers twice. */
export interface Random {
	/** `count` floats in [min, max). */
	uniform(count: number, min?: number, max?: number): Float32Array;
	/** `count` floats from N(mean, deviation²), by Box–Muller. */
	normal(count: number, mean?: number, deviation?: number): Float32Array;
	/** `count` integers in 0 … bound − 1. */
	integers(count: number, bound: number): Int32Array;
	/** `count` floats: 0 with probability p, otherwise 1 / (1 − p). */
	mask(count: number, p: number): Float32Array;
	/** 0 … length − 1 in random order (Fisher–Yates). */
	permutation(length: number): Uint32Array;
}

/**
 * The random numbers of `site` (a node's path, say) at `draw` (how many times it drew before).
 * `seed` and `draw` are unsigned 32-bit integers.
 */
export function randomAt(seed: number, site: string, draw: number): Random {
	const stream = siteOf(site);
	const words = (count: number): Uint32Array => {
		const rounded = Math.ceil(count / 4) * 4;
		const out = new Uint32Array(rounded);
		for (let i = 0; i < rounded; i += 4) pcg4d(i / 4, stream, draw, seed, out, i);
		return out;
	};
	// The 24 high bits give every float32 in [0, 1) of equal spacing; the low bits of the hash are the weaker ones.
	const unit = (word: number): number => (word >>> 8) / 0x1000000;
	return {
		uniform(count, min = 0, max = 1) {
			const bits = words(count);
			const out = new Float32Array(count);
			for (let i = 0; i < count; i++) out[i] = min + (max - min) * unit(bits[i]!);
			return out;
		},
		normal(count, mean = 0, deviation = 1) {
			const bits = words(count + (count & 1));
			const out = new Float32Array(count);
			for (let i = 0; i < count; i += 2) {
				// 1 − u lies in (0, 1], so the logarithm is finite.
				const radius = Math.sqrt(-2 * Math.log(1 - unit(bits[i]!)));
				const angle = 2 * Math.PI * unit(bits[i + 1]!);
				out[i] = mean + deviation * radius * Math.cos(angle);
				if (i + 1 < count) out[i + 1] = mean + deviation * radius * Math.sin(angle);
			}
			return out;
		},
		integers(count, bound) {
			const bits = words(count);
			const out = new Int32Array(count);
			for (let i = 0; i < count; i++) out[i] = Math.floor((bits[i]! / 0x100000000) * bound);
			return out;
		},
		mask(count, p) {
			const kept = 1 / (1 - p);
			const bits = words(count);
			const out = new Float32Array(count);
			for (let i = 0; i < count; i++) out[i] = unit(bits[i]!) < p ? 0 : kept;
			return out;
		},
		permutation(length) {
			const bits = words(length);
			const out = Uint32Array.from({ length }, (_, i) => i);
			for (let i = length - 1; i > 0; i--) {
				const j = Math.floor((bits[i]! / 0x100000000) * (i + 1));
				const kept = out[i]!;
				out[i] = out[j]!;
				out[j] = kept;
			}
			return out;
		},
	};
}
