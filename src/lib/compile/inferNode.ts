// Part of inferring types: one node, once everything that feeds it is known.
import type { PortType, Text, Wire } from '../graph/types';
import { freshId } from '../graph/ids';
import type {
	InferContext,
	Mending,
	ParamSpecs,
	PortSpec,
	Ports,
	Problem,
	Surroundings,
} from '../nodes/kind';
import { sizeOf } from '../nodes/shape';
import { describeMeanings, describeType } from './describe';
import { canRepeat, type Inferred, type NodeFacts } from './facts';
import { MAX_ELEMENTS } from './sizes';
import { removeWire } from './mends';
import { repeatOf, usedBlock, type Place, type Sheet, type Workspace } from './workspace';

const NO_PORTS: Ports = { inputs: [], outputs: [] };

export function inferNode(
	workspace: Workspace,
	sheet: Sheet,
	place: Place,
	around: Surroundings,
	known: ReadonlyMap<string, NodeFacts>,
	block: Inferred['block'],
): NodeFacts {
	const { kind, node, incoming } = place;
	const nothing: NodeFacts = {
		place,
		ports: NO_PORTS,
		wired: [],
		inputs: {},
		outputs: {},
		complete: false,
		parameters: 0,
	};
	if (!kind || place.broken) return nothing;
	const report = (problem: Problem): void =>
		workspace.log.add({ ...problem, canvas: place.canvas, node: node.id });

	// A kind that throws is a fault of ours: it is told where it happens, and the rest is still shown.
	const guarded = <T>(run: () => T, instead: T): T => {
		try {
			return run();
		} catch (error) {
			report(kindFailed(error));
			return instead;
		}
	};

	const context = {
		id: node.id,
		params: place.params as InferContext<ParamSpecs>['params'],
		wired: [...incoming.keys()],
		around,
	};
	const ports = guarded(() => kind.ports(context), NO_PORTS);
	const { inputs, open } = gatherInputs(workspace, sheet, place, ports, known, report);
	const mending: Mending = {
		canvas: place.canvas,
		at: node.at,
		from: (port) => incoming.get(port)?.from,
		freshId: (prefix) => freshId(sheet.places.keys(), prefix),
	};
	const inference = guarded(() => kind.infer({ ...context, inputs, mending }), { outputs: {} });

	let failed = false;
	for (const problem of inference.problems ?? []) {
		// What is said of a port whose type is missing has its cause elsewhere, and was told there.
		if (problem.port !== undefined && incoming.has(problem.port) && !inputs[problem.port]) continue;
		report(problem);
		if (problem.severity === 'error') failed = true;
	}
	const repeat = repeatProblem(place, ports, inputs, block);
	if (repeat) report(repeat);

	const outputs: Record<string, PortType | undefined> = {};
	for (const { name } of ports.outputs) {
		const type = inference.outputs[name];
		// Not `>`: a size that is no number is too large as well.
		const fits = !type || sizeOf(type.shape) * workspace.document.run.batch <= MAX_ELEMENTS;
		if (!fits) report(tooManyElements(name, type, workspace.document.run.batch));
		outputs[name] = fits ? type : undefined;
	}

	const wired = ports.inputs.map(({ name }) => name).filter((name) => incoming.has(name));
	const complete =
		!failed &&
		!open &&
		!repeat &&
		wired.every((name) => inputs[name]) &&
		ports.outputs.every(({ name }) => outputs[name]);
	let parameters = 0;
	if (complete) {
		const build = { ...context, inputs: typed(inputs), outputs: typed(outputs), wired };
		const weights = guarded(() => kind.weights?.(build) ?? [], []);
		for (const { shape, trainable } of weights) if (trainable) parameters += sizeOf(shape);
		const name = usedBlock(place);
		if (name !== undefined) {
			const signature = around.block(name, inputsInOrder(ports, inputs), repeatOf(place));
			parameters += signature?.parameters ?? 0;
		}
	}
	return { place, ports, wired, inputs, outputs, complete, parameters };
}

/** Types at the inputs; tells of wires to ports that aren't there, of open inputs, and of what an input can't take. */
function gatherInputs(
	workspace: Workspace,
	sheet: Sheet,
	place: Place,
	ports: Ports,
	known: ReadonlyMap<string, NodeFacts>,
	report: (problem: Problem) => void,
): { inputs: Record<string, PortType | undefined>; open: boolean } {
	const inputs: Record<string, PortType | undefined> = {};
	let open = false;
	for (const port of ports.inputs) {
		const wire = place.incoming.get(port.name);
		if (!wire) {
			if (port.optional) continue;
			open = true;
			report(openInput(port, isNeeded(workspace, sheet, place)));
			continue;
		}
		const type = known.get(wire.from[0])?.outputs[wire.from[1]];
		if (type && !accepts(port, type)) report(wrongMeaning(place, port, type, wire));
		else inputs[port.name] = type;
	}
	for (const [name, wire] of place.incoming) {
		const source = known.get(wire.from[0]);
		if (!ports.inputs.some((port) => port.name === name)) report(noPort(place, name, name, wire));
		else if (
			source &&
			!source.place.broken &&
			!source.ports.outputs.some((port) => port.name === wire.from[1])
		) {
			report(noPort(place, name, wire.from[1], wire));
			open = true;
		}
	}
	return { inputs, open };
}

/** What an input says it takes; without a word, anything but a loss. */
export function accepts({ accepts: meanings }: PortSpec, { meaning }: PortType): boolean {
	return meanings ? meanings.includes(meaning) : meaning !== 'loss';
}

