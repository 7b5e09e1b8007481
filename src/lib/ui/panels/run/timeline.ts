// When each player plays: bars over the rounds of a run, and what dragging them makes of the players' parameters.
import type { ParamMap } from '../../../graph/types';

/** The rounds a player plays in: after `from`, and up to `until`. */
export interface Bar {
	from: number;
	until: number;
}

export type Handle = 'from' | 'until' | 'both';

const whole = (value: unknown): number =>
	typeof value === 'number' && value > 0 ? Math.round(value) : 0;

/** What is outside the run is cut off; a player that never plays has an empty bar. */
export function barOf({ from, until }: ParamMap, rounds: number): Bar {
	const start = Math.min(rounds, whole(from));
	const end = whole(until) === 0 ? rounds : Math.min(rounds, whole(until));
	return { from: start, until: Math.max(start, end) };
}

/** The parameters of a bar: one that reaches the end of the run has no end of its own. */
export function paramsOf({ from, until }: Bar, rounds: number): { from: number; until: number } {
	return { from, until: until >= rounds ? 0 : until };
}

/** Whether a player has a beginning or an end of its own. */
export function hasWindow(params: ParamMap): boolean {
	return whole(params.from) > 0 || whole(params.until) > 0;
}

/** 1, 2 or 5 times a power of ten: about a hundredth of the run. */
export function stepOf(rounds: number): number {
	const hundredth = Math.max(1, rounds / 100);
	const power = 10 ** Math.floor(Math.log10(hundredth));
	const times = [1, 2, 5, 10].find((one) => one * power >= hundredth * 0.7) ?? 10;
	return Math.max(1, times * power);
}

/** The bar with one end, or all of it, moved to `round`; ends snap to steps and leave a step between them. */
export function moved(bar: Bar, handle: Handle, round: number, rounds: number): Bar {
	const step = Math.min(stepOf(rounds), rounds);
	const snap = (value: number): number =>
		value >= rounds - step / 2 ? rounds : Math.max(0, Math.round(value / step) * step);
	if (handle === 'from') return { ...bar, from: Math.min(snap(round), bar.until - step, rounds) };
	if (handle === 'until') return { ...bar, until: Math.max(snap(round), bar.from + step) };
	const length = bar.until - bar.from;
	const from = Math.min(snap(round), rounds - length);
	return { from, until: from + length };
}

/** Where a key takes an end; undefined for a key that moves nothing. */
export function keyed(
	bar: Bar,
	handle: 'from' | 'until',
	{ key, shiftKey }: Pick<KeyboardEvent, 'key' | 'shiftKey'>,
	rounds: number,
): Bar | undefined {
	const step = stepOf(rounds) * (shiftKey ? 10 : 1);
	const by = { ArrowLeft: -step, ArrowDown: -step, ArrowRight: step, ArrowUp: step }[key];
	if (by !== undefined) return moved(bar, handle, bar[handle] + by, rounds);
	if (key === 'Home') return moved(bar, handle, 0, rounds);
	if (key === 'End') return moved(bar, handle, rounds, rounds);
	return undefined;
}
