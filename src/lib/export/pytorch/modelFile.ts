// model.py: one class a network.
import type { NetworkPlan, Program } from '../../compile/program';
import type { GraphDocument, Label, PortType } from '../../graph/types';
import { torchOrder } from '../../nodes/shape';
import { ClassFile, indent } from './bodies';
import { docText, identifier, PythonNames, quoted } from './pythonNames';

/** Names that model.py uses itself. */
const TAKEN = ['networks', 'make_networks', 'NODES'];

export interface ModelFile {
	text: string;
	/** Whether it has a table of nodes that had to be renamed. */
	renames: boolean;
	/** Attributes for nodes' ids. */
	attributes: PythonNames;
}

export function modelFile(document: GraphDocument, program: Program): ModelFile {
	const plans = Object.values(program.networks);
	const attributes = new PythonNames();
	const names = new PythonNames(TAKEN);
	for (const { name } of plans) names.of(name, className(name));
	const taken = plans.map(({ name }) => names.of(name));
	const file = new ClassFile(document, attributes, [...TAKEN, ...taken]);
	const classes = plans.map((plan) => file.network(plan, names.of(plan.name), aboutNetwork(plan)));
	const made = plans.map(({ name }) => `${quoted(name)}: ${names.of(name)}()`);
	const code = [...file.defined, ...file.blocks, ...classes].map((text) => text.trimEnd());
	const imports = [
		/\btorch\./.test(code.join('\n')) ? ['import torch'] : [],
		/\bF\./.test(code.join('\n')) ? ['import torch.nn.functional as F'] : [],
		['from torch import nn'],
	].flat();
	const renamed = renamedLines(document, attributes);
	const text = [
		`"""The networks of “${docText(inEnglish(document.title))}”. Layers are called as on its canvas.`,
		...sourceLines(document),
		'"""',
		...imports,
		...(file.nested
			? ['', '# Filled by make_networks: a network may run another one.', 'networks = {}']
			: []),
		...code.flatMap((one) => ['', '', one]),
		'',
		'',
		'def make_networks():',
		'    """All networks by name, with PyTorch’s own first weights."""',
		...indent(makeLines(made, file.nested), 1),
		...renamed,
		'',
	].join('\n');
	return { text, attributes, renames: renamed.length > 0 };
}

function makeLines(made: readonly string[], nested: boolean): string[] {
	if (!nested) return [`return {${made.join(', ')}}`];
	return [`networks.update({${made.join(', ')}})`, 'return networks'];
}

/** Classes must not hide what the file imports: a network may well be called F. */
function className(network: string): string {
	const name = identifier(network);
	return name === network ? name : `${name.replace(/_+$/, '')}Net`;
}

/** Ids that are no Python names, so that weights find their nodes. */
function renamedLines(document: GraphDocument, attributes: PythonNames): string[] {
	const bodies = [...Object.values(document.networks), ...Object.values(document.blocks)];
	const ids = new Set(bodies.flatMap(({ canvas }) => canvas.nodes.map(({ id }) => id)));
	const renamed = [...ids].filter((id) => attributes.knows(id) && attributes.of(id) !== id);
	if (renamed.length === 0) return [];
	const pairs = renamed.map((id) => `${quoted(attributes.of(id))}: ${quoted(id)}`);
	return [
		'',
		'',
		'# Attributes whose node has a name on the canvas that Python does not take.',
		`NODES = {${pairs.join(', ')}}`,
	];
}

function aboutNetwork({ role, inputs, outputs, parameters }: NetworkPlan): string {
	const list = (ports: readonly { port: string; type: PortType }[]): string =>
		ports
			.map(({ port, type }) => `${docText(port)} [${torchOrder(type.shape).join(', ')}]`)
			.join(', ');
	const what = role === 'other' ? 'Network' : role[0]!.toUpperCase() + role.slice(1);
	const count = `${parameters.toLocaleString('en')} parameters`;
	const text = `${what}: ${list(inputs)} → ${list(outputs)}; ${count}.`;
	const names = (ports: typeof inputs): string => ports.map(({ port }) => docText(port)).join(', ');
	return text.length <= 90 ? text : `${what}: ${names(inputs)} → ${names(outputs)}; ${count}.`;
}

export function inEnglish(label: Label): string {
	return typeof label === 'string' ? label : label.en;
}

/** Where it is from, for a docstring. */
export function sourceLines({ source }: GraphDocument): string[] {
	if (!source) return [];
	const { paper, year, url } = source;
	return ['', docText(`${paper}, ${year}`), ...(url ? [docText(url)] : [])];
}
