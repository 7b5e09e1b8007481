// Compares programs: what can be turned while training runs, and what needs the models built anew.
import type { Program } from '../compile/program';
import type { Json } from '../graph/types';
import { kindOf } from '../nodes/catalogue';

export interface LiveChange {
	node: string;
	name: string;
	value: Json;
}

/** Live parameters of the training canvas, by `node/name`. */
export function liveParams(program: Program): Map<string, LiveChange> {
	const live = new Map<string, LiveChange>();
	for (const { node, kind, params } of program.steps) {
		for (const [name, spec] of Object.entries(kindOf(kind)?.params ?? {})) {
			const value = params[name];
			if (spec.live && value !== undefined) live.set(`${node}/${name}`, { node, name, value });
		}
	}
	return live;
}

/** A text that is equal for two programs if one can go on with the other's models, live parameters turned. */
export function meaningOf(program: Program): string {
	const live = liveParams(program);
	const steps = program.steps.map((step) => ({
		...step,
		params: Object.fromEntries(
			Object.entries(step.params).filter(([name]) => !live.has(`${step.node}/${name}`)),
		),
	}));
	return JSON.stringify({ ...program, steps });
}

/** What has to be turned to get from one program to another of the same meaning. */
export function liveChanges(from: Program, to: Program): LiveChange[] {
	const before = liveParams(from);
	return [...liveParams(to)]
		.filter(([key, { value }]) => JSON.stringify(before.get(key)?.value) !== JSON.stringify(value))
		.map(([, change]) => change);
}
