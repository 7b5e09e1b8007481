// One draw that is held, and what the training canvas makes of it now: for what is looked at again and again.
import type { Tensor } from '@tensorflow/tfjs';
import type { Evaluation, LinkedStep } from '../compile/link/forward';
import type { Program } from '../compile/program';
import type { PortRef } from '../graph/types';
import type { LoadedDataset, Tfjs } from '../nodes/kind';
import { drawToShow } from './drawToShow';
import type { Evaluator } from './evaluator';
import { upload } from './sources';

export interface DrawFrom {
	tf: Tfjs;
	program: Program;
	steps: ReadonlyMap<string, LinkedStep>;
	datasets: Readonly<Record<string, LoadedDataset>>;
	seed: number;
}

export interface HeldRequest {
	/** Sources among them are drawn. */
	nodes: readonly string[];
	/** Their ports that are wanted. */
	taken: ReadonlySet<PortRef>;
	/** Items. */
	count: number;
	/** Whose draw it is: another site, other numbers. */
	site: string;
}

/** The sources' values by port, kept: the caller disposes them. */
export function drawHeld(
	{ tf, program, steps, datasets, seed }: DrawFrom,
	{ nodes, taken, count, site }: HeldRequest,
): Map<PortRef, Tensor> {
	const drawn = new Map<PortRef, Tensor>();
	for (const source of nodes.filter((node) => program.sources.includes(node))) {
		const step = steps.get(source)!;
		const request = { batch: count, draw: 0, seed, datasets, steps, site };
		const values = drawToShow(step, request, taken);
		for (const [port, value] of Object.entries(upload(tf, values, step.context.outputs))) {
			drawn.set(`${source}/${port}`, tf.keep(value));
		}
	}
	return drawn;
}

/** Runs nodes in order on what was drawn; gives all values by port. The caller tidies. */
export function runOn(
	program: Program,
	evaluator: Evaluator,
	drawn: ReadonlyMap<PortRef, Tensor>,
	nodes: readonly string[],
	evaluation: Evaluation,
): Map<PortRef, Tensor> {
	const values = new Map(drawn);
	for (const node of nodes) {
		if (program.sources.includes(node)) continue;
		for (const [port, value] of Object.entries(evaluator.run(node, values, evaluation))) {
			values.set(`${node}/${port}`, value);
		}
	}
	return values;
}

/** A tidy whose result may be anything: what is to stay is kept by the function itself. */
export function inTidy<T>(tf: Tfjs, run: () => T): T {
	let result: T | undefined;
	tf.tidy(() => {
		result = run();
	});
	return result as T;
}
