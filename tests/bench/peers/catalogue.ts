// The peers that run in JavaScript; each is loaded only where it takes part.
import type { PeerMaker } from './peer';

const peers = {
	/** The document, compiled and trained by this project. */
	ours: async () => (await import('./ours')).ours,
	/** Written by hand on tfjs's core. */
	tfjs: async () => (await import('./tfjs')).tfjsCore,
	/** Written by hand with tfjs's layers. */
	layers: async () => (await import('./layers')).tfjsLayers,
	/** Written by hand in jax-js, the whole round under one `jit`. */
	jax: async () => (await import('./jax')).jaxJs,
} satisfies Record<string, () => Promise<PeerMaker>>;

export type PeerName = keyof typeof peers;

export const peerMaker = (name: PeerName): Promise<PeerMaker> => peers[name]();
