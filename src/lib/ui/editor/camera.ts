// Moves the view of a canvas.
import type { useSvelteFlow } from '@xyflow/svelte';
import type { Point } from '../../graph/types';
import type { Camera } from './canvasState.svelte';
import type { View } from './editor.svelte';
import { viewOn, type Box } from './framing';

export interface CameraSource {
	flow: Pick<ReturnType<typeof useSvelteFlow>, 'setViewport' | 'setZoom' | 'screenToFlowPosition'>;
	view: () => View;
	room: () => { width: number; height: number };
	/** Around the nodes named, or around everything. */
	boxOf: (ids?: readonly string[]) => Box | undefined;
}

/** Nothing is nearer to the edge of the canvas than this once it was revealed. */
const EDGE = 40;

const still = matchMedia('(prefers-reduced-motion: reduce)');
const calm = (): number => (still.matches ? 0 : 320);

export function makeCamera({ flow, view, room, boxOf }: CameraSource): Camera {
	const go = (next: View | undefined, duration = calm()): void => {
		if (next) void flow.setViewport(next, { duration });
	};
	/** Svelte Flow's own way doesn't know the canvas's size yet while it is being set up. */
	const lookAt = ([x, y]: Point): void => {
		const { width, height } = room();
		const zoom = Math.max(view().zoom, 0.6);
		go({ x: width / 2 - x * zoom, y: height / 2 - y * zoom, zoom });
	};
	const revealBox = (box: Box): void => {
		const { x, y, zoom } = view();
		const { width, height } = room();
		const dx = shift(box.x * zoom + x, box.width * zoom, width);
		const dy = shift(box.y * zoom + y, box.height * zoom, height);
		if (dx || dy) go({ x: x + dx, y: y + dy, zoom }, calm() / 2);
	};
	return {
		lookAt,
		revealBox,
		goTo: (next) => go(next),
		fit: (ids) => go(viewOn(boxOf(ids), room())),
		zoomBy: (factor) => void flow.setZoom(view().zoom * factor, { duration: calm() / 2 }),
		zoomTo: (zoom) => void flow.setZoom(zoom, { duration: calm() }),
		zoomAt: ([x, y], factor) => {
			const now = view();
			const zoom = Math.max(0.1, Math.min(2, now.zoom * factor));
			const by = zoom / now.zoom;
			go({ x: x - (x - now.x) * by, y: y - (y - now.y) * by, zoom }, 0);
		},
		toCanvas: ([x, y]) => {
			const at = flow.screenToFlowPosition({ x, y }, { snapToGrid: false });
			return [at.x, at.y];
		},
		reveal: (id) => {
			const box = boxOf([id]);
			if (box) revealBox(box);
		},
		show: (ids) => {
			const box = boxOf(ids);
			if (box) lookAt([box.x + box.width / 2, box.y + box.height / 2]);
		},
	};
}

function shift(from: number, size: number, room: number): number {
	if (from < EDGE) return EDGE - from;
	return from + size > room - EDGE ? room - EDGE - from - size : 0;
}
