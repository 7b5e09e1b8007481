// The kinds there are, in the order the palette shows them. The only list of them.
import type { Kind } from './kind';
import { flatten } from './layers/flatten';
import { dense } from './layers/dense';
import { relu } from './layers/relu';
import { reshape } from './layers/reshape';
import { sigmoid } from './layers/sigmoid';
import { bce } from './losses/bce';
import { rawOutput } from './losses/rawOutput';
import { weightedSum } from './losses/weightedSum';
import { samples } from './monitors/samples';
import { call } from './networks/call';
import { input } from './networks/input';
import { output } from './networks/output';
import { dataset } from './sources/dataset';
import { noise } from './sources/noise';
import { player } from './training/player';

export const kinds: readonly Kind[] = [
	dataset,
	noise,
	input,
	output,
	call,
	dense,
	relu,
	sigmoid,
	flatten,
	reshape,
	bce,
	rawOutput,
	weightedSum,
	player,
	samples,
];

const byId: ReadonlyMap<string, Kind> = new Map(kinds.map((kind) => [kind.id, kind]));

export function kindOf(id: string): Kind | undefined {
	return byId.get(id);
}
