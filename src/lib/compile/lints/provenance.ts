// Where a value on the training canvas comes from: a generator, or the data.
import type { PortRef } from '../../graph/types';
import { nodeOf } from '../plan';
import { calledNetwork, paramsOfType } from '../workspace';
import type { LintContext } from './lint';

/** Undefined where it can't be told: noise alone, say. */
export function provenance(
	{ document, partition: { steps, facts, upstream } }: LintContext,
	ref: PortRef,
): 'real' | 'generated' | undefined {
	const behind = upstream(nodeOf(ref));
	// Held values change with no network, so what feeds them is asked as well.
	const depends = behind.flatMap((node) => steps.get(node)?.dependsOn ?? []);
	if (depends.some((name) => document.networks[name]?.role === 'generator')) return 'generated';
	const fromData = behind.some(
		(other) => paramsOfType(facts.get(other)!.place, 'dataset').length > 0,
	);
	return fromData ? 'real' : undefined;
}

/** The calls of discriminators, with the network they call. */
export function judgeCalls({ document, partition: { steps, facts } }: LintContext): {
	node: string;
	network: string;
	/** Where its inputs come from, by port. */
	inputs: Readonly<Record<string, PortRef>>;
}[] {
	return [...steps.values()].flatMap(({ node, inputs }) => {
		const network = calledNetwork(facts.get(node)!.place);
		const judges = network !== undefined && document.networks[network]?.role === 'discriminator';
		return judges ? [{ node, network, inputs }] : [];
	});
}
