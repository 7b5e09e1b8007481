// The experiments in the lecture's order, and how one is found.
import { collapse, digitVariety } from './collapse';
import type { Experiment, Variant } from './experiment';
import { flippedLabels, turns } from './game';
import { cycle, oneStage, thirdCase, twoTerms } from './terms';

export const experiments: readonly Experiment[] = [
	flippedLabels,
	turns,
	collapse,
	digitVariety,
	thirdCase,
	twoTerms,
	cycle,
	oneStage,
];

/** `name`: the ids of an experiment and a variant with a slash between, as in addresses. */
export function findVariant(
	name: string | null,
): { experiment: Experiment; variant: Variant } | undefined {
	const [id, which] = (name ?? '').split('/');
	const experiment = experiments.find((one) => one.id === id);
	const variant = experiment?.variants.find((one) => one.id === which);
	return experiment && variant && { experiment, variant };
}
