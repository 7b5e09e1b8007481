// What the editor reads of a running session: latest figures and pictures; and the one thing it writes, live parameters.
import type { MonitorValue } from '../../runtime/protocol';
import type { Json } from '../../graph/types';

export interface LiveSession {
	readonly report?: {
		readonly figures: Readonly<Record<string, number>>;
		readonly monitors: Readonly<Record<string, MonitorValue>>;
	};
	setParam(node: string, name: string, value: Json): unknown;
}
