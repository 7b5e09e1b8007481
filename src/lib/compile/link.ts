// The last pass: networks become tf.LayersModels, and their variables are the weights, under the names files use.
import type { LayersModel, SymbolicTensor, Tensor, Variable, layers } from '@tensorflow/tfjs';
import type { PortRef } from '../graph/types';
import type { Tfjs } from '../nodes/kind';
import {
	calledNetwork,
	forwardNetwork,
	isBoundary,
	linkStep,
	type Evaluation,
	type ForwardPlan,
	type LinkedStep,
} from './link/forward';
import { kerasLayer } from './link/kerasLayer';
import { nodeLayerClass } from './link/nodeLayer';
import { firstValues, sameShape, type WeightValues } from './link/weights';
import type { NetworkPlan, PlannedWeight, Program } from './program';

/** One weight: its plan, and the variable of the model that holds it. */
export interface LinkedWeight {
	/** Absent for what a training node keeps. */
	network?: string;
	planned: PlannedWeight;
	variable: Variable;
}

export interface LinkedNetwork extends ForwardPlan {
	/** Shares its variables with the training path; made for predict, summary and save. */
	model: LayersModel;
}

export interface Linked {
	networks: ReadonlyMap<string, LinkedNetwork>;
	/** By path `network/node/weight`, in the networks' and steps' order; then what training nodes keep. */
	weights: ReadonlyMap<string, LinkedWeight>;
	/** Runs a network outside the models; see `forwardNetwork`. */
	forward(
		network: string,
		inputs: readonly Tensor[],
		evaluation: Evaluation,
		path: string,
	): Tensor[];
	dispose(): void;
}

/** Seeds the first values, or says what they are where a path is in `given` (tfjs's layout; shapes must agree). */
export interface InitialWeights {
	seed: number;
	given?: Readonly<Record<string, WeightValues>>;
}

/** Makes the models of all networks. Throws when a given weight doesn't fit. The caller disposes the result. */
export function link(tf: Tfjs, program: Program, initial: InitialWeights): Linked {
	const networks = new Map<string, LinkedNetwork>();
	const weights = new Map<string, LinkedWeight>();
	for (const plan of calledFirst(program.networks)) {
		const network = linkNetwork(tf, plan, networks, new Set(Object.keys(program.networks)));
		networks.set(plan.name, network);
		for (const { planned, variable } of network.held) {
			weights.set(planned.path, { network: plan.name, planned, variable });
		}
	}
	for (const planned of program.state) {
		const variable = tf.tidy(() => tf.variable(tf.zeros([...planned.shape]), false));
		weights.set(planned.path, { planned, variable });
	}
	const linked: Linked = {
		networks,
		weights,
		forward: (network, inputs, evaluation, path) =>
			forwardNetwork(tf, networks, network, inputs, evaluation, path),
		dispose() {
			// Layer by layer: a model lets those it calls go twice over, once as its layers.
			for (const { model } of networks.values())
				for (const layer of model.layers) if (!(layer instanceof tf.LayersModel)) layer.dispose();
			for (const { variable } of weights.values()) {
				if (!variable.isDisposed) variable.dispose();
			}
		},
	};
	try {
		const { seed, given = {} } = initial;
		const planned = new Map([...weights].map(([path, weight]) => [path, weight.planned]));
		for (const [path, { variable }] of weights) {
			const { shape, values } = given[path] ?? firstValues(seed, planned, path, given);
			writeWeight(tf, path, variable, shape, values);
		}
	} catch (error) {
		linked.dispose();
		throw error;
	}
	return linked;
}

/**
 * Sets a variable to new values. Always a fresh tensor, never a write in place: wasm's XNNPACK keeps packed copies
 * of weights by tensor, and a write in place would leave them stale.
 */
export function writeWeight(
	tf: Tfjs,
	path: string,
	variable: Variable,
	shape: readonly number[],
	values: Float32Array,
): void {
	if (!sameShape(shape, variable.shape)) {
		throw new Error(
			`Weight ${path} has shape [${variable.shape.join(', ')}], but [${shape.join(', ')}] was given.`,
		);
	}
	const fresh = tf.tensor(values, [...variable.shape], 'float32');
	variable.assign(fresh);
	fresh.dispose();
}

/** All weights on the host, by path, in tfjs's layout. */
export async function readWeights(linked: Linked): Promise<Record<string, WeightValues>> {
	const entries = [...linked.weights].map(async ([path, { variable }]) => {
		const values = (await variable.data()) as Float32Array;
		return [path, { shape: variable.shape, values: values.slice() }] as const;
	});
	return Object.fromEntries(await Promise.all(entries));
}

