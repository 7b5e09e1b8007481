// How close sound made of mel spectrograms comes to the sound they were taken from, beside what needs no learning.
import { plainestCall, upstream } from '../../compile/upstream';
import { heldScore } from '../../data/instruments/instruments';
import { bell } from '../../data/instruments/voices';
import { findDataset } from '../../data/catalogue';
import { randomAt } from '../../graph/random';
import { griffinLim, magnitudesOf } from '../../metrics/griffinLim';
import { isWrongPitch, trackPitch, voicedFrames, type PitchFrame } from '../../metrics/pitch';
import type { Frames } from '../../metrics/shortTime';
import { logSpectrumDistance, meanApart } from '../../metrics/spectralDistance';
import type { Tfjs } from '../../nodes/kind';
import { logMel, melSpectrogram, type MelSettings } from '../../nodes/layers/melSpectrogram';
import { melFilters } from '../../nodes/ops/melFilters';
import { generatorOf } from './digits';
import { upTo, type Figure, type FigureId, type Measured } from './measure';

/** Of the STFT distance, as in Parallel WaveGAN, and at windows that tell moments apart. */
const LONG: readonly Frames[] = [512, 1024, 2048].map((size) => ({ size, hop: size / 4 }));
const SHORT: readonly Frames[] = [128, 256].map((size) => ({ size, hop: size / 4 }));
const GRIFFIN_LIM = [0, 1, 32] as const;
/** Of pitch: frames of two periods of 31 Hz, and how clear a real one has to be. */
const LISTENING = { size: 1024, hop: 256 };
const CLEAR = 0.8;

/** All there is to say of a sound beside the one it should be. */
type Distances = Record<Extract<FigureId, 'logMel' | 'longSpectrum' | 'shortSpectrum'>, number> & {
	wrongPitch: { wrong: number; voiced: number };
};

/** `measured` is of whole sounds. */
export async function measureSounds(tf: Tfjs, measured: Measured, seed: number): Promise<Figure[]> {
	const { program, datasets } = measured;
	const network = generatorOf(measured);
	const needs = upstream(program, plainestCall(program, network)!.node);
	const steps = program.steps.filter(({ node }) => needs.includes(node));
	const mel = steps.find(({ kind }) => kind === melSpectrogram.id);
	const name = String(steps.find(({ kind }) => kind === 'dataset')?.params.dataset);
	const held = datasets[name]?.held;
	if (!mel || !held)
		throw new Error('The generator’s sound is made of no spectrogram of the data.');
	const rate = findDataset(name)!.rate!;

	// As they are, and not as a network is given them.
	const settings: MelSettings = { ...(mel.params as MelSettings), mean: 0, deviation: 1 };
	const melOf = (sound: Float32Array): Float32Array =>
		tf.tidy(() => {
			const x = tf.tensor(sound, [1, sound.length, 1]);
			return logMel(tf, x, settings).dataSync<'float32'>();
		});
	const { fft: size, hop, bands, low, high } = settings;
	const filters = melFilters({ rate, size, bands, low, high });

	const sums = new Map<string, Distances[]>();
	let tracker = { wrong: 0, heard: 0 };
	for (const index of upTo(held.count)) {
		const real = held.gather([index]).wave!.values as Float32Array;
		const [wanted, track] = [melOf(real), trackPitch(real, { rate, ...LISTENING })];
		const compare = (what: string, made: Float32Array): void => {
			const pitches = trackPitch(made, { rate, ...LISTENING });
			const own: Distances = {
				logMel: meanApart(melOf(made), wanted),
				longSpectrum: logSpectrumDistance(made, real, LONG),
				shortSpectrum: logSpectrumDistance(made, real, SHORT),
				wrongPitch: wrongPitches(pitches, track),
			};
			sums.set(what, [...(sums.get(what) ?? []), own]);
		};
		const request = { network, count: 1, seed, given: real };
		compare('made', (await measured.hear(request)).made[0]!.samples);
		const magnitudes = magnitudesOf(wanted.map(Math.exp), filters, bands);
		for (const iterations of GRIFFIN_LIM) {
			const sound = griffinLim(magnitudes, { size, hop }, iterations, seed + index);
			compare(`Griffin-Lim, ${iterations} iterations`, sound);
		}
		compare('untrained G', (await measured.hearUntrained(request)).made[0]!.samples);
		compare('noise as loud', noiseLike(real, seed + index));
		compare('the sound itself', real);
		if (name === 'instruments') {
			const { wrong, heard } = trackerErrors(track, index, rate);
			tracker = { wrong: tracker.wrong + wrong, heard: tracker.heard + heard };
		}
	}

	const [made, ...others] = [...sums].map(([what, all]) => ({ what, means: meansOf(all) }));
	return (Object.keys(made!.means) as (keyof Distances)[]).map((id) => ({
		id,
		value: made!.means[id],
		beside: {
			...Object.fromEntries(others.map(({ what, means }) => [what, means[id]])),
			...(id === 'wrongPitch' && tracker.heard > 0
				? { 'the sound itself, by its score (without bells)': tracker.wrong / tracker.heard }
				: {}),
		},
	}));
}

function meansOf(all: readonly Distances[]): Record<keyof Distances, number> {
	const mean = (of: (one: Distances) => number): number =>
		all.reduce((sum, one) => sum + of(one), 0) / all.length;
	return {
		logMel: mean(({ logMel }) => logMel),
		longSpectrum: mean(({ longSpectrum }) => longSpectrum),
		shortSpectrum: mean(({ shortSpectrum }) => shortSpectrum),
		wrongPitch: mean((one) => one.wrongPitch.wrong) / mean((one) => one.wrongPitch.voiced),
	};
}

/** Of the frames in which the real sound has a pitch, how many have another. */
function wrongPitches(
	made: readonly PitchFrame[],
	real: readonly PitchFrame[],
): Distances['wrongPitch'] {
	const voiced = voicedFrames(real, CLEAR);
	const wrong = voiced.filter((at) => isWrongPitch(made[at]!.pitch, real[at]!.pitch));
	return { wrong: wrong.length, voiced: voiced.length };
}

/**
 * How often the tracker itself is wrong, in frames in which a single note sounds. A bell's partials are no multiples of
 * its note, so that its period is another.
 */
function trackerErrors(
	track: readonly PitchFrame[],
	phrase: number,
	rate: number,
): { wrong: number; heard: number } {
	const { voice, notes } = heldScore(phrase);
	if (voice === bell) return { wrong: 0, heard: 0 };
	const wanted = voicedFrames(track, CLEAR).flatMap((at) => {
		const [begin, end] = [at * LISTENING.hop, at * LISTENING.hop + LISTENING.size];
		const sounding = notes.filter(
			(note) => note.at < end && note.at + 1.2 * note.seconds * rate > begin,
		);
		return sounding.length === 1 ? [{ at, pitch: sounding[0]!.pitch }] : [];
	});
	const wrong = wanted.filter(({ at, pitch }) => isWrongPitch(track[at]!.pitch, pitch));
	return { wrong: wrong.length, heard: wanted.length };
}

/** White noise of the same power. */
function noiseLike(sound: Float32Array, seed: number): Float32Array {
	const power = sound.reduce((sum, value) => sum + value * value, 0) / sound.length;
	return randomAt(seed, 'quality/noise', 0).normal(sound.length, 0, Math.sqrt(power));
}
