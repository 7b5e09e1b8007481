// Runs in the page: a document trained on wasm in the worker that the app uses.
import { toBase64 } from '../../../src/lib/cli/browser/hostArrays';
import type { GraphDocument } from '../../../src/lib/graph/types';
import { connectWorker } from '../../../src/lib/runtime/connectWorker';

export interface Outcome {
	isolated: boolean;
	/** Of wasm, as the engine reports. */
	threads: number | undefined;
	detail: string | undefined;
	cores: number;
	/** Little-endian float32 values of every weight, base64. */
	weights: Record<string, string>;
}

declare global {
	interface Window {
		/** Takes a document as JSON; plays each of its players in turn, `rounds` times. */
		trainOnWasm(document: string, players: string[], rounds: number): Promise<Outcome>;
	}
}

window.trainOnWasm = async (text, players, rounds) => {
	const failed = (what: unknown): never => {
		throw new Error(JSON.stringify(what));
	};
	const { engine, close } = await connectWorker({
		report: () => undefined,
		failure: failed,
		crash: failed,
	});
	try {
		const { backends } = await engine.open({
			document: JSON.parse(text) as GraphDocument,
			backend: 'wasm',
			base: document.baseURI,
		});
		for (let round = 0; round < rounds; round++) {
			for (const player of players) await engine.step(player);
		}
		const { weights } = await engine.checkpoint();
		const used = backends.find(({ state }) => state === 'used');
		return {
			isolated: crossOriginIsolated,
			threads: used?.threads,
			detail: used?.detail,
			cores: navigator.hardwareConcurrency,
			weights: Object.fromEntries(
				Object.entries(weights).map(([path, { values }]) => [
					path,
					toBase64(new Uint8Array(values.slice().buffer)),
				]),
			),
		};
	} finally {
		close();
	}
};
