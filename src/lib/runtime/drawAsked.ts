// Draws the sources of pictures that are asked for: texts, classes and coordinates of z in place of random ones.
import type { LinkedStep } from '../compile/link/forward';
import type { Program } from '../compile/program';
import { latentSource } from '../compile/upstream';
import { encodeTexts } from '../graph/text';
import type { HostTensor, LoadedDataset } from '../nodes/kind';
import { drawToShow, portsTaken } from './drawToShow';
import type { GenerateRequest, HostArray } from './protocol';
import type { Feeds } from './sources';

/** Values of the sources upstream of a call, for all items. */
export type Drawn = readonly { node: string; values: Record<string, HostTensor> }[];

export interface DrawFrom {
	program: Program;
	steps: ReadonlyMap<string, LinkedStep>;
	datasets: Readonly<Record<string, LoadedDataset>>;
}

/** Throws when there is no such class or coordinate, or nothing reads texts. */
export function drawAsked(
	{ program, steps, datasets }: DrawFrom,
	request: GenerateRequest,
	needs: readonly string[],
): Drawn {
	const { network, count, seed, label, texts, latent = [], sameHand, between } = request;
	const { z, held } = request;
	const sources = needs.filter((node) => program.sources.includes(node));
	const taken = portsTaken(needs.map((node) => steps.get(node)!));
	const feeds = texts && textFeeds(texts, count, sources, steps);
	const drawn = sources.map((node) => {
		const toDraw = { batch: count, draw: 0, seed, datasets, steps, feeds, site: 'generate' };
		return { node, values: drawToShow(steps.get(node)!, toDraw, taken, label) };
	});
	const turn = between ? count : (texts?.length ?? classesIn(drawn, steps));
	if ((sameHand || between) && turn !== undefined) shareNoise(drawn, steps, turn);
	if (between) blend(drawn, steps, texts?.length ?? 0);
	if (held) for (const { values } of drawn) for (const value of Object.values(values)) hold(value);
	if (z) replaceLatent(drawn, program, network, z);
	overrideLatent(drawn, program, network, latent);
	return drawn;
}

/** The texts in turns, for every port that gives texts. */
function textFeeds(
	texts: readonly string[],
	count: number,
	sources: readonly string[],
	steps: ReadonlyMap<string, LinkedStep>,
): Feeds {
	if (texts.length === 0) throw new Error('There is no sentence.');
	const ports = sources.flatMap((node) =>
		Object.entries(steps.get(node)!.context.outputs)
			.filter(([, { meaning }]) => meaning === 'text')
			.map(([port]) => `${node}/${port}`),
	);
	if (ports.length === 0) throw new Error('This network reads no sentences.');
	const said = Array.from({ length: count }, (_, i) => texts[i % texts.length]!);
	const { shape, values } = encodeTexts(said);
	const feed = { shape: [1, ...shape], values: Float32Array.from(values) };
	return Object.fromEntries(ports.map((port) => [port, feed]));
}

const classesIn = (drawn: Drawn, steps: ReadonlyMap<string, LinkedStep>): number | undefined =>
	drawn
		.flatMap(({ node }) => Object.values(steps.get(node)!.context.outputs))
		.find(({ meaning }) => meaning === 'label')?.classes;

/** Vectors of numbers a source gives: noise, or with `made` what is made from another source. */
function vectorsIn(
	drawn: Drawn,
	steps: ReadonlyMap<string, LinkedStep>,
	made: boolean,
): HostTensor[] {
	return drawn.flatMap(({ node, values }) => {
		const { context, from } = steps.get(node)!;
		if (from.length > 0 !== made) return [];
		return Object.entries(context.outputs)
			.filter(([, { meaning, dtype }]) => meaning === 'vector' && dtype === 'float32')
			.flatMap(([port]) => values[port] ?? []);
	});
}

/** Gives the items of one turn, through the classes or texts, the numbers of its first. */
function shareNoise(drawn: Drawn, steps: ReadonlyMap<string, LinkedStep>, turn: number): void {
	for (const { shape, values } of vectorsIn(drawn, steps, false)) {
		const [count = 1] = shape;
		const size = values.length / count;
		for (let item = 0; item < count; item++) {
			const first = Math.floor(item / turn) * turn;
			values.copyWithin(item * size, first * size, (first + 1) * size);
		}
	}
}

/** Goes from the first text's numbers to the second's, item by item. */
function blend(drawn: Drawn, steps: ReadonlyMap<string, LinkedStep>, texts: number): void {
	if (texts !== 2) throw new Error(`Between two sentences, not ${texts}.`);
	for (const { shape, values } of vectorsIn(drawn, steps, true)) {
		const [count = 1] = shape;
		if (count < 2) continue;
		const size = values.length / count;
		const [first, second] = [values.slice(0, size), values.slice(size, 2 * size)];
		for (let item = 0; item < count; item++) {
			const share = item / (count - 1);
			for (let i = 0; i < size; i++) {
				values[item * size + i] = (1 - share) * first[i]! + share * second[i]!;
			}
		}
	}
}

/** Gives every item what the first has. */
function hold({ shape, values }: HostTensor): void {
	const size = values.length / (shape[0] ?? 1);
	for (let at = size; at < values.length; at += size) values.copyWithin(at, 0, size);
}

/** Where the random vector is that a network's pictures begin with. */
function latentIn(drawn: Drawn, program: Program, network: string): HostTensor {
	const source = latentSource(program, network);
	const given = drawn.find(({ node }) => node === source?.step.node)?.values[source?.port ?? ''];
	if (!given) throw new Error('No latent vector is wired to this network.');
	return given;
}

function replaceLatent(drawn: Drawn, program: Program, network: string, z: HostArray): void {
	const { shape, values } = latentIn(drawn, program, network);
	if (z.values.length !== values.length) {
		throw new Error(`z must be [${shape.join(', ')}], not [${z.shape.join(', ')}].`);
	}
	values.set(z.values);
}

/** Writes coordinates into the random vector the network's pictures begin with. */
function overrideLatent(
	drawn: Drawn,
	program: Program,
	network: string,
	latent: NonNullable<GenerateRequest['latent']>,
): void {
	if (latent.length === 0) return;
	const given = latentIn(drawn, program, network);
	const size = given.values.length / (given.shape[0] ?? 1);
	for (const [index, value] of latent) {
		if (index < 0 || index >= size) {
			throw new Error(`The latent vector has ${size} coordinates; there is no number ${index}.`);
		}
		for (let at = index; at < given.values.length; at += size) given.values[at] = value;
	}
}
