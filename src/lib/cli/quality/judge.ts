// The judge of digits: a classifier that has seen no fake, and its eyes.
import type { Tensor } from '@tensorflow/tfjs';
import { fileURLToPath } from 'node:url';
import { link, type Linked } from '../../compile/link';
import type { Evaluation } from '../../compile/link/forward';
import { randomAt } from '../../graph/random';
import type { Features } from '../../metrics/frechetDistance';
import { classesOf } from '../../metrics/answers';
import type { Tfjs } from '../../nodes/kind';
import type { Pictures } from '../../runtime/protocol';
import { fromPictures } from '../../runtime/pictureInput';
import { compileRunnable } from '../documents';
import { readWeightFile } from '../weightFiles';

const DOCUMENT = fileURLToPath(new URL('../../../../graphs/judge.json', import.meta.url));
const WEIGHTS = fileURLToPath(
	new URL('../../../../static/weights/judge.safetensors', import.meta.url),
);
const NETWORK = 'C';
const CHUNK = 250;

export interface Verdict {
	features: Features;
	/** The digit each picture is taken for. */
	answers: Int32Array;
}

export class Judge {
	private constructor(
		private readonly tf: Tfjs,
		private readonly linked: Linked,
		private readonly inputType: Parameters<typeof fromPictures>[2],
	) {}

	static async open(tf: Tfjs): Promise<Judge> {
		const { program } = await compileRunnable(DOCUMENT);
		const given = await readWeightFile(WEIGHTS, program);
		const linked = link(tf, program, { seed: program.run.seed, given });
		return new Judge(tf, linked, program.networks[NETWORK]!.inputs[0]!.type);
	}

	async look(pictures: Pictures): Promise<Verdict> {
		const { tf, linked } = this;
		const evaluation: Evaluation = {
			training: false,
			random: (path) => randomAt(0, path, 0),
			weight: (path) => linked.weights.get(path)!.variable,
			update: () => undefined,
		};
		const features: Float32Array[] = [];
		const logits: Float32Array[] = [];
		let [size, classes] = [0, 0];
		for (let start = 0; start < pictures.count; start += CHUNK) {
			const items = { start, count: Math.min(CHUNK, pictures.count - start) };
			const [seen, said] = tf.tidy(() => {
				const x = fromPictures(tf, pictures, this.inputType, items);
				return linked.forward(NETWORK, [x], evaluation, NETWORK) as [Tensor, Tensor];
			});
			[size, classes] = [seen.shape[1]!, said.shape[1]!];
			features.push((await seen.data()).slice() as Float32Array);
			logits.push((await said.data()).slice() as Float32Array);
			tf.dispose([seen, said]);
		}
		return {
			features: { values: joined(features), size },
			answers: classesOf(joined(logits), classes),
		};
	}

	dispose(): void {
		this.linked.dispose();
	}
}

function joined(parts: readonly Float32Array[]): Float32Array {
	const all = new Float32Array(parts.reduce((sum, part) => sum + part.length, 0));
	parts.reduce((at, part) => (all.set(part, at), at + part.length), 0);
	return all;
}
