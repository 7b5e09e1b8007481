import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { loadDataset } from '../../src/lib/data/load';
import { datasetFolder, prepareAll } from '../../src/lib/data/prepare/prepareAll';
import { ENGLISH, JAPANESE } from '../../src/lib/data/speech/sentences';
import { RATE, speech, UTTERANCE, utterances } from '../../src/lib/data/speech/speech';
import { trackPitch, voicedFrames } from '../../src/lib/metrics/pitch';
import type { LoadedDataset } from '../../src/lib/nodes/kind';

let loaded: LoadedDataset;

// A no-op when it is there already.
beforeAll(async () => {
	const quiet = (): void => undefined;
	await prepareAll(datasetFolder, quiet, quiet);
	const read = async (address: string) => new Response(await readFile(new URL(address)));
	loaded = await loadDataset('speech', pathToFileURL(join(datasetFolder, '..')).href, read);
}, 120_000);

describe('sentences', () => {
	it('are all different, as many in either language, and readable to the synthesiser', () => {
		expect(new Set([...ENGLISH, ...JAPANESE]).size).toBe(ENGLISH.length + JAPANESE.length);
		expect(JAPANESE).toHaveLength(ENGLISH.length);
		for (const sentence of JAPANESE)
			expect(sentence).toMatch(/^[\p{sc=Hira}\p{sc=Kana}ー、。 ]+$/u);
	});

	it('are on one side only: what is held out is said in no voice in training', () => {
		const of = (part: typeof utterances) => new Set(part.map(({ sentence }) => sentence));
		const trained = of(utterances.slice(0, speech.type.count));
		const held = of(utterances.slice(speech.type.count));
		expect(trained.size + held.size).toBe(ENGLISH.length + JAPANESE.length);
		expect([...held].filter((sentence) => trained.has(sentence))).toEqual([]);
	});

	it('take turns in their languages', () => {
		for (const [i, { language }] of utterances.entries()) {
			const index = i < speech.type.count ? i : i - speech.type.count;
			expect(speech.languageOf!(index)).toBe(language);
		}
	});
});

describe('speech', () => {
	it('is heard in every item, whole, and no two are alike', () => {
		const { values } = loaded.gather(Array.from({ length: loaded.count }, (_, i) => i)).wave!;
		const said = new Set<string>();
		for (let item = 0; item < loaded.count; item++) {
			const sound = values.subarray(item * UTTERANCE, (item + 1) * UTTERANCE) as Float32Array;
			const seconds = sound.findLastIndex((value) => value !== 0) / RATE;
			expect(seconds, utterances[item]!.sentence).toBeGreaterThan(0.8);
			expect(sound.reduce((most, value) => Math.max(most, Math.abs(value)), 0)).toBeCloseTo(
				0.99,
				3,
			);
			// It has not been cut off.
			expect(Math.abs(sound[UTTERANCE - 1]!)).toBeLessThan(0.01);
			said.add(String(sound.slice(2000, 4000)));
		}
		expect(said.size).toBe(loaded.count);
	});

	it('has the pitch of voices, and a second voice is higher', () => {
		const held = loaded.held!;
		const pitchOf = (item: number): number => {
			const track = trackPitch(held.gather([item]).wave!.values as Float32Array, {
				...{ rate: RATE, size: 1024, hop: 256 },
			});
			const voiced = voicedFrames(track, 0.8).map((at) => track[at]!.pitch);
			expect(voiced.length).toBeGreaterThan(20);
			return voiced.toSorted((a, b) => a - b)[Math.floor(voiced.length / 2)]!;
		};
		for (const item of [0, 1]) {
			const [low, high] = [pitchOf(item), pitchOf(item + held.count / 2)];
			expect(low).toBeGreaterThan(70);
			expect(low).toBeLessThan(160);
			expect(high).toBeGreaterThan(low * 1.2);
			expect(high).toBeLessThan(320);
		}
	});
});
