// A trainer's whole rounds, recorded and replayed: what they are given, and what they leave.
import type { Tensor } from '@tensorflow/tfjs';
import type { Linked } from '../../compile/link';
import type { Phase } from '../../compile/program';
import type { HostTensor, Tfjs } from '../../nodes/kind';
import type { LossRecord } from '../lossRecord';
import type { Observer } from '../observer';
import type { Optimizer } from '../optimizers';
import type { ReplayStatus } from '../protocol';
import type { WeightAverages } from '../weightAverages';
import { Replay } from './replay';
import { RoundInputs, type RoundStart } from './roundInputs';

/** What a round reads and changes. */
export interface RoundParts {
	linked: Linked;
	optimizers: ReadonlyMap<string, Optimizer>;
	averages: WeightAverages;
	observer: Observer;
	losses: LossRecord;
	/** Values of some ports of a source at a draw. */
	draw(node: string, draw: number, ports: readonly string[]): Record<string, HostTensor>;
	/** Of the round about to be played. */
	phases(): readonly Phase[];
	/** Where the trainer is. */
	position(): { round: number; draw: number };
}

/** A recording under way: told by the trainer what goes on. */
export interface Marks {
	inputs: RoundInputs;
	/** Of each phase, in order. */
	losses: Tensor[];
	/** All phases are over; only observations remain. */
	tailBegins(): void;
}

const lossOf = (phase: number): string => `loss ${phase}`;
const OBSERVED = /^(?!loss )/;

export class Rounds {
	/** While a round is recorded. */
	marks: Marks | undefined;
	private readonly replay: Replay;
	/** Draws to come, made once for all ports of a source. */
	private readonly ahead = new Map<string, Record<string, HostTensor>>();

	constructor(
		tf: Tfjs,
		/** False plays every round op by op. */
		replayed: boolean,
		private readonly parts: RoundParts,
	) {
		this.replay = replayed ? Replay.of(tf) : Replay.none(tf);
	}

	get status(): ReplayStatus {
		return this.replay.status;
	}

	/** What the next whole round is to be played by. */
	get due(): 'replay' | 'recording' | 'operations' {
		if (this.replay.plan) return 'replay';
		return this.replay.recordingDue ? 'recording' : 'operations';
	}

	/** A round was played op by op, unrecorded. */
	played(): void {
		this.replay.played();
	}

	/** Something that rounds compute by has changed, other than weights and players' rates. */
	restart(): void {
		this.replay.restart();
	}

	/** Records what `play` plays: one whole round, observed, so that observed rounds can be replayed too. */
	record(play: () => void): void {
		const { linked, optimizers, averages, observer, position } = this.parts;
		const slots = [...optimizers.values()].flatMap(({ state }) => [...state.values()]);
		const weights = [...linked.weights.values()].map(({ variable }) => variable);
		const start = {
			draw: () => position().draw,
			source: (...wanted: Parameters<RoundStart['source']>) => this.drawAhead(...wanted),
		};
		try {
			this.replay.record({
				variables: [...weights, ...slots, ...averages.state.values()],
				play: (inputs, tailBegins) => {
					const losses: Tensor[] = [];
					this.marks = { inputs: new RoundInputs(inputs, start), losses, tailBegins };
					play();
					const outputs = observer.held;
					losses.forEach((loss, phase) => outputs.set(lossOf(phase), loss));
					return { outputs };
				},
			});
		} finally {
			this.marks = undefined;
		}
	}

	/** Replays a round; gives how many draws it made. Throws, with nothing changed, when a source has no more to give. */
	play(observe: boolean): number {
		const { losses, observer, optimizers, position } = this.parts;
		const phases = this.parts.phases();
		const { plan } = this.replay;
		if (!plan) throw new Error('There is no round to replay.');
		this.ahead.clear();
		plan.gather();
		this.ahead.clear();
		const round = position().round + 1;
		const deliveries = phases.map(({ player }, phase) => ({
			output: lossOf(phase),
			...losses.claim(player, round),
		}));
		plan.run(observe, deliveries);
		observer.clear();
		if (observe) observer.hold(plan.read(this.replay.outputs(OBSERVED)));
		for (const { player } of phases) optimizers.get(player)!.updates++;
		return phases.filter(({ redraw }, phase) => phase === 0 || redraw).length;
	}

	private drawAhead(
		node: string,
		draw: number,
		ports: readonly string[],
	): Record<string, HostTensor> {
		const key = `${node} ${draw} ${ports.join()}`;
		const drawn = this.ahead.get(key) ?? this.parts.draw(node, draw, ports);
		this.ahead.set(key, drawn);
		return drawn;
	}

	dispose(): void {
		this.replay.dispose();
	}
}
