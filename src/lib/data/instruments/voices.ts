// The instruments: each plays one note, computed sample by sample.

export interface Note {
	/** Hertz. */
	pitch: number;
	/** Samples it lasts. */
	length: number;
	/** Samples a second. */
	rate: number;
	/** Numbers 0 … 1 that make one phrase's sound differ from another's. */
	colour: readonly [number, number, number];
	/** Numbers −1 … 1, as many as are asked for: the noise a string begins with. */
	noise(count: number): ArrayLike<number>;
}

export type Voice = (note: Note) => Float32Array;

const TURN = 2 * Math.PI;

/** Rises over `attack` seconds and falls over the last `release`. */
function envelope({ length, rate }: Note, attack: number, release: number) {
	return (i: number): number =>
		Math.min(1, i / (attack * rate), (length - 1 - i) / (release * rate));
}

/**
 * Karplus and Strong (1983), Digital Synthesis of Plucked-String and Drum Timbres: noise runs round a string as long as
 * a period, and every time round is smoothed. The pitch is tuned by reading between two samples (Jaffe and Smith 1983).
 */
const pluck: Voice = (note) => {
	const { pitch, length, rate, colour, noise } = note;
	const period = rate / pitch;
	// Smoothing delays by half a sample.
	const whole = Math.max(2, Math.floor(period - 0.5));
	const rest = Math.max(0.01, period - 0.5 - whole);
	const allPass = (1 - rest) / (1 + rest);
	const string = Float32Array.from(noise(whole));
	const damping = 0.993 + 0.006 * colour[0];
	const fades = envelope(note, 0.001, 0.02);
	const sound = new Float32Array(length);
	let [previous, lastIn, lastOut] = [0, 0, 0];
	for (let i = 0; i < length; i++) {
		const at = i % whole;
		const now = string[at]!;
		const smooth = damping * 0.5 * (now + previous);
		previous = now;
		const tuned = allPass * (smooth - lastOut) + lastIn;
		[lastIn, lastOut] = [smooth, tuned];
		string[at] = tuned;
		sound[i] = 0.6 * now * fades(i);
	}
	return sound;
};

/** Six pipes: the first partials, each as loud as the organ's stops have it. */
const organ: Voice = (note) => {
	const { pitch, length, rate, colour } = note;
	const loud = [1, 0.6 * colour[0], 0.5 * colour[1], 0.35 * colour[2], 0.2 * colour[0], 0.15];
	const fades = envelope(note, 0.02, 0.05);
	return Float32Array.from({ length }, (_, i) => {
		const sum = loud.reduce((all, level, h) => {
			const partial = pitch * (h + 1);
			return partial < rate / 2 ? all + level * Math.sin((TURN * partial * i) / rate) : all;
		}, 0);
		return 0.25 * sum * fades(i);
	});
};

/** Chowning (1973), The Synthesis of Complex Audio Spectra by Means of Frequency Modulation. */
export const bell: Voice = (note) => {
	const { pitch, length, rate, colour } = note;
	const ratio = [1.4, 2, 3.5][Math.floor(colour[0] * 3)]!;
	const depth = 1 + 2 * colour[1];
	const fades = envelope(note, 0.002, 0.03);
	return Float32Array.from({ length }, (_, i) => {
		const t = i / rate;
		const fall = Math.exp(-4 * t);
		const bend = depth * fall * Math.sin(TURN * pitch * ratio * t);
		return 0.45 * fall * Math.sin(TURN * pitch * t + bend) * fades(i);
	});
};

/** A saw with vibrato, its corners rounded (polyBLEP, Välimäki 2007) and its highs damped. */
const bow: Voice = (note) => {
	const { pitch, length, rate, colour } = note;
	const vibrato = 4.5 + 2 * colour[0];
	const damping = 0.15 + 0.15 * colour[1];
	const fades = envelope(note, 0.06, 0.06);
	const sound = new Float32Array(length);
	let [phase, level] = [0, 0];
	for (let i = 0; i < length; i++) {
		const t = i / rate;
		const depth = 0.006 * Math.min(1, 3 * t);
		const step = (pitch * (1 + depth * Math.sin(TURN * vibrato * t))) / rate;
		phase = (phase + step) % 1;
		level += damping * (2 * phase - 1 - rounding(phase, step) - level);
		sound[i] = 0.5 * level * fades(i);
	}
	return sound;
};

/** What a saw's jump at 0 is too much, within a sample of it. */
function rounding(phase: number, step: number): number {
	if (phase < step) return 2 * (phase / step) - (phase / step) ** 2 - 1;
	if (phase > 1 - step) {
		const before = (phase - 1) / step;
		return before * before + 2 * before + 1;
	}
	return 0;
}

export const VOICES: readonly Voice[] = [pluck, organ, bell, bow];
