// Instruments: short phrases of plucked, blown, struck and bowed sound, played on the spot.
import { randomAt, type Random } from '../../graph/random';
import type { PortType } from '../../graph/types';
import type { DatasetItems } from '../../nodes/kind';
import type { Dataset } from '../dataset';
import { PHRASE, phraseOf, RATE, scoreOf, type Score } from './phrase';

/** Names the phrases: another number, other music. */
const SEED = 8;
const COUNT = 400;
const HELD_COUNT = 40;

const WAVE: PortType = {
	...{ shape: [PHRASE, 1], dtype: 'float32', meaning: 'wave' },
	range: [-1, 1],
};

const randomOf = (index: number, held: boolean): Random =>
	randomAt(SEED, held ? 'held phrase' : 'phrase', index);

/** What is played in a phrase that is held out. */
export const heldScore = (index: number): Score => scoreOf(randomOf(index, true));

function items(count: number, held: boolean): DatasetItems {
	/** Played once: 16-bit numbers, 26 MB when all are. */
	const played = new Map<number, Int16Array>();
	const phrase = (index: number): Int16Array => {
		let sound = played.get(index);
		if (!sound) {
			sound = Int16Array.from(phraseOf(randomOf(index, held)), (value) =>
				Math.round(value * 32_767),
			);
			played.set(index, sound);
		}
		return sound;
	};
	return {
		count,
		gather(indices) {
			const values = new Float32Array(indices.length * PHRASE);
			for (let i = 0; i < indices.length; i++) {
				phrase(indices[i]!).forEach((value, at) => (values[i * PHRASE + at] = value / 32_767));
			}
			return { wave: { shape: [indices.length, PHRASE, 1], values } };
		},
	};
}

export const instruments: Dataset = {
	name: 'instruments',
	title: { ja: '楽器の音', en: 'Instruments' },
	summary: {
		ja: 'はじく弦、オルガン、鐘、こする弦が短い節を弾きます。16 kHz、1 つ約 2 秒。このアプリが計算で作った音です。',
		en: 'A plucked string, an organ, a bell and a bowed string play short phrases: 16 kHz, two seconds each. All of it is computed by this app.',
	},
	licence: 'CC0-1.0',
	attribution: { ja: 'このアプリが演奏した音です。', en: 'Played by this app.' },
	classNames: [],
	type: { outputs: [{ port: 'wave', type: WAVE }], count: COUNT },
	held: HELD_COUNT,
	rate: RATE,
	make: () => ({ ...items(COUNT, false), held: items(HELD_COUNT, true) }),
};