/** Networks in an order in which every one comes after those it calls. */
function calledFirst(networks: Program['networks']): NetworkPlan[] {
	const ordered: NetworkPlan[] = [];
	const visit = (name: string): void => {
		const plan = networks[name];
		if (!plan || ordered.includes(plan)) return;
		for (const step of plan.steps) {
			const called = calledNetwork(step);
			if (called !== undefined) visit(called);
		}
		ordered.push(plan);
	};
	for (const name of Object.keys(networks)) visit(name);
	return ordered;
}

function linkNetwork(
	tf: Tfjs,
	plan: NetworkPlan,
	networks: ReadonlyMap<string, LinkedNetwork>,
	networkNames: ReadonlySet<string>,
): LinkedNetwork & { held: { planned: PlannedWeight; variable: Variable }[] } {
	const steps = plan.steps.map((step) => linkStep(step));
	const symbols = new Map<PortRef, SymbolicTensor>();
	const inputs = plan.inputs.map(({ port, type, from }) => {
		const symbol = tf.input({
			shape: [...type.shape],
			dtype: type.dtype,
			name: `${plan.name}_${port}`,
		});
		symbols.set(from, symbol);
		return symbol;
	});
	const held: { planned: PlannedWeight; variable: Variable }[] = [];
	for (const linked of steps) {
		if (isBoundary(linked.step)) continue;
		const { outputs, layer, weightNames } = applyStep(tf, linked, symbols, networks, networkNames);
		Object.keys(linked.step.outputTypes).forEach((port, i) => {
			symbols.set(`${linked.step.node}/${port}`, outputs[i]!);
		});
		weightNames.forEach((name, i) => {
			const planned = plan.weights.find((w) => w.node === linked.step.node && w.name === name);
			if (!planned) throw new Error(`${plan.name}/${linked.step.node}/${name} is not planned.`);
			held.push({ planned, variable: layer.weights[i]!.read() as Variable });
		});
	}
	const outputs = plan.outputs.map(({ port, from }) => {
		const symbol = symbols.get(from);
		if (!symbol) throw new Error(`Network “${plan.name}” gives nothing at its output “${port}”.`);
		return symbol;
	});
	// The plan's order, whatever order the layers list them in.
	held.sort((a, b) => plan.weights.indexOf(a.planned) - plan.weights.indexOf(b.planned));
	const byNode = new Map<string, [name: string, path: string][]>();
	for (const { node, name, path } of plan.weights) {
		byNode.set(node, [...(byNode.get(node) ?? []), [name, path]]);
	}
	return {
		plan,
		steps,
		weights: byNode,
		model: tf.model({ inputs, outputs, name: plan.name }),
		held,
	};
}

/** Puts one step into the model: a called network's own model, Keras's layer of the kind, or a `GanLoomNode`. */
function applyStep(
	tf: Tfjs,
	linked: LinkedStep,
	symbols: ReadonlyMap<PortRef, SymbolicTensor>,
	networks: ReadonlyMap<string, LinkedNetwork>,
	networkNames: ReadonlySet<string>,
): { outputs: SymbolicTensor[]; layer: layers.Layer; weightNames: readonly string[] } {
	const { step, kind, context, from } = linked;
	const called = calledNetwork(step);
	const keras = kerasLayer(linked);
	let layer: layers.Layer;
	let weightNames: readonly string[] = [];
	let given = from.map(([, ref]) => symbols.get(ref)!);
	// A model's layers need names of their own, and a called network's model is a layer named like the network.
	const name = networkNames.has(step.node) ? `${step.node}_node` : step.node;
	if (called !== undefined) {
		const network = networks.get(called);
		if (!network) throw new Error(`${step.node}: there is no network “${called}”.`);
		layer = network.model;
		given = network.plan.inputs.map(({ port }) => symbols.get(step.inputs[port]!)!);
	} else if (keras) {
		layer = keras.make(tf, context);
		layer.name = name;
		layer.setFastWeightInitDuringBuild(true);
		// A kind lists all its layer may have; which of them there are depends on parameters.
		const own = new Set(kind.weights?.(context).map((spec) => spec.name));
		weightNames = keras.weights.filter((weight) => own.has(weight));
	} else {
		layer = new (nodeLayerClass(tf))({
			name,
			kind: step.kind,
			node: step.node,
			params: step.params,
			wired: [...context.wired],
			inputTypes: { ...step.inputTypes },
			outputTypes: { ...step.outputTypes },
		});
		// The order in which Keras lists them: trained ones first.
		const specs = [...(kind.weights?.(context) ?? [])];
		specs.sort((a, b) => Number(b.trainable) - Number(a.trainable));
		weightNames = specs.map((spec) => spec.name);
	}
	const applied = layer.apply(given.length === 1 ? given[0]! : given);
	return {
		outputs: (Array.isArray(applied) ? applied : [applied]) as SymbolicTensor[],
		layer,
		weightNames,
	};
}
