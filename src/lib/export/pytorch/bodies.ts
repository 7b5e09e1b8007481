// The steps of networks and blocks as the parts that Python classes are written of.
import { calledNetwork, isBoundary, linkStep } from '../../compile/link/forward';
import { nodeOf } from '../../compile/plan';
import type { NetworkPlan, Step } from '../../compile/program';
import { entry } from '../../graph/canvases';
import type { Canvas, GraphDocument, PortRef } from '../../graph/types';
import { torchOrder } from '../../nodes/shape';
import { quoted, PythonNames } from './pythonNames';
import { writeBody, type Part } from './statements';

/** In the place of a class's name until it has one. */
const NAME = '\u0003';

/** What the classes of one file share. */
export class ClassFile {
	/** Classes of blocks, in the order in which they can stand. */
	readonly blocks: string[] = [];
	/** Python that kinds define, each once. */
	readonly defined = new Set<string>();
	/** Whether a network runs another one. */
	nested = false;
	private readonly networkNames = new Map<string, string>();
	private readonly blockNames = new Map<string, string>();
	private readonly classes: PythonNames;

	constructor(
		private readonly document: GraphDocument,
		/** Attributes for nodes' ids. */
		readonly attributes: PythonNames,
		taken: Iterable<string>,
	) {
		this.classes = new PythonNames(taken);
	}

	/** A network's class under `name`, with a line that says what it is. */
	network(plan: NetworkPlan, name: string, about: string): string {
		const inputNames = new PythonNames();
		const inputs = plan.inputs.map(({ from, port }) => ({ ref: from, name: inputNames.of(port) }));
		const outputs = plan.outputs.map(({ from }) => from);
		const canvas = entry(this.document.networks, plan.name)?.canvas;
		const steps = plan.steps.filter((step) => !isBoundary(step));
		const text = this.write(NAME, about, { steps, prefix: '', canvas, inputs, outputs });
		const key = text.replace(about, '');
		const same = this.networkNames.get(key);
		if (same !== undefined)
			return `class ${name}(${same}):\n    """${about} Built as ${same} is."""\n`;
		this.networkNames.set(key, name);
		return text.replace(NAME, name);
	}

	private write(name: string, about: string, body: Body): string {
		const { parts, modules } = this.partsOf(body);
		const made = modules.length > 0 ? ['super().__init__()', ...modules] : [];
		return [
			`class ${name}(nn.Module):`,
			`    """${about}"""`,
			'',
			...(made.length > 0 ? ['    def __init__(self):', ...indent(made), ''] : []),
			`    def forward(${['self', ...body.inputs.map((input) => input.name)].join(', ')}):`,
			...indent(writeBody(parts, body.inputs, body.outputs)),
			'',
		].join('\n');
	}

	/** The parts of a body, and the lines that make its modules. */
	private partsOf(body: Body): { parts: Part[]; modules: string[] } {
		const { steps, prefix } = body;
		const parts: Part[] = [];
		const modules: string[] = [];
		for (let at = 0; at < steps.length;) {
			const [id, ...inner] = steps[at]!.node.slice(prefix.length).split('.') as [string];
			if (inner.length === 0) {
				const { part, module } = this.stepPart(steps[at]!, id);
				parts.push(part);
				if (module !== undefined) modules.push(module);
				at++;
				continue;
			}
			const start = at;
			while (steps[at]?.node.startsWith(`${prefix}${id}.`)) at++;
			const uses = this.blockParts(body, id, steps.slice(start, at));
			parts.push(...uses.parts);
			modules.push(uses.module);
		}
		return { parts, modules };
	}

	private stepPart(step: Step, id: string): { part: Part; module?: string } {
		const { kind, context } = linkStep(step);
		const attribute = this.attributes.of(id);
		const outputs = Object.entries(step.outputTypes);
		const gives = outputs.map(([port, { shape }]) => ({
			ref: `${step.node}/${port}` as PortRef,
			called: outputs.length === 1 ? id : port,
			shape: torchOrder(shape),
		}));
		const called = calledNetwork(step);
		if (called !== undefined) {
			this.nested = true;
			const write = (args: Readonly<Record<string, string>>): string[] => [
				`networks[${quoted(called)}](${Object.values(args).join(', ')})`,
			];
			return { part: { gives, takes: step.inputs, write, leads: true } };
		}
		const { torch } = kind;
		if (!torch) throw new Error(`${step.node}: “${kind.id}” has no PyTorch half.`);
		if (torch.define !== undefined) this.defined.add(torch.define);
		const module = torch.module?.(context);
		const write = (args: Readonly<Record<string, string>>): string[] => {
			const written = torch.call({ ...context, args, self: `self.${attribute}` });
			return outputs.map(([port]) => written[port]!);
		};
		const leads = (kind.weights?.(context) ?? []).some(({ shape }) => shape.length > 1);
		return {
			part: { gives, takes: step.inputs, write, leads },
			module: module === undefined ? undefined : `self.${attribute} = ${module}`,
		};
	}

