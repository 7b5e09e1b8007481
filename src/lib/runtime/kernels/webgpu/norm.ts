// Normalisation on WebGPU in two kernels: statistics, and what they are for. Columns of many rows take one more, as
// several workgroups share them.
import type { TensorInfo } from '@tensorflow/tfjs';
import type { NormCall, RunningCall } from '../../../nodes/ops/fused';
import {
	COLUMN,
	COLUMN_PLACE,
	COLUMN_TOTAL,
	columnGroups,
	columnsIn,
	columnUniforms,
	eachRow,
	type Columns,
} from './columns';
import { elementwise, groupsFor, sizeOf, type Kernel, type Kernels } from './program';

/** Mean, variance and inverse root of each column. */
const statistics = {
	key: 'ganLoomNormStatistics',
	writes: ['mean', 'variance', 'inverse'],
	reads: ['x'],
	uniforms: { ...columnUniforms, epsilon: 'f32' },
	threads: 256,
	declarations: COLUMN_TOTAL,
	body: `${COLUMN_PLACE}
	var sum = 0.0;
	${eachRow('sum += x[at];')}
	let centre = columnTotal(local, sum) / f32(uniforms.rows);
	var squares = 0.0;
	${eachRow('squares += (x[at] - centre) * (x[at] - centre);')}
	let spread = columnTotal(local, squares) / f32(uniforms.rows);
	if (lane == 0 && begin < end) {
		mean[spot] = centre;
		variance[spot] = spread;
		inverse[spot] = 1.0 / sqrt(spread + uniforms.epsilon);
	}`,
} as const satisfies Kernel;

/** Mean and sum of squared deviations of each part of a column. */
const partStatistics = {
	key: 'ganLoomNormParts',
	writes: ['mean', 'squares'],
	reads: ['x'],
	uniforms: columnUniforms,
	threads: 256,
	declarations: COLUMN_TOTAL,
	body: `${COLUMN_PLACE}
	var sum = 0.0;
	${eachRow('sum += x[at];')}
	let centre = columnTotal(local, sum) / f32(max(1, end - begin));
	var own = 0.0;
	${eachRow('own += (x[at] - centre) * (x[at] - centre);')}
	let total = columnTotal(local, own);
	if (lane == 0 && begin < end) {
		mean[spot] = centre;
		squares[spot] = total;
	}`,
} as const satisfies Kernel;

/** Of the parts of each column, by Chan, Golub and LeVeque (1979). */
const joinStatistics = elementwise({
	key: 'ganLoomNormJoin',
	writes: ['mean', 'variance', 'inverse'],
	reads: ['means', 'squares'],
	uniforms: { ...columnUniforms, parts: 'i32', epsilon: 'f32' },
	body: `
	let first = index / uniforms.channels * uniforms.parts * uniforms.channels + index % uniforms.channels;
	var centre = 0.0;
	for (var i = 0; i < uniforms.parts; i++) {
		let rows = min(uniforms.part, uniforms.rows - i * uniforms.part);
		centre += f32(rows) / f32(uniforms.rows) * means[first + i * uniforms.channels];
	}
	var total = 0.0;
	for (var i = 0; i < uniforms.parts; i++) {
		let rows = min(uniforms.part, uniforms.rows - i * uniforms.part);
		let away = means[first + i * uniforms.channels] - centre;
		total += squares[first + i * uniforms.channels] + f32(rows) * away * away;
	}
	let spread = total / f32(uniforms.rows);
	mean[index] = centre;
	variance[index] = spread;
	inverse[index] = 1.0 / sqrt(spread + uniforms.epsilon);`,
});

const apply = elementwise({
	key: 'ganLoomNorm',
	writes: ['y'],
	reads: ['x', 'mean', 'inverse', 'scale', 'shift'],
	uniforms: { rows: 'i32', channels: 'i32' },
	body: `${COLUMN}
	y[index] = (x[index] - mean[column]) * inverse[column] * scale[channel] + shift[channel];`,
});

const running = elementwise({
	key: 'ganLoomRunning',
	writes: ['nextMean', 'nextVariance'],
	reads: ['mean', 'variance', 'freshMean', 'freshVariance'],
	uniforms: { momentum: 'f32', unbiased: 'f32' },
	body: `
	let kept = 1.0 - uniforms.momentum;
	nextMean[index] = kept * mean[index] + uniforms.momentum * freshMean[index];
	nextVariance[index] =
		kept * variance[index] + uniforms.momentum * uniforms.unbiased * freshVariance[index];`,
});

const statisticShape = ({ items, channels }: Columns, each: boolean): number[] =>
	each ? [items, channels] : [channels];

/** Of each item by itself where `each` is true, else of all together. */
export function norm(
	kernels: Kernels,
	{ inputs: { x, scale, shift }, attrs: { epsilon } }: NormCall,
	each: boolean,
): TensorInfo[] {
	const columns = columnsIn(x, each ? x.shape[0]! : 1);
	const shape = statisticShape(columns, each);
	const mean = kernels.make(shape);
	const [variance, inverse] = [kernels.make(shape), kernels.make(shape)];
	const groups = columnGroups(columns);
	if (columns.parts === 1) {
		kernels.run(statistics, {
			writes: { mean, variance, inverse },
			reads: { x },
			uniforms: { ...columns, epsilon },
			groups,
		});
	} else {
		const partial = [columns.items, columns.parts, columns.channels];
		const [means, squares] = [kernels.make(partial), kernels.make(partial)];
		kernels.run(partStatistics, {
			writes: { mean: means, squares },
			reads: { x },
			uniforms: columns,
			groups,
		});
		const count = sizeOf(mean);
		kernels.run(joinStatistics, {
			writes: { mean, variance, inverse },
			reads: { means, squares },
			uniforms: { ...columns, count, epsilon },
			groups: groupsFor(count),
		});
		kernels.dispose(means, squares);
	}
	const y = kernels.make(x.shape);
	kernels.run(apply, {
		writes: { y },
		reads: { x, mean, inverse, scale, shift },
		uniforms: { ...columns, count: sizeOf(x) },
		groups: groupsFor(sizeOf(x)),
	});
	return [y, mean, variance, inverse];
}

export function runningStatistics(kernels: Kernels, { inputs, attrs }: RunningCall): TensorInfo[] {
	const { shape } = inputs.mean;
	const next = { nextMean: kernels.make(shape), nextVariance: kernels.make(shape) };
	const count = sizeOf(inputs.mean);
	kernels.run(running, {
		writes: next,
		reads: inputs,
		uniforms: { ...attrs, count },
		groups: groupsFor(count),
	});
	return [next.nextMean, next.nextVariance];
}
