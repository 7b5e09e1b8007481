// Speech: short sentences in English and Japanese, said by eSpeak NG in two voices each.
import type { PortType, Text } from '../../graph/types';
import type { Dataset } from '../dataset';
import { ENGLISH, JAPANESE } from './sentences';

/** Samples a second, and of an utterance: two seconds, about; after its end it is silent. */
export const RATE = 16_000;
export const UTTERANCE = 32_768;

/** A voice of each language; the synthesiser's names. */
export const VOICES: readonly Record<keyof Text, string>[] = [
	{ en: 'en-us', ja: 'ja' },
	{ en: 'en-us+f3', ja: 'ja+f3' },
];
/** One sentence of so many is held out, in all voices. */
const HELD_EVERY = 10;

export interface Utterance {
	language: keyof Text;
	sentence: string;
	voice: string;
}

const ofPart = (held: boolean): Utterance[] =>
	VOICES.flatMap((voice) =>
		ENGLISH.flatMap((english, i) => {
			if ((i % HELD_EVERY === HELD_EVERY - 1) !== held) return [];
			return [
				{ language: 'en' as const, sentence: english, voice: voice.en },
				{ language: 'ja' as const, sentence: JAPANESE[i]!, voice: voice.ja },
			];
		}),
	);

const trained = ofPart(false);
const held = ofPart(true);
/** In the order of the items, those to train on first. */
export const utterances: readonly Utterance[] = [...trained, ...held];

const WAVE: PortType = {
	...{ shape: [UTTERANCE, 1], dtype: 'float32', meaning: 'wave' },
	range: [-1, 1],
};

export const speech: Dataset = {
	name: 'speech',
	title: { ja: '話し声', en: 'Speech' },
	summary: {
		ja: `英語と日本語の短い文を、合成音声 eSpeak NG が 2 つの声で読みます。16 kHz、1 つ約 2 秒。${trained.length} 個を学習に使い、${held.length} 個（学習に出てこない文）を評価用に取り分けます。`,
		en: `Short sentences in English and Japanese, said by the synthesiser eSpeak NG in two voices each: 16 kHz, two seconds. ${trained.length} to train on; ${held.length}, of sentences of their own, held out.`,
	},
	// Of the sentences, and of what is said: a synthesiser's licence does not reach what it says.
	licence: 'CC0-1.0',
	attribution: {
		ja: 'このアプリの文を、eSpeak NG（GPL-3.0）が読み上げました。',
		en: 'Sentences of this app, said by eSpeak NG (GPL-3.0).',
	},
	home: 'https://github.com/espeak-ng/espeak-ng',
	classNames: [],
	type: { outputs: [{ port: 'wave', type: WAVE }], count: trained.length },
	held: held.length,
	rate: RATE,
	// Both parts have the languages in turns.
	languageOf: (index) => (index % 2 === 0 ? 'en' : 'ja'),
};
