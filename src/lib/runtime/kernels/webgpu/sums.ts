// Sums down the columns of a matrix, such as a bias's gradient, read in order: tfjs transposes the matrix first.
import type { TensorInfo } from '@tensorflow/tfjs';
import {
	COLUMNS,
	COLUMN_PLACE,
	COLUMN_TOTAL,
	columnGroups,
	columnsOf,
	columnUniforms,
	eachRow,
} from './columns';
import { MOST_GROUPS, sizeOf, type Kernel, type Kernels } from './program';

const sums = {
	key: 'ganLoomColumnSums',
	writes: ['sums'],
	reads: ['x'],
	uniforms: columnUniforms,
	threads: 256,
	declarations: COLUMN_TOTAL,
	body: `${COLUMN_PLACE}
	var sum = 0.0;
	${eachRow('sum += x[at];')}
	let total = columnTotal(local, sum);
	if (lane == 0 && begin < end) { sums[spot] = total; }`,
} as const satisfies Kernel;

/** Whether there is anything to sum, and no more columns than one dispatch reaches. */
export function canSumColumns(x: TensorInfo): boolean {
	return sizeOf(x) > 0 && Math.ceil(x.shape.at(-1)! / COLUMNS) <= MOST_GROUPS;
}

/** Sums x [..., channels] over all but its last axis: [channels]. */
export function columnSums(kernels: Kernels, x: TensorInfo): TensorInfo {
	const channels = x.shape.at(-1)!;
	const columns = columnsOf(1, sizeOf(x) / channels, channels);
	const ofParts = kernels.make([columns.parts, channels]);
	kernels.run(sums, {
		writes: { sums: ofParts },
		reads: { x },
		uniforms: columns,
		groups: columnGroups(columns),
	});
	if (columns.parts === 1) return { ...ofParts, shape: [channels] };
	const total = columnSums(kernels, ofParts);
	kernels.dispose(ofParts);
	return total;
}
