// What takes part in a race: something that trains a document, a round at a time.
import type { ThreadHost } from '../../../src/lib/runtime/kernels/wasm/threads/threads';
import type { Tfjs } from '../../../src/lib/nodes/kind';
import type { WasmFiles } from '../../../src/lib/runtime/backends';
import type { BackendName } from '../../../src/lib/runtime/protocol';
import type { Problem } from '../problem';

export interface Peer {
	/** Plays the next round: hands its work over and waits for none of it. */
	step(): void;
	/** Hands over what it kept back in `step`, where it does. */
	handOver?(): Promise<unknown>;
	/** The latest round's losses, one a player; waits for the work handed over. */
	losses(): Promise<number[]>;
	/** False while rounds are not yet played the way they will be; why they never will, where they won't. */
	settled?(): boolean | { reason: string };
	/** Threads that kernels run on, where more than one can be. */
	threads?: number;
	dispose(): void;
}

/** Where a peer is to train what. */
export interface Setting {
	tf: Tfjs;
	wasmFiles: WasmFiles;
	/** Where threads may be had. */
	threads?: ThreadHost;
	backend: BackendName;
	problem: Problem;
	/** Rounds that will be played at most. */
	rounds: number;
	options: PeerOptions;
}

export interface PeerOptions {
	/** Keeps ours from using wasm's fused multiply-add. */
	plainSimd?: boolean;
	/** Keeps ours from replaying rounds. */
	opByOp?: boolean;
}

export type PeerMaker = (setting: Setting) => Promise<Peer>;

/** A peer that can't take part in this race; the message says why. */
export class NotHere extends Error {
	override name = 'NotHere';
}
