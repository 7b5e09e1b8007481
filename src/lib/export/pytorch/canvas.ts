// The training canvas in Python: names of values, and the lines that compute them.
import { calledNetwork } from '../../compile/link/forward';
import { nodeOf } from '../../compile/plan';
import type { Program } from '../../compile/program';
import { paramsOfType } from '../../compile/workspace';
import type { PortRef } from '../../graph/types';
import type { LinkedStep } from '../../compile/link/forward';
import { isAttribute, PythonNames } from './pythonNames';

/** Where the canvas's own modules are among the networks. */
const CANVAS = 'canvas';

export class CanvasNames {
	/** Attributes of `nets`, by network: mostly their names. */
	readonly networks: ReadonlyMap<string, string>;
	/** Attributes of `nets.canvas`, by node. */
	readonly modules = new PythonNames();
	private readonly values = new PythonNames(['nets', 'v', 'draw', 'math']);
	/** Values that some node takes. */
	private readonly used: ReadonlySet<PortRef>;

	constructor(private readonly program: Program) {
		const names = Object.keys(program.networks);
		const others = new PythonNames([CANVAS, ...names]);
		this.networks = new Map(
			names.map((name) => [name, isAttribute(name) && name !== CANVAS ? name : others.of(name)]),
		);
		this.used = new Set(program.steps.flatMap(({ inputs }) => Object.values(inputs)));
	}

	/** What a value is called: as its node where that gives but one. */
	value(ref: PortRef): string {
		const node = nodeOf(ref);
		const step = this.program.steps.find((one) => one.node === node)!;
		const several = Object.keys(step.outputTypes).length > 1;
		return this.values.of(ref, several ? ref.replace('/', '_') : node);
	}

	/**
	 * The line that computes a node's values. `args` are Python expressions by port; `local` gives what is assigned to.
	 */
	line(
		step: LinkedStep,
		args: Readonly<Record<string, string>>,
		local: (ref: PortRef) => string,
	): string {
		const { kind, context } = step;
		const refs = Object.keys(context.outputs).map((port) => `${context.id}/${port}` as PortRef);
		const called = calledNetwork(step.step);
		if (called !== undefined) {
			const targets = refs.map((ref) => (this.used.has(ref) ? local(ref) : '_')).join(', ');
			return `${targets} = nets.${this.networks.get(called)}(${Object.values(args).join(', ')})`;
		}
		if (!kind.torch) throw new Error(`${context.id}: “${kind.id}” has no PyTorch half.`);
		const written = kind.torch.call({ ...context, args, self: this.selfOf(step) });
		const wanted = refs.filter((ref) => this.used.has(ref));
		return wanted
			.map((ref) => {
				const expression = written[ref.slice(ref.indexOf('/') + 1)]!;
				if (!kind.torch!.addsUp?.(context.params)) return `${local(ref)} = ${expression}`;
				return `${local(ref)} = v.shares * ${expression}  # a sum, where shares of a batch are averaged`;
			})
			.join('\n');
	}

	/** What a node runs: a network of the document where it names one, else its own module. */
	private selfOf({ kind, context }: LinkedStep): string {
		const [network] = paramsOfType({ kind, params: context.params as never }, 'network');
		if (network === undefined) return `nets.${CANVAS}.${this.modules.of(context.id)}`;
		return `nets.${this.networks.get(network)}`;
	}
}
