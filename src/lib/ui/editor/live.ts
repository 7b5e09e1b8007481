// What the editor reads of a running session: figures, pictures, whose turn it is; and what it asks of it.
import type { MonitorValue } from '../../runtime/protocol';
import type { Stage } from '../../compile/stages';
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
}
