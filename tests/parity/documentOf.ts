// Draws a reference case as a document: its nets node by node, and its procedure on the training canvas.
import type {
	Canvas,
	GraphDocument,
	GraphNode,
	Network,
	ParamMap,
	Wire,
} from '../../src/lib/graph/types';
import type { NetSpec, ReferenceCase } from './referenceCase';

const KINDS: Record<string, string> = {
	linear: 'dense',
	batchnorm: 'batchNorm',
	lrelu: 'leakyRelu',
};

/** One call of D: on `fake` or on a source, maybe with a condition, and the label it is to answer. */
interface Answer {
	id: string;
	image: 'fake' | 'x';
	condition?: 'cond' | 'wrong';
	target: number;
}

interface Procedure {
	sources: string[];
	logits: boolean;
	/** The terms of D's loss. */
	d: Answer[];
	/** G's loss: BCE towards a label, or D's plain output. */
	g: { target: number } | { reduction: 'sum' | 'mean' };
}

const lecture = (reduction: 'sum' | 'mean'): Procedure => ({
	sources: ['z', 'x'],
	logits: false,
	d: [
		{ id: 'fake', image: 'fake', target: 1 },
		{ id: 'real', image: 'x', target: 0 },
	],
	g: { reduction },
});

const PROCEDURES: Record<string, Procedure> = {
	simple_gan_sum: lecture('sum'),
	simple_gan_mean: lecture('mean'),
	gan_nonsaturating: {
		sources: ['z', 'x'],
		logits: true,
		d: [
			{ id: 'fake', image: 'fake', target: 0 },
			{ id: 'real', image: 'x', target: 1 },
		],
		g: { target: 1 },
	},
	gan_label_smoothing: {
		sources: ['z', 'x'],
		logits: true,
		d: [
			{ id: 'fake', image: 'fake', target: 0 },
			{ id: 'real', image: 'x', target: 0.9 },
		],
		g: { target: 1 },
	},
	cgan: {
		sources: ['z', 'x', 'cond', 'wrong'],
		logits: false,
		d: [
			{ id: 'fake', image: 'fake', condition: 'cond', target: 0 },
			{ id: 'real', image: 'x', condition: 'cond', target: 1 },
			{ id: 'wrong', image: 'x', condition: 'wrong', target: 0 },
		],
		g: { target: 1 },
	},
};

export const CASES = Object.keys(PROCEDURES);

/** Sources are vectors; where D wants a picture, a reshape follows. So feeds are named `x/z` and hold vectors. */
export const feedName = (source: string): string => `${source}Source/z`;

class Drawing implements Canvas {
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

	get canvas(): Canvas {
		return { nodes: this.nodes, wires: this.wires, frames: this.frames };
	}
}

/** Ours are [height, width, channels]. */
const shapeOf = (shape: number[]): number[] =>
	shape.length === 3 ? [shape[1]!, shape[2]!, shape[0]!] : shape;

function networkOf({ inputs, nodes, outputs }: NetSpec, role: Network['role']): Network {
	const drawing = new Drawing();
	for (const [name, shape] of Object.entries(inputs)) {
		drawing.add(name, 'input', {
			name,
			meaning: shape.length === 3 ? 'image' : 'vector',
			shape: shapeOf(shape),
		});
	}
	const portOf = (id: string): [string, string] => [id, id in inputs ? 'x' : 'y'];
	for (const { id, op, in: from, outC, slope, shape } of nodes) {
		const params: ParamMap = {};
		if (outC !== undefined) params.units = outC;
		if (slope !== undefined) params.slope = slope;
		if (shape !== undefined) params.shape = shapeOf(shape);
		const ports = from.length === 1 ? ['x'] : from.map((_, i) => `x${i + 1}`);
		const wires = Object.fromEntries(ports.map((port, i) => [port, portOf(from[i]!)]));
		drawing.add(id, KINDS[op] ?? op, params, wires);
	}
	drawing.add('out', 'output', { name: 'y' }, { x: portOf(outputs[0]!) });
	return { role, canvas: drawing.canvas };
}

export function documentOf(reference: ReferenceCase): GraphDocument {
	const { nets, optimizer, batch, id } = reference;
	const procedure = PROCEDURES[id]!;
	const { G, D } = nets as Record<'G' | 'D', (typeof nets)[string]>;
	const drawing = new Drawing();
	const imageShape = shapeOf(D.spec.inputs.x!);
	const at = new Map<string, [string, string]>();
	for (const source of procedure.sources) {
		const shape = (
			source === 'z' ? G.spec.inputs.z : D.spec.inputs[source === 'x' ? 'x' : 'cond']
		)!;
		const size = shape.reduce((a, b) => a * b, 1);
		drawing.add(`${source}Source`, 'noise', { size });
		at.set(source, [`${source}Source`, 'z']);
		if (source === 'x' && imageShape.length === 3) {
			drawing.add('xPicture', 'reshape', { shape: imageShape }, { x: at.get('x')! });
			at.set('x', ['xPicture', 'y']);
		}
	}
	drawing.add('fakeImage', 'call', { network: 'G' }, { z: at.get('z')! });
	at.set('fake', ['fakeImage', 'y']);
	const bce = procedure.logits ? 'bceLogits' : 'bce';
	const answerPort = procedure.logits ? 'logit' : 'p';
	for (const { id: name, image, condition, target } of procedure.d) {
		drawing.add(
			`d-${name}`,
			'call',
			{ network: 'D' },
			{
				x: at.get(image)!,
				...(condition ? { cond: at.get(condition)! } : {}),
			},
		);
		drawing.add(`loss-${name}`, bce, { target }, { [answerPort]: [`d-${name}`, 'y'] });
	}
	drawing.add(
		'lossD',
		'weightedSum',
		{ weights: procedure.d.map(() => 1) },
		Object.fromEntries(
			procedure.d.map(({ id: name }, i) => [`loss${i + 1}`, [`loss-${name}`, 'loss']]),
		),
	);
	if ('target' in procedure.g) {
		drawing.add('lossG', bce, { target: procedure.g.target }, { [answerPort]: ['d-fake', 'y'] });
	} else {
		drawing.add('lossG', 'rawOutput', { ...procedure.g }, { d: ['d-fake', 'y'] });
	}
	const player = (name: 'D' | 'G', order: number, values: string): void =>
		drawing.add(
			name,
			'player',
			{
				networks: [name],
				optimizer: 'adam',
				learningRate: optimizer.lr,
				beta1: optimizer.beta1,
				beta2: optimizer.beta2,
				epsilon: optimizer.eps,
				steps: 1,
				order,
				values,
			},
			{ loss: [`loss${name}`, 'loss'] },
		);
	player('D', 1, 'reuse');
	// The reference loops call G again for its own step.
	player('G', 2, 'recompute');
	return {
		format: 'ganloom',
		version: 1,
		title: id,
		summary: '',
		networks: {
			G: networkOf(G.spec, 'generator'),
			D: networkOf(D.spec, 'discriminator'),
		},
		blocks: {},
		training: drawing.canvas,
		run: { seed: 1, batch, rounds: 3 },
	};
}
