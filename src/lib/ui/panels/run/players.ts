// Who plays, as buttons and charts show them.
import type { Phase, Program } from '../../../compile/program';
import type { GraphDocument } from '../../../graph/types';
import { whoIs, type Who } from '../../editor/who';
import { list } from '../../i18n/i18n.svelte';

export interface PlayerView {
	id: string;
	chips: readonly { name: string; who: Who }[];
	/** The colour of its lines and buttons: its first network's. */
	who: Who;
	/** `D`, or `Dx, Dy`. */
	name: string;
}

/** In the order they play, each once. */
export function playersOf(program: Program | undefined, document: GraphDocument): PlayerView[] {
	const phases = new Map<string, Phase>();
	for (const phase of program?.phases ?? [])
		if (!phases.has(phase.player)) phases.set(phase.player, phase);
	return [...phases.values()].map(({ player, networks }) => {
		const chips = networks.map((name) => ({ name, who: whoIs(document, name) }));
		return { id: player, chips, who: chips[0]?.who ?? 'n', name: list(networks) };
	});
}
