// The empty document a new graph begins with.
import { FORMAT, VERSION, type GraphDocument } from '../../graph/types';

export function newDocument(title: string): GraphDocument {
	return {
		format: FORMAT,
		version: VERSION,
		title,
		summary: '',
		networks: {},
		blocks: {},
		training: { nodes: [], wires: [], frames: [] },
		run: { seed: 1, batch: 64, rounds: 10_000 },
	};
}
