// How far a version is from the graph of now, in a few words; and what the next version could be called.
import { diffDocuments, type NodeChange } from '../../graph/diff/diff';
import { sameJson } from '../../graph/json';
import type { GraphDocument } from '../../graph/types';
import { kindOf } from '../../nodes/catalogue';
import { completeParams } from '../editor/compare/comparison.svelte';
import type { Say } from '../editor/node/nodeViews';

export interface Difference {
	/** Nodes of all canvases that came, went, or have other settings or inputs. */
	added: number;
	removed: number;
	changed: number;
	/** Settings of the run. */
	run: number;
	/** Not even a place or a text is another. */
	identical: boolean;
}

/** What has happened since `before`. */
export function differenceOf(before: GraphDocument, now: GraphDocument): Difference {
	const { canvases, run } = diffDocuments(before, now, { paramsOf: completeParams });
	const count = (change: NodeChange['change']): number =>
		canvases.reduce(
			(sum, { nodes }) => sum + nodes.filter((one) => one.change === change).length,
			0,
		);
	return {
		...{ added: count('added'), removed: count('removed'), changed: count('changed') },
		run: run.length,
		identical: sameJson(before, now),
	};
}

export function differenceWords(
	{ added, removed, changed, run, identical }: Difference,
	{ t, list }: Pick<Say, 't' | 'list'>,
): string {
	if (identical) return t('versions.identical');
	const parts = Object.entries({ added, removed, changed, run })
		.filter(([, count]) => count > 0)
		.map(([what, count]) => t(`versions.${what}`, { count }));
	return parts.length > 0 ? t('versions.since', { changes: list(parts) }) : t('versions.looks');
}

/** Changes that a name has room for. */
const FEW = 3;

/** What changed on the last version, as `+ Dropout, − Dense`; the time where that says nothing. */
export function offeredName(
	last: GraphDocument | undefined,
	now: GraphDocument,
	time: string,
	{ pick, list }: Pick<Say, 'pick' | 'list'>,
): string {
	if (!last) return time;
	const name = (change: NodeChange): string => {
		const { kind, title, params } = change.node;
		const { network } = params;
		// A call is known by whom it calls.
		const called = typeof network === 'string' ? network : '';
		const named = pick(title) || called || pick(kindOf(kind)?.doc.name) || kind;
		return change.change === 'changed'
			? named
			: `${change.change === 'added' ? '+' : '−'} ${named}`;
	};
	const { canvases } = diffDocuments(last, now, { paramsOf: completeParams });
	const names = [...new Set(canvases.flatMap(({ nodes }) => nodes.map(name)))];
	if (names.length === 0) return time;
	return list(names.slice(0, FEW)) + (names.length > FEW ? ' …' : '');
}
