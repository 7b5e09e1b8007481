import { describe, expect, it } from 'vitest';
import * as tf from '@tensorflow/tfjs';
import { logMel, type MelSettings } from '../../../src/lib/nodes/layers/melSpectrogram';
import {
	drawSpectrum,
	levelsOf,
	noteAt,
	pitchAt,
	type SpectrumStroke,
} from '../../../src/lib/ui/panels/generate/drawSpectrum';

const FRAMES = 32;
const settings: MelSettings = {
	...{ rate: 16_000, fft: 1024, hop: 256, bands: 80, low: 0, high: 8000 },
	...{ floor: 1e-4, mean: -5, deviation: 2.5 },
};
const SILENCE = (Math.log(1e-4) + 5) / 2.5;

const draw = (...strokes: SpectrumStroke[]) => drawSpectrum({ strokes }, FRAMES, settings);
const frameOf = (values: Float32Array, frame: number): Float32Array =>
	values.subarray(frame * 80, (frame + 1) * 80);
/** Where a stroke has to be for a pitch. */
function heightOf(hertz: number): number {
	let [top, bottom] = [0, 1];
	for (let i = 0; i < 40; i++) {
		const y = (top + bottom) / 2;
		if (pitchAt(y, settings) > hertz) top = y;
		else bottom = y;
	}
	return (top + bottom) / 2;
}

describe('a drawn spectrogram', () => {
	it('is silent where nothing is drawn', () => {
		const { frames, bands, values } = draw();
		expect([frames, bands, values.length]).toEqual([FRAMES, 80, FRAMES * 80]);
		for (const value of values) expect(value).toBeCloseTo(SILENCE, 6);
		expect(levelsOf(draw(), settings).every((level) => level < 1e-6)).toBe(true);
	});

	it('has in a tone what a network would be given of one that sounds: the same spectrum', async () => {
		await tf.setBackend('cpu');
		const y = heightOf(300);
		const { values } = draw({ tool: 'tone', points: [0, y, 1, y] });
		// A saw of the amplitude that is drawn: its h-th partial an h-th.
		const sound = Float32Array.from({ length: 8192 }, (_, i) => {
			let sum = 0;
			for (let h = 1; h <= 24; h++) sum += Math.cos((2 * Math.PI * 300 * h * i) / 16_000) / h;
			return 0.25 * sum;
		});
		const heard = tf.tidy(() => {
			const x = tf.tensor(sound, [1, 8192, 1]);
			return logMel(tf, x, settings).dataSync<'float32'>();
		});
		const [drawn, real] = [frameOf(values, 16), frameOf(heard, 16)];
		// Loud bands agree; where partials meet, phases matter, and beyond the window's main lobe a little leaks.
		let compared = 0;
		for (let band = 0; band < 80; band++) {
			if (real[band]! < 1) continue;
			expect(Math.abs(drawn[band]! - real[band]!), `band ${band}`).toBeLessThan(0.15);
			compared++;
		}
		expect(compared).toBeGreaterThan(10);
	});

	it('has one pitch a frame, from where a tone begins to where it ends', () => {
		const y = heightOf(440);
		const { values } = draw({ tool: 'tone', points: [0.25, y, 0.5, y] });
		const sounding = Array.from({ length: FRAMES }, (_, frame) =>
			frameOf(values, frame).some((value) => value > SILENCE + 1e-3),
		);
		expect(sounding.indexOf(true)).toBe(8);
		expect(sounding.lastIndexOf(true)).toBe(16);
		expect(sounding.filter(Boolean)).toHaveLength(9);
	});

	it('has a short tone where it is only touched', () => {
		const { values } = draw({ tool: 'tone', points: [0.5, 0.8] });
		const sounding = Array.from({ length: FRAMES }, (_, frame) =>
			frameOf(values, frame).some((value) => value > SILENCE + 1e-3),
		);
		expect(sounding.filter(Boolean)).toHaveLength(4);
	});

	it('is loud under the brush, silent under the eraser, and keeps the rest', () => {
		const brush: SpectrumStroke = { tool: 'brush', points: [0.2, 0.5, 0.8, 0.5] };
		const painted = draw(brush).values;
		const band = Math.round(0.5 * 80 - 0.5);
		expect(frameOf(painted, 16)[band]).toBeCloseTo((Math.log(0.5) + 5) / 2.5, 1);
		expect(frameOf(painted, 16)[band + 10]).toBeCloseTo(SILENCE, 6);
		const erased = draw(brush, { tool: 'eraser', points: [0.5, 0.5] }).values;
		expect(frameOf(erased, 16)[band]).toBeCloseTo(SILENCE, 6);
		expect(frameOf(erased, 8)[band]).toBe(frameOf(painted, 8)[band]);
	});

	it('lies over a real one without changing it', () => {
		const ground = { frames: FRAMES, bands: 80, values: new Float32Array(FRAMES * 80).fill(0.5) };
		const stroke: SpectrumStroke = { tool: 'brush', points: [0.5, 0.5] };
		const { values } = drawSpectrum({ ground, strokes: [stroke] }, FRAMES, settings);
		expect(ground.values.every((value) => value === 0.5)).toBe(true);
		expect(values.every((value) => value >= 0.5)).toBe(true);
		expect(values.some((value) => value > 1)).toBe(true);
	});
});

describe('pitch on the picture', () => {
	it('rises to the top, from edge to edge of the bands', () => {
		expect(pitchAt(1, settings)).toBeGreaterThan(0);
		expect(pitchAt(1, settings)).toBeLessThan(25);
		expect(pitchAt(0, settings)).toBeLessThan(8000);
		expect(pitchAt(0, settings)).toBeGreaterThan(7700);
	});

	it.each([
		[440, 'A4'],
		[261.6, 'C4'],
		[466.2, 'A♯4'],
		[27.5, 'A0'],
		[246.9, 'B3'],
	])('%d Hz is called %s', (hertz, name) => {
		expect(noteAt(hertz)).toBe(name);
	});
});
