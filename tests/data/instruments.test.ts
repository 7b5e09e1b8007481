import { describe, expect, it } from 'vitest';
import { instruments } from '../../src/lib/data/instruments/instruments';
import { PHRASE } from '../../src/lib/data/instruments/phrase';
import { VOICES } from '../../src/lib/data/instruments/voices';
import { randomAt } from '../../src/lib/graph/random';

const RATE = 16_000;

/** The period that fits a sound best, in hertz, between two. */
function pitchOf(sound: Float32Array, low: number, high: number): number {
	const match = (lag: number): number => {
		let [sum, here, there] = [0, 0, 0];
		for (let i = 1000; i < 4000; i++) {
			sum += sound[i]! * sound[i + lag]!;
			here += sound[i]! ** 2;
			there += sound[i + lag]! ** 2;
		}
		return sum / Math.sqrt(here * there);
	};
	const lags = Array.from(
		{ length: Math.floor(RATE / low) - Math.floor(RATE / high) },
		(_, i) => Math.floor(RATE / high) + i,
	);
	const best = lags.reduce((a, b) => (match(b) > match(a) + 1e-3 ? b : a));
	return RATE / best;
}

describe('instruments', () => {
	it.each(VOICES.map((voice, i) => [i, voice] as const))('voice %i keeps its pitch', (_, voice) => {
		for (const pitch of [131, 220, 392]) {
			const sound = voice({
				...{ pitch, length: 8000, rate: RATE, colour: [0.5, 0.5, 0.5] },
				noise: (count) => randomAt(1, 'noise', 0).uniform(count, -1, 1),
			});
			expect(sound.every((value) => Math.abs(value) <= 1)).toBe(true);
			expect(sound[7999]).toBeCloseTo(0, 2);
			// A bell's partials are no multiples of its pitch, so its period may be several of them.
			const found = pitchOf(sound, pitch * 0.55, pitch * 1.8);
			expect(Math.abs(found / pitch - 1), `${pitch} Hz as ${found}`).toBeLessThan(0.03);
		}
	});

	it('are phrases, the same whenever they are played, and no two alike', () => {
		const play = () => instruments.make!().gather([0, 1, 2, 3]).wave!;
		const { shape, values } = play();
		expect(shape).toEqual([4, PHRASE, 1]);
		expect(play().values).toEqual(values);
		const phrases = [0, 1, 2, 3].map((i) => values.subarray(i * PHRASE, (i + 1) * PHRASE));
		expect(new Set(phrases.map((phrase) => String(phrase.slice(0, 2000)))).size).toBe(4);
		for (const phrase of phrases) {
			const peak = Math.max(...Float32Array.from(phrase, Math.abs));
			expect(peak).toBeGreaterThan(0.1);
			expect(peak).toBeLessThanOrEqual(1);
		}
	});

	it('hold phrases out of training', () => {
		const { held, gather } = instruments.make!();
		expect(held!.count).toBe(instruments.held);
		expect(held!.gather([0]).wave!.values).not.toEqual(gather([0]).wave!.values);
	});
});
