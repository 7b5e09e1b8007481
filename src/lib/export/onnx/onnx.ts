// A network as an ONNX file, for onnxruntime, Netron and whatever else reads it.
//
// Inputs and outputs are as the app shows them, channels last: a picture's pixels go in and come out as they lie in
// memory. Within, everything is channels-first, as ONNX's operators want it; what turns one into the other stands at
// the edges only.
import type { WeightValues } from '../../compile/link/weights';
import type { NetworkPlan, Program } from '../../compile/program';
import type { GraphDocument, PortType } from '../../graph/types';
import { ONNX_OPSET } from '../../nodes/onnx';
import { channelsLastAxes, torchBatchAxes, typeText } from '../../nodes/shape';
import { encodeModel, type OnnxModel, type OnnxPort } from './encode';
import { GraphWriter } from './graph';

export interface OnnxJob {
	document: Pick<GraphDocument, 'title' | 'source'>;
	networks: Program['networks'];
	/** Of all networks, by path, in tfjs's layout. */
	weights: Readonly<Record<string, WeightValues>>;
	/** Items a run takes; any number where it is left out. */
	batch?: number;
	/** More to tell about the file: rounds trained, say. */
	metadata?: Readonly<Record<string, string>>;
}

/** The free batch axis. */
const BATCH = 'batch';

/** @throws where the network can't be written: the message says why. */
export function writeOnnx(network: NetworkPlan, job: OnnxJob): Uint8Array {
	const { networks, weights, batch } = job;
	const writer = new GraphWriter(networks, weights);
	const names = portNames(network);
	const inside = network.inputs.map(({ type }, i) => {
		const perm = torchBatchAxes(type.shape);
		const name = names.inputs[i]!;
		return perm ? writer.add(name, 'Transpose', [name], 1, { perm })[0]! : name;
	});
	const given = writer.network(network, inside, '');
	network.outputs.forEach(({ type }, i) => {
		const name = names.outputs[i]!;
		// An operator of its own, though there may be nothing to turn: an inner value may go out under two names.
		const turn = torchBatchAxes(type.shape) && { perm: channelsLastAxes(type.shape) };
		writer.add(name, turn ? 'Transpose' : 'Identity', [given[i]], [name], turn);
	});
	const ports = (list: NetworkPlan['inputs'] | NetworkPlan['outputs'], called: string[]) =>
		list.map(({ type }, i): OnnxPort => ({
			name: called[i]!,
			type: type.dtype,
			shape: [batch ?? BATCH, ...type.shape],
			about: aboutPort(type),
		}));
	const [inputs, outputs] = [
		ports(network.inputs, names.inputs),
		ports(network.outputs, names.outputs),
	];
	return encodeModel({
		name: network.name,
		about: aboutNetwork(network, inputs, outputs) + aboutDropout(writer),
		opset: ONNX_OPSET,
		...{ inputs, outputs, nodes: writer.nodes, initializers: writer.initializers },
		metadata: metadataOf(network, job, inputs, outputs),
	});
}

/** Ports keep their names; where an output is called like an input, `_out` follows. */
function portNames({ inputs, outputs }: NetworkPlan): { inputs: string[]; outputs: string[] } {
	const taken = new Set(inputs.map(({ port }) => port));
	return {
		inputs: [...taken],
		outputs: outputs.map(({ port }) => {
			let name = port;
			while (taken.has(name)) name = `${name}_out`;
			taken.add(name);
			return name;
		}),
	};
}

/** `28×28×1 pictures, 0 to 1` */
function aboutPort(type: PortType): string {
	const range = type.range && `, ${type.range[0]} to ${type.range[1]}`;
	return `${typeText(type).en}${range ?? ''}`;
}

function aboutNetwork(
	{ role, parameters }: NetworkPlan,
	inputs: readonly OnnxPort[],
	outputs: readonly OnnxPort[],
): string {
	const list = (ports: readonly OnnxPort[]): string =>
		ports.map(({ name, about }) => `${name} (${about})`).join(', ');
	const what = role === 'other' ? 'Network' : role[0]!.toUpperCase() + role.slice(1);
	return `${what}: ${list(inputs)} → ${list(outputs)}; ${parameters.toLocaleString('en')} parameters. Channels last.`;
}

/** That a run differs from the last is told where it does. */
function aboutDropout({ nodes }: GraphWriter): string {
	const drops = nodes.some(({ type }) => type === 'Dropout');
	return drops ? ' Dropout stays on: every run draws anew.' : '';
}

function metadataOf(
	{ name, role }: NetworkPlan,
	{ document, metadata }: OnnxJob,
	inputs: readonly OnnxPort[],
	outputs: readonly OnnxPort[],
): OnnxModel['metadata'] {
	const { title, source } = document;
	return {
		...(typeof title === 'string' ? { title } : { title: title.en, title_ja: title.ja }),
		...{ network: name, role },
		...(source && {
			source: [source.paper, source.year, source.url].filter(Boolean).join(', '),
		}),
		...Object.fromEntries(inputs.map((port) => [`input.${port.name}`, port.about])),
		...Object.fromEntries(outputs.map((port) => [`output.${port.name}`, port.about])),
		...metadata,
	};
}
