// Finds the game in a graph whose data are points on a line or in a plane, where everything there is can be drawn.
import type { PortRef } from '../graph/types';
import { kindOf } from '../nodes/catalogue';
import { nodeOf } from './plan';
import type { Phase, Program, TrainingStep } from './program';
import { latentSource, upstream } from './upstream';

/** What D's number stands for; `score`: nothing by itself, as with Wasserstein's or the hinge loss. */
export type AnswerKind = 'probability' | 'logit' | 'number' | 'score';

export interface PointGame {
	dimensions: 1 | 2;
	/** The two things D is shown. */
	real: PortRef;
	fake: PortRef;
	/** Of one input and one number as its output. */
	judge: string;
	answers: AnswerKind;
	/** What D is taught to answer; absent where its answer is a score. */
	labels?: { real: number; fake: number };
	/** The data set, where its points reach D as they are: then p_data is known. */
	dataset?: string;
	/** Where G alone makes the fakes of one random vector. */
	maker?: { network: string; source: PortRef; size: number };
	/** The first phase in which the fakes' maker learns: its index. */
	pull?: number;
}

/** Undefined where data and fakes are no points, or D looks at more than them. */
export function pointGame(program: Program): PointGame | undefined {
	const calls = program.steps.filter((step) => judgeOf(program, step));
	for (const fakeCall of calls) {
		const judge = String(fakeCall.params.network);
		const [port, fake] = Object.entries(fakeCall.inputs)[0]!;
		if (!isMade(program, fake)) continue;
		const realCall = calls.find(
			({ params, inputs }) =>
				params.network === judge && inputs[port] !== undefined && isReal(program, inputs[port]),
		);
		const type = fakeCall.inputTypes[port];
		if (!realCall || !type) continue;
		const [dimensions] = type.shape;
		const real = realCall.inputs[port]!;
		return {
			dimensions: dimensions as 1 | 2,
			...{ real, fake, judge },
			...whatItAnswers(program, realCall, fakeCall),
			dataset: datasetBehind(program, real),
			maker: makerOf(program, fake),
			pull: pullOn(program, fake),
		};
	}
	return undefined;
}

/** Whether a step runs a discriminator on points alone, which answers with one number. */
function judgeOf({ networks }: Program, { kind, params, inputTypes }: TrainingStep): boolean {
	if (kind !== 'call') return false;
	const network = networks[String(params.network)];
	if (network?.role !== 'discriminator') return false;
	const [input, ...more] = Object.values(inputTypes);
	if (!input || more.length > 0 || network.inputs.length !== 1) return false;
	const points = input.meaning === 'vector' && input.shape.length === 1 && input.shape[0]! <= 2;
	const [output, ...others] = network.outputs;
	return points && others.length === 0 && output?.type.shape.every((side) => side === 1) === true;
}

const stepOf = (program: Program, ref: PortRef): TrainingStep =>
	program.steps.find(({ node }) => node === nodeOf(ref))!;

function isMade(program: Program, ref: PortRef): boolean {
	return stepOf(program, ref).dependsOn.some(
		(name) => program.networks[name]?.role === 'generator',
	);
}

function isReal(program: Program, ref: PortRef): boolean {
	if (stepOf(program, ref).dependsOn.length > 0) return false;
	const behind = new Set(upstream(program, nodeOf(ref)));
	return program.steps.some(
		({ node, params }) => behind.has(node) && typeof params.dataset === 'string',
	);
}

function datasetBehind(program: Program, ref: PortRef): string | undefined {
	const { dataset } = stepOf(program, ref).params;
	return typeof dataset === 'string' ? dataset : undefined;
}

/** By the losses that D's own player learns from. */
export function whatItAnswers(
	program: Program,
	real: TrainingStep,
	fake: TrainingStep,
): Pick<PointGame, 'answers' | 'labels'> {
	const judge = String(real.params.network);
	const phase = program.phases.find(({ networks }) => networks.includes(judge));
	const taught = (call: TrainingStep) =>
		program.steps
			.filter(({ node }) => phase?.tape.includes(node))
			.flatMap(({ kind, params, inputs }) => {
				const answer = kindOf(kind)?.answer;
				const from = answer && inputs[answer.port];
				if (!answer || !from || nodeOf(from) !== call.node) return [];
				return [{ is: answer.is, target: Number(params.target) }];
			})[0];
	const [onReal, onFake] = [taught(real), taught(fake)];
	if (!onReal || !onFake || onReal.is !== onFake.is || onReal.target === onFake.target)
		return { answers: 'score' };
	return { answers: onReal.is, labels: { real: onReal.target, fake: onFake.target } };
}

function makerOf(program: Program, ref: PortRef): PointGame['maker'] {
	const { kind, params, inputs } = stepOf(program, ref);
	const [from, ...more] = Object.values(inputs);
	if (kind !== 'call' || !from || more.length > 0) return undefined;
	const network = String(params.network);
	const latent = latentSource(program, network);
	const source: PortRef | undefined = latent && `${latent.step.node}/${latent.port}`;
	const size = latent?.step.outputTypes[latent.port]?.shape[0];
	if (source === undefined || source !== from || size === undefined) return undefined;
	return program.networks[network]?.outputs.length === 1 ? { network, source, size } : undefined;
}

function pullOn({ phases, steps }: Program, fake: PortRef): number | undefined {
	const makers = steps.find(({ node }) => node === nodeOf(fake))!.dependsOn;
	const learns = ({ networks, tape }: Phase): boolean =>
		networks.some((name) => makers.includes(name)) && tape.includes(nodeOf(fake));
	const index = phases.findIndex(learns);
	return index < 0 ? undefined : index;
}
