// Has the sentences said: by eSpeak NG, the way a person without a microphone records them.
import load from '@echogarden/espeak-ng-emscripten';
import { SAMPLE_BYTES, packSamples } from '../samples';
import { RATE, speech, UTTERANCE, utterances } from '../speech/speech';
import type { Recipe } from './recipe';
import { resample } from './resample';

/** Words a minute: so that every sentence is over in two seconds. */
const PACE = 175;
/** Of the samples' range: what is quieter before and after is cut off, but for `BEFORE` seconds. */
const QUIET = 0.005;
const BEFORE = 0.02;
/** The loudest sample of each. */
const PEAK = 0.99;

export const speechRecipe: Recipe = {
	dataset: speech,
	packages: ['@echogarden/espeak-ng-emscripten'],
	async make(_, progress) {
		const { eSpeakNGWorker: Synthesiser } = await load();
		const synthesiser = new Synthesiser();
		const wave = new Uint8Array(utterances.length * UTTERANCE * SAMPLE_BYTES);
		for (const [item, { sentence, voice }] of utterances.entries()) {
			if (synthesiser.set_voice(voice) !== 0) throw new Error(`eSpeak NG has no voice ${voice}.`);
			synthesiser.set_rate(PACE);
			const said: number[] = [];
			synthesiser.synthesize(sentence, (samples) => {
				for (const sample of samples ?? []) said.push(sample / 32_768);
			});
			const sound = trimmed(resample(said, synthesiser.get_samplerate(), RATE));
			if (sound.length === 0 || sound.length > UTTERANCE)
				throw new Error(`“${sentence}” takes ${(sound.length / RATE).toFixed(2)} s in ${voice}.`);
			const loudest = sound.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
			const whole = new Float32Array(UTTERANCE);
			whole.set(sound.map((value) => (PEAK * value) / loudest));
			wave.set(packSamples(whole), item * UTTERANCE * SAMPLE_BYTES);
			progress((item + 1) / utterances.length);
		}
		return { wave };
	},
};

function trimmed(sound: Float32Array): Float32Array {
	const isHeard = (value: number): boolean => Math.abs(value) > QUIET;
	const margin = Math.round(BEFORE * RATE);
	const first = sound.findIndex(isHeard);
	const last = sound.findLastIndex(isHeard);
	return first < 0
		? sound.subarray(0, 0)
		: sound.subarray(Math.max(0, first - margin), last + margin);
}
