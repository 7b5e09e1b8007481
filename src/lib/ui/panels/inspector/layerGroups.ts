// Where a network's parameters are: large layers by themselves, small ones of a kind together.
import type { LayerSummary } from '../../../compile/program';

export interface LayerGroup {
	/** Unique among the groups. */
	key: string;
	name: string;
	/** Its width, or how many there are: `784`, `×3`. */
	mark: string;
	parameters: number;
}

/** Layers below this share of the whole are told together with others of their kind. */
const SMALL = 0.02;

/** Largest first: `Dense 784`, `Dense 512`, …, `Batch norm ×3`. Layers without parameters are left out. */
export function groupLayers(
	layers: readonly LayerSummary[],
	nameOf: (kind: string) => string,
): LayerGroup[] {
	const total = layers.reduce((sum, layer) => sum + layer.parameters, 0);
	const groups = new Map<
		string,
		{ name: string; width: string; count: number; parameters: number }
	>();
	for (const layer of layers) {
		if (layer.parameters === 0) continue;
		const width = String(layer.output?.shape.at(-1) ?? '');
		const small = layer.parameters < total * SMALL;
		const alike = layers.filter((one) => one.kind === layer.kind && one.parameters > 0).length > 1;
		const key = small && alike ? `small ${layer.kind}` : layer.node;
		const group = groups.get(key) ?? { name: nameOf(layer.kind), width, count: 0, parameters: 0 };
		group.count++;
		group.parameters += layer.parameters;
		groups.set(key, group);
	}
	return [...groups]
		.sort(([, a], [, b]) => b.parameters - a.parameters)
		.map(([key, { name, width, count, parameters }]) => ({
			key,
			name,
			mark: count > 1 ? `×${count}` : width,
			parameters,
		}));
}
