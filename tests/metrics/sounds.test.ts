import { describe, expect, it } from 'vitest';
import { VOICES, bell } from '../../src/lib/data/instruments/voices';
import { randomAt } from '../../src/lib/graph/random';
import { griffinLim, magnitudesOf } from '../../src/lib/metrics/griffinLim';
import { isWrongPitch, trackPitch, voicedFrames } from '../../src/lib/metrics/pitch';
import { mirrored, soundOf, spectraOf } from '../../src/lib/metrics/shortTime';
import { logSpectrumDistance, meanApart } from '../../src/lib/metrics/spectralDistance';
import { melFilters } from '../../src/lib/nodes/ops/melFilters';

const RATE = 16_000;
const LISTENING = { rate: RATE, size: 1024, hop: 256 };
const LONG = [512, 1024, 2048].map((size) => ({ size, hop: size / 4 }));
const SHORT = [128, 256].map((size) => ({ size, hop: size / 4 }));

const tone = (hertz: number, length = 4096, level = 0.5): Float32Array =>
	Float32Array.from({ length }, (_, i) => level * Math.sin((2 * Math.PI * hertz * i) / RATE));
const signal = (length: number, of: (t: number) => number): Float64Array =>
	Float64Array.from({ length }, (_, t) => of(t));

/** The two sounds that NumPy 2.4 and SciPy 1.17 were given for the figures below. */
const TURN = 2 * Math.PI;
const a = signal(
	4096,
	(t) =>
		0.5 * Math.sin(TURN * 0.03 * t) +
		0.2 * Math.sin(TURN * 0.11 * t + 1) +
		0.1 * Math.sin(t * t * 1e-4),
);
const b = signal(4096, (t) => 0.4 * Math.sin(TURN * 0.031 * t) + 0.1 * Math.sin(TURN * 0.2 * t));

const magnitude = (spectrum: Float64Array, bin: number): number =>
	Math.hypot(spectrum[2 * bin]!, spectrum[2 * bin + 1]!);

describe('the short-time Fourier transform', () => {
	it('has a tone in its bin and half of it in the next: the Hann window’s sums', () => {
		const spectra = spectraOf(
			signal(256, (t) => 3 * Math.cos((TURN * 10 * t) / 64)),
			{ size: 64, hop: 32 },
		);
		expect(spectra).toHaveLength(7);
		for (const spectrum of spectra) {
			expect(spectrum).toHaveLength(66);
			expect(magnitude(spectrum, 10)).toBeCloseTo((3 * 64) / 4, 9);
			expect(magnitude(spectrum, 9)).toBeCloseTo((3 * 64) / 8, 9);
			expect(magnitude(spectrum, 11)).toBeCloseTo((3 * 64) / 8, 9);
			expect(magnitude(spectrum, 13)).toBeCloseTo(0, 9);
		}
	});

	it('sees a constant in bin 0, and what changes every sample in the last', () => {
		const [steady] = spectraOf(new Float32Array(16).fill(2), { size: 16, hop: 8 });
		expect(magnitude(steady!, 0)).toBeCloseTo(16, 12);
		const [fast] = spectraOf(
			signal(16, (t) => (t % 2 ? -2 : 2)),
			{ size: 16, hop: 8 },
		);
		expect(magnitude(fast!, 8)).toBeCloseTo(16, 12);
	});

	it('leads back to the sound', () => {
		const sound = soundOf(spectraOf(a, { size: 256, hop: 64 }), { size: 256, hop: 64 });
		expect(sound).toHaveLength(4096);
		for (let i = 256; i < 4096 - 256; i++) expect(sound[i]).toBeCloseTo(a[i]!, 6);
	});

	it('leads to the sound that SciPy finds where no sound fits', () => {
		const frames = { size: 256, hop: 64 };
		const damped = spectraOf(a, frames).map((spectrum) =>
			spectrum.map((value, i) => value * (1 - (i >> 1) / 128)),
		);
		const sound = soundOf(damped, frames);
		expect(sound[300]).toBeCloseTo(0.1716924, 6);
		expect(sound[1000]).toBeCloseTo(0.08385514, 6);
		expect(sound[2222]).toBeCloseTo(-0.51229619, 6);
		expect(sound[3333]).toBeCloseTo(-0.25519407, 6);
	});

	it('mirrors the ends without repeating them', () => {
		expect([...mirrored([1, 2, 3, 4], 2)]).toEqual([3, 2, 1, 2, 3, 4, 3, 2]);
		expect(() => mirrored([1, 2], 2)).toThrow(RangeError);
	});
});

describe('the distance of spectra', () => {
	it('is the logarithm of how much louder a sound is, whatever its sign', () => {
		const noise = randomAt(1, 'noise', 0).normal(8192);
		const louder = noise.map((value) => -3 * value);
		expect(logSpectrumDistance(louder, noise, LONG)).toBeCloseTo(Math.log(3), 4);
		expect(logSpectrumDistance(noise, noise, LONG)).toBe(0);
	});

	it('is what NumPy finds', () => {
		expect(logSpectrumDistance(a, b, LONG)).toBeCloseTo(1.5344639, 4);
		expect(logSpectrumDistance(a, b, SHORT)).toBeCloseTo(1.9015819, 4);
	});

	it('of two lists is a mean, and there is none of lists of two lengths', () => {
		expect(meanApart([1, 2, 3], [1, 4, -1])).toBe(2);
		expect(() => meanApart([1], [1, 2])).toThrow(RangeError);
	});
});

