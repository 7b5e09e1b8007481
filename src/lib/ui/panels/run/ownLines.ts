// The losses of the open run as lines of a chart.
import type { Line } from '../../charts/LossPlot.svelte';
import type { Run } from './run.svelte';

/** One a player that has played. */
export function ownLines({ players, session }: Run): Line[] {
	return players.flatMap(({ id, name, who }) => {
		const series = session.losses[id];
		return series && series.rounds.length > 0 ? [{ key: id, name, who, ...series }] : [];
	});
}
