// Draws the values of a program's sources: data, noise and the like, or given values in their place.
import type { Tensor } from '@tensorflow/tfjs';
import type { LinkedStep } from '../compile/link/forward';
import { sameShape, sizeOf } from '../compile/link/weights';
import { nodeOf } from '../compile/plan';
import { randomAt } from '../graph/random';
import type { PortType } from '../graph/types';
import type { HostTensor, LoadedDataset, Tfjs } from '../nodes/kind';
import type { HostArray } from './protocol';

/** Given source values by `sourceNode/port`: [draws, batch, …]. What is not given is drawn. */
export type Feeds = Readonly<Record<string, HostArray>>;

export interface DrawRequest {
	batch: number;
	draw: number;
	seed: number;
	datasets: Readonly<Record<string, LoadedDataset>>;
	/** Stands before the node's id where random numbers are drawn, for draws apart from training's. */
	site?: string;
	feeds?: Feeds;
	/** To be looked at: flips and the like are left out. */
	plain?: boolean;
	/** All steps of the training canvas: some sources are made from others. */
	steps: ReadonlyMap<string, LinkedStep>;
}

/** The values of one source on the host, by port, batch axis first: of those ports that are wanted. */
export function drawSource(
	source: LinkedStep,
	request: DrawRequest,
	ports: readonly string[] = Object.keys(source.context.outputs),
): Record<string, HostTensor> {
	const { step, kind, context } = source;
	if (!kind.source) throw new Error(`${step.node}: “${kind.id}” is no source.`);
	const fed = feedsOf(step.node, context.outputs, request);
	if (ports.every((port) => fed[port])) return fed;
	const id = request.site === undefined ? step.node : `${request.site}/${step.node}`;
	const drawn = kind.source.draw({
		id,
		params: context.params,
		outputs: context.outputs,
		batch: request.batch,
		draw: request.draw,
		seed: request.seed,
		random: randomAt(request.seed, id, request.draw),
		dataset: datasetOf(source, request.datasets),
		plain: request.plain,
		ports,
		given: drawGiven(source, request),
	});
	return { ...drawn, ...fed };
}

/** What a source is made from. Drawn anew where it is drawn by itself too: the same numbers, for they have names. */
function drawGiven({ from }: LinkedStep, request: DrawRequest): Record<string, HostTensor> {
	return Object.fromEntries(
		from.map(([port, ref]) => {
			const source = request.steps.get(nodeOf(ref))!;
			const theirs = ref.slice(ref.indexOf('/') + 1);
			return [port, drawSource(source, request, [theirs])[theirs]!];
		}),
	);
}

/** Uploads drawn values. The caller disposes them. */
export function upload(
	tf: Tfjs,
	drawn: Readonly<Record<string, HostTensor>>,
	types: Readonly<Record<string, PortType>>,
): Record<string, Tensor> {
	return Object.fromEntries(
		Object.entries(drawn).map(([port, { shape, values }]) => [
			port,
			// The very array is handed over, not a copy: a recorded round knows it again.
			tf.tensor(values, [...shape], types[port]?.dtype ?? 'float32'),
		]),
	);
}

function datasetOf(
	{ step, kind }: LinkedStep,
	datasets: Readonly<Record<string, LoadedDataset>>,
): LoadedDataset | undefined {
	const param = Object.entries(kind.params).find(([, spec]) => spec.type === 'dataset');
	if (!param) return undefined;
	const name = String(step.params[param[0]]);
	const dataset = datasets[name];
	if (!dataset) throw new Error(`${step.node}: the data set “${name}” is not loaded.`);
	return dataset;
}

function feedsOf(
	node: string,
	outputs: Readonly<Record<string, PortType>>,
	{ feeds, draw }: DrawRequest,
): Record<string, HostTensor> {
	const fed: Record<string, HostTensor> = {};
	if (!feeds) return fed;
	for (const [port, type] of Object.entries(outputs)) {
		const name = `${node}/${port}`;
		const feed = feeds[name];
		if (!feed) continue;
		const [draws = 0, ...shape] = feed.shape;
		if (draw >= draws) {
			throw new Error(`The feed ${name} holds ${draws} draws, and the run needs more.`);
		}
		if (!sameShape(shape.slice(1), type.shape)) {
			throw new Error(
				`The feed ${name} must be [draws, batch${type.shape.map((n) => `, ${n}`).join('')}], not [${feed.shape.join(', ')}].`,
			);
		}
		const size = sizeOf(shape);
		const values = feed.values.slice(draw * size, (draw + 1) * size);
		fed[port] = { shape, values: type.dtype === 'int32' ? Int32Array.from(values) : values };
	}
	return fed;
}