	/** A block's uses in a row, as one part where they form a plain sequence. */
	private blockParts(body: Body, id: string, steps: Step[]): { parts: Part[]; module: string } {
		const attribute = this.attributes.of(id);
		const instances = this.instancesOf(body, id, steps);
		const classes = instances.map((instance) => instance.className);
		const same = new Set(classes).size === 1;
		const straight =
			instances.every(({ inputs, outputs }) => inputs.length === 1 && outputs.length === 1) &&
			instances.slice(1).every(({ inputs }, i) => inputs[0] === instances[i]!.outputs[0]!.ref);
		const count = instances.length;
		const list =
			same && count > 1 ? `${classes[0]}() for _ in range(${count})` : `${classes.join('(), ')}()`;
		const items = same && count > 1 ? `*(${list})` : list;
		if (straight) {
			const { ref, shape } = instances.at(-1)!.outputs[0]!;
			const part: Part = {
				gives: [{ ref, called: id, shape }],
				takes: { x: instances[0]!.inputs[0]! },
				write: ({ x }) => [`self.${attribute}(${x})`],
				leads: true,
			};
			return { parts: [part], module: `self.${attribute} = nn.Sequential(${items})` };
		}
		const parts = instances.map(({ inputs, outputs }, i): Part => ({
			gives: outputs.map(({ ref, shape }) => ({ ref, called: lastName(ref), shape })),
			takes: Object.fromEntries(inputs.map((ref, at) => [String(at), ref])),
			write: (args) => [`self.${attribute}[${i}](${Object.values(args).join(', ')})`],
			leads: true,
		}));
		return { parts, module: `self.${attribute} = nn.ModuleList([${list}])` };
	}

	private instancesOf({ prefix, canvas, ...body }: Body, id: string, steps: Step[]): Instance[] {
		const place = canvas?.nodes.find((node) => node.id === id);
		const name = String(place?.params.block ?? id);
		const block = entry(this.document.blocks, name);
		const numbers = [
			...new Set(steps.map(({ node }) => node.slice(prefix.length + id.length + 1).split('.')[0]!)),
		];
		return numbers.map((number): Instance => {
			const inside = `${prefix}${id}.${number}.`;
			const own = steps.filter(({ node }) => node.startsWith(inside));
			const others = [...body.steps, ...steps].filter(({ node }) => !node.startsWith(inside));
			const taken = new Set([
				...others.flatMap(({ inputs }) => Object.values(inputs)),
				...body.outputs,
			]);
			const inputs = [...new Set(own.flatMap((step) => Object.values(step.inputs)))].filter(
				(ref) => !nodeOf(ref).startsWith(inside),
			);
			const outputs = own.flatMap(({ node, outputTypes }) =>
				Object.entries(outputTypes)
					.map(([port, { shape }]) => ({
						ref: `${node}/${port}` as PortRef,
						shape: torchOrder(shape),
					}))
					.filter(({ ref }) => taken.has(ref)),
			);
			const named = inputs.map((ref, i) => ({
				ref,
				name: inputs.length === 1 ? 'x' : `x${i + 1}`,
			}));
			const className = this.blockClass(name, {
				...{ steps: own, prefix: inside, canvas: block?.canvas },
				...{ inputs: named, outputs: outputs.map(({ ref }) => ref) },
			});
			return { className, inputs, outputs };
		});
	}

	/** The class of a block's use; uses that are written the same share one. */
	private blockClass(block: string, body: Body): string {
		const about = `Block “${block}”.`;
		const text = this.write(NAME, about, body);
		// Only the shapes, which are comments, may differ.
		const key = text.replace(/ {2}# .*$/gm, '');
		const known = this.blockNames.get(key);
		if (known !== undefined) return known;
		const name = this.classes.of(key, block.charAt(0).toUpperCase() + block.slice(1));
		this.blockNames.set(key, name);
		this.blocks.push(text.replace(NAME, name));
		return name;
	}
}

interface Body {
	steps: readonly Step[];
	/** Before the names of its steps. */
	prefix: string;
	canvas: Canvas | undefined;
	inputs: readonly { ref: PortRef; name: string }[];
	outputs: readonly PortRef[];
}

/** One use of a block. */
interface Instance {
	className: string;
	inputs: PortRef[];
	outputs: { ref: PortRef; shape: number[] }[];
}

const lastName = (ref: PortRef): string => nodeOf(ref).split('.').at(-1)!;

export const indent = (lines: readonly string[], by = 2): string[] =>
	lines.map((line) => (line === '' ? line : '    '.repeat(by) + line));
