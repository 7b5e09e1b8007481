// Adding, renaming and removing networks and blocks; what refers to them by name follows.
import { canvasIds, findCanvas } from '../canvases';
import { entry } from '../canvases';
import type { Canvas, GraphDocument } from '../types';
import { isFree, isSound } from './content';
import { dropNodes, type Edits } from './edits';

export const bodyEdits: Edits<
	'addNetwork' | 'renameNetwork' | 'setRole' | 'removeNetwork' | 'addBlock' | 'removeBlock'
> = {
	addNetwork(draft, { name, role, content }) {
		if (!isFree(draft.networks, name) || !isSound(content)) return;
		draft.networks[name] = { role, canvas: content };
	},

	renameNetwork(draft, { from, to }) {
		if (!entry(draft.networks, from) || !isFree(draft.networks, to)) return;
		// Anew, so that the network keeps its place among the others.
		draft.networks = Object.fromEntries(
			Object.entries(draft.networks).map(([name, network]) => [name === from ? to : name, network]),
		);
		for (const { nodes } of canvases(draft)) {
			for (const { params } of nodes) {
				if (params.network === from) params.network = to;
				if (Array.isArray(params.networks) && params.networks.includes(from))
					params.networks = params.networks.map((name) => (name === from ? to : name));
			}
		}
	},

	setRole(draft, { name, role }) {
		const network = entry(draft.networks, name);
		if (network && network.role !== role) network.role = role;
	},

	removeNetwork(draft, { name }) {
		if (!entry(draft.networks, name)) return;
		delete draft.networks[name];
		for (const canvas of canvases(draft)) {
			dropNodes(canvas, (node) => node.params.network === name);
			for (const { params } of canvas.nodes) {
				if (Array.isArray(params.networks) && params.networks.includes(name))
					params.networks = params.networks.filter((other) => other !== name);
			}
		}
	},

	addBlock(draft, { name, title, content }) {
		if (!isFree(draft.blocks, name) || !isSound(content)) return;
		draft.blocks[name] = title === undefined ? { canvas: content } : { title, canvas: content };
	},

	removeBlock(draft, { name }) {
		if (!entry(draft.blocks, name)) return;
		delete draft.blocks[name];
		for (const canvas of canvases(draft)) dropNodes(canvas, (node) => node.params.block === name);
	},
};

function canvases(draft: GraphDocument): Canvas[] {
	return canvasIds(draft).map((id) => findCanvas(draft, id)!);
}
