// The generation phase: as many pictures of a network as wanted, from sources of their own.
import type { Tensor } from '@tensorflow/tfjs';
import { calledNetwork, type LinkedStep } from '../compile/link/forward';
import type { Program, Step } from '../compile/program';
import { plainestCall, upstream } from '../compile/upstream';
import type { PortRef, PortType } from '../graph/types';
import type { HostTensor, LoadedDataset, Tfjs } from '../nodes/kind';
import { drawAsked, type Drawn } from './drawAsked';
import type { Evaluator } from './evaluator';
import { joinPictures, toPictures } from './monitorValue';
import { fromPictures } from './pictureInput';
import type { GenerateRequest, Pictures } from './protocol';
import { upload } from './sources';

export interface GenerateFrom {
	tf: Tfjs;
	program: Program;
	steps: ReadonlyMap<string, LinkedStep>;
	evaluator: Evaluator;
	datasets: Readonly<Record<string, LoadedDataset>>;
}

/** Items run through the network at once: bounds memory, whatever count is asked for. */
const CHUNK = 256;
/** Numbers of a chunk's pictures: bounds it where pictures are large. */
const CHUNK_NUMBERS = 2 ** 20;

/** Throws when the network is not called on the training canvas, or gives no picture. */
export async function generatePictures(
	from: GenerateFrom,
	request: GenerateRequest,
): Promise<Pictures> {
	const { program } = from;
	const { network, count } = request;
	const call = plainestCall(program, network);
	if (!call) throw new Error(`Network “${network}” is not called on the training canvas.`);
	const [, type] = pictureAt(call.outputTypes) ?? [];
	if (!type) throw new Error(`Network “${network}” gives no picture.`);
	const needs = upstream(program, call.node);
	const drawn = drawAsked(from, request, needs);

	const size = type.shape.reduce((product, length) => product * length, 1);
	const chunk = Math.max(1, Math.min(CHUNK, Math.floor(CHUNK_NUMBERS / size)));
	const parts: Pictures[] = [];
	for (let start = 0; start < count; start += chunk) {
		const items = { start, count: Math.min(chunk, count - start) };
		parts.push(await generateChunk(from, request, { call, needs, drawn, items }));
	}
	const { height, width, channels } = parts[0]!;
	const pixels = new Uint8Array(count * height * width * channels);
	parts.reduce((at, part) => (pixels.set(part.pixels, at), at + part.pixels.length), 0);
	return { count, height, width, channels, pixels };
}

interface Chunk {
	call: Step;
	/** The call and all it needs, in the program's order. */
	needs: readonly string[];
	drawn: Drawn;
	items: { start: number; count: number };
}

async function generateChunk(
	{ tf, program, steps, evaluator }: GenerateFrom,
	{ seed, given, then, beside }: GenerateRequest,
	{ call, needs, drawn, items }: Chunk,
): Promise<Pictures> {
	const [port, type] = pictureAt(call.outputTypes)!;
	const input = pictureTaken(program, call);
	if (given && !input) throw new Error(`Network “${call.node}” takes no picture.`);
	const evaluation = evaluator.shown(seed + items.start);
	const shown: { value: Tensor; type: PortType }[] = [];
	tf.tidy(() => {
		const values = new Map<PortRef, Tensor>();
		const add = (node: string, outputs: Record<string, Tensor>): void => {
			for (const [name, value] of Object.entries(outputs)) values.set(`${node}/${name}`, value);
		};
		for (const source of drawn) {
			const part = sliceItems(source.values, items.start, items.count);
			add(source.node, upload(tf, part, steps.get(source.node)!.context.outputs));
		}
		for (const node of needs) {
			if (program.sources.includes(node)) continue;
			if (node === call.node && given) {
				values.set(call.inputs[input![0]]!, fromPictures(tf, given, input![1], items));
			}
			add(node, evaluator.run(node, values, evaluation));
		}
		const made = values.get(`${call.node}/${port}`)!;
		const keep = (value: Tensor, of: PortType): void =>
			void shown.push({ value: tf.keep(tf.clone(value)), type: of });
		if (beside && input) keep(values.get(call.inputs[input[0]]!)!, input[1]);
		keep(made, type);
		if (beside && then !== undefined) keep(evaluator.apply(then, [made], evaluation)[0]!, type);
	});
	try {
		// A network from pictures to pictures may leave open what it keeps to: then it is what it was given.
		const range = input?.[1].range;
		return joinPictures(
			await Promise.all(shown.map((part) => toPictures(part.value, part.type, range))),
		);
	} finally {
		for (const { value } of shown) value.dispose();
	}
}

/** The picture a call is given; its range, where what is wired has none, is what the network expects. */
function pictureTaken(
	{ networks }: Program,
	call: Step,
): [port: string, type: PortType] | undefined {
	const [port, type] = pictureAt(call.inputTypes) ?? [];
	if (port === undefined || !type) return undefined;
	const expected = networks[calledNetwork(call)!]?.inputs.find((input) => input.port === port);
	return [port, { ...type, range: type.range ?? expected?.type.range }];
}

function pictureAt(
	types: Readonly<Record<string, PortType>>,
): [port: string, type: PortType] | undefined {
	return Object.entries(types).find(([, { meaning }]) => meaning === 'image');
}

function sliceItems(
	values: Readonly<Record<string, HostTensor>>,
	start: number,
	count: number,
): Record<string, HostTensor> {
	return Object.fromEntries(
		Object.entries(values).map(([port, { shape, values: all }]) => {
			const size = all.length / (shape[0] ?? 1);
			const part = all.slice(start * size, (start + count) * size);
			return [port, { shape: [count, ...shape.slice(1)], values: part }];
		}),
	);
}
