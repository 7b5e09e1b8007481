// tfjs as it comes, without a kernel of ours, for peers written by hand on it.
import type { NamedTensorMap, Tensor, Variable } from '@tensorflow/tfjs';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import { inputOf } from '../problem';
import { NotHere, type Peer, type Setting } from './peer';

/** Starts the backend. Throws `NotHere` where it can't train what the document has. */
export async function startStockTfjs({ tf, backend, wasmFiles, problem }: Setting): Promise<void> {
	if (backend === 'wasm') {
		const simd = wasmFiles['tfjs-backend-wasm-simd.wasm'];
		setWasmPaths({ ...wasmFiles, 'tfjs-backend-wasm-threaded-simd.wasm': simd });
		// In a page that is isolated it would look for the threaded build, which is not at this address.
		tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
	}
	// tfjs refuses an emulated GPU otherwise, and this machine may have no other.
	if (backend === 'webgl') tf.env().set('SOFTWARE_WEBGL_ENABLED', true);
	await tf.setBackend(backend);
	await tf.ready();
	if (tf.getBackend() !== backend) throw new Error(`tfjs runs on ${tf.getBackend()}.`);
	const { networks } = problem.program;
	const steps = Object.values(networks).flatMap((network) => network.steps);
	const convolves = steps.some(({ kind }) => /^conv/.test(kind));
	const missing = 'Conv2DBackpropFilter';
	if (convolves && !tf.getKernel(missing, backend)) {
		throw new NotHere(`tfjs’s ${backend} backend has no ${missing}`);
	}
}

/** tfjs's types know gradients by name as variables only. */
type Gradients = NamedTensorMap & Record<string, Variable>;

/** This round's values of the sources, in the order in which they were asked for. */
export type Given = readonly Tensor[];

/** What two players play, as a script would have it. Real and fake are told apart by D; losses are scalars. */
export interface Game {
	/** As `node/port`. */
	sources: readonly string[];
	/** Of this round; not to be differentiated. */
	fake(given: Given): Tensor;
	lossD(given: Given, fake: Tensor): Tensor;
	lossG(given: Given): Tensor;
	/** Trained variables. */
	variables: { D: Variable[]; G: Variable[] };
	dispose(): void;
}

/** The usual loop: D's step by `variableGrads` and `adam`, then G's. */
export function playTwo({ tf, problem }: Setting, game: Game): Peer {
	const [ofD, ofG] = problem.players.map(({ learningRate, beta1, beta2, epsilon }) =>
		tf.train.adam(learningRate, beta1, beta2, epsilon),
	);
	let round = 0;
	let latest: Tensor[] = [];
	const input = (ref: string): Tensor => {
		const { shape, values } = inputOf(problem, ref, round);
		return tf.tensor(values, [...shape]);
	};
	return {
		step() {
			tf.dispose(latest);
			latest = tf.tidy(() => {
				const given = game.sources.map(input);
				const fake = game.fake(given);
				const d = tf.variableGrads(() => game.lossD(given, fake).asScalar(), game.variables.D);
				ofD!.applyGradients(d.grads as Gradients);
				const g = tf.variableGrads(() => game.lossG(given).asScalar(), game.variables.G);
				ofG!.applyGradients(g.grads as Gradients);
				return [tf.keep(d.value), tf.keep(g.value)];
			});
			round++;
		},
		losses: async () => (await Promise.all(latest.map((loss) => loss.data()))).map(([x]) => x!),
		dispose() {
			tf.dispose(latest);
			for (const optimizer of [ofD, ofG]) optimizer!.dispose();
			game.dispose();
		},
	};
}
