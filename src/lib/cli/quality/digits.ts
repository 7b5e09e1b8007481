// How good generated digits are: their classes, their closeness to real ones, and their variety.
import { plainestCall, upstream } from '../../compile/upstream';
import { randomAt } from '../../graph/random';
import { agreement, classShares } from '../../metrics/answers';
import { frechetDistance } from '../../metrics/frechetDistance';
import { varietyWithin } from '../../metrics/variety';
import type { Tfjs } from '../../nodes/kind';
import type { Pictures } from '../../runtime/protocol';
import { Judge } from './judge';
import { picturesOf, upTo, valuesOf, type Figure, type Measured } from './measure';

const GENERATED = 2000;
const CLASSES = 10;
/** Pictures whose distances are looked at: as many of each class as the held-out digits have, about. */
const COMPARED = 1000;
const NOISE = 0.1;

export async function measureDigits(tf: Tfjs, measured: Measured, seed: number): Promise<Figure[]> {
	const { program, datasets, generate, generateUntrained } = measured;
	const judge = await Judge.open(tf);
	try {
		const mnist = datasets.mnist!;
		const held = mnist.held!;
		const real = picturesOf(held, 'image', upTo(held.count), [0, 1]);
		const labels = held.gather(upTo(held.count), ['label']).label!.values;
		const trained = picturesOf(mnist, 'image', upTo(GENERATED), [0, 1]);
		const request = { network: generatorOf(measured), count: GENERATED, seed };
		const made = await generate(request);

		const target = await judge.look(real);
		const verdict = await judge.look(made);
		const distance = async (pictures: Pictures): Promise<number> =>
			frechetDistance((await judge.look(pictures)).features, target.features);
		const figures: Figure[] = [
			{
				id: 'frechetDistance',
				value: frechetDistance(verdict.features, target.features),
				beside: {
					'real digits trained on': await distance(trained),
					[`the same with noise of ${NOISE}`]: await distance(noisy(trained)),
					'untrained G': await distance(await generateUntrained(request)),
				},
			},
		];
		const judged = { 'judge’s accuracy on held-out digits': agreement(target.answers, labels) };
		const call = plainestCall(program, request.network)!;
		const conditional = upstream(program, call.node).some(
			(node) => program.steps.find((step) => step.node === node)!.kind === 'oneHot',
		);
		if (!conditional) {
			const shares = classShares(verdict.answers, CLASSES);
			figures.push(
				{ id: 'smallestClass', value: Math.min(...shares), beside: judged },
				{ id: 'largestClass', value: Math.max(...shares) },
			);
			return figures;
		}
		const meant = upTo(GENERATED).map((item) => item % CLASSES);
		const size = made.height * made.width;
		const variety = (pictures: Pictures, classes: ArrayLike<number>): number =>
			varietyWithin(
				{ values: valuesOf(pictures).subarray(0, COMPARED * size), size },
				Array.from(classes).slice(0, COMPARED),
			);
		figures.push(
			{ id: 'conditionAccuracy', value: agreement(verdict.answers, meant), beside: judged },
			{ id: 'variety', value: variety(made, meant) / variety(real, labels) },
		);
		return figures;
	} finally {
		judge.dispose();
	}
}

export function generatorOf({ program }: Pick<Measured, 'program'>): string {
	const generator = Object.values(program.networks).find(({ role }) => role === 'generator');
	if (!generator) throw new Error('There is no generator to measure.');
	return generator.name;
}

/** Gaussian noise of this deviation over the range of the pictures, cut off at its ends. */
function noisy(pictures: Pictures): Pictures {
	const noise = randomAt(1, 'quality/noise', 0).normal(pictures.pixels.length);
	const pixels = pictures.pixels.map((byte, i) =>
		Math.min(255, Math.max(0, Math.round(byte + 255 * NOISE * noise[i]!))),
	);
	return { ...pictures, pixels };
}
