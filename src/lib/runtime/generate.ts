// The generation phase: as many pictures of a network as wanted, from sources of their own.
import type { Tensor } from '@tensorflow/tfjs';
import { calledNetwork, type LinkedStep } from '../compile/link/forward';
import type { Program } from '../compile/program';
import type { PortRef } from '../graph/types';
import type { HostTensor, LoadedDataset, Tfjs } from '../nodes/kind';
import { drawToShow, portsTaken } from './drawToShow';
import type { Evaluator } from './evaluator';
import { toPictures } from './monitorValue';
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

/** Throws when the network is not called on the training canvas, or gives no picture. */
export async function generatePictures(
	{ tf, program, steps, evaluator, datasets }: GenerateFrom,
	{ network, count, seed, latent = [], label }: GenerateRequest,
): Promise<Pictures> {
	const call = program.steps.find((step) => calledNetwork(step) === network);
	if (!call) throw new Error(`Network “${network}” is not called on the training canvas.`);
	const picture = Object.entries(call.outputTypes).find(([, type]) => type.meaning === 'image');
	if (!picture) throw new Error(`Network “${network}” gives no picture.`);
	const [port, type] = picture;
	// A generator of pictures from pictures may leave open what it keeps to: then it is what it was given.
	const { range } = Object.values(call.inputTypes).find(({ meaning }) => meaning === 'image') ?? {};
	const needs = upstream(program, call.node);
	const taken = portsTaken(needs.map((node) => steps.get(node)!));
	const drawn = needs
		.filter((node) => program.sources.includes(node))
		.map((node) => {
			const request = { batch: count, draw: 0, seed, datasets, site: 'generate' };
			return { node, values: drawToShow(steps.get(node)!, request, taken, label) };
		});
	overrideLatent(drawn, steps, latent);

	const parts: Pictures[] = [];
	for (let start = 0; start < count; start += CHUNK) {
		const size = Math.min(CHUNK, count - start);
		const image = tf.tidy(() => {
			const values = new Map<PortRef, Tensor>();
			const add = (node: string, outputs: Record<string, Tensor>): void => {
				for (const [name, value] of Object.entries(outputs)) values.set(`${node}/${name}`, value);
			};
			for (const source of drawn) {
				const part = sliceItems(source.values, start, size);
				add(source.node, upload(tf, part, steps.get(source.node)!.context.outputs));
			}
			for (const node of needs) {
				if (!program.sources.includes(node)) {
					add(node, evaluator.run(node, values, evaluator.asShown));
				}
			}
			return values.get(`${call.node}/${port}`)!;
		});
		try {
			parts.push(await toPictures(image, type, range));
		} finally {
			image.dispose();
		}
	}
	const [height = 0, width = 0, channels = 0] = type.shape;
	const pixels = new Uint8Array(count * height * width * channels);
	parts.reduce((at, part) => (pixels.set(part.pixels, at), at + part.pixels.length), 0);
	return { count, height, width, channels, pixels };
}

/** `node` and everything it needs, in the program's order. */
export function upstream(program: Program, node: string): string[] {
	const inputs = new Map(program.steps.map((step) => [step.node, Object.values(step.inputs)]));
	const needed = new Set<string>();
	const visit = (name: string): void => {
		if (needed.has(name)) return;
		needed.add(name);
		for (const ref of inputs.get(name) ?? []) visit(ref.slice(0, ref.lastIndexOf('/')));
	};
	visit(node);
	return program.steps.map((step) => step.node).filter((name) => needed.has(name));
}

/** Writes the overridden coordinates into the first source of random vectors. */
function overrideLatent(
	drawn: readonly { node: string; values: Record<string, HostTensor> }[],
	steps: ReadonlyMap<string, LinkedStep>,
	latent: NonNullable<GenerateRequest['latent']>,
): void {
	if (latent.length === 0) return;
	for (const { node, values } of drawn) {
		for (const [port, type] of Object.entries(steps.get(node)!.context.outputs)) {
			const given = values[port];
			if (!given || type.meaning !== 'vector' || type.dtype !== 'float32') continue;
			const size = given.values.length / (given.shape[0] ?? 1);
			for (const [index, value] of latent) {
				if (index < 0 || index >= size) {
					throw new Error(
						`The latent vector has ${size} coordinates; there is no number ${index}.`,
					);
				}
				for (let at = index; at < given.values.length; at += size) given.values[at] = value;
			}
			return;
		}
	}
	throw new Error('No latent vector is wired to this network.');
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
