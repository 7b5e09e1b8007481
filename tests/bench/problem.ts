// What every peer is given: a document's program, weights to start from, and inputs for some rounds.
//
// All of it is a function of the document, so peers in different processes and pages start alike with nothing sent.
import { compile } from '../../src/lib/compile/compile';
import { initialValues, sizeOf, type WeightValues } from '../../src/lib/compile/link/weights';
import type { Program } from '../../src/lib/compile/program';
import { datasetType } from '../../src/lib/data/catalogue';
import { randomAt } from '../../src/lib/graph/random';
import { optimizerSettings, type OptimizerSettings } from '../../src/lib/runtime/optimizerRules';
import type { HostArray } from '../../src/lib/runtime/protocol';
import type { Subject } from './documents';

/** Source values are made for this many rounds and then come round again. */
export const FED = 8;

export interface Problem {
	name: string;
	program: Program;
	/** By path, in tfjs's layout. */
	weights: Readonly<Record<string, WeightValues>>;
	/** By `source/port`: [FED, batch, …]. */
	feeds: Readonly<Record<string, HostArray>>;
	/** In the order in which they play first in a round. */
	players: readonly Player[];
}

export interface Player extends OptimizerSettings {
	name: string;
}

/** Throws when the document does not compile. */
export function problemOf({ name, document }: Subject): Problem {
	const { program, diagnostics } = compile(document, { datasets: datasetType });
	if (!program) {
		const errors = diagnostics.filter(({ severity }) => severity === 'error');
		throw new Error(`${name}: ${errors.map(({ message }) => message.en).join(' ')}`);
	}
	const planned = Object.values(program.networks).flatMap((network) => network.weights);
	const weights = planned.map(({ path, shape, initial }) => {
		const values = initialValues(program.run.seed, path, shape, initial);
		return [path, { shape, values }] as const;
	});
	const players = [...new Set(program.phases.map(({ player }) => player))].map((player) => {
		const { params } = program.steps.find(({ node }) => node === player)!;
		return { name: player, ...optimizerSettings(params) };
	});
	return { name, program, weights: Object.fromEntries(weights), feeds: feedsOf(program), players };
}

/** Kinds that draw random numbers in the midst of a round: theirs can't be given to others. */
const DRAWING = ['gradientPenalty', 'dropout'];

/** Why losses of others can't be compared with ours; absent when they can. */
export function incomparable({ program }: Problem): string | undefined {
	const networks = Object.values(program.networks).flatMap((network) => network.steps);
	const drawing = [...program.steps, ...networks].find(({ kind }) => DRAWING.includes(kind));
	return drawing && `its ${drawing.kind} draws numbers of its own`;
}

/** Values in 0 … 1 for pictures, zeros for labels, normal ones for the rest: what they are does not change the time. */
function feedsOf({ steps, sources, run }: Program): Record<string, HostArray> {
	const feeds: Record<string, HostArray> = {};
	for (const { node, outputTypes } of steps.filter((step) => sources.includes(step.node))) {
		for (const [port, { shape, meaning, dtype }] of Object.entries(outputTypes)) {
			const full = [FED, run.batch, ...shape];
			const count = sizeOf(full);
			const random = randomAt(1, `${node}/${port}`, 0);
			let values: Float32Array = new Float32Array(count);
			if (meaning === 'image') values = random.uniform(count);
			else if (dtype !== 'int32') values = random.normal(count);
			feeds[`${node}/${port}`] = { shape: full, values };
		}
	}
	return feeds;
}

/** One source's values in a round that counts from 0. */
export function inputOf({ feeds }: Problem, ref: string, round: number): HostArray {
	const feed = feeds[ref];
	if (!feed) throw new Error(`There is no source ${ref}.`);
	const shape = feed.shape.slice(1);
	const size = sizeOf(shape);
	const from = (round % FED) * size;
	return { shape, values: feed.values.subarray(from, from + size) };
}

/** The feeds for so many rounds, one after another; a round may draw more than once. */
export function feedsFor({ feeds, program }: Problem, rounds: number): Record<string, HostArray> {
	const draws = rounds * program.phases.filter(({ redraw }, i) => i === 0 || redraw).length;
	if (draws <= FED) return feeds;
	return Object.fromEntries(
		Object.entries(feeds).map(([ref, { shape, values }]) => {
			const times = Math.ceil(draws / FED);
			const long = new Float32Array(values.length * times);
			for (let i = 0; i < times; i++) long.set(values, i * values.length);
			return [ref, { shape: [FED * times, ...shape.slice(1)], values: long }];
		}),
	);
}
