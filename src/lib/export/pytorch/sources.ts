// Sources in Python: what is drawn of data and noise.
import { linkStep } from '../../compile/link/forward';
import { nodeOf } from '../../compile/plan';
import type { Program } from '../../compile/program';
import { paramsOfType } from '../../compile/workspace';
import type { PortRef, PortType } from '../../graph/types';
import type { ParamSpec } from '../../nodes/kind';
import { torchOrder } from '../../nodes/shape';
import { quoted } from './pythonNames';

/** Lines that put the values of these ports on `v`, and what the lines need defined. `shown`: to be looked at. */
export function drawLines(
	program: Program,
	taken: readonly PortRef[],
	nameOf: (ref: PortRef) => string,
	shown: boolean,
): { lines: string[]; defined: string[] } {
	const steps = new Map(program.steps.map((step) => [step.node, linkStep(step)]));
	const defined: string[] = [];
	const write = (ref: PortRef): string => {
		const node = nodeOf(ref);
		const port = ref.slice(node.length + 1);
		const { kind, context, from } = steps.get(node)!;
		const place = `${quoted(node)}, ${quoted(port)}`;
		const [set] = paramsOfType({ kind, params: context.params as never }, 'dataset');
		if (set !== undefined) {
			const { classes } = context.outputs[port]!;
			if (shown && classes !== undefined && takesLabelsOnly(node, context.outputs))
				return `draw.classes(${place}, ${classes})`;
			const options = Object.entries(kind.params)
				.filter(([name, spec]) => spec.type !== 'dataset' && context.params[name] !== spec.default)
				.map(([name, spec]) => `, ${name}=${literal(spec, context.params[name])}`);
			return `draw.items(${place}, ${quoted(set)}${options.join('')})`;
		}
		const { torch } = kind.source!;
		if (!torch) throw new Error(`${node}: “${kind.id}” can't be drawn by PyTorch.`);
		if (torch.define !== undefined) defined.push(torch.define);
		const args = Object.fromEntries(from.map(([own, other]) => [own, write(other)] as const));
		const expression = torch.draw({ ...context, args })[port]!;
		return from.length > 0
			? `draw.made(${place}, lambda: ${expression})`
			: `draw.random(${place}, lambda n, random: ${expression})`;
	};
	const takesLabelsOnly = (node: string, outputs: Readonly<Record<string, PortType>>): boolean =>
		taken
			.filter((ref) => nodeOf(ref) === node)
			.every((ref) => outputs[ref.slice(node.length + 1)]?.meaning === 'label');
	const order = program.sources.flatMap((node) => taken.filter((ref) => nodeOf(ref) === node));
	return { lines: order.map((ref) => `v.${nameOf(ref)} = ${write(ref)}`), defined };
}

function literal(spec: ParamSpec, value: unknown): string {
	if (spec.type === 'boolean') return value ? 'True' : 'False';
	return typeof value === 'string' ? quoted(value) : JSON.stringify(value);
}

/** What data sets hold, by their names and ports. */
export function setLines(program: Program): string[] {
	if (program.datasets.length === 0) return [];
	const lines = program.datasets.map((name) => {
		const step = program.steps
			.map(linkStep)
			.find(({ kind, context }) =>
				paramsOfType({ kind, params: context.params as never }, 'dataset').includes(name),
			)!;
		const ports = Object.entries(step.context.outputs).map(
			([port, type]) => `${quoted(port)}: ${portOf(type)}`,
		);
		return `    ${quoted(name)}: {${ports.join(', ')}},`;
	});
	return ['', 'SETS = {', ...lines, '}'];
}

function portOf({ meaning, shape, range, dtype }: PortType): string {
	const bounds = dtype === 'int32' ? 'None' : `(${(range ?? [0, 255]).join(', ')})`;
	return `Port(${quoted(meaning)}, [${torchOrder(shape).join(', ')}], ${bounds})`;
}
