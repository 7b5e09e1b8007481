// The weights that pictures are made with: averages where a player keeps them.
import type { Checkpoint, HostArray } from './protocol';

export function averagedWeights({ weights, averages = {} }: Checkpoint): Record<string, HostArray> {
	return { ...weights, ...averages };
}
