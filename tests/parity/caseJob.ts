// A reference case as a training job: the document, PyTorch's first weights and the inputs of its three rounds.
import { fromTorchLayout, toTorchLayout, torchShape } from '../../src/lib/compile/link/weights';
import type { PlannedWeight, Program } from '../../src/lib/compile/program';
import type { GraphDocument } from '../../src/lib/graph/types';
import type { HostArray } from '../../src/lib/runtime/protocol';
import { compile } from '../../src/lib/compile/compile';
import { documentOf, feedName } from './documentOf';
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

/** Pictures have one channel in these cases, so PyTorch's order of values is ours too. */
function feedsOf({ inputs: { steps } }: ReferenceCase): Record<string, HostArray> {
	return Object.fromEntries(
		Object.keys(steps[0]!).map((source) => {
			const rounds = steps.map((step) => unpack(step[source]!));
			const [batch] = rounds[0]!.shape as [number];
			const size = rounds[0]!.values.length;
			const values = new Float32Array(rounds.length * size);
			rounds.forEach((round, i) => values.set(round.values, i * size));
			return [feedName(source), { shape: [rounds.length, batch, size / batch], values }];
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

export function deviationOf(
	{ reference, program }: CaseJob,
	round: number,
	losses: Readonly<Record<string, number>>,
	weights: Readonly<Record<string, HostArray>>,
): Deviation {
	const expected = reference.expected.float64.steps[round]!;
	const deviation: Deviation = { losses: 0, weights: 0, worst: '', compared: 0 };
	for (const player of ['D', 'G']) {
		const off = relative(losses[player]!, expected.losses[player]!);
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
