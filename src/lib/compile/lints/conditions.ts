// What pictures are asked to be: labels, words and texts, followed from their source along the wires.
import type { Meaning, PortRef } from '../../graph/types';
import { allNeeded } from '../order';
import { nodeOf } from '../plan';
import { judgeCalls } from './provenance';
import type { LintContext } from './lint';

const ASKED: ReadonlySet<Meaning> = new Set<Meaning>(['label', 'words', 'text']);

/** Outputs that a value is computed from, itself included. */
export function refsBehind({ partition: { steps } }: LintContext, ref: PortRef): Set<PortRef> {
	return allNeeded([ref], (one) =>
		Object.values(steps.get(nodeOf(one as PortRef))?.inputs ?? {}),
	) as Set<PortRef>;
}

/** Outputs of sources that say what is asked for, behind a value. */
export function conditionsBehind(context: LintContext, ref: PortRef): Set<PortRef> {
	const { steps, facts } = context.partition;
	return new Set(
		[...refsBehind(context, ref)].filter((one) => {
			const node = nodeOf(one);
			const meaning = steps.get(node)?.outputTypes[one.slice(node.length + 1)]?.meaning;
			return meaning !== undefined && ASKED.has(meaning) && facts.get(node)?.place.kind?.source;
		}),
	);
}

/** A discriminator's call: what it judges, and what that is to be. */
export interface JudgedCall {
	node: string;
	network: string;
	inputs: Readonly<Record<string, PortRef>>;
	/** Conditions behind each input, by port. */
	conditions: Readonly<Record<string, ReadonlySet<PortRef>>>;
}

export function judgedCalls(context: LintContext): JudgedCall[] {
	return judgeCalls(context).map(({ node, network, inputs }) => ({
		node,
		network,
		inputs,
		conditions: Object.fromEntries(
			Object.entries(inputs).map(([port, ref]) => [port, conditionsBehind(context, ref)]),
		),
	}));
}
