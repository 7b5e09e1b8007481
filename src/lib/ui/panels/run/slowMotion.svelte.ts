// A run gone through stage by stage: forward it plays what comes next, back it only shows again what was.
import type { Program } from '../../../compile/program';
import { stagesOf, type Stage } from '../../../compile/stages';

export interface Moment {
	/** Index of the phase, and of the stage in it. */
	phase: number;
	stage: number;
	stages: readonly Stage[];
	/** Of the phase. */
	player: string;
}

/** What slow motion asks of a run. */
export interface Slowed {
	program(): Program | undefined;
	/** The phase played last; undefined between runs. */
	played(): number | undefined;
	/** One update of this player; false where it failed. */
	play(player: string): Promise<boolean>;
}

export class SlowMotion {
	/** Set while a step is being played. */
	busy = $state(false);
	/** Where one stands; undefined while slow motion is off, or the graph is another one by now. */
	readonly now: Moment | undefined = $derived.by(() =>
		this.slowed.program() === this.#program ? this.#walk[this.#at] : undefined,
	);
	/** One looks at what is past. */
	readonly looksBack = $derived.by(
		() => this.now !== undefined && this.#at < this.#walk.length - 1,
	);
	readonly hasEarlier = $derived.by(() => this.now !== undefined && this.#at > 0);

	/** All that was gone through. */
	#walk = $state.raw<readonly Moment[]>([]);
	#at = $state(-1);
	#program = $state.raw<Program>();

	constructor(private readonly slowed: Slowed) {}

	/** Begins before the next phase, or goes on by one stage; coming to an update plays it. */
	async next(): Promise<void> {
		if (this.busy) return;
		if (this.looksBack) {
			this.#at++;
			return;
		}
		const moment = this.#following();
		if (!moment) return;
		if (moment.stages[moment.stage]!.does === 'update') {
			this.busy = true;
			const done = await this.slowed.play(moment.player);
			this.busy = false;
			if (!done) return;
		}
		if (this.now === undefined) this.#walk = [];
		this.#program = this.slowed.program();
		this.#walk = [...this.#walk, moment];
		this.#at = this.#walk.length - 1;
	}

	back(): void {
		if (this.hasEarlier && !this.busy) this.#at--;
	}

	end(): void {
		this.#walk = [];
		this.#at = -1;
		this.#program = undefined;
	}

	#following(): Moment | undefined {
		const program = this.slowed.program();
		const { now } = this;
		if (!program || program.phases.length === 0) return undefined;
		if (now && now.stage + 1 < now.stages.length) return { ...now, stage: now.stage + 1 };
		const phase = ((now?.phase ?? this.slowed.played() ?? -1) + 1) % program.phases.length;
		const { player } = program.phases[phase]!;
		return { phase, stage: 0, stages: stagesOf(program, phase), player };
	}
}
