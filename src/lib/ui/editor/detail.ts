// Semantic zoom: how much a node tells at which zoom.

export type Detail = 'far' | 'mid' | 'near';

const ORDER: readonly Detail[] = ['far', 'mid', 'near'];
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

export function nearer(detail: Detail): Detail {
	return ORDER[Math.min(ORDER.indexOf(detail) + 1, ORDER.length - 1)]!;
}

/** Above the border to near, type keeps its size on the screen. */
export function typeScale(zoom: number): number {
	return Math.min(1, NEAR / zoom);
}
