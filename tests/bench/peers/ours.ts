// This project as a peer: the document's program, played by its own trainer.
import { chooseBackend } from '../../../src/lib/runtime/backends';
import { Trainer } from '../../../src/lib/runtime/trainer';
import { feedsFor } from '../problem';
import type { Peer, Setting } from './peer';

export async function ours(setting: Setting): Promise<Peer> {
	const { tf, backend, wasmFiles, threads, problem, rounds, options } = setting;
	if (options.plainSimd) {
		// tfjs asks the same question for its own sake, and remembers the answer.
		await tf.env().getAsync('WASM_HAS_SIMD_SUPPORT');
		WebAssembly.validate = () => false;
	}
	const verdicts = await chooseBackend(tf, backend, wasmFiles, threads);
	const trainer = Trainer.create(
		tf,
		problem.program,
		{},
		{
			feeds: feedsFor(problem, rounds),
			replay: !options.opByOp,
		},
	);
	const used = verdicts.find(({ state }) => state === 'used');
	const replayed = backend === 'webgpu' && !options.opByOp;
	return {
		step: () => trainer.playRound(),
		losses: async () => {
			const read = await trainer.readLosses();
			return problem.players.map(({ name }) => read[name]!.values.at(-1)!);
		},
		settled() {
			const { state, reason } = trainer.replayStatus;
			if (state === 'refused') return { reason: `replay is refused: ${reason}` };
			return !replayed || state === 'on';
		},
		threads: used && 'threads' in used ? Number(used.threads) : undefined,
		dispose: () => trainer.dispose(),
	};
}
