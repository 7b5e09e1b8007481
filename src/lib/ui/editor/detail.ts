// Semantic zoom: how much a node tells at which zoom.

export type Detail = 'far' | 'mid' | 'near';

const FAR = 0.5;
const NEAR = 1.1;
/** A level is left only this much beyond its border, so that it does not flicker there. */
const SLACK = 0.05;

export function detailAt(zoom: number, before: Detail): Detail {
	const far = before === 'far' ? FAR + SLACK : FAR;
	const near = before === 'near' ? NEAR - SLACK : NEAR;
	if (zoom < far) return 'far';
	return zoom > near ? 'near' : 'mid';
}

/** Above the border to near, type grows slower than the nodes do, so that they hold more. */
export function typeScale(zoom: number): number {
	return Math.min(1, (NEAR / zoom) ** 0.75);
}

/** Nodes of a canvas beyond which it is drawn sparingly from afar: browsers feel every element. */
export const LARGE = 150;

/** Ten steps from a size to its double: none is seen, and styles are worked out anew only from one to the next. */
const STEPS = 10;

/** A zoom, in steps where the canvas is large. */
export function steppedZoom(zoom: number, nodes: number): number {
	return nodes <= LARGE ? zoom : 2 ** (Math.round(Math.log2(zoom) * STEPS) / STEPS);
}
