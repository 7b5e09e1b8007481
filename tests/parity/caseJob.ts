// A reference case as a training job: the document, PyTorch's first weights and the inputs of its three rounds.
import { fromTorchLayout, toTorchLayout, torchShape } from '../../src/lib/compile/link/weights';
import type { PlannedWeight, Program } from '../../src/lib/compile/program';
import type { GraphDocument } from '../../src/lib/graph/types';
import type { HostArray } from '../../src/lib/runtime/protocol';
import { compile } from '../../src/lib/compile/compile';
import { documentOf, sourcesOf } from './documentOf';
import { feedName } from './drawing';
import {
	fingerprint,
	readCase,
	unpack,
	type Fingerprint,
	type ReferenceCase,
} from './referenceCase';

export interface CaseJob {
	reference: ReferenceCase;
	document: GraphDocument;
	program: Program;
	weights: Record<string, HostArray>;
	feeds: Record<string, HostArray>;
}

export function caseJob(id: string): CaseJob {
	const reference = readCase(id);
	const document = documentOf(reference);
	const { program, diagnostics } = compile(document, { datasets: () => undefined });
	if (!program) throw new Error(JSON.stringify(diagnostics, null, '\t'));
	const weights: Record<string, HostArray> = {};
	for (const [net, { init }] of Object.entries(reference.nets)) {
		for (const [name, packed] of Object.entries(init)) {
			const planned = plannedWeight(program, `${net}/${name}`);
			const { shape, values } = unpack(packed);
			if (torchShape(planned).join() !== shape.join()) {
				throw new Error(`${planned.path} is [${shape.join()}] in the reference.`);
			}
			weights[planned.path] = {
				shape: planned.shape,
				values: fromTorchLayout(planned, values),
			};
		}
	}
	return { reference, document, program, weights, feeds: feedsOf(reference) };
}

/** Rounds of several draws name their values `z_0`, `z_1` …; what a draw has no use for is given all the same. */
function feedsOf(reference: ReferenceCase): Record<string, HostArray> {
	const { inputs, hyper = {} } = reference;
	const critic = hyper.n_critic ?? 1;
	const draws = critic === 1 ? 1 : critic + 1;
	return Object.fromEntries(
		sourcesOf(reference).map((source) => {
			const drawn = inputs.steps.flatMap((step) =>
				Array.from({ length: draws }, (_, i) =>
					unpack((step[`${source}_${i}`] ?? step[source] ?? step[`${source}_0`])!),
				),
			);
			const [batch] = drawn[0]!.shape as [number];
			const size = drawn[0]!.values.length;
			const values = new Float32Array(drawn.length * size);
			drawn.forEach((draw, i) => values.set(draw.values, i * size));
			return [feedName(source), { shape: [drawn.length, batch, size / batch], values }];
		}),
	);
}

/** `G/linear0.weight` is `G/linear0/weight` here. */
function plannedWeight(program: Program, name: string): PlannedWeight {
	const path = name.replace('.', '/');
	const [network] = path.split('/') as [string];
	const planned = program.networks[network]?.weights.find((weight) => weight.path === path);
	if (!planned) throw new Error(`There is no weight ${path}.`);
	return planned;
}

/** Largest deviations after a round, relative to max(1, |expected|), which is how the reference states its limits. */
export interface Deviation {
	losses: number;
	weights: number;
	/** Which weight deviates most. */
	worst: string;
	/** How many tensors were compared. */
	compared: number;
}

const relative = (value: number, expected: number): number =>
	Math.abs(value - expected) / Math.max(1, Math.abs(expected));

/** A player's loss in PyTorch, the mean over its updates in the round. */
export function expectedLoss({ reference }: CaseJob, round: number, player: string): number {
	const { losses } = reference.expected.float64.steps[round]!;
	// CycleGAN's two discriminators learn from the sum of their losses.
	if (player === 'D' && 'D_A' in losses) return losses.D_A! + losses.D_B!;
	const { n_critic = 1 } = reference.hyper ?? {};
	const updates = Array.from({ length: n_critic }, (_, i) => losses[`${player}_${i}`]!);
	return losses[player] ?? updates.reduce((sum, loss) => sum + loss, 0) / n_critic;
}

/** `losses` are those of the round, means where a player had several updates. */
export function deviationOf(
	job: CaseJob,
	round: number,
	losses: Readonly<Record<string, number>>,
	weights: Readonly<Record<string, HostArray>>,
): Deviation {
	const { reference, program } = job;
	const expected = reference.expected.float64.steps[round]!;
	const deviation: Deviation = { losses: 0, weights: 0, worst: '', compared: 0 };
	for (const player of ['D', 'G']) {
		const off = relative(losses[player]!, expectedLoss(job, round, player));
		deviation.losses = Math.max(deviation.losses, off);
	}
	for (const [name, print] of Object.entries({ ...expected.params, ...expected.buffers })) {
		if (isSkipped(reference, name)) continue;
		const planned = plannedWeight(program, name);
		const off = largestOff(
			fingerprint(toTorchLayout(planned, weights[planned.path]!.values).values),
			print,
		);
		deviation.compared++;
		if (off > deviation.weights) Object.assign(deviation, { weights: off, worst: name });
	}
	return deviation;
}

function largestOff(own: Fingerprint, expected: Fingerprint): number {
	return Math.max(
		relative(own.sum, expected.sum),
		relative(own.l2, expected.l2),
		relative(own.wsum, expected.wsum),
		...expected.first8.map((value, i) => relative(own.first8[i]!, value)),
	);
}

/**
 * A bias in front of batch norm has a true gradient of zero, which Adam turns into rounding-noise steps; the running
 * mean behind it moves along.
 */
function isSkipped({ tolerance: { zero_gradient } }: ReferenceCase, name: string): boolean {
	if (zero_gradient.includes(name)) return true;
	const bias = name.replace('batchnorm', 'linear').replace('running_mean', 'bias');
	return name.endsWith('running_mean') && zero_gradient.includes(bias);
}
