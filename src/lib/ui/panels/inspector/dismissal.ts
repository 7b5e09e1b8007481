// A warning that is known: put away for this document, and brought back.
import type { Command } from '../../../graph/commands/command';
import type { Diagnostic } from '../../../graph/types';

export function dismissal(code: string, dismissed = true): Command {
	return { type: 'setDismissed', code, dismissed };
}

/** One of each code, with how many there are. */
export function byCode(
	dismissed: readonly Diagnostic[],
): { code: string; first: Diagnostic; count: number }[] {
	const groups = new Map<string, { code: string; first: Diagnostic; count: number }>();
	for (const first of dismissed) {
		const group = groups.get(first.code);
		if (group) group.count++;
		else groups.set(first.code, { code: first.code, first, count: 1 });
	}
	return [...groups.values()];
}
