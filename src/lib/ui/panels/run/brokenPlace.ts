// Where a person finds what left the finite numbers first.
import { entry, findCanvas } from '../../../graph/canvases';
import type { CanvasId, GraphDocument, GraphNode } from '../../../graph/types';
import type { Broken } from '../../../runtime/protocol';

export interface BrokenPlace {
	canvas: CanvasId;
	node: string;
	/** As networks, nodes and weights are named: `D/dense1`, `G/dense1/weight`, `lossD`. */
	name: string;
}

/** Steps within blocks are `use.repeat.step`: the use is on the canvas. */
const nodeOfStep = (step: string): string => step.split('.')[0]!;

export function brokenPlace(document: GraphDocument, broken: Broken): BrokenPlace {
	if (broken.kind === 'weight') {
		const [network = '', step = ''] = broken.path.split('/');
		const known = entry(document.networks, network) !== undefined;
		const canvas: CanvasId = known ? `networks/${network}` : 'training';
		return { canvas, node: nodeOfStep(step), name: broken.path };
	}
	// The last is the port; before it stand the calls that it is reached through.
	const steps = broken.place.split('/').slice(0, -1);
	let canvas: CanvasId = 'training';
	let name = '';
	for (const step of steps.slice(0, -1)) {
		const call: GraphNode | undefined = findCanvas(document, canvas)?.nodes.find(
			({ id }) => id === nodeOfStep(step),
		);
		if (typeof call?.params.network !== 'string') break;
		canvas = `networks/${call.params.network}`;
		name = `${call.params.network}/`;
	}
	const step = steps.at(-1) ?? '';
	return { canvas, node: nodeOfStep(step), name: name + step };
}
