// A phrase: one instrument plays a few notes of a scale.
import type { Random } from '../../graph/random';
import { VOICES, type Note, type Voice } from './voices';

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

/** One note of a phrase. */
export interface Played {
	/** Hertz. */
	pitch: number;
	/** The sample it begins with. */
	at: number;
	/** Until the next one; it rings on into that. */
	seconds: number;
	/** 0.6 … 1 */
	level: number;
}

/** What is played: the instrument, its sound, and the notes in order. */
export interface Score {
	voice: Voice;
	colour: Note['colour'];
	notes: Played[];
}

export function scoreOf(random: Random): Score {
	const [voice, key, scale, tempo, ...colour] = random.uniform(7) as unknown as number[];
	const lowest = LOWEST + Math.floor(key! * KEYS);
	const steps = SCALES[Math.floor(scale! * SCALES.length)]!;
	const beat = 0.18 + 0.3 * tempo!;
	const chances = random.uniform(3 * MOST_NOTES);
	const notes: Played[] = [];
	for (let note = 0, at = 0; at < PHRASE && note < MOST_NOTES; note++) {
		const [step, beats, loud] = chances.subarray(3 * note, 3 * note + 3) as unknown as number[];
		const seconds = beat * BEATS[Math.floor(beats! * BEATS.length)]!;
		const pitch = hertz(lowest + steps[Math.floor(step! * steps.length)]!);
		notes.push({ pitch, at, seconds, level: 0.6 + 0.4 * loud! });
		at += Math.round(seconds * RATE);
	}
	return {
		voice: VOICES[Math.floor(voice! * VOICES.length)]!,
		colour: colour as unknown as Note['colour'],
		notes,
	};
}

/** [`PHRASE`] numbers from −1 to 1. */
export function phraseOf(random: Random): Float32Array {
	const { voice, colour, notes } = scoreOf(random);
	const sound = new Float32Array(PHRASE);
	for (const { pitch, at, seconds, level } of notes) {
		const played = voice({
			...{ pitch, colour, rate: RATE },
			length: Math.round(1.2 * seconds * RATE),
			noise: (count) => random.uniform(count, -1, 1),
		});
		const end = Math.min(played.length, PHRASE - at);
		for (let i = 0; i < end; i++) sound[at + i]! += level * played[i]!;
	}
	const peak = sound.reduce((most, value) => Math.max(most, Math.abs(value)), 1);
	return peak > 1 ? sound.map((value) => value / peak) : sound;
}
