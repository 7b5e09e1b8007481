// The cases of the conformance test: every example of every kind that runs, with values for all it reads.
import type { Tensor } from '@tensorflow/tfjs';
import { randomAt } from '../../../src/lib/graph/random';
import type { PortType } from '../../../src/lib/graph/types';
import { kinds } from '../../../src/lib/nodes/catalogue';
import type {
	BuildContext,
	Initial,
	Kind,
	KindExample,
	ParamSpecs,
	Tfjs,
	WeightSpec,
} from '../../../src/lib/nodes/kind';
import { sigmoid } from '../../../src/lib/nodes/ops/activations';
import { sizeOf } from '../../../src/lib/nodes/shape';
import { buildContext, surroundings } from '../contexts';

export const BATCH = 5;

const SMALL: Initial = { type: 'normal', mean: 0, deviation: 0.05 };

export interface Values {
	shape: number[];
	values: number[];
	dtype: 'float32' | 'int32';
}

export type Named = Record<string, Values>;

/** A network for kinds that run one: what `surroundings` calls D, small. */
export interface Judge {
	specs: readonly WeightSpec[];
	run(tf: Tfjs, weights: Readonly<Record<string, Tensor>>, inputs: readonly Tensor[]): Tensor[];
	torch: string;
}

const judge: Judge = {
	specs: [
		{ name: '1.weight', shape: [28 * 28, 1], trainable: true, toTorch: [1, 0], initial: SMALL },
		{ name: '1.bias', shape: [1], trainable: true, initial: SMALL },
	],
	run(tf, weights, [image]) {
		const flat = tf.reshape(image!, [image!.shape[0]!, -1]);
		return [sigmoid(tf, tf.add(tf.matMul(flat, weights['1.weight']!), weights['1.bias']!))];
	},
	torch: 'nn.Sequential(nn.Flatten(), nn.Linear(784, 1), nn.Sigmoid())',
};

export interface Case {
	name: string;
	kind: Kind;
	context: BuildContext<ParamSpecs>;
	/** Of kinds that run a network. */
	judge?: Judge;
	/** Given values where the drawn ones would miss what matters, by port. */
	given?: Record<string, number[]>;
	/** Compares the second derivative too. */
	twice: boolean;
}

/** Where activations bend, and where losses are clamped. */
const EDGES: Record<string, Record<string, number[]>[]> = {
	relu: [{ x: [-1, 0, 1, -0.5, 2e-3] }],
	leakyRelu: [{ x: [-1, 0, 1, -0.5, 2e-3] }],
	sigmoid: [{ x: [-90, -12, 0, 12, 90] }],
	tanh: [{ x: [-90, -4, 0, 4, 90] }],
	softplus: [{ x: [-90, -12, 0, 12, 90] }],
	bce: [{ p: [0, 1, 1e-30, 0.5, 0.999] }],
	l1: [{ x: [1, 0, -2, 1e-3, 5], target: [1, 0, -2, 0, -5] }],
	bceLogits: [{ logit: [-200, -15, 0, 15, 200] }],
};

/**
 * tfjs can't differentiate `maximum` twice; the second derivative of the STFT loss near silence is more than single
 * precision tells. No one asks for a second derivative of these losses.
 */
const ONCE = new Set(['bce', 'stftLoss']);

const runsNetwork = ({ params }: Kind): boolean =>
	Object.values(params).some(({ type }) => type === 'network');

export const examples: { name: string; kind: Kind; example: KindExample }[] = kinds.flatMap(
	(kind) => kind.examples.map((example, i) => ({ name: `${kind.id} ${i + 1}`, kind, example })),
);

export const cases: Case[] = examples
	.filter(({ kind }) => kind.tfjs)
	.flatMap(({ name, kind, example }) => {
		const plain = {
			name,
			kind,
			context: buildContext(kind, example),
			twice: !ONCE.has(kind.id),
			judge: runsNetwork(kind) ? judge : undefined,
		};
		const edges = (
			example === kind.examples[0] || kind.category === 'losses' ? (EDGES[kind.id] ?? []) : []
		).map((given, i): Case => {
			const inputs: Record<string, PortType> = Object.fromEntries(
				Object.entries(example.inputs).map(([port, type]) => [port, { ...type, shape: [1] }]),
			);
			const context = buildContext(kind, { ...example, inputs });
			return { ...plain, context, name: `${name}, edges ${i + 1}`, given, twice: false };
		});
		return [plain, ...edges];
	});

/** Values for a port, drawn within its range. */
export function valuesOf(
	site: string,
	{ shape, dtype, range, meaning, classes = 2 }: PortType,
	items = BATCH,
): Values {
	const whole = meaning === 'loss' ? [] : [items, ...shape];
	const count = sizeOf(whole);
	const random = randomAt(7, site, 0);
	const values =
		dtype === 'int32'
			? random.integers(count, classes)
			: range
				? random.uniform(count, range[0], range[1])
				: random.normal(count);
	return { shape: whole, values: [...values], dtype };
}

export function inputsOf({ name, context, given }: Case): Named {
	return Object.fromEntries(
		Object.entries(context.inputs).map(([port, type]) => {
			const values = valuesOf(`${name}/${port}`, type);
			return [port, { ...values, values: given?.[port] ?? values.values }];
		}),
	);
}

/** The node's own weights, or those of the network it runs. */
export function specsOf({ kind, context, judge: own }: Case): readonly WeightSpec[] {
	return own?.specs ?? kind.weights?.(context) ?? [];
}

/** Inputs that no gradient is to pass. */
export function detachedPorts({ kind, context: { params, wired } }: Case): string[] {
	const { inputs } = kind.ports({ id: 'node', params, wired, around: surroundings });
	return inputs.flatMap(({ name, detached }) => (detached && wired.includes(name) ? name : []));
}

/** Weights that are no one's initial values; variances stay positive, and D's answers unsure. */
export function weightsOf(one: Case): Named {
	return Object.fromEntries(
		specsOf(one).map((spec) => {
			const random = randomAt(8, `${one.name}/${spec.name}`, 0);
			const count = sizeOf(spec.shape);
			// A memory's numbers mean something; the rest may be any.
			const values =
				one.kind.holds && spec.initial.type === 'constant'
					? new Float32Array(count).fill(spec.initial.value)
					: spec.name === 'running_var'
						? random.uniform(count, 0.5, 2)
						: random.normal(count, 0, one.judge ? 0.05 : 1);
			return [spec.name, { shape: [...spec.shape], values: [...values], dtype: 'float32' }];
		}),
	);
}

/** How many items come out of a kind's node. */
export const itemsOf = ({ leavesOut = 0 }: Kind): number => BATCH - leavesOut;

export function cotangentsOf({ name, kind, context }: Case): Named {
	return Object.fromEntries(
		Object.entries(context.outputs).map(([port, type]) => [
			port,
			valuesOf(`${name}/${port}/cotangent`, { ...type, range: undefined }, itemsOf(kind)),
		]),
	);
}
