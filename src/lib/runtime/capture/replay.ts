// When rounds are recorded, and when they are replayed: from the first ordinary round to the plan, or the refusal.
import type { Tensor, Variable } from '@tensorflow/tfjs';
import type { Tfjs } from '../../nodes/kind';
import type { ReplayStatus } from '../protocol';
import { Homes } from './homes';
import { HostInputs } from './hostInputs';
import { Plan } from './plan';
import { record, type RoundEnd } from './recorder';
import { difference, Refusal, type Recording } from './recording';
import { trimPool, webgpuInternals, type WebgpuInternals } from './webgpuInternals';

/** A whole round, as the one who plays it lends it out. */
export interface RecordableRound {
	/** All variables the round may change. */
	variables: readonly Variable[];
	/** Plays it op by op; marks what the host gives anew in `inputs`. */
	play(inputs: HostInputs, tailBegins: () => void): RoundEnd;
}

type Shapes = ReadonlyMap<string, Pick<Tensor, 'shape' | 'dtype'>>;

type State =
	/** Rounds still to be played before recording: they compile pipelines and make what is made once. */
	| { is: 'warming'; rounds: number }
	| { is: 'recording'; first?: Recording }
	| { is: 'checking' }
	| { is: 'ready'; plan: Plan }
	| { is: 'refused'; reason: string }
	| { is: 'absent' };

export class Replay {
	private state: State;
	private homes: Homes | undefined;
	private outputShapes: Shapes = new Map();

	private constructor(
		private readonly tf: Tfjs,
		private readonly backend: WebgpuInternals | undefined,
		refusal?: string,
	) {
		if (refusal !== undefined) this.state = { is: 'refused', reason: refusal };
		else this.state = backend ? { is: 'warming', rounds: 1 } : { is: 'absent' };
	}

	/** For the backend in use. */
	static of(tf: Tfjs): Replay {
		if (tf.getBackend() !== 'webgpu') return new Replay(tf, undefined);
		const backend = webgpuInternals(tf);
		return typeof backend === 'string'
			? new Replay(tf, undefined, backend)
			: new Replay(tf, backend);
	}

	/** Never replays. */
	static none(tf: Tfjs): Replay {
		return new Replay(tf, undefined);
	}

	get status(): ReplayStatus {
		const { state } = this;
		if (state.is === 'refused') return { state: 'refused', reason: state.reason };
		if (state.is !== 'ready') return { state: 'off' };
		return { state: 'on', bytes: state.plan.bytes + (this.homes?.bytes ?? 0) };
	}

	/** The prepared round. */
	get plan(): Plan | undefined {
		return this.state.is === 'ready' ? this.state.plan : undefined;
	}

	/** Shape and type of the outputs whose names match. */
	outputs(names: RegExp): Shapes {
		return new Map([...this.outputShapes].filter(([name]) => names.test(name)));
	}

	/** The next whole round is to be played through `record`. */
	get recordingDue(): boolean {
		return this.state.is === 'recording';
	}

	/** A round was played op by op. */
	played(): void {
		if (this.state.is !== 'warming') return;
		const rounds = this.state.rounds - 1;
		this.state = rounds > 0 ? { is: 'warming', rounds } : { is: 'recording' };
	}

	/** Plays a round and writes it down. Two in a row that agree become a plan. */
	record(round: RecordableRound): void {
		const { state, backend } = this;
		if (state.is !== 'recording' || !backend) throw new Error('No recording is due.');
		const inputs = new HostInputs();
		const { variables } = round;
		this.unshare(variables, backend);
		let end: RoundEnd | undefined;
		const play = (tailBegins: () => void): RoundEnd => (end = round.play(inputs, tailBegins));
		const recording = record({ backend, variables, inputs, play });
		if (recording instanceof Refusal) return this.refuse(recording.message);
		if (!state.first) {
			this.state = { is: 'recording', first: recording };
			return;
		}
		const differs = difference(state.first, recording);
		if (differs !== undefined) return this.refuse(differs);
		this.outputShapes = new Map(
			[...end!.outputs].map(([name, { shape, dtype }]) => [name, { shape, dtype }]),
		);
		this.homes ??= new Homes(this.tf, backend, variables);
		const checking: State = { is: 'checking' };
		this.state = checking;
		void this.check(checking, Plan.make(this.tf, backend, recording, this.homes));
	}

	/** Data that a snapshot holds too would be copied in the round: a kernel that isn't there every time. */
	private unshare(variables: readonly Variable[], { tensorMap }: WebgpuInternals): void {
		const { tf } = this;
		for (const variable of variables) {
			if (tensorMap.get(variable.dataId).refCount === 1) continue;
			tf.tidy(() => variable.assign(tf.mul(variable, 1)));
		}
	}

	private async check(checking: State, making: Promise<Plan | string>): Promise<void> {
		let made: Plan | string;
		try {
			made = await making;
		} catch (error) {
			made = error instanceof Error ? error.message : String(error);
		}
		// Restarted or disposed in the meantime.
		if (this.state !== checking) {
			if (typeof made !== 'string') made.dispose();
		} else if (typeof made === 'string') this.refuse(made);
		else {
			this.state = { is: 'ready', plan: made };
			trimPool(this.backend!);
		}
	}

	private refuse(reason: string): void {
		this.state = { is: 'refused', reason };
	}

	/** What a round computes has changed: it is recorded anew. */
	restart(): void {
		const { state } = this;
		if (state.is === 'absent' || state.is === 'warming' || !this.backend) return;
		this.plan?.dispose();
		this.state = { is: 'recording' };
	}

	/** Frees all buffers. Data of variables that are still in use stays. */
	dispose(): void {
		this.plan?.dispose();
		this.homes?.dispose();
		this.homes = undefined;
		this.state = { is: 'absent' };
	}
}
