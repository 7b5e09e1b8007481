// Semantic zoom: how much a node tells at which zoom.
import type { Canvas } from '../../graph/types';

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

/** Nodes beyond which a canvas is drawn sparingly: browsers feel every element. */
const LARGE = 150;

export function isLarge({ nodes }: Pick<Canvas, 'nodes'>): boolean {
	return nodes.length > LARGE;
}
