// train.py: the training canvas, as the loop that a person would write for it.
import { calledNetwork, linkStep } from '../../compile/link/forward';
import { nodeOf } from '../../compile/plan';
import type { MonitorPlan, Program, TrainingStep } from '../../compile/program';
import type { GraphDocument, PortRef } from '../../graph/types';
import { kindOf } from '../../nodes/catalogue';
import { indent } from './bodies';
import { CanvasNames } from './canvas';
import { inEnglish, sourceLines, type ModelFile } from './modelFile';
import { playerLines } from './players';
import { docText, PythonNames, quoted } from './pythonNames';
import { planRounds, type Evaluation, type PlannedDraw, type PlannedUpdate } from './rounds';
import { drawLines, setLines } from './sources';

export function trainFile(document: GraphDocument, program: Program, model: ModelFile): string {
	const writer = new TrainWriter(program);
	const play = writer.play();
	const sheets = writer.sheets();
	const canvas = writer.canvasClass();
	const { batch, rounds, seed } = program.run;
	const code = [
		...writer.defined,
		...(canvas ? [canvas] : []),
		...writer.functions,
		play,
		...sheets.functions,
	];
	const all = code.join('\n');
	const uses = (name: string): boolean => new RegExp(`\\b${name}\\.`).test(all);
	const standard = ['math', 'unicodedata'].filter(uses).map((name) => `import ${name}`);
	return [
		`"""Trains “${docText(inEnglish(document.title))}”: the rounds are those of its training canvas.`,
		...sourceLines(document),
		'',
		'    python train.py --help',
		'"""',
		...standard,
		'from types import SimpleNamespace',
		'',
		'import torch',
		...(uses('F') ? ['import torch.nn.functional as F'] : []),
		...(uses('nn') ? ['from torch import nn'] : []),
		'',
		'import engine',
		...(program.datasets.length > 0 ? ['from data import Port'] : []),
		'from engine import Player',
		`from model import ${model.renames ? 'NODES, ' : ''}make_networks`,
		...(sheets.entries.length > 0 ? ['from pictures import Sheet'] : []),
		'',
		...playerLines(program),
		...setLines(program),
		...code.flatMap((one) => ['', '', one.trimEnd()]),
		'',
		'',
		'SHEETS = {',
		...indent(sheets.entries, 1),
		'}',
		'',
		'',
		'if __name__ == "__main__":',
		'    engine.main(',
		`        networks=make_networks,`,
		`        names=${writer.renamedNetworks()},`,
		`        nodes=${model.renames ? 'NODES' : '{}'},`,
		`        canvas=${canvas ? 'Canvas' : 'None'},`,
		`        canvas_nodes=${writer.renamedNodes()},`,
		'        players=PLAYERS,',
		'        play=play,',
		'        sheets=SHEETS,',
		`        sets=${program.datasets.length > 0 ? 'SETS' : '{}'},`,
		`        batch=${batch},`,
		`        rounds=${rounds},`,
		`        seed=${seed},`,
		'    )',
		'',
	].join('\n');
}

class TrainWriter {
	/** Python that kinds define, each once. */
	readonly defined = new Set<string>();
	/** Functions that `play` calls, in the order in which they are first called. */
	readonly functions: string[] = [];
	private readonly names: CanvasNames;
	private readonly functionNames = new PythonNames(['play', 'Canvas', 'PLAYERS', 'SETS', 'SHEETS']);
	/** Functions by what they do. */
	private readonly known = new Map<string, string>();
	private readonly steps: ReadonlyMap<string, TrainingStep>;

	constructor(private readonly program: Program) {
		this.names = new CanvasNames(program);
		this.steps = new Map(program.steps.map((step) => [step.node, step]));
	}

	/** One round, as long as the run goes. */
	play(): string {
		const stretches = planRounds(this.program).map(({ until, draws }) => ({
			until,
			lines: repeated(draws.map((draw) => this.drawOf(draw))),
		}));
		const lines = stretches.flatMap(({ until, lines: own }, i) => {
			const body = own.length > 0 ? own : ['pass  # nobody plays'];
			if (stretches.length === 1) return body;
			const condition =
				i === 0 ? `if game.round < ${until}:` : until ? `elif game.round < ${until}:` : 'else:';
			return [condition, ...indent(body, 1)];
		});
		return ['def play(game):', '    """One round."""', ...indent(lines, 1)].join('\n');
	}

