// A Keras layer that carries any kind: what makes every network a tf.LayersModel, Keras's own layers or not.
import type { Tensor, layers, serialization } from '@tensorflow/tfjs';
import { randomAt } from '../../graph/random';
import type { ParamMap, PortType } from '../../graph/types';
import { kindOf } from '../../nodes/catalogue';
import type { BuildContext, ParamSpecs, Tfjs } from '../../nodes/kind';

/** All a node needs to run again elsewhere: plain data, saved with the model. */
export interface NodeLayerConfig {
	name: string;
	kind: string;
	node: string;
	params: ParamMap;
	wired: string[];
	inputTypes: Record<string, PortType>;
	outputTypes: Record<string, PortType>;
}

export type NodeLayerClass = new (config: NodeLayerConfig) => layers.Layer;

const CLASS_NAME = 'GanLoomNode';
const made = new WeakMap<Tfjs, NodeLayerClass>();

type Shape = (number | null)[];

/** Defines and registers the layer in `tf`, once: saved models that use it then load. */
export function nodeLayerClass(tf: Tfjs): NodeLayerClass {
	const known = made.get(tf);
	if (known) return known;

	class GanLoomNode extends tf.layers.Layer {
		static className = CLASS_NAME;
		private readonly config: NodeLayerConfig;
		private readonly held = new Map<string, ReturnType<layers.Layer['addWeight']>>();

		constructor(config: NodeLayerConfig) {
			super({ name: config.name });
			this.config = config;
		}

		private get kind() {
			const kind = kindOf(this.config.kind);
			if (!kind?.tfjs) throw new Error(`There is no kind “${this.config.kind}” to run.`);
			return { ...kind, tfjs: kind.tfjs };
		}

		private get context(): BuildContext<ParamSpecs> {
			const { node, params, wired, inputTypes, outputTypes } = this.config;
			return {
				id: node,
				params: params as BuildContext<ParamSpecs>['params'],
				inputs: inputTypes,
				outputs: outputTypes,
				wired,
			};
		}

		override build(inputShape: Shape | Shape[]): void {
			// The engine writes the values right after linking; a loaded model has its own.
			for (const { name, shape, trainable } of this.kind.weights?.(this.context) ?? []) {
				const zeros = tf.initializers.zeros();
				this.held.set(
					name,
					this.addWeight(name, [...shape], 'float32', zeros, undefined, trainable),
				);
			}
			super.build(inputShape);
		}

		override computeOutputShape(): Shape | Shape[] {
			const shapes = Object.values(this.config.outputTypes).map(({ shape }) => [null, ...shape]);
			return shapes.length === 1 ? shapes[0]! : shapes;
		}

		override call(inputs: Tensor | Tensor[], options: Record<string, unknown>): Tensor | Tensor[] {
			return tf.tidy(() => {
				const given = Array.isArray(inputs) ? inputs : [inputs];
				const { wired, outputTypes, node } = this.config;
				const outputs = this.kind.tfjs.forward(
					tf,
					Object.fromEntries(wired.map((port, i) => [port, given[i]!])),
					{
						...this.context,
						weights: Object.fromEntries(
							[...this.held].map(([name, weight]) => [name, weight.read()]),
						),
						training: options.training === true,
						random: randomAt(0, node, 0),
						update: (weight, value) => this.held.get(weight)?.write(value),
						apply: (network) => {
							throw new Error(`${node} can’t run ${network} from within a model.`);
						},
					},
				);
				const ordered = Object.keys(outputTypes).map((port) => outputs[port]!);
				return ordered.length === 1 ? ordered[0]! : ordered;
			});
		}

		override getConfig(): serialization.ConfigDict {
			return { ...super.getConfig(), ...this.config } as unknown as serialization.ConfigDict;
		}
	}

	tf.serialization.registerClass(
		GanLoomNode as unknown as serialization.SerializableConstructor<layers.Layer>,
	);
	made.set(tf, GanLoomNode);
	return GanLoomNode;
}
