// Draws sources for pictures that are looked at.
import type { LinkedStep } from '../compile/link/forward';
import type { PortRef } from '../graph/types';
import type { HostTensor } from '../nodes/kind';
import { drawSource, type DrawRequest } from './sources';

/**
 * As for training, but of items held out, where a data set has some: what networks have never seen, and as they are.
 * And labels that go without their pictures take turns, so that every class is seen: item `i` is of class `i` modulo
 * the classes, or all are of class `label`. `taken` are the ports that what is shown takes.
 */
export function drawToShow(
	source: LinkedStep,
	request: DrawRequest,
	taken: ReadonlySet<PortRef>,
	label?: number,
): Record<string, HostTensor> {
	const { step, context } = source;
	const ports = Object.entries(context.outputs).filter(([port]) =>
		taken.has(`${step.node}/${port}`),
	);
	const drawn = drawSource(
		source,
		{ ...request, datasets: heldOut(request.datasets), plain: true },
		ports.map(([port]) => port),
	);
	if (!ports.every(([, { meaning }]) => meaning === 'label')) return drawn;
	for (const [port, { classes }] of ports) {
		if (classes === undefined) continue;
		if (label !== undefined && !(label >= 0 && label < classes)) {
			throw new Error(`There are ${classes} classes; there is no number ${label}.`);
		}
		const values = Int32Array.from({ length: request.batch }, (_, i) => label ?? i % classes);
		drawn[port] = { shape: [request.batch], values };
	}
	return drawn;
}

/** The ports that these nodes take. */
export function portsTaken(nodes: Iterable<LinkedStep>): Set<PortRef> {
	return new Set([...nodes].flatMap(({ from }) => from.map(([, ref]) => ref)));
}

function heldOut(datasets: DrawRequest['datasets']): DrawRequest['datasets'] {
	return Object.fromEntries(
		Object.entries(datasets).map(([name, dataset]) => [name, { ...dataset, ...dataset.held }]),
	);
}
