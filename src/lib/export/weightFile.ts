// A program's weights as a file: safetensors, in PyTorch's names and layouts.
import { toTorchLayout, type WeightValues } from '../compile/link/weights';
import type { Program } from '../compile/program';
import { writeSafetensors } from './safetensors';

/** Weights, given by path in tfjs's layout, in the document's order; those that are not given are left out. */
export function weightFile(
	weights: Readonly<Record<string, WeightValues>>,
	{ networks }: Pick<Program, 'networks'>,
	options: { metadata: Record<string, string>; half?: boolean },
): Uint8Array<ArrayBuffer> {
	const tensors = Object.values(networks)
		.flatMap((network) => network.weights)
		.flatMap((weight) => {
			const given = weights[weight.path];
			return given ? [[weight.path, toTorchLayout(weight, given.values)] as const] : [];
		});
	return writeSafetensors(Object.fromEntries(tensors), options);
}