describe('pitch', () => {
	it.each([82, 130.8, 220, 441.3, 932])('of a tone of %d Hz is its own', (hertz) => {
		const track = trackPitch(tone(hertz), LISTENING);
		expect(track).toHaveLength(13);
		for (const { pitch, clarity, power } of track) {
			expect(Math.abs(pitch / hertz - 1)).toBeLessThan(0.005);
			expect(clarity).toBeGreaterThan(0.99);
			expect(power).toBeGreaterThan(0.1);
		}
	});

	it('is the fundamental’s where it is the weakest of its partials', () => {
		const [low, middle, high] = [tone(200), tone(400), tone(600)];
		const sound = low.map((value, i) => 0.05 * value + middle[i]! + high[i]!);
		for (const { pitch } of trackPitch(sound, LISTENING)) {
			expect(Math.abs(pitch / 200 - 1)).toBeLessThan(0.01);
		}
	});

	it.each(VOICES.filter((voice) => voice !== bell).map((voice, i) => [i, voice] as const))(
		'of instrument %i is the note’s',
		(_, voice) => {
			for (const pitch of [131, 247, 392, 880]) {
				const sound = voice({
					...{ pitch, length: 8000, rate: RATE, colour: [0.5, 0.5, 0.5] },
					noise: (count) => randomAt(1, 'noise', 0).uniform(count, -1, 1),
				});
				const track = trackPitch(sound, LISTENING);
				const voiced = voicedFrames(track, 0.8);
				expect(voiced.length).toBeGreaterThan(10);
				const wrong = voiced.filter((at) => isWrongPitch(track[at]!.pitch, pitch));
				expect(wrong, `${pitch} Hz`).toEqual([]);
			}
		},
	);

	it('is not heard in silence, in noise, or where it is much quieter than elsewhere', () => {
		expect(voicedFrames(trackPitch(new Float32Array(4096), LISTENING), 0.8)).toEqual([]);
		const noise = randomAt(1, 'noise', 0).normal(4096);
		expect(voicedFrames(trackPitch(noise, LISTENING), 0.8)).toEqual([]);
		const fading = tone(220, 8192).map((value, i) => (i < 4096 ? value : value * 0.01));
		const voiced = voicedFrames(trackPitch(fading, LISTENING), 0.8);
		// Frames that begin before sample 4096 and no later.
		expect(voiced).toEqual(Array.from({ length: 16 }, (_, i) => i));
	});

	it('is wrong by an octave and by more than a tenth, and where none is found', () => {
		expect(isWrongPitch(440, 220)).toBe(true);
		expect(isWrongPitch(110, 220)).toBe(true);
		expect(isWrongPitch(0, 220)).toBe(true);
		expect(isWrongPitch(220 * 1.11, 220)).toBe(true);
		expect(isWrongPitch(220 * 0.91, 220)).toBe(false);
	});
});

describe('Griffin and Lim', () => {
	const frames = { size: 256, hop: 64 };
	const filters = melFilters({ rate: RATE, size: 256, bands: 20, low: 0, high: 8000 });
	const bandsOf = (magnitudes: readonly Float64Array[]): Float64Array =>
		Float64Array.from(
			magnitudes.flatMap((frame) =>
				Array.from({ length: 20 }, (_, band) =>
					frame.reduce((sum, value, bin) => sum + value * filters[bin * 20 + band]!, 0),
				),
			),
		);
	/** One frame a hop, as MelGAN has them. */
	const framesOf = (sound: ArrayLike<number>): Float64Array[] =>
		spectraOf(mirrored(sound, 96), frames).map((spectrum) =>
			Float64Array.from({ length: 129 }, (_, bin) => magnitude(spectrum, bin)),
		);

	it('are given magnitudes that have the bands wanted, none below zero', () => {
		const wanted = bandsOf(framesOf(a));
		const found = magnitudesOf(wanted, filters, 20);
		expect(found).toHaveLength(64);
		expect(found.every((frame) => frame.every((value) => value >= 0))).toBe(true);
		const got = bandsOf(found);
		for (const [i, value] of wanted.entries()) {
			expect(Math.abs(got[i]! - value)).toBeLessThan(0.02 * Math.max(...wanted) + 1e-9);
		}
	});

	it('come closer to the magnitudes with every so many iterations', () => {
		const wanted = framesOf(a);
		const apart = [0, 1, 8, 32].map((iterations) => {
			const sound = griffinLim(wanted, frames, iterations, 1);
			expect(sound).toHaveLength(4096);
			const made = framesOf(sound).flatMap((frame) => [...frame]);
			return meanApart(
				made,
				wanted.flatMap((frame) => [...frame]),
			);
		});
		expect(apart).toEqual(apart.toSorted((x, y) => y - x));
		expect(apart[3]).toBeLessThan(apart[0]! / 3);
	});

	it('find the pitch again', () => {
		const fine = { size: 1024, hop: 256 };
		const overtone = tone(600, 16_384, 0.25);
		const note = tone(300, 16_384).map((value, i) => value + overtone[i]!);
		const wanted = spectraOf(mirrored(note, 384), fine).map((spectrum) =>
			Float64Array.from({ length: 513 }, (_, bin) => magnitude(spectrum, bin)),
		);
		const track = trackPitch(griffinLim(wanted, fine, 16, 1), LISTENING);
		const wrong = track.filter(({ pitch }) => isWrongPitch(pitch, 300));
		expect(wrong.length / track.length).toBeLessThan(0.1);
	});
});
