// What the view of distributions knows of a run: looked at a few times a second, while anybody looks.
import { pointGame } from '../../../compile/pointGame';
import type { Stage } from '../../../compile/stages';
import { findDataset } from '../../../data/catalogue';
import type { Mixture } from '../../../data/points/mixture';
import { appendLosses, lossesUntil, type LossSeries } from '../../../runtime/lossHistory';
import type { PointsSeen } from '../../../runtime/protocol';
import type { Run } from '../run/run.svelte';
import type { Moment } from '../run/slowMotion.svelte';
import { isShown, type Layer } from './layers.svelte';
import { cellsOf, dataMasses, requestOf, theoryFigures, type TheoryFigures } from './figures';
import { reasonOf } from '../../shell/reason';

/** Milliseconds from one look to the next. */
const EVERY = 300;

/** What is drawn over the rounds. */
export type TheorySeries = 'value' | 'best' | 'jsd';

export class Theory {
	readonly game = $derived.by(() => this.run.program && pointGame(this.run.program));
	readonly law: Mixture | undefined = $derived.by(() =>
		this.game?.dataset === undefined ? undefined : findDataset(this.game.dataset)?.law,
	);
	/** What is shown: the latest, or in slow motion what was seen at the stage one looks back at. */
	readonly seen: PointsSeen | undefined = $derived.by(() => {
		const { now, looksBack } = this.run.slow;
		return (looksBack && now && this.#atMoments.get(now)) || this.#latest;
	});
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

	#latest = $state.raw<PointsSeen>();
	#atMoments = new WeakMap<Moment, PointsSeen>();
	#masses: { of: Mixture | Float32Array; masses: Float64Array } | undefined;
	#looking = false;
	#again = false;
	#watched = 0;

	constructor(readonly run: Run) {}

	/** Whether a layer is shown: in slow motion what the stage is about, otherwise what a person has chosen. */
	readonly shows = (layer: Layer): boolean => {
		const { now } = this.run.slow;
		const stage = now?.stages[now.stage];
		if (!now || !stage || stage.does === 'update') return isShown(layer);
		switch (layer) {
			case 'real':
				return true;
			case 'fake':
				return stage.does !== 'draw';
			case 'manifold':
				return stage.does === 'forward' && stage.network === this.game?.maker?.network;
			case 'field':
			case 'best':
				return this.#judged(stage) && (layer === 'field' || isShown(layer));
			case 'pull':
				return stage.does === 'gradient' && now.phase === this.game?.pull;
		}
	};

	/** In slow motion there is no tint before D has answered. */
	readonly tints: boolean = $derived.by(() => {
		const { now } = this.run.slow;
		const stage = now?.stages[now.stage];
		return !stage || stage.does === 'update' || this.#judged(stage);
	});

	/** D has answered by then. */
	#judged({ does, network }: Stage): boolean {
		return does === 'loss' || does === 'gradient' || network === this.game?.judge;
	}

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
			this.#latest = seen;
			this.trouble = '';
			const { now, looksBack } = run.slow;
			// Figures are those of what is shown, which is not this while one looks back.
			if (looksBack) return;
			if (now) this.#atMoments.set(now, seen);
			this.#remember(seen.round);
		} catch (error) {
			this.trouble = reasonOf(error);
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
