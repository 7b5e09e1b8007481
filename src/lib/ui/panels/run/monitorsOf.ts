// Which nodes of a graph show something of a sort, in its order.
import { isOff } from '../../../graph/off';
import type { GraphDocument } from '../../../graph/types';
import { kindOf } from '../../../nodes/catalogue';
import type { MonitorValue } from '../../../runtime/protocol';

export function monitorsOf({ training }: GraphDocument, shows: MonitorValue['shows']): string[] {
	return training.nodes
		.filter((node) => !isOff(node) && kindOf(node.kind)?.monitor?.shows === shows)
		.map((node) => node.id);
}
