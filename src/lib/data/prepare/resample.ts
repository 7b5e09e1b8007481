// Sound at another rate: what lies too high for it is taken out.

/** Crossings of zero of the filter, to either side. */
const REACH = 24;
/** How much of the new band is kept; the rest is where the filter falls. */
const KEPT = 0.94;

/** Windowed-sinc interpolation (Smith, Digital Audio Resampling Home Page), under a Hann window. */
export function resample(sound: ArrayLike<number>, from: number, to: number): Float32Array {
	const step = from / to;
	/** Of the pass band, in cycles of the old rate's half. */
	const cut = KEPT * Math.min(1, to / from);
	const half = REACH / cut;
	return Float32Array.from({ length: Math.floor(sound.length / step) }, (_, i) => {
		const at = i * step;
		const last = Math.min(sound.length - 1, Math.floor(at + half));
		let sum = 0;
		for (let k = Math.max(0, Math.ceil(at - half)); k <= last; k++) {
			const x = Math.PI * (k - at);
			const sinc = x === 0 ? 1 : Math.sin(cut * x) / (cut * x);
			sum += sound[k]! * cut * sinc * Math.cos(x / (2 * half)) ** 2;
		}
		return sum;
	});
}
