// How much each node of a large canvas shows. What comes into view is drawn a few nodes a frame, the nearest first, so
// that the page never stands still for it.
import { flushSync, untrack } from 'svelte';
import { SvelteMap } from 'svelte/reactivity';
import type { GraphNode } from '../../graph/types';
import type { Detail } from './detail';
import type { View } from './editor.svelte';

/** Out of sight a node is an empty box, which keys and screen readers still find. */
export type Level = Detail | 'bare';

interface Sized {
	width: number;
	height: number;
}

/** Milliseconds of a frame. */
const SLICE = 8;
/** So many nodes before the clock is looked at. */
const BATCH = 4;
/** Around what is seen, as a share of it: there nodes are drawn ahead. */
const MARGIN = 0.25;

/** What every node should show, those first that are nearest to the middle of what is seen. */
export function levelsIn(
	nodes: readonly Pick<GraphNode, 'id' | 'at'>[],
	sizes: ReadonlyMap<string, Sized>,
	view: View,
	room: Sized,
	detail: Detail,
): [id: string, level: Level][] {
	const [across, down] = [room.width / view.zoom / 2, room.height / view.zoom / 2];
	const [x, y] = [across - view.x / view.zoom, down - view.y / view.zoom];
	return nodes
		.map(({ id, at: [left, top] }) => {
			const { width, height } = sizes.get(id) ?? { width: 0, height: 0 };
			const [w, h] = [width / 2, height / 2];
			const aside = Math.max(0, Math.abs(left + w - x) - w) / across;
			const above = Math.max(0, Math.abs(top + h - y) - h) / down;
			return { id, away: Math.max(aside, above) };
		})
		.sort((a, b) => a.away - b.away)
		.map(({ id, away }) => [id, away <= 1 + MARGIN ? detail : 'bare']);
}

export class Levels {
	readonly #shown = new SvelteMap<string, Level>();
	#wanted: [id: string, level: Level][] = [];
	#frame: number | undefined;

	of(id: string): Level {
		return this.#shown.get(id) ?? 'bare';
	}

	/** From now on nodes are to show this; what they show less of comes last. */
	aim(wanted: readonly [id: string, level: Level][]): void {
		const changed = untrack(() => wanted.filter(([id, level]) => this.#shown.get(id) !== level));
		this.#wanted = [
			...changed.filter(([, level]) => level !== 'bare'),
			...changed.filter(([, level]) => level === 'bare'),
		];
		this.#frame ??= requestAnimationFrame(() => this.#slice());
	}

	stop(): void {
		if (this.#frame !== undefined) cancelAnimationFrame(this.#frame);
		this.#frame = undefined;
	}

	#slice(): void {
		const until = performance.now() + SLICE;
		do {
			for (const [id, level] of this.#wanted.splice(0, BATCH)) this.#shown.set(id, level);
			flushSync();
		} while (this.#wanted.length > 0 && performance.now() < until);
		this.#frame = this.#wanted.length > 0 ? requestAnimationFrame(() => this.#slice()) : undefined;
	}
}
