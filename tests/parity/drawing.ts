// What the documents of reference cases are drawn with: nets node by node, sources, players' parameters.
import type { Canvas, GraphNode, Network, ParamMap, Wire } from '../../src/lib/graph/types';
import type { NetSpec, ReferenceCase } from './referenceCase';

const KINDS: Record<string, string> = {
	linear: 'dense',
	batchnorm: 'batchNorm',
	lrelu: 'leakyRelu',
	convT2d: 'convTranspose2d',
	instancenorm: 'instanceNorm',
	reflectPad2d: 'reflectionPad',
	reflectPad1d: 'reflectionPad',
	convT1d: 'convTranspose1d',
	tileHW: 'spread',
	upsampleNearest: 'upsample',
	reparam: 'conditioning',
};

/** What the reference calls a parameter, and what we do. */
const PARAMS: Record<string, string> = {
	slope: 'slope',
	k: 'kernel',
	stride: 'stride',
	pad: 'padding',
	outPad: 'outputPadding',
	bias: 'bias',
	dilation: 'dilation',
	groups: 'groups',
	factor: 'factor',
};

/** What a shape of so many lengths is. */
const MEANINGS: Record<number, string> = { 2: 'wave', 3: 'image' };

/** Sources are vectors; where a network reads pictures or sound, a reshape follows. So feeds are named `x/z` and hold vectors. */
export const feedName = (source: string): string => `${source}Source/z`;

export class Drawing implements Canvas {
	nodes: GraphNode[] = [];
	wires: Wire[] = [];
	frames: Canvas['frames'] = [];

	/** Adds a node; `from` is where its inputs come from, by port. */
	add(
		id: string,
		kind: string,
		params: ParamMap,
		from: Record<string, [string, string]> = {},
	): void {
		this.nodes.push({ id, kind, params, at: [0, 0] });
		for (const [port, source] of Object.entries(from)) {
			this.wires.push({ from: source, to: [id, port] });
		}
	}

	/** A source, shaped where its values are a picture or a sound. Gives where the values are. */
	addSource(source: string, shape: number[]): [string, string] {
		this.add(`${source}Source`, 'noise', { size: shape.reduce((a, b) => a * b, 1) });
		const from: [string, string] = [`${source}Source`, 'z'];
		if (shape.length === 1) return from;
		this.add(`${source}Shaped`, 'reshape', { shape }, { x: from });
		return [`${source}Shaped`, 'y'];
	}

	/** A weighted sum of losses. */
	addSum(id: string, terms: readonly (readonly [weight: number, node: string])[]): void {
		this.add(
			id,
			'weightedSum',
			{ weights: terms.map(([weight]) => weight) },
			Object.fromEntries(terms.map(([, node], i) => [`loss${i + 1}`, [node, 'loss']])),
		);
	}

	get canvas(): Canvas {
		return { nodes: this.nodes, wires: this.wires, frames: this.frames };
	}
}

/** Ours have channels last. */
const shapeOf = ([channels, ...places]: number[]): number[] => [...places, channels!];

export function networkOf({ inputs, nodes, outputs }: NetSpec, role: Network['role']): Network {
	const drawing = new Drawing();
	for (const [name, shape] of Object.entries(inputs)) {
		drawing.add(name, 'input', {
			name,
			meaning: MEANINGS[shape.length] ?? 'vector',
			shape: shapeOf(shape),
		});
	}
	// Halves of the distribution come out of the node that draws from it.
	const reparam = nodes.find(({ op }) => op === 'reparam');
	const halves = reparam?.in.slice(0, 2) ?? [];
	const portOf = (id: string): [string, string] => {
		const half = halves.indexOf(id);
		if (half >= 0) return [reparam!.id, ['mu', 'logvar'][half]!];
		if (id === reparam?.id) return [id, 'c'];
		return [id, id in inputs ? 'x' : 'y'];
	};
	for (const { id, op, in: from, outC, shape, size, weightNorm, ...rest } of nodes) {
		if (op === 'slice') continue;
		if (op === 'reparam') {
			const [whole] = nodes.find((node) => node.id === halves[0])!.in as [string];
			drawing.add(id, KINDS[op]!, {}, { x: portOf(whole), eps: portOf(from[2]!) });
			continue;
		}
		const params: ParamMap = weightNorm ? { norm: 'weight' } : {};
		if (outC !== undefined) params[op === 'linear' ? 'units' : 'filters'] = outC;
		for (const [theirs, ours] of Object.entries(PARAMS)) {
			const value = (rest as ParamMap)[theirs];
			if (value !== undefined) params[ours] = value;
		}
		if (shape !== undefined) params.shape = shapeOf(shape);
		if (size !== undefined) Object.assign(params, { height: size, width: size });
		const ports =
			op === 'tileHW' ? ['c'] : from.length === 1 ? ['x'] : from.map((_, i) => `x${i + 1}`);
		const wires = Object.fromEntries(ports.map((port, i) => [port, portOf(from[i]!)]));
		drawing.add(id, KINDS[op] ?? op, params, wires);
	}
	for (const id of outputs) {
		const name = outputs.length === 1 ? 'y' : id;
		drawing.add(`${id}Out`, 'output', { name }, { x: portOf(id) });
	}
	return { role, canvas: drawing.canvas };
}

/** Whatever of the reference's optimizer a player has. */
export function optimizerParams({ optimizer, hyper = {} }: ReferenceCase): ParamMap {
	const { type, lr, beta1, beta2, alpha, eps } = optimizer;
	const own: ParamMap = type === 'rmsprop' ? { alpha: alpha! } : { beta1: beta1!, beta2: beta2! };
	return { optimizer: type, learningRate: lr, epsilon: eps, ...own, clip: hyper.clip ?? 0 };
}

/** Without the batch axis, in our layout. */
export function sourceShape({ inputs, hyper = {} }: ReferenceCase, source: string): number[] {
	const [step] = inputs.steps;
	const given = step![source] ?? step![`${source}_${(hyper.n_critic ?? 1) - 1}`]!;
	return shapeOf(given.shape.slice(1));
}