	private drawOf(draw: PlannedDraw): string[] {
		const values = this.drawFunction('draw_values', draw.taken, false);
		const updates = draw.updates.map((update) => {
			const { player } = update.phase;
			const loss = this.define(`loss_of_${player}`, this.lossLines(update));
			return [`game.update(${quoted(player)}, ${loss}, values)`];
		});
		return [`values = game.draw(${values})`, ...repeated(updates)];
	}

	/** A function under a name of its own; the same lines, the same function. */
	private define(wanted: string, lines: readonly string[]): string {
		const key = lines.join('\n');
		const known = this.known.get(key);
		if (known !== undefined) return known;
		const name = this.functionNames.of(`${wanted}\n${key}`, wanted);
		this.known.set(key, name);
		this.functions.push(key.replace('def _(', `def ${name}(`));
		return name;
	}

	private drawFunction(wanted: string, taken: readonly PortRef[], shown: boolean): string {
		const { lines, defined } = drawLines(
			this.program,
			taken,
			(ref) => this.names.value(ref),
			shown,
		);
		for (const definition of defined) this.defined.add(definition);
		const about = shown ? 'What is shown is made of this.' : 'New data and noise.';
		return this.define(wanted, [
			'def _(draw):',
			`    """${about}"""`,
			'    v = SimpleNamespace()',
			...indent(lines, 1),
			'    return v',
		]);
	}

	private lossLines(update: PlannedUpdate): string[] {
		const { phase, computed } = update;
		const body: string[] = [];
		let open = false;
		for (const evaluation of computed) {
			const still = isUntaped(evaluation);
			if (still && !open) body.push('with torch.no_grad():');
			open = still;
			const lines = this.evaluate(update, evaluation).split('\n');
			body.push(...indent(lines, still ? 1 : 0));
		}
		const loss = this.placeOf(update, phase.loss);
		return [
			'def _(nets, v):',
			`    """${aboutUpdate(update)}"""`,
			...indent(body, 1),
			`    return ${loss}`,
		];
	}

	private evaluate(update: PlannedUpdate, evaluation: Evaluation): string {
		const { step, keptFor } = evaluation;
		const args = Object.fromEntries(
			step.from.map(([port, ref]) => [port, this.argument(update, evaluation, port, ref)] as const),
		);
		this.use(step.kind.torch?.define);
		const line = this.names.line(step, args, (ref) => this.placeOf(update, ref));
		if (keptFor.size === 0 || line.includes('\n') || line.includes('  # ')) return line;
		return `${line}  # ${[...keptFor].join(', ')} will use it too`;
	}

	/** A value where a node takes it: without its graph, where this gradient is not to pass. */
	private argument(update: PlannedUpdate, by: Evaluation, port: string, ref: PortRef): string {
		const place = this.placeOf(update, ref);
		const from = update.at(nodeOf(ref));
		if (!from || from.taped.size === 0 || isUntaped(by)) return place;
		const detached = by.step.kind
			.ports({ ...by.step.context, around: NOWHERE } as never)
			.inputs.find(({ name }) => name === port)?.detached;
		if (detached || [...by.taped].some((index) => from.taped.has(index))) return place;
		return `${place}.detach()`;
	}

	/** Where a value is: kept ones and those of sources are on `v`. */
	private placeOf(update: PlannedUpdate, ref: PortRef): string {
		const evaluation = update.at(nodeOf(ref));
		const name = this.names.value(ref);
		return !evaluation || evaluation.keptFor.size > 0 ? `v.${name}` : name;
	}

	private use(definition: string | undefined): void {
		if (definition !== undefined) this.defined.add(definition);
	}

	/** What nodes of the canvas keep, if any does. */
	canvasClass(): string | undefined {
		const played = new Set([
			...this.program.phases.flatMap(({ before, tape }) => [...before, ...tape]),
			...this.program.monitors.flatMap(({ needs }) => needs),
		]);
		const lines = [...played].flatMap((node) => {
			const { kind, context } = linkStep(this.steps.get(node)!);
			const module = kind.torch?.module?.(context);
			return module === undefined ? [] : [`self.${this.names.modules.of(node)} = ${module}`];
		});
		if (lines.length === 0) return undefined;
		return [
			'class Canvas(nn.Module):',
			'    """Nodes of the training canvas that are modules."""',
			'',
			'    def __init__(self):',
			'        super().__init__()',
			...indent(lines),
		].join('\n');
	}

