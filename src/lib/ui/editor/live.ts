// What the editor reads of a running session: figures, pictures, whose turn it is; and what it asks of it.
import type { Stage } from '../../compile/stages';
import type { MonitorValue, Probed } from '../../runtime/protocol';
import type { Json } from '../../graph/types';

export interface LiveSession {
	readonly report?: {
		readonly figures: Readonly<Record<string, number>>;
		readonly monitors: Readonly<Record<string, MonitorValue>>;
	};
	/** Index of the phase to be shown; undefined while none is. */
	readonly phase?: number;
	/** The stage of the phase that is shown, in slow motion. */
	readonly stage?: Stage;
	/** Shows the whole graph again. */
	hidePhase(): void;
	setParam(node: string, name: string, value: Json): unknown;
	/**
	 * Whether there are models to look into: `stale` are those of another document, `none` where it has errors or they
	 * can't be built.
	 */
	readonly models: 'building' | 'ready' | 'stale' | 'none';
	/** Rounds played. */
	readonly round: number;
	/** Looks at what flows at places; nothing where there are no models of this document. */
	probe(places: readonly string[]): Promise<Probed | undefined>;
	/** Builds the models of the document as it is now; what fits of the weights stays. */
	renew(): Promise<void>;
}
