// What the view of distributions knows of a run: looked at a few times a second, while anybody looks.
import { pointGame } from '../../../compile/pointGame';
import { findDataset } from '../../../data/catalogue';
import type { Mixture } from '../../../data/points/mixture';
import { appendLosses, lossesUntil, type LossSeries } from '../../../runtime/lossHistory';
import type { PointsSeen } from '../../../runtime/protocol';
import type { Run } from '../run/run.svelte';
import { cellsOf, dataMasses, requestOf, theoryFigures, type TheoryFigures } from './figures';

/** Milliseconds from one look to the next. */
const EVERY = 300;

/** What is drawn over the rounds. */
export type TheorySeries = 'value' | 'best' | 'jsd';

export class Theory {
	readonly game = $derived.by(() => this.run.program && pointGame(this.run.program));
	readonly law: Mixture | undefined = $derived.by(() =>
		this.game?.dataset === undefined ? undefined : findDataset(this.game.dataset)?.law,
	);
	seen = $state.raw<PointsSeen>();
	/** Why the last look failed. */
	trouble = $state('');
	/** Gathered while the view is open. */
	series = $state.raw<Readonly<Partial<Record<TheorySeries, LossSeries>>>>({});

	readonly figures: TheoryFigures | undefined = $derived.by(() => {
		const { game, law, seen } = this;
		if (!game || !seen || seen.answers.length !== cellsOf(game.dimensions).count ** game.dimensions)
			return undefined;
		return theoryFigures(game, law, this.#dataMasses(seen), seen);
	});

	#masses: { of: Mixture | Float32Array; masses: Float64Array } | undefined;
	#looking = false;
	#again = false;
	#watched = 0;

	constructor(readonly run: Run) {}

	/** Keeps looking until the returned function is called. Call it where `session.report` is followed. */
	watch(): () => void {
		this.#watched++;
		void this.look();
		return () => void this.#watched--;
	}

	/** Looks now, or as soon as the look under way is over. */
	async look(): Promise<void> {
		this.#again = true;
		if (this.#looking) return;
		this.#looking = true;
		while (this.#again && this.#watched > 0) {
			this.#again = false;
			await this.#lookOnce();
			await new Promise((resolve) => setTimeout(resolve, EVERY));
		}
		this.#looking = false;
	}

	async #lookOnce(): Promise<void> {
		const { game, run } = this;
		if (!game || run.session.status === 'closed' || run.session.status === 'failed') return;
		try {
			const seen = await run.session.points(requestOf(game.dimensions));
			if (!seen) return;
			this.seen = seen;
			this.trouble = '';
			this.#remember(seen.round);
		} catch (error) {
			this.trouble = error instanceof Error ? error.message : String(error);
		}
	}

	#remember(round: number): void {
		const { figures } = this;
		if (!figures) return;
		const series: Partial<Record<TheorySeries, LossSeries>> = {};
		const now = { value: figures.value?.mean, best: figures.bestValue, jsd: figures.jsd };
		for (const [name, value] of Object.entries(now) as [TheorySeries, number | undefined][]) {
			if (value === undefined) continue;
			// After a reset, or back at an earlier round, what came later is no more.
			const earlier = this.series[name] && lossesUntil(this.series[name], round - 1);
			series[name] = appendLosses(earlier, { rounds: [round], values: [value] });
		}
		this.series = series;
	}

	#dataMasses(seen: PointsSeen): Float64Array {
		const of = this.law ?? seen.real;
		if (this.#masses?.of !== of) {
			const cells = cellsOf(this.game!.dimensions);
			this.#masses = { of, masses: dataMasses(cells, this.law, seen.real) };
		}
		return this.#masses!.masses;
	}
}
