// A phrase: one instrument plays a few notes of a scale.
import type { Random } from '../../graph/random';
import { VOICES, type Note } from './voices';

/** Samples a second. */
export const RATE = 16_000;
/** Samples of a phrase: two seconds, about. */
export const PHRASE = 32_768;

const SCALES = [
	[0, 2, 4, 5, 7, 9, 11],
	[0, 3, 5, 7, 10],
] as const;
/** MIDI numbers of the lowest keys: C3 to B4. */
const LOWEST = 48;
const KEYS = 24;
/** Notes last this many beats. */
const BEATS = [1, 1, 2, 0.5] as const;
/** Notes of a phrase are drawn beforehand: more than it has room for. */
const MOST_NOTES = 40;

const hertz = (key: number): number => 440 * 2 ** ((key - 69) / 12);

/** [`PHRASE`] numbers from −1 to 1. */
export function phraseOf(random: Random): Float32Array {
	const [voice, key, scale, tempo, ...colour] = random.uniform(7) as unknown as number[];
	const play = VOICES[Math.floor(voice! * VOICES.length)]!;
	const lowest = LOWEST + Math.floor(key! * KEYS);
	const steps = SCALES[Math.floor(scale! * SCALES.length)]!;
	const beat = 0.18 + 0.3 * tempo!;
	const chances = random.uniform(3 * MOST_NOTES);
	const sound = new Float32Array(PHRASE);
	let at = 0;
	for (let note = 0; at < PHRASE && note < MOST_NOTES; note++) {
		const [step, beats, loud] = chances.subarray(3 * note, 3 * note + 3) as unknown as number[];
		const seconds = beat * BEATS[Math.floor(beats! * BEATS.length)]!;
		const played = play({
			pitch: hertz(lowest + steps[Math.floor(step! * steps.length)]!),
			// It rings on into the next one.
			length: Math.round(1.2 * seconds * RATE),
			rate: RATE,
			colour: colour as unknown as Note['colour'],
			noise: (count) => random.uniform(count, -1, 1),
		});
		const level = 0.6 + 0.4 * loud!;
		const end = Math.min(played.length, PHRASE - at);
		for (let i = 0; i < end; i++) sound[at + i]! += level * played[i]!;
		at += Math.round(seconds * RATE);
	}
	const peak = sound.reduce((most, value) => Math.max(most, Math.abs(value)), 1);
	return peak > 1 ? sound.map((value) => value / peak) : sound;
}