/** Types in port order, as blocks take them. */
export function inputsInOrder(
	ports: Ports,
	inputs: Readonly<Record<string, PortType | undefined>>,
): (PortType | undefined)[] {
	return ports.inputs.map(({ name }) => inputs[name]);
}

/** Those that are known. */
export function typed(
	types: Readonly<Record<string, PortType | undefined>>,
): Record<string, PortType> {
	return Object.fromEntries(
		Object.entries(types).filter((pair): pair is [string, PortType] => pair[1] !== undefined),
	);
}

function isNeeded({ called }: Workspace, sheet: Sheet, { node }: Place): boolean {
	const name = sheet.id.slice(sheet.id.indexOf('/') + 1);
	return sheet.needed.has(node.id) && (sheet.surface !== 'network' || called.has(name));
}

function openInput({ name, label }: PortSpec, needed: boolean): Problem {
	const shown =
		label === undefined
			? { ja: name, en: name }
			: typeof label === 'string'
				? { ja: label, en: label }
				: label;
	return {
		severity: needed ? 'error' : 'warning',
		code: 'openInput',
		port: name,
		message: needed
			? {
					ja: `入力「${shown.ja}」に何もつながっていません。線をつないでください。`,
					en: `Nothing is wired to the input “${shown.en}”. Wire something to it.`,
				}
			: {
					ja: `入力「${shown.ja}」に何もつながっていないため、このノードは使われません。`,
					en: `Nothing is wired to the input “${shown.en}”, so this node is left out.`,
				},
	};
}

function noPort(place: Place, port: string, name: string, wire: Wire): Problem {
	const side = port === name ? { ja: '入力', en: 'input' } : { ja: '出力', en: 'output' };
	const owner = port === name ? place.node.id : wire.from[0];
	return {
		severity: 'error',
		code: 'unknownPort',
		port,
		message: {
			ja: `「${owner}」に「${name}」という${side.ja}はありません。線を外して、つなぎ直してください。`,
			en: `“${owner}” has no ${side.en} called “${name}”. Remove the wire and connect it anew.`,
		},
		mend: removeWire(place.canvas, wire),
	};
}

/** Why an input doesn't take a value of this type. */
export function meaningMismatch(port: PortSpec, type: PortType): Text {
	const [given, taken] = [describeType(type), describeMeanings(port.accepts)];
	return {
		ja: `これは${given.ja.match(/^\d/) ? ' ' : ''}${given.ja}です。この入力が受け取るのは${taken.ja}です。`,
		en: `This is ${given.en}; this input takes ${taken.en}.`,
	};
}

function wrongMeaning(place: Place, port: PortSpec, type: PortType, wire: Wire): Problem {
	return {
		severity: 'error',
		code: 'wrongMeaning',
		port: port.name,
		message: meaningMismatch(port, type),
		mend: removeWire(place.canvas, wire),
	};
}

function repeatProblem(
	place: Place,
	ports: Ports,
	inputs: Readonly<Record<string, PortType | undefined>>,
	block: Inferred['block'],
): Problem | undefined {
	const name = usedBlock(place);
	if (name === undefined || repeatOf(place) === 1) return undefined;
	const types = inputsInOrder(ports, inputs);
	const signature = block(name, types)?.signature;
	if (!signature || canRepeat(signature, types)) return undefined;
	const [taken, given] = [types[0], signature.outputs[0]?.type];
	const [into, out] = [taken && describeType(taken), given && describeType(given)];
	return {
		severity: 'error',
		code: 'repeatMismatch',
		port: ports.inputs[0]?.name,
		message:
			into && out && signature.inputs.length === signature.outputs.length
				? {
						ja: `くり返すには、出力が入力と同じ形でなければなりません。入力は ${into.ja}、出力は ${out.ja}です。`,
						en: `To repeat, a block must give what it takes. It takes ${into.en} and gives ${out.en}.`,
					}
				: {
						ja: `くり返すには、入力と出力が同じ数でなければなりません（入力 ${signature.inputs.length}、出力 ${signature.outputs.length}）。`,
						en: `To repeat, a block must have as many outputs as inputs; it has ${signature.inputs.length} in, ${signature.outputs.length} out.`,
					},
		mend: {
			label: { ja: 'くり返しを 1 回にする', en: 'Repeat once' },
			commands: [
				{ type: 'setParam', canvas: place.canvas, node: place.node.id, name: 'repeat', value: 1 },
			],
		},
	};
}

function tooManyElements(port: string, type: PortType, batch: number): Problem {
	return {
		severity: 'error',
		code: 'tooLarge',
		port,
		message: {
			ja: `出力が大きすぎます（${type.shape.join('×')} を ${batch} 個分）。${MAX_ELEMENTS.toLocaleString('en')} 個までにしてください。`,
			en: `The output is too large: ${type.shape.join('×')}, ${batch} at a time. Keep it within ${MAX_ELEMENTS.toLocaleString('en')} numbers.`,
		},
	};
}

function kindFailed(error: unknown): Problem {
	const detail = error instanceof Error ? error.message : String(error);
	return {
		severity: 'error',
		code: 'kindFailed',
		message: {
			ja: `このノードの型を調べる途中で、GAN Loom 側の誤りが起きました（${detail}）。パラメータを変えると避けられることがあります。`,
			en: `GAN Loom itself failed on this node (${detail}). Changing its parameters may avoid it.`,
		},
	};
}
