// What all activations share: one input, one output of the same shape, no weights.
import type { Tensor, layers } from '@tensorflow/tfjs';
import type { PortType } from '../../graph/types';
import {
	defineKind,
	type Kind,
	type KindDoc,
	type ParamSpecs,
	type ParamValues,
	type Tfjs,
} from '../kind';
import type { OnnxAttribute } from '../onnx';
import { numbersAt } from '../problems';
import { imageType, vectorType } from '../shape';

type Range = NonNullable<PortType['range']>;

export interface Activation<S extends ParamSpecs> {
	id: string;
	icon: string;
	doc: KindDoc;
	params: S;
	/** Bounds of the output, given the input's where they are known. */
	range(input: Range | undefined, params: ParamValues<S>): Range | undefined;
	apply(tf: Tfjs, x: Tensor, params: ParamValues<S>): Tensor;
	layer(tf: Tfjs, params: ParamValues<S>): layers.Layer;
	/** The module's expression. */
	torch(params: ParamValues<S>): string;
	/** ONNX's operator and its attributes; undefined where x goes on as it is. */
	onnx(
		params: ParamValues<S>,
	): readonly [type: string, attributes?: Record<string, OnnxAttribute>] | undefined;
}

export function defineActivation<const S extends ParamSpecs>(activation: Activation<S>): Kind {
	const { id, icon, doc, params, range, apply, layer, torch, onnx } = activation;
	return defineKind<S>({
		id,
		category: 'layers',
		icon,
		surfaces: ['training', 'network', 'block'],
		doc,
		params,
		ports: () => ({ inputs: [{ name: 'x' }], outputs: [{ name: 'y' }] }),
		infer(context) {
			const { type, problems } = numbersAt(context);
			if (!type) return { outputs: {}, problems };
			return { outputs: { y: { ...type, range: range(type.range, context.params) } }, problems };
		},
		tfjs: {
			forward: (tf, { x }, context) => ({ y: apply(tf, x!, context.params) }),
			layer: { make: (tf, context) => layer(tf, context.params), weights: [] },
		},
		torch: {
			module: (context) => torch(context.params),
			call: ({ self, args }) => ({ y: `${self}(${args.x})` }),
		},
		onnx({ args, params: asked, op }) {
			const [type, attributes] = onnx(asked) ?? [];
			return { y: type === undefined ? args.x! : op(type, [args.x], attributes) };
		},
		examples: [{ inputs: { x: vectorType(6) } }, { inputs: { x: imageType(3, 4, 2, [-2, 2]) } }],
	});
}
