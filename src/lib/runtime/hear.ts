// The generation phase of sound: what a network makes, beside what it was made of.
import type { Tensor } from '@tensorflow/tfjs';
import { nodeOf } from '../compile/plan';
import { plainestCall, upstream } from '../compile/upstream';
import type { PortRef } from '../graph/types';
import { shortTimeFourier } from '../nodes/ops/shortTimeFourier';
import { drawToShow, portsTaken } from './drawToShow';
import type { GenerateFrom } from './generate';
import type { HearRequest, Pictures, Sound, Sounds, Spectrogram } from './protocol';
import { upload } from './sources';

/** Of the pictures of sounds: frames of 512 samples, a column every 128. */
const FRAME = { size: 512, hop: 128 };
/** Magnitudes from here, to the loudest of the request, are shown: 80 decibels. */
const DEPTH = 1e-4;

/** Throws when the network is not called on the training canvas, or gives no sound. */
export async function hearSounds(from: GenerateFrom, request: HearRequest): Promise<Sounds> {
	const { tf, program, steps, evaluator, datasets } = from;
	const { network, count, seed, given, spectrogram } = request;
	const call = plainestCall(program, network);
	if (!call) throw new Error(`Network “${network}” is not called on the training canvas.`);
	const port = Object.entries(call.outputTypes).find(([, { meaning }]) => meaning === 'wave')?.[0];
	if (port === undefined) throw new Error(`Network “${network}” gives no sound.`);
	const shown = Object.entries(call.inputTypes).find(
		([, { meaning }]) => meaning === 'spectrogram',
	);
	const shownRef = shown && call.inputs[shown[0]];
	if (spectrogram && !shownRef) throw new Error(`Network “${network}” takes no spectrogram.`);
	// What only a spectrogram is taken from counts for nothing where another is given.
	const instead = spectrogram && shownRef && nodeOf(shownRef);
	const needs = upstream(program, call.node).filter((node) => node !== instead);
	const sources = needs.filter((node) => program.sources.includes(node));
	const taken = portsTaken(needs.map((node) => steps.get(node)!));
	const wave = sources
		.flatMap((node) =>
			Object.entries(steps.get(node)!.context.outputs).map(([name, type]) => ({
				...{ ref: `${node}/${name}` as PortRef, type },
			})),
		)
		.find(({ ref, type }) => type.meaning === 'wave' && taken.has(ref));
	const feeds = given && wave && { [wave.ref]: repeated(given, count, wave.type.shape) };
	const kept: { made?: Tensor; real?: Tensor; shown?: Tensor } = {};
	const evaluation = evaluator.shown(seed);
	tf.tidy(() => {
		const values = new Map<PortRef, Tensor>();
		if (spectrogram) values.set(shownRef!, repeatedSpectrogram(tf, spectrogram, count));
		const add = (node: string, outputs: Record<string, Tensor>): void => {
			for (const [name, value] of Object.entries(outputs)) values.set(`${node}/${name}`, value);
		};
		for (const node of needs) {
			if (!sources.includes(node)) {
				add(node, evaluator.run(node, values, evaluation));
				continue;
			}
			const source = steps.get(node)!;
			const toDraw = { batch: count, draw: 0, seed, datasets, steps, feeds, site: 'generate' };
			add(node, upload(tf, drawToShow(source, toDraw, taken), source.context.outputs));
		}
		kept.made = tf.keep(tf.clone(values.get(`${call.node}/${port}`)!));
		const real = !spectrogram && wave && values.get(wave.ref);
		if (shownRef) kept.shown = tf.keep(tf.clone(values.get(shownRef)!));
		if (real) kept.real = tf.keep(tf.clone(real));
	});
	try {
		const spectra = await spectraOf(from, [kept.made!, ...(kept.real ? [kept.real] : [])]);
		return {
			made: await soundsOf(kept.made!, spectra[0]!),
			real: kept.real ? await soundsOf(kept.real, spectra[1]!) : [],
			spectrograms: kept.shown ? await spectrogramsOf(kept.shown) : [],
		};
	} finally {
		kept.made?.dispose();
		kept.real?.dispose();
		kept.shown?.dispose();
	}
}

function repeatedSpectrogram(
	tf: GenerateFrom['tf'],
	{ frames, bands, values }: Spectrogram,
	count: number,
): Tensor {
	return tf.tile(tf.tensor3d(values, [1, frames, bands]), [count, 1, 1]);
}

async function spectrogramsOf(shown: Tensor): Promise<Spectrogram[]> {
	const [count = 0, frames = 0, bands = 0] = shown.shape;
	const all = (await shown.data()) as Float32Array;
	const size = frames * bands;
	return Array.from({ length: count }, (_, i) => ({
		...{ frames, bands },
		values: all.slice(i * size, (i + 1) * size),
	}));
}

function repeated(
	given: Float32Array,
	count: number,
	shape: readonly number[],
): { shape: readonly number[]; values: Float32Array } {
	const size = shape.reduce((product, length) => product * length, 1);
	const values = new Float32Array(count * size);
	for (let item = 0; item < count; item++) values.set(given.subarray(0, size), item * size);
	return { shape: [1, count, ...shape], values };
}

export async function soundsOf(waves: Tensor, spectra: readonly Pictures[]): Promise<Sound[]> {
	const all = (await waves.data()) as Float32Array;
	const size = all.length / spectra.length;
	return spectra.map((spectrum, i) => ({
		samples: all.slice(i * size, (i + 1) * size),
		spectrum,
	}));
}

/** Log magnitudes of several batches of waves, on one scale. */
export async function spectraOf(
	{ tf }: Pick<GenerateFrom, 'tf'>,
	batches: readonly Tensor[],
): Promise<Pictures[][]> {
	const magnitudes = batches.map((waves) =>
		tf.tidy(() => shortTimeFourier(tf, tf.reshape(waves, waves.shape.slice(0, 2)), FRAME)),
	);
	try {
		const read = await Promise.all(
			magnitudes.map(async (one) => Float32Array.from(await one.data())),
		);
		const loudest = Math.max(
			1e-3,
			...read.map((values) => values.reduce((a, b) => Math.max(a, b), 0)),
		);
		return magnitudes.map(({ shape }, batch) => {
			const [count = 0, width = 0, height = 0] = shape;
			return Array.from({ length: count }, (_, item): Pictures => {
				const pixels = new Uint8Array(width * height);
				for (let frame = 0; frame < width; frame++) {
					for (let bin = 0; bin < height; bin++) {
						const value = read[batch]![(item * width + frame) * height + bin]! / loudest;
						const share = 1 - Math.log(Math.max(DEPTH, value)) / Math.log(DEPTH);
						pixels[(height - 1 - bin) * width + frame] = Math.round(255 * share);
					}
				}
				return { count: 1, width, height, channels: 1, pixels };
			});
		});
	} finally {
		for (const one of magnitudes) one.dispose();
	}
}
