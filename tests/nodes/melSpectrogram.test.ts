import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { bandOf, hertzAt, melFilters } from '../../src/lib/nodes/ops/melFilters';
import { shortTimeFourier } from '../../src/lib/nodes/ops/shortTimeFourier';

const OPTIONS = { rate: 16_000, size: 1024, bands: 80, low: 0, high: 8000 };
const BINS = 513;

beforeAll(() => tf.setBackend('cpu'));

describe('the mel filter bank', () => {
	const filters = melFilters(OPTIONS);
	const column = (band: number): number[] =>
		Array.from({ length: BINS }, (_, bin) => filters[bin * 80 + band]!);

	it('has its bands where pitches are looked for among them', () => {
		for (const band of [20, 40, 79]) {
			const weights = column(band);
			const top = weights.indexOf(Math.max(...weights));
			expect(Math.abs(hertzAt(band, OPTIONS) - (top * 16_000) / 1024)).toBeLessThan(16);
			expect(bandOf(hertzAt(band, OPTIONS), OPTIONS)).toBeCloseTo(band, 9);
		}
		expect(bandOf(0, OPTIONS)).toBeCloseTo(-1, 9);
		expect(bandOf(8000, OPTIONS)).toBeCloseTo(80, 9);
	});

	it('has triangles of the same area, but for the few bins of the lowest', () => {
		const step = OPTIONS.rate / OPTIONS.size;
		for (let band = 20; band < 80; band++) {
			const area = column(band).reduce((sum, value) => sum + value, 0) * step;
			expect(area).toBeGreaterThan(0.9);
			expect(area).toBeLessThan(1.1);
		}
	});

	it('is at its top where the mel scale says', () => {
		// 1000 Hz are 1000 mel, nearly: O'Shaughnessy's constants say 999.99.
		const mel = 2595 * Math.log10(1 + 1000 / 700);
		expect(mel).toBeCloseTo(1000, 1);
		const highest = 2595 * Math.log10(1 + 8000 / 700);
		const band = Math.round((81 * mel) / highest) - 1;
		const own = column(band);
		const top = own.indexOf(Math.max(...own)) * (OPTIONS.rate / OPTIONS.size);
		// Half a band and half a bin.
		expect(Math.abs(top - 1000)).toBeLessThan(35);
	});
});

describe('a pure tone', () => {
	it('stands in its own bin, half the window’s sum high', () => {
		const { rate, size } = OPTIONS;
		const bin = 64;
		const tone = Float32Array.from({ length: 4096 }, (_, i) =>
			Math.sin((2 * Math.PI * i * bin) / size),
		);
		const spectrum = shortTimeFourier(tf, tf.tensor2d(tone, [1, 4096]), {
			...{ size, hop: 256, centred: false, added: 1e-9 },
		});
		expect(spectrum.shape).toEqual([1, 13, BINS]);
		const frame = spectrum.slice([0, 3, 0], [1, 1, BINS]).dataSync();
		// A Hann window sums to half its length, and a sine's energy is shared by ± its frequency.
		expect(frame[bin]).toBeCloseTo(size / 4, 2);
		expect(frame[bin + 1]).toBeCloseTo(size / 8, 2);
		expect(frame[bin + 5]).toBeLessThan(0.01);
		expect(bin * (rate / size)).toBe(1000);
	});
});
