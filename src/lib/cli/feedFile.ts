// Given values of sources, from a safetensors file: what makes a run reproducible elsewhere.
import { sameShape } from '../compile/link/weights';
import type { Program } from '../compile/program';
import type { PortType } from '../graph/types';
import type { HostTensor } from '../nodes/kind';
import type { Feeds } from '../runtime/sources';
import { CliError } from './io';
import { readTensorFile } from './weightFiles';

export interface FeedFile {
	feeds: Feeds;
	/** Items a draw: the same for all feeds. */
	batch: number;
}

/**
 * Feeds named `sourceNode/port`, each [draws, batch, …] in the layout on wires.
 * @throws {CliError} naming what is unknown, too short or of another shape.
 */
export async function readFeedFile(
	path: string,
	program: Program,
	rounds: number,
): Promise<FeedFile> {
	const { tensors } = await readTensorFile(path);
	const ports = sourcePorts(program);
	const drawsNeeded = rounds * program.phases.filter((phase) => phase.redraw).length;
	const feeds: Record<string, Feeds[string]> = {};
	const problems: string[] = [];
	const batches = new Set<number>();
	for (const [name, tensor] of Object.entries(tensors)) {
		const type = ports.get(name);
		const problem = type
			? feedProblem(tensor, type, drawsNeeded)
			: `the document has no such source; it has ${[...ports.keys()].join(', ') || 'none'}`;
		if (problem) problems.push(`${name}: ${problem}`);
		else {
			batches.add(tensor.shape[1]!);
			feeds[name] = { shape: tensor.shape, values: Float32Array.from(tensor.values) };
		}
	}
	if (batches.size > 1) problems.push(`the batches differ: ${[...batches].join(', ')} items`);
	if (problems.length > 0)
		throw new CliError(`The feeds in ${path} don't fit the document:\n  ${problems.join('\n  ')}`);
	const [batch = program.run.batch] = batches;
	return { feeds, batch };
}

function sourcePorts(program: Program): Map<string, PortType> {
	const sources = program.steps.filter(({ node }) => program.sources.includes(node));
	return new Map(
		sources.flatMap(({ node, outputTypes }) =>
			Object.entries(outputTypes).map(([port, type]) => [`${node}/${port}`, type] as const),
		),
	);
}

function feedProblem(
	{ shape, values }: HostTensor,
	type: PortType,
	drawsNeeded: number,
): string | undefined {
	const [draws = 0, batch = 0, ...item] = shape;
	if (batch < 1 || !sameShape(item, type.shape))
		return `shape [${shape}] instead of [${['draws', 'batch', ...type.shape].join(', ')}]`;
	if (draws < drawsNeeded) return `${draws} draws, but the run needs ${drawsNeeded}`;
	if (type.dtype === 'float32') return undefined;
	const classes = type.classes ?? Infinity;
	const wrong = values.find((value) => !Number.isInteger(value) || value < 0 || value >= classes);
	return wrong === undefined ? undefined : `${wrong} is not one of ${classes} classes`;
}
