// A network's steps as ONNX operators: blocks are unrolled already, networks that are called stand inline.
import { isBoundary, linkStep, type LinkedStep } from '../../compile/link/forward';
import { toTorchLayout, type WeightValues } from '../../compile/link/weights';
import type { NetworkPlan, PlannedWeight, Program } from '../../compile/program';
import type { PortRef } from '../../graph/types';
import type { ParamSpecs } from '../../nodes/kind';
import type { OnnxAttribute, OnnxContext, OnnxNumbers } from '../../nodes/onnx';
import { sizeOf } from '../../nodes/shape';
import type { Initializer, OnnxType, OperatorNode } from './encode';

type Attributes = Readonly<Record<string, OnnxAttribute>>;

/** Collects what the file of one network is made of. */
export class GraphWriter {
	readonly nodes: OperatorNode[] = [];
	private readonly held = new Map<string, Initializer>();
	private readonly names = new Map<string, number>();

	constructor(
		private readonly networks: Program['networks'],
		/** By path, in tfjs's layout. */
		private readonly weights: Readonly<Record<string, WeightValues>>,
	) {}

	get initializers(): Initializer[] {
		return [...this.held.values()];
	}

	/** Adds a network; inputs and outputs are channels-first, in the order of its ports. `path` stands before names. */
	network(plan: NetworkPlan, inputs: readonly string[], path: string): string[] {
		const values = new Map<PortRef, string>();
		plan.inputs.forEach(({ from }, i) => values.set(from, inputs[i]!));
		const weights = new Map(plan.weights.map((weight) => [weight.path, weight]));
		for (const step of plan.steps) {
			if (isBoundary(step)) continue;
			const linked = linkStep(step);
			const { kind } = linked;
			if (!kind.onnx) throw new Error(`${plan.name}/${step.node}: ${lacking(linked)}`);
			const outputs = kind.onnx(this.context(plan.name, linked, weights, values, path));
			for (const [port, value] of Object.entries(outputs))
				values.set(`${step.node}/${port}`, value);
		}
		return plan.outputs.map(({ port, from }) => {
			const value = values.get(from);
			if (value === undefined)
				throw new Error(`Network “${plan.name}” gives nothing at its output “${port}”.`);
			return value;
		});
	}

	/** Adds an operator under a name of its own that begins with `place`; gives its outputs' names. */
	add(
		place: string,
		type: string,
		inputs: readonly (string | undefined)[],
		outputs: number | readonly string[],
		attributes: Attributes = {},
	): string[] {
		const name = this.freshName(`${place}/${type}`);
		const given =
			typeof outputs === 'number'
				? Array.from({ length: outputs }, (_, i) => (i === 0 ? name : `${name}.${i}`))
				: outputs;
		const named = inputs.map((input) => input ?? '');
		while (named.at(-1) === '') named.pop();
		this.nodes.push({ name, type, inputs: named, outputs: given, attributes });
		return [...given];
	}

	private context(
		network: string,
		{ step, context, from }: LinkedStep,
		weights: ReadonlyMap<string, PlannedWeight>,
		values: ReadonlyMap<PortRef, string>,
		path: string,
	): OnnxContext<ParamSpecs> {
		const place = path + step.node;
		const own = `${network}/${step.node}`;
		const numbers = (name: string): OnnxNumbers => {
			const found = this.numbersOf(weights.get(`${own}/${name}`));
			if (!found) throw new Error(`${own} has no weight “${name}”.`);
			return found;
		};
		return {
			...context,
			args: Object.fromEntries(from.map(([port, ref]) => [port, values.get(ref)!])),
			op: (type, inputs, attributes) => this.add(place, type, inputs, 1, attributes)[0]!,
			ops: (type, inputs, count, attributes) => this.add(place, type, inputs, count, attributes),
			floats: (given, shape = []) =>
				this.hold(
					this.freshName(`${place}/constant`),
					'float32',
					shape,
					typeof given === 'number' ? Float32Array.of(given) : Float32Array.from(given),
				),
			integers: (given) =>
				this.hold(
					this.freshName(`${place}/constant`),
					'int64',
					[given.length],
					BigInt64Array.from(given, BigInt),
				),
			truth: (given) =>
				this.hold(this.freshName(`${place}/constant`), 'bool', [], Uint8Array.of(given ? 1 : 0)),
			numbers,
			weight: (name) => {
				const planned = weights.get(`${own}/${name}`);
				return planned && this.made(planned.path, numbers(name));
			},
			made: (name, given) => this.made(`${own}/${name}`, given),
			apply: (called, inputs) => this.network(this.networks[called]!, inputs, `${place}/`),
		};
	}

	private numbersOf(planned: PlannedWeight | undefined): OnnxNumbers | undefined {
		if (!planned) return undefined;
		const given = this.weights[planned.path];
		if (!given) throw new Error(`${planned.path} has no value.`);
		return toTorchLayout(planned, given.values);
	}

	/** A network that runs twice has its weights in the file once. */
	private made(path: string, { shape, values }: OnnxNumbers): string {
		return this.held.has(path) ? path : this.hold(path, 'float32', shape, values);
	}

	private hold(
		name: string,
		type: OnnxType,
		shape: readonly number[],
		values: Float32Array | BigInt64Array | Uint8Array,
	): string {
		if (values.length !== sizeOf(shape))
			throw new Error(`${name}: ${values.length} values don’t fill [${shape.join(', ')}].`);
		const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
		this.held.set(name, { name, type, shape, bytes });
		return name;
	}

	private freshName(name: string): string {
		const count = (this.names.get(name) ?? 0) + 1;
		this.names.set(name, count);
		return count === 1 ? name : `${name}_${count}`;
	}
}

const lacking = ({ kind }: LinkedStep): string =>
	`ONNX has nothing that does the same as ${kind.doc.name.en}.`;
