// Which colour a network has: makers are warm, judges are cool, wherever they appear.
import { entry } from '../../graph/canvases';
import type { GraphDocument, Role } from '../../graph/types';

/** A pair of tokens; `n` is ink, for networks that neither make nor judge. */
export type Who = 'g' | 'g2' | 'd' | 'd2' | 'n';

const COLOURS: Record<Role, readonly Who[]> = {
	generator: ['g', 'g2'],
	discriminator: ['d', 'd2'],
	other: ['n'],
};

/** By role and place among the networks of that role; further ones repeat the pair. */
export function whoIs(document: GraphDocument, network: string): Who {
	const role = entry(document.networks, network)?.role;
	if (!role) return 'n';
	const peers = Object.keys(document.networks).filter(
		(name) => document.networks[name]!.role === role,
	);
	const colours = COLOURS[role];
	return colours[peers.indexOf(network) % colours.length]!;
}
