// Cost as heat over a canvas: how much of the canvas's whole a node takes, in five steps of ink.
import type { Cost } from '../../compile/cost';
import { roughly } from './figures';

export type HeatOf = keyof Cost;

export const HEATS: readonly HeatOf[] = ['parameters', 'multiplyAdds', 'activations'];

export interface Heat {
	/** 1 … 5; the most costly node of the canvas has 5. */
	step: number;
	/** `402k · 86%`: what it costs, and its share of the canvas. */
	text: string;
}

/** Nodes that cost nothing have no heat. Steps are of the square root, so that small shares can be told apart too. */
export function heatsOf(
	costs: ReadonlyMap<string, Cost>,
	what: HeatOf,
	percent: (share: number) => string,
): ReadonlyMap<string, Heat> {
	const values = [...costs].map(([id, cost]) => [id, cost[what]] as const);
	const total = values.reduce((sum, [, value]) => sum + value, 0);
	const most = Math.max(0, ...values.map(([, value]) => value));
	return new Map(
		values
			.filter(([, value]) => value > 0)
			.map(([id, value]) => [
				id,
				{
					step: Math.max(1, Math.ceil(5 * Math.sqrt(value / most))),
					text: `${roughly(value)} · ${value / total < 0.005 ? '<' : ''}${percent(Math.max(0.01, value / total))}`,
				},
			]),
	);
}
