// What a graph of points is at this moment: D's answers everywhere, what G makes, and where G's gradient pulls.
import type { Tensor } from '@tensorflow/tfjs';
import type { LinkedStep } from '../compile/link/forward';
import { nodeOf } from '../compile/plan';
import { pointGame, type PointGame } from '../compile/pointGame';
import { upstream } from '../compile/upstream';
import type { PortRef } from '../graph/types';
import { cellMiddles } from '../metrics/cells';
import { drawToShow, portsTaken } from './drawToShow';
import type { GenerateFrom } from './generate';
import type { PointsRequest, PointsSeen } from './protocol';
import { upload } from './sources';

/** Draws that the lines of the latent grid are laid by, and the share of them beyond its outermost lines. */
const LATENT_DRAWS = 4096;
const BEYOND = 0.02;

type Values = Map<PortRef, Tensor>;

/**
 * On the weights as they play, not on averages: D answers to these. The draw is the same every time, so that one sees
 * G move. Throws where the graph is of no points.
 */
export async function seePoints(
	from: GenerateFrom,
	request: PointsRequest,
): Promise<Omit<PointsSeen, 'round' | 'phase'>> {
	const { tf, program, evaluator } = from;
	const game = pointGame(program);
	if (!game) throw new Error('The data of this graph are no points.');
	const judge = (points: Tensor): Tensor =>
		evaluator.apply(game.judge, [points], evaluator.asPlayed)[0]!;
	const kept: Record<string, Tensor> = {};
	tf.tidy(() => {
		const keep = (name: string, value: Tensor): void => void (kept[name] = tf.keep(value.clone()));
		const values: Values = new Map();
		run(from, values, behind(from, [game.real, game.fake]), drawAll(from, request.samples));
		const [real, fake] = [values.get(game.real)!, values.get(game.fake)!];
		keep('real', real);
		keep('fake', fake);
		keep('realAnswers', judge(real));
		keep('fakeAnswers', judge(fake));
		const { dimensions } = request.cells;
		const middles = cellMiddles(request.cells);
		keep('answers', judge(tf.tensor2d(middles, [middles.length / dimensions, dimensions])));
		const carried = carry(from, game, request.latent);
		if (carried) keep('carried', carried);
		if (game.pull !== undefined) keep('pull', pullOn(from, game, game.pull, request.arrows));
	});
	try {
		const names = Object.keys(kept);
		const read = await Promise.all(
			names.map(async (name) => Float32Array.from(await kept[name]!.data())),
		);
		const seen = Object.fromEntries(names.map((name, i) => [name, read[i]!]));
		const { real, fake, answers, realAnswers, fakeAnswers, carried, pull } = seen;
		return {
			...{ real: real!, fake: fake!, answers: answers! },
			...{ realAnswers: realAnswers!, fakeAnswers: fakeAnswers! },
			...{ carried, pull },
		};
	} finally {
		for (const tensor of Object.values(kept)) tensor.dispose();
	}
}

/** These values, and all they need, in the program's order. */
function behind({ program }: GenerateFrom, refs: readonly PortRef[]): string[] {
	const needed = new Set(refs.flatMap((ref) => upstream(program, nodeOf(ref))));
	return program.steps.map(({ node }) => node).filter((node) => needed.has(node));
}

/** Gives a source's values: always the same items and noise. */
function drawAll({ tf, steps, datasets }: GenerateFrom, batch: number) {
	const taken = portsTaken(steps.values());
	return (source: LinkedStep): Record<string, Tensor> => {
		const request = { batch, draw: 0, seed: 0, datasets, steps, site: 'points' };
		return upload(tf, drawToShow(source, request, taken), source.context.outputs);
	};
}

/** Adds the values of nodes, which stand in the program's order, unless they are there. */
function run(
	{ program, steps, evaluator }: GenerateFrom,
	values: Values,
	nodes: readonly string[],
	draw: (source: LinkedStep) => Record<string, Tensor>,
): void {
	for (const node of nodes) {
		const step = steps.get(node)!;
		const outputs = program.sources.includes(node)
			? draw(step)
			: evaluator.run(node, values, evaluator.asPlayed);
		for (const [port, value] of Object.entries(outputs)) {
			const ref: PortRef = `${node}/${port}`;
			if (!values.has(ref)) values.set(ref, value);
		}
	}
}

/**
 * A grid over z, carried through G: lines so that an equal share of z lies between any two. Of a z of more than two
 * numbers the others stand at 0. side × side points, y outermost; of one number, side points.
 */
function carry(from: GenerateFrom, { maker }: PointGame, side: number): Tensor | undefined {
	if (!maker) return undefined;
	const { tf, steps, evaluator } = from;
	const port = maker.source.slice(maker.source.indexOf('/') + 1);
	const { values } = drawToShow(
		steps.get(nodeOf(maker.source))!,
		{ batch: LATENT_DRAWS, draw: 0, seed: 0, datasets: {}, steps, site: 'latent' },
		new Set([maker.source]),
	)[port]!;
	const { size } = maker;
	const axes = Array.from({ length: Math.min(2, size) }, (_, axis) => {
		const own = Array.from({ length: LATENT_DRAWS }, (__, i) => values[i * size + axis]!);
		own.sort((a, b) => a - b);
		return Array.from({ length: side }, (__, line) => {
			const share = BEYOND + ((1 - 2 * BEYOND) * line) / (side - 1);
			return own[Math.round(share * (LATENT_DRAWS - 1))]!;
		});
	});
	const count = side ** axes.length;
	const z = new Float32Array(count * size);
	for (let i = 0; i < count; i++) {
		for (const [axis, lines] of axes.entries()) {
			z[i * size + axis] = lines[Math.floor(i / side ** axis) % side]!;
		}
	}
	const places = tf.tensor2d(z, [count, size]);
	return evaluator.apply(maker.network, [places], evaluator.asPlayed)[0];
}

/** Minus the slope of the maker's loss at each of so many fakes: where a step of the gradient would move it. */
function pullOn(from: GenerateFrom, game: PointGame, index: number, count: number): Tensor {
	const { tf, program, steps } = from;
	const { fake } = game;
	const phase = program.phases[index]!;
	const values: Values = new Map();
	const all = [...phase.before, ...phase.tape];
	const draw = drawAll(from, count);
	run(from, values, behind(from, [...all.map((node): PortRef => `${node}/`), fake]), draw);
	const after = phase.tape.filter(
		(node) => node !== nodeOf(fake) && upstream(program, node).includes(nodeOf(fake)),
	);
	const loss = (points: Tensor): Tensor => {
		const own: Values = new Map(
			[...values].filter(([ref]) => !after.includes(nodeOf(ref)) && ref !== fake),
		);
		own.set(fake, points);
		run(from, own, after, draw);
		return own.get(phase.loss)!.asScalar();
	};
	const slope = tf.grad(loss)(values.get(fake)!);
	// Of a mean every item has only its share.
	const addsUp = after.some((node) => {
		const { kind, context } = steps.get(node)!;
		return kind.torch?.addsUp?.(context.params) ?? false;
	});
	return tf.mul(slope, addsUp ? -1 : -count);
}
