// Finds the game in a graph whose data are pictures: what D is shown as real and as fake, beside which conditions.
import type { PortRef, PortType } from '../graph/types';
import { nodeOf } from './plan';
import { whatItAnswers } from './pointGame';
import type { Program, TrainingStep } from './program';
import { upstream } from './upstream';

export interface PictureGame {
	/** The network that judges. */
	judge: string;
	/** Its calls on the training canvas: on a real picture, and on a made one. */
	real: string;
	fake: string;
	/** Its input at which the two differ. */
	port: string;
	/** The picture, as D takes it. */
	picture: PortType;
	/** Its input at which a picture stands as the condition. */
	given?: string;
	/** What is drawn with the pictures and says which class they are asked to be of. */
	label?: PortRef;
	/** Whether D is taught to answer higher where a picture is real; absent where its losses don't tell. */
	realIsHigher?: boolean;
	/** Where inside a call of D its last hidden layer is, `step/port`: what its last layer with weights takes. */
	hidden?: PortRef;
	/** The data set's port that the real pictures are of, where they reach D as they are. */
	data?: { dataset: string; port: string };
}

/** One for each judge of pictures, in the canvas's order. */
export function pictureGames(program: Program): PictureGame[] {
	const judges = program.steps
		.filter(({ kind }) => kind === 'call')
		.map(({ params }) => String(params.network))
		.filter((name) => program.networks[name]?.role === 'discriminator');
	return [...new Set(judges)].flatMap((judge) => gameOf(program, judge) ?? []);
}

function gameOf(program: Program, judge: string): PictureGame | undefined {
	const calls = program.steps
		.filter(({ kind, params }) => kind === 'call' && params.network === judge)
		.toSorted((a, b) => needs(program, a) - needs(program, b));
	const { inputs = [] } = program.networks[judge] ?? {};
	for (const { port, type } of inputs.filter(({ type: { meaning } }) => meaning === 'image')) {
		const fakes = calls.filter(({ inputs: of }) => of[port] && isMade(program, of[port]));
		const reals = calls.filter(({ inputs: of }) => of[port] && isReal(program, of[port]));
		const [fake] = fakes;
		// Of two calls on real pictures, one may be on a condition they don't fit.
		const pairs = reals.flatMap((real) =>
			fakes.map((made) => ({ real, higher: isHigher(program, real, made) })),
		);
		const { real, higher } = pairs.find((pair) => pair.higher !== undefined) ?? {
			real: reals[0],
			higher: undefined,
		};
		if (!fake || !real) continue;
		const own = real.inputTypes[port]!;
		return {
			...{ judge, real: real.node, fake: fake.node, port },
			picture: { ...own, range: own.range ?? type.range },
			given: inputs.find((other) => other.type.meaning === 'image' && other.port !== port)?.port,
			label: labelBehind(program, real, port),
			realIsHigher: higher,
			hidden: lastHidden(program, judge),
			data: dataBehind(program, real.inputs[port]!),
		};
	}
	return undefined;
}

/** Also where it has been kept for a while, as in a pool. */
const isMade = (program: Program, ref: PortRef): boolean =>
	behind(program, ref).some(
		({ kind, params }) =>
			kind === 'call' && program.networks[String(params.network)]?.role === 'generator',
	);

const isReal = (program: Program, ref: PortRef): boolean =>
	!isMade(program, ref) &&
	behind(program, ref).some(({ params }) => typeof params.dataset === 'string');

function behind(program: Program, ref: PortRef): TrainingStep[] {
	const nodes = new Set(upstream(program, nodeOf(ref)));
	return program.steps.filter(({ node }) => nodes.has(node));
}

const needs = (program: Program, { node }: TrainingStep): number => upstream(program, node).length;

function isHigher(program: Program, real: TrainingStep, fake: TrainingStep): boolean | undefined {
	const { labels } = whatItAnswers(program, real, fake);
	if (labels) return labels.real > labels.fake;
	const onSide = (call: TrainingStep, side: string): boolean =>
		program.steps.some(
			({ params, inputs }) =>
				params.side === side && Object.values(inputs).some((ref) => nodeOf(ref) === call.node),
		);
	return onSide(real, 'real') && onSide(fake, 'fake') ? true : undefined;
}

function labelBehind(program: Program, call: TrainingStep, port: string): PortRef | undefined {
	const conditions = Object.entries(call.inputs).filter(([name]) => name !== port);
	const before = new Set(conditions.flatMap(([, ref]) => upstream(program, nodeOf(ref))));
	const taken = program.steps.flatMap(({ node, inputs, inputTypes }) =>
		node === call.node || before.has(node)
			? Object.entries(inputs).map(([name, ref]) => ({ ref, type: inputTypes[name] }))
			: [],
	);
	return taken.find(({ type }) => type?.meaning === 'label')?.ref;
}

function lastHidden({ networks }: Program, judge: string): PortRef | undefined {
	const { steps = [], weights = [] } = networks[judge] ?? {};
	const learnt = new Set(weights.filter(({ trainable }) => trainable).map(({ node }) => node));
	const last = steps.findLast(({ node }) => learnt.has(node));
	return last && Object.values(last.inputs)[0];
}

function dataBehind({ steps }: Program, ref: PortRef): PictureGame['data'] {
	const { dataset } = steps.find(({ node }) => node === nodeOf(ref))?.params ?? {};
	if (typeof dataset !== 'string') return undefined;
	return { dataset, port: ref.slice(ref.indexOf('/') + 1) };
}
