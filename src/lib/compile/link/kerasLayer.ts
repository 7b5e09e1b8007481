// Which steps Keras has a layer of its own for: the others stand in models as layers only GAN Loom knows.
import type { TfjsHalf, ParamSpecs } from '../../nodes/kind';
import type { NetworkPlan, Program } from '../program';
import { calledNetwork, isBoundary, linkStep, type LinkedStep } from './forward';

/** Keras's layer that does what the step does, if there is one. */
export function kerasLayer({ kind, context }: LinkedStep): TfjsHalf<ParamSpecs>['layer'] {
	const layer = kind.tfjs?.layer;
	return (layer?.fits?.(context.params, context) ?? true) ? layer : undefined;
}

/** The steps of a network, and of those it calls, that Keras has no layer for. */
export function stepsWithoutKeras(
	networks: Program['networks'],
	{ name, steps }: NetworkPlan,
): { network: string; linked: LinkedStep }[] {
	return steps.flatMap((step) => {
		if (isBoundary(step)) return [];
		const called = calledNetwork(step);
		if (called !== undefined) {
			const plan = networks[called];
			return plan ? stepsWithoutKeras(networks, plan) : [];
		}
		const linked = linkStep(step);
		return kerasLayer(linked) ? [] : [{ network: name, linked }];
	});
}
