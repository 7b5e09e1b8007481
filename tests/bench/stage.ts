// Where a peer stands while it races, in a Node process or a page's worker: opened once, then asked for rounds.
import type { Tfjs } from '../../src/lib/nodes/kind';
import type { WasmFiles } from '../../src/lib/runtime/backends';
import type { ThreadHost } from '../../src/lib/runtime/kernels/wasm/threads/threads';
import type { BackendName } from '../../src/lib/runtime/protocol';
import type { Subject } from './documents';
import { peerMaker, type PeerName } from './peers/catalogue';
import { NotHere, type Peer, type PeerOptions } from './peers/peer';
import { incomparable, problemOf } from './problem';

/** Plain data: it travels as JSON. */
export interface Entry {
	peer: PeerName;
	backend: BackendName;
	subject: Subject;
	/** Rounds that will be asked for at most. */
	rounds: number;
	options?: PeerOptions;
}

export type Opened =
	| { state: 'ready'; threads?: number }
	/** The peer can't take part, and why. */
	| { state: 'missing'; reason: string };

/** One round, from before its inputs are handed over to after its losses are read. */
export interface Turn {
	milliseconds: number;
	/** One a player. */
	losses: number[];
}

export class Stage {
	private current: Peer | undefined;

	constructor(private readonly host: { tf: Tfjs; wasmFiles: WasmFiles; threads?: ThreadHost }) {}

	protected get peer(): Peer {
		if (!this.current) throw new Error('No peer stands here.');
		return this.current;
	}

	async open({ peer, backend, subject, rounds, options = {} }: Entry): Promise<Opened> {
		const problem = problemOf(subject);
		const incomparably = peer === 'ours' ? undefined : incomparable(problem);
		if (incomparably) return { state: 'missing', reason: incomparably };
		try {
			const make = await peerMaker(peer);
			this.current = await make({ ...this.host, backend, problem, rounds, options });
		} catch (error) {
			if (error instanceof NotHere) return { state: 'missing', reason: error.message };
			throw error;
		}
		return { state: 'ready', threads: this.current.threads };
	}

	async play(): Promise<Turn> {
		const { peer } = this;
		const begun = performance.now();
		peer.step();
		const losses = await peer.losses();
		return { milliseconds: performance.now() - begun, losses };
	}

	close(): void {
		this.current?.dispose();
		this.current = undefined;
	}
}