	/** Networks that are called otherwise in Python. */
	renamedNetworks(): string {
		return table([...this.names.networks].filter(([name, attribute]) => name !== attribute));
	}

	/** Nodes of the canvas by their attributes, where those are other names. */
	renamedNodes(): string {
		const { modules } = this.names;
		return table(
			this.program.steps
				.filter(({ node }) => modules.knows(node) && modules.of(node) !== node)
				.map(({ node }) => [modules.of(node), node]),
		);
	}

	/** What monitors show, and the functions for it. */
	sheets(): { entries: string[]; functions: string[] } {
		const before = this.functions.length;
		const monitors = this.program.monitors.filter(({ node }) => {
			const shown = kindOf(this.steps.get(node)!.kind)?.monitor;
			return shown?.shows === 'pictures' && shown.when === 'fixed';
		});
		const entries = monitors.map((monitor) => this.sheet(monitor));
		return { entries, functions: this.functions.splice(before) };
	}

	private sheet({ node, needs }: MonitorPlan): string {
		const monitor = linkStep(this.steps.get(node)!);
		const { params } = monitor.context;
		const steps = needs
			.filter((need) => !this.program.sources.includes(need))
			.map((need) => linkStep(this.steps.get(need)!));
		const taken = [...steps, monitor]
			.flatMap(({ from }) => from.map(([, ref]) => ref))
			.filter((ref) => this.program.sources.includes(nodeOf(ref)));
		const place = (ref: PortRef): string =>
			(this.program.sources.includes(nodeOf(ref)) ? 'v.' : '') + this.names.value(ref);
		const lines = steps.flatMap((step) => {
			this.use(step.kind.torch?.define);
			const args = Object.fromEntries(step.from.map(([port, ref]) => [port, place(ref)] as const));
			return this.names.line(step, args, place).split('\n');
		});
		const shown = ['left', 'image', 'right'].flatMap((port) => {
			const ref = monitor.step.inputs[port];
			const type = monitor.context.inputs[port];
			return ref && type ? [{ ref, type }] : [];
		});
		const range = shown.find(({ type }) => type.range)?.type.range ?? [0, 1];
		const pictures = shown.map(({ ref, type }) => `(${place(ref)}, ${tuple(type.range ?? range)})`);
		const show = this.define(`show_${node}`, [
			'def _(nets, v):',
			`    """What “${node}” shows, from left to right, with the range of each."""`,
			...indent([...lines, `return [${pictures.join(', ')}]`], 1),
		]);
		const draw = this.drawFunction(`draw_for_${node}`, [...new Set(taken)], true);
		const count = monitor.kind.monitor!.count?.(params as never) ?? this.program.run.batch;
		const columns =
			typeof params.columns === 'number' ? params.columns : Math.ceil(Math.sqrt(count));
		return `${quoted(node)}: Sheet(${draw}, ${show}, count=${count}, columns=${columns}),`;
	}
}

/** Whatever a node asks of the document: where inputs are detached does not depend on it. */
const NOWHERE = {
	surface: 'training',
	batch: 1,
	network: () => undefined,
	block: () => undefined,
	dataset: () => undefined,
	given: () => undefined,
};

const table = (pairs: readonly (readonly string[])[]): string =>
	`{${pairs.map((pair) => pair.map(quoted).join(': ')).join(', ')}}`;

const tuple = (values: readonly number[]): string => `(${values.join(', ')})`;

/** A network that runs forward only: no graph is kept of it. */
const isUntaped = ({ step, taped }: Evaluation): boolean =>
	taped.size === 0 && calledNetwork(step.step) !== undefined;

function aboutUpdate({ phase: { player, networks, through } }: PlannedUpdate): string {
	const passing =
		through.length > 0 ? `, and its gradient passes through ${through.join(', ')}` : '';
	return `${player} updates ${networks.join(', ')}${passing}.`;
}

/** Neighbours that are the same become a loop. */
function repeated(blocks: readonly (readonly string[])[]): string[] {
	const runs: { lines: readonly string[]; times: number }[] = [];
	for (const lines of blocks) {
		const last = runs.at(-1);
		if (last && last.lines.join('\n') === lines.join('\n')) last.times++;
		else runs.push({ lines, times: 1 });
	}
	return runs.flatMap(({ lines, times }) =>
		times === 1 ? lines : [`for _ in range(${times}):`, ...indent(lines, 1)],
	);
}
