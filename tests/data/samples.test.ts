import { describe, expect, it } from 'vitest';
import { packSamples, unpackSamples } from '../../src/lib/data/samples';
import { resample } from '../../src/lib/data/prepare/resample';
import { trackPitch } from '../../src/lib/metrics/pitch';

describe('samples', () => {
	it('come back as 16-bit numbers, jumps from end to end included', () => {
		const sound = [0, 1, -1, 1, 0.5, -0.25, 1 / 32_767, 0, 2, -3];
		const back = unpackSamples(packSamples(sound));
		expect([...back].map((value) => Math.round(value * 32_767))).toEqual([
			...[0, 32_767, -32_767, 32_767, 16_384, -8192, 1, 0, 32_767, -32_767],
		]);
	});

	it('are packed as differences, high bytes first', () => {
		// 256 more, then 257 less, which is 0xfeff.
		expect([...packSamples([256 / 32_767, -1 / 32_767])]).toEqual([0x01, 0xfe, 0x00, 0xff]);
	});
});

describe('resampling', () => {
	const tone = (hertz: number, rate: number): Float32Array =>
		Float32Array.from({ length: rate / 2 }, (_, i) => Math.sin((2 * Math.PI * hertz * i) / rate));

	it.each([220, 1000, 5000])('keeps a tone of %d Hz', (hertz) => {
		const sound = resample(tone(hertz, 22_050), 22_050, 16_000);
		expect(sound).toHaveLength(8000);
		const wanted = tone(hertz, 16_000);
		for (let i = 200; i < 7800; i++) expect(Math.abs(sound[i]! - wanted[i]!)).toBeLessThan(2e-3);
	});

	it('takes out what the new rate has no room for', () => {
		const sound = resample(tone(9500, 22_050), 22_050, 16_000);
		expect(sound.subarray(200, 7800).every((value) => Math.abs(value) < 2e-3)).toBe(true);
	});

	it('does not turn pitch', () => {
		const sound = resample(tone(300, 44_100), 44_100, 16_000);
		const [frame] = trackPitch(sound.subarray(1000), { rate: 16_000, size: 1024, hop: 256 });
		expect(frame!.pitch).toBeCloseTo(300, 0);
	});
});
