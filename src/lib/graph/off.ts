// Nodes that are off: kept with their wires and weights, but without a part in the run.
import type { GraphNode } from './types';

/** A body's own inputs and outputs are what it is called by: without them it would be another. */
export function canBeOff({ kind }: Pick<GraphNode, 'kind'>): boolean {
	return kind !== 'input' && kind !== 'output';
}

export function isOff(node: Pick<GraphNode, 'kind' | 'off'>): boolean {
	return node.off === true && canBeOff(node);
}
