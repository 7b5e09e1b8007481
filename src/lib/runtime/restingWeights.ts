// Weights of layers that are off: no model has them, and they are kept until the layers are on again.
import type { Program } from '../compile/program';
import { entry } from '../graph/canvases';
import type { GraphDocument } from '../graph/types';
import type { HostArray } from './protocol';

/** Of `weights`, those of nodes that the document has and the program does not run. By path, `network/node/weight`. */
export function restingWeights(
	document: GraphDocument,
	{ networks }: Pick<Program, 'networks'>,
	weights: Readonly<Record<string, HostArray>>,
): Record<string, HostArray> {
	const running = new Set(
		Object.values(networks).flatMap((network) => network.weights.map(({ path }) => path)),
	);
	return Object.fromEntries(
		Object.entries(weights).filter(([path]) => {
			if (running.has(path)) return false;
			const [name, step] = path.split('/');
			// Within a block, the step's path begins with the node that uses it.
			const node = step?.split('.')[0];
			return !!entry(document.networks, name)?.canvas.nodes.some(({ id }) => id === node);
		}),
	);
}
