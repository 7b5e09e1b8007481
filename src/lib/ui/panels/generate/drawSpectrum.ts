// A spectrogram that is drawn: strokes over silence or over a real one, and what a network is given of it.
import type { MelSettings } from '../../../nodes/layers/melSpectrogram';
import { hertzAt, melFilters } from '../../../nodes/ops/melFilters';
import type { Spectrogram } from '../../../runtime/protocol';

export type SpectrumTool = 'tone' | 'brush' | 'eraser';

export interface SpectrumStroke {
	tool: SpectrumTool;
	/** x and y in turns, 0 … 1 over the width and height of the picture: time goes right, pitch up. */
	points: readonly number[];
}

export interface SpectrumSketch {
	/** Beneath the strokes; silence without. */
	ground?: Spectrogram;
	strokes: readonly SpectrumStroke[];
}

/** Natural logarithm of the loudest magnitude that is shown and drawn. */
const LOUDEST = 2;
/** Of the brush: how loud its middle is, and where it ends, in frames and bands. */
const BRUSH = { level: 0.5, across: 2.5, up: 3 };
const ERASER = { across: 3.5, up: 4 };
/** A tone's first partial; the h-th is an h-th of it, as of a saw, and there are so many. */
const AMPLITUDE = 0.25;
const PARTIALS = 24;
/** A click is a tone of so many frames. */
const DOT = 4;

/** The pitch at a height, 0 at the top … 1 at the bottom, in hertz. */
export function pitchAt(y: number, settings: MelSettings): number {
	return hertzAt((1 - y) * settings.bands - 0.5, settings);
}

const NOTES = ['C', 'C♯', 'D', 'D♯', 'E', 'F', 'F♯', 'G', 'G♯', 'A', 'A♯', 'B'];

/** The nearest note of a piano: A4 is 440 Hz. */
export function noteAt(hertz: number): string {
	const key = Math.round(69 + 12 * Math.log2(hertz / 440));
	return `${NOTES[((key % 12) + 12) % 12]}${Math.floor(key / 12) - 1}`;
}

/** What a network is given of a sketch. */
export function drawSpectrum(
	{ ground, strokes }: SpectrumSketch,
	frames: number,
	settings: MelSettings,
): Spectrogram {
	const { bands } = settings;
	const silence = normal(Math.log(settings.floor), settings);
	const values = ground ? ground.values.slice() : new Float32Array(frames * bands).fill(silence);
	for (const { tool, points } of strokes) {
		const path = pathOf(points, frames);
		if (tool === 'tone') drawTone(values, path, frames, settings);
		else drawBlobs(values, path, frames, settings, tool);
	}
	return { frames, bands, values };
}

/** Loudness of every cell, 0 … 1, from the floor to the loudest that is drawn. */
export function levelsOf({ values }: Spectrogram, settings: MelSettings): Float32Array {
	const [low, high] = [Math.log(settings.floor), LOUDEST];
	return values.map((value) => {
		const log = value * settings.deviation + settings.mean;
		return Math.min(1, Math.max(0, (log - low) / (high - low)));
	});
}

/** What a natural logarithm is to the network. */
const normal = (log: number, { mean, deviation }: MelSettings): number => (log - mean) / deviation;

interface Place {
	/** In frames, from the middle of the first. */
	frame: number;
	/** 0 at the top … 1 */
	y: number;
}

/** The stroke, so finely that no frame it crosses is left out. */
function pathOf(points: readonly number[], frames: number): Place[] {
	const at = (i: number): Place => ({
		frame: points[2 * i]! * frames - 0.5,
		y: points[2 * i + 1]!,
	});
	const path: Place[] = points.length >= 2 ? [at(0)] : [];
	for (let i = 1; 2 * i + 1 < points.length; i++) {
		const [from, to] = [at(i - 1), at(i)];
		const steps = Math.max(
			1,
			Math.ceil(2 * Math.hypot(to.frame - from.frame, 50 * (to.y - from.y))),
		);
		for (let step = 1; step <= steps; step++) {
			const share = step / steps;
			path.push({
				frame: from.frame + share * (to.frame - from.frame),
				y: from.y + share * (to.y - from.y),
			});
		}
	}
	return path;
}

/** The spectrogram of a tone of this pitch, partials and all, as if it had been sounded; what is louder stays. */
function drawTone(
	values: Float32Array,
	path: readonly Place[],
	frames: number,
	settings: MelSettings,
): void {
	const { bands } = settings;
	// One pitch a frame: the latest, where a stroke turns back.
	const heights = new Map<number, number>();
	for (const { frame, y } of path) heights.set(Math.round(frame), y);
	const only = heights.size === 1 ? [...heights][0] : undefined;
	if (only) for (let i = 1; i < DOT; i++) heights.set(only[0] + i, only[1]);
	for (const [frame, y] of heights) {
		if (frame < 0 || frame >= frames) continue;
		const tone = toneBands(pitchAt(y, settings), settings);
		for (let band = 0; band < bands; band++) {
			const at = frame * bands + band;
			values[at] = Math.max(values[at]!, normal(Math.log(tone[band]!), settings));
		}
	}
}

/** Magnitudes of a tone's bands, at the floor or above. */
function toneBands(pitch: number, settings: MelSettings): Float64Array {
	const { rate, fft: size, bands, low, high, floor } = settings;
	const filters = melFilters({ rate, size, bands, low, high });
	const tone = new Float64Array(bands);
	for (let h = 1; h <= PARTIALS && h * pitch < rate / 2; h++) {
		const place = (h * pitch * size) / rate;
		for (let bin = Math.max(0, Math.ceil(place - 2)); bin <= place + 2; bin++) {
			const magnitude = ((AMPLITUDE / h) * size * lobe(bin - place)) / 4;
			for (let band = 0; band < bands; band++)
				tone[band]! += magnitude * (filters[bin * bands + band] ?? 0);
		}
	}
	return tone.map((value) => Math.max(floor, value));
}

/** A Hann window's transform, of its value at 0: how a tone spreads over the bins around it. */
function lobe(bins: number): number {
	const sinc = (x: number): number => (x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x));
	return Math.abs(sinc(bins) + 0.5 * sinc(bins - 1) + 0.5 * sinc(bins + 1));
}

/** Round spots along the path: of loudness, or of silence. */
function drawBlobs(
	values: Float32Array,
	path: readonly Place[],
	frames: number,
	settings: MelSettings,
	tool: 'brush' | 'eraser',
): void {
	const { bands } = settings;
	const { across, up } = tool === 'brush' ? BRUSH : ERASER;
	const [silence, loud] = [Math.log(settings.floor), Math.log(BRUSH.level)];
	for (const { frame, y } of path) {
		const middle = (1 - y) * bands - 0.5;
		const lastFrame = Math.min(frames - 1, Math.floor(frame + across));
		const lastBand = Math.min(bands - 1, Math.floor(middle + up));
		for (let f = Math.max(0, Math.ceil(frame - across)); f <= lastFrame; f++) {
			for (let band = Math.max(0, Math.ceil(middle - up)); band <= lastBand; band++) {
				const distance = ((f - frame) / across) ** 2 + ((band - middle) / up) ** 2;
				if (distance > 1) continue;
				const at = f * bands + band;
				if (tool === 'eraser') values[at] = normal(silence, settings);
				else {
					const level = silence + (loud - silence) * (1 - distance ** 2);
					values[at] = Math.max(values[at]!, normal(level, settings));
				}
			}
		}
	}
}
