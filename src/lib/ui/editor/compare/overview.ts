// A difference told as a whole: which networks came and went, and how many nodes of each kind there are now.
import type { Compilation } from '../../../compile/program';
import { nameOfCanvas, surfaceOf } from '../../../graph/canvases';
import type { GraphDiff } from '../../../graph/diff/diff';
import { kindCounts } from '../../../graph/diff/matchBodies';
import type { Canvas, GraphDocument } from '../../../graph/types';
import { kindOf } from '../../../nodes/catalogue';
import type { Category } from '../../../nodes/kind';

/** A network that is there before, after, or under another name. */
export interface NetworkTally {
	before: string | undefined;
	after: string | undefined;
	/** Trainable parameters, as far as known. */
	weights: { before: number | undefined; after: number | undefined };
}

/** How many nodes of a kind there are, where that differs. */
export interface KindTally {
	kind: string;
	before: number;
	after: number;
}

export interface Overview {
	networks: readonly NetworkTally[];
	/** Of the training canvas by category; `layers` are those of all networks and blocks. */
	kinds: readonly { category: Category; tallies: readonly KindTally[] }[];
}

/** Categories of the training canvas, in the order a round goes; what calls networks is told by the networks. */
const TOLD: readonly Category[] = ['data', 'losses', 'players', 'monitors'];
const INSIDE: readonly Category[] = ['layers', 'merge'];

export function overviewOf(
	diff: GraphDiff,
	[a, before]: readonly [GraphDocument, Compilation],
	[b, after]: readonly [GraphDocument, Compilation],
): Overview {
	const weights = (compiled: Compilation, name: string | undefined): number | undefined =>
		name === undefined ? undefined : compiled.signatures[name]?.parameters;
	const networks = diff.canvases
		.filter((one) => surfaceOf((one.after ?? one.before)!) === 'network')
		.map((one): NetworkTally => {
			const was = one.before && nameOfCanvas(one.before);
			const is = one.after && nameOfCanvas(one.after);
			return {
				...{ before: was, after: is },
				weights: { before: weights(before, was), after: weights(after, is) },
			};
		});
	const bodies = ({ networks, blocks }: GraphDocument): Canvas[] =>
		[...Object.values(networks), ...Object.values(blocks)].map(({ canvas }) => canvas);
	const training = talliesOf([a.training], [b.training]);
	const layers = talliesOf(bodies(a), bodies(b)).filter(({ kind }) =>
		INSIDE.includes(kindOf(kind)?.category ?? 'layers'),
	);
	return {
		networks,
		kinds: [
			...TOLD.map((category) => ({
				category,
				tallies: training.filter(({ kind }) => kindOf(kind)?.category === category),
			})),
			{ category: 'layers' as const, tallies: layers },
		].filter(({ tallies }) => tallies.length > 0),
	};
}

/** Kinds there are more or fewer of, what came first, and most first. */
function talliesOf(a: readonly Canvas[], b: readonly Canvas[]): KindTally[] {
	const whole = (canvases: readonly Canvas[]): Map<string, number> =>
		kindCounts({ nodes: canvases.flatMap(({ nodes }) => nodes) });
	const [before, after] = [whole(a), whole(b)];
	return [...new Set([...after.keys(), ...before.keys()])]
		.map((kind) => ({ kind, before: before.get(kind) ?? 0, after: after.get(kind) ?? 0 }))
		.filter((tally) => tally.before !== tally.after)
		.toSorted(
			(x, y) =>
				Number(x.after === 0) - Number(y.after === 0) || y.after - x.after || y.before - x.before,
		);
}
