// Real pictures and made ones as D sees them: its answers, and its features of them.
import type { Tensor } from '@tensorflow/tfjs';
import { pictureGames, type PictureGame } from '../compile/pictureGame';
import { upstream } from '../compile/upstream';
import type { PortRef, PortType } from '../graph/types';
import { principalPlane } from '../metrics/principalPlane';
import { portsTaken } from './drawToShow';
import type { GenerateFrom } from './generate';
import { drawHeld, inTidy, runOn } from './heldDraw';
import { toPictures } from './monitorValue';
import type { Judged, JudgedPictures, JudgeRequest } from './protocol';

interface Side {
	picture: Tensor;
	given?: Tensor;
	answers: Tensor;
	features?: Tensor;
}

/**
 * Of data held out, in evaluation mode, on the weights as they play: D answers to these. The same seed gives the same
 * pictures and noise.
 * @throws Error where the network judges no pictures.
 */
export async function judge(
	from: GenerateFrom,
	{ judge: name, count, seed, features = false }: JudgeRequest,
): Promise<Omit<Judged, 'round'>> {
	const { tf, program, steps, evaluator } = from;
	const game = pictureGames(program).find((one) => one.judge === name);
	if (!game) throw new Error(`Network “${name}” judges no pictures.`);
	const needed = new Set([game.real, game.fake].flatMap((node) => upstream(program, node)));
	const nodes = program.steps.map(({ node }) => node).filter((node) => needed.has(node));
	const taken = portsTaken(nodes.map((node) => steps.get(node)!));
	const drawn = drawHeld({ ...from, seed }, { nodes, taken, count, site: 'judge' });
	const hidden = new Map<string, Tensor>();
	const kept: Tensor[] = [...drawn.values()];
	const look = (): Record<'real' | 'fake', Side> => {
		const evaluation = {
			...evaluator.asPlayed,
			random: evaluator.shown(seed).random,
			see: (place: string, value: Tensor): void => {
				if (!features || !place.endsWith(`/${game.hidden}`)) return;
				const own = tf.keep(perItem(tf, value));
				kept.push(own);
				hidden.set(place, own);
			},
		};
		const values = runOn(program, evaluator, drawn, nodes, evaluation);
		const side = (node: string): Side => {
			const own = sideOf(from, game, node, values, hidden);
			// What was drawn is kept already.
			for (const tensor of Object.values(own) as (Tensor | undefined)[])
				if (tensor && !kept.includes(tensor)) kept.push(tf.keep(tensor));
			return own;
		};
		return { real: side(game.real), fake: side(game.fake) };
	};
	try {
		const seen = inTidy(tf, look);
		const classes = game.label && drawn.get(game.label);
		const read = async (side: Side): Promise<JudgedPictures> => ({
			pictures: await toPictures(side.picture, game.picture, game.picture.range),
			given: side.given && (await toPictures(side.given, typeOfGiven(from, game))),
			classes: classes && Int32Array.from(await classes.data()),
			answers: Float32Array.from(await side.answers.data()),
		});
		const [real, fake] = [await read(seen.real), await read(seen.fake)];
		return { real, fake, ...(features ? await planeOf(seen.real, seen.fake) : {}) };
	} finally {
		for (const tensor of kept) tensor.dispose();
	}
}

function sideOf(
	{ tf, program, steps }: GenerateFrom,
	{ port, given, hidden, judge: name }: PictureGame,
	node: string,
	values: ReadonlyMap<PortRef, Tensor>,
	seen: ReadonlyMap<string, Tensor>,
): Side {
	const { inputs } = steps.get(node)!.step;
	const output = program.networks[name]!.outputs[0]!.port;
	const answers = values.get(`${node}/${output}`)!;
	const condition = given === undefined ? undefined : inputs[given];
	return {
		picture: values.get(inputs[port]!)!,
		given: condition && values.get(condition),
		answers: tf.mean(tf.reshape(answers, [answers.shape[0]!, -1]), 1),
		features: seen.get(`${node}/${hidden}`),
	};
}

/** A layer that goes over the places of a picture answers by their mean: its features are the means over them. */
function perItem(tf: GenerateFrom['tf'], features: Tensor): Tensor {
	const means = features.rank === 4 ? tf.mean(features, [1, 2]) : features.clone();
	return tf.reshape(means, [features.shape[0]!, -1]);
}

function typeOfGiven({ program, steps }: GenerateFrom, game: PictureGame): PortType {
	const type = steps.get(game.real)!.step.inputTypes[game.given!]!;
	const declared = program.networks[game.judge]!.inputs.find(({ port }) => port === game.given);
	return { ...type, range: type.range ?? declared?.type.range };
}

async function planeOf(real: Side, fake: Side): Promise<Pick<Judged, 'plane' | 'features'>> {
	if (!real.features || !fake.features) return {};
	const size = real.features.shape[1]!;
	const parts = [await real.features.data(), await fake.features.data()];
	const all = new Float32Array(parts[0]!.length + parts[1]!.length);
	all.set(parts[0]!);
	all.set(parts[1]!, parts[0]!.length);
	if (!all.every(Number.isFinite)) throw new Error('D’s features are not all finite numbers.');
	return { plane: principalPlane({ values: all, size }), features: size };
}
