// What tests hand to a kind: its parameters, the document around it, and types at its inputs.
import type { Endpoint, ParamMap, PortType } from '../../src/lib/graph/types';
import type {
	BuildContext,
	InferContext,
	Kind,
	KindExample,
	Mending,
	ParamSpecs,
	ParamValues,
	Signature,
	Surroundings,
} from '../../src/lib/nodes/kind';
import { resolveParams } from '../../src/lib/nodes/params';
import { imageType, labelType, vectorType } from '../../src/lib/nodes/shape';

const signatures: Record<string, Signature> = {
	G: {
		role: 'generator',
		inputs: [{ port: 'z', type: vectorType(100), node: 'z' }],
		outputs: [{ port: 'image', type: imageType(28, 28, 1, [0, 1]) }],
		parameters: 1,
	},
	D: {
		role: 'discriminator',
		inputs: [{ port: 'image', type: imageType(28, 28, 1), node: 'image' }],
		outputs: [{ port: 'p', type: vectorType(1, [0, 1]) }],
		parameters: 1,
	},
};

/** A training canvas with the networks G and D, and the data set `mnist`. */
export const surroundings: Surroundings = {
	surface: 'training',
	batch: 64,
	network: (name) => (Object.hasOwn(signatures, name) ? signatures[name] : undefined),
	block: (name, inputs) =>
		name === 'residual'
			? {
					role: 'other',
					inputs: [{ port: 'x', type: inputs[0] }],
					outputs: [{ port: 'y', type: inputs[0] }],
					parameters: 1,
				}
			: undefined,
	dataset: (name) =>
		name === 'mnist'
			? {
					outputs: [
						{ port: 'image', type: imageType(28, 28, 1, [0, 1]) },
						{ port: 'label', type: labelType(10) },
					],
					count: 9000,
				}
			: undefined,
	given: () => vectorType(7),
};

/** Mends for a node with a wire at every port; fresh ids end in 1. */
export const mending: Mending = {
	canvas: 'training',
	at: [400, 100],
	from: (port): Endpoint => ['source', port],
	freshId: (prefix) => `${prefix}1`,
};

export function paramsOf(kind: Kind, given: ParamMap = {}): ParamValues<ParamSpecs> {
	return resolveParams(kind, given).values as unknown as ParamValues<ParamSpecs>;
}

export function inferContext(
	kind: Kind,
	inputs: Readonly<Record<string, PortType | undefined>>,
	params: ParamMap = {},
	around: Partial<Surroundings> = {},
): InferContext<ParamSpecs> {
	return {
		id: 'node',
		params: paramsOf(kind, params),
		wired: Object.keys(inputs),
		inputs,
		around: { ...surroundings, ...around },
		mending,
	};
}

/** As a document would give them. */
export function exampleParams({ params = {} }: KindExample): ParamMap {
	return params as unknown as ParamMap;
}

export function buildContext(kind: Kind, example: KindExample): BuildContext<ParamSpecs> {
	const context = inferContext(kind, example.inputs, exampleParams(example));
	return {
		id: context.id,
		params: context.params,
		wired: context.wired,
		inputs: example.inputs,
		outputs: kind.infer(context).outputs as Record<string, PortType>,
	};
}
