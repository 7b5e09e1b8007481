// From a document to what can be trained, in passes. Read this first.
//
//   validate    what can be said without types: kinds, parameters, names, wires, circles
//   inferTypes  the type of every port, network signatures, how many weights
//   partition   what each player's loss needs, and which of it depends on that player's weights
//   schedule    one round: every player's updates in order, and which of them keeps what is held
//   lint        what would run, but not do what it looks like
//
// `link` comes later, where tfjs is: it makes models of the program's networks. All passes are pure and total: a broken
// document gives diagnostics pinned to its nodes and no program, never an exception. They are quick enough to run at
// every edit.
import type { CanvasId, GraphDocument, PortRef, PortType } from '../graph/types';
import { kindOf } from '../nodes/catalogue';
import type { DatasetType } from '../nodes/kind';
import { DiagnosticLog } from './diagnostics';
import { portTypes, type Inferred } from './facts';
import { inferTypes } from './inferTypes';
import { lint } from './lints/lint';
import { partition, type Partition } from './partition';
import { planNetwork, planWeights, summarise } from './plan';
import type { Compilation, LayerSummary, NetworkPlan, Program } from './program';
import { planMonitors, schedule } from './schedule';
import { validate } from './validate';
import { paramsOfType, type Kinds } from './workspace';

export interface CompileOptions {
	/** The data sets there are: without it, none. */
	datasets?: (name: string) => DatasetType | undefined;
	/** Instead of the catalogue. */
	kinds?: Kinds;
}

export function compile(
	document: GraphDocument,
	{ datasets = () => undefined, kinds = kindOf }: CompileOptions = {},
): Compilation {
	const log = new DiagnosticLog();
	const workspace = validate(document, kinds, datasets, log);
	const inferred = inferTypes(workspace);
	const plans = new Map<string, NetworkPlan>();
	for (const name of Object.keys(document.networks)) {
		const plan = planNetwork(inferred, name);
		if (plan) plans.set(name, plan);
	}
	const parts = partition(inferred);
	lint({ document, inferred, partition: parts, log });

	const { told, dismissed } = log.list(document);
	const compilation: Compilation = {
		diagnostics: told,
		dismissed,
		types: typesByCanvas(inferred),
		signatures: Object.fromEntries(inferred.signatures),
		layers: Object.fromEntries(
			[...plans].map(([name, plan]): [string, LayerSummary[]] => [name, summarise(plan)]),
		),
		program: log.hasErrors ? undefined : makeProgram(inferred, parts, plans),
	};
	analyses.set(compilation, inferred);
	return compilation;
}

function makeProgram(
	{ workspace }: Inferred,
	parts: Partition,
	plans: ReadonlyMap<string, NetworkPlan>,
): Program {
	const { document, called } = workspace;
	const datasets = [...parts.steps.keys()].flatMap((node) =>
		paramsOfType(parts.facts.get(node)!.place, 'dataset'),
	);
	return {
		run: document.run,
		// Those that nothing calls would only take memory.
		networks: Object.fromEntries([...plans].filter(([name]) => called.has(name))),
		steps: [...parts.steps.values()],
		sources: parts.sources,
		state: [...parts.steps.values()].flatMap((step) =>
			planWeights('training', step, parts.facts.get(step.node)!),
		),
		phases: schedule(parts),
		monitors: planMonitors(parts),
		datasets: [...new Set(datasets)],
	};
}

function typesByCanvas({ sheets }: Inferred): Record<CanvasId, Record<PortRef, PortType>> {
	return Object.fromEntries([...sheets].map(([id, facts]) => [id, portTypes(facts)])) as Record<
		CanvasId,
		Record<PortRef, PortType>
	>;
}

/** What the passes found out, for questions about a document just compiled. Not part of the plain data. */
const analyses = new WeakMap<Compilation, Inferred>();

export function analysisOf(compilation: Compilation): Inferred | undefined {
	return analyses.get(compilation);
}
