// The way back through normalisation on WebGPU, in two kernels: sums down the columns, and the gradient to x. Columns of
// many rows, and items normalised each by itself, take another kernel each to join the sums.
import type { TensorInfo } from '@tensorflow/tfjs';
import type { NormGradientCall } from '../../../nodes/ops/fused';
import {
	COLUMN,
	COLUMN_PLACE,
	COLUMN_TOTAL,
	columnGroups,
	columnsIn,
	columnUniforms,
	eachRow,
} from './columns';
import { elementwise, groupsFor, sizeOf, type Kernel, type Kernels } from './program';

/** Of dy, and of its products with what was normalised. */
interface Sums {
	sums: TensorInfo;
	products: TensorInfo;
}

const sumParts = {
	key: 'ganLoomNormSums',
	writes: ['sums', 'products'],
	reads: ['x', 'dy', 'mean', 'inverse'],
	uniforms: columnUniforms,
	threads: 256,
	declarations: COLUMN_TOTAL,
	body: `${COLUMN_PLACE}
	let column = min(item * uniforms.channels + channel, i32(arrayLength(&mean)) - 1);
	let centre = mean[column];
	let scaling = inverse[column];
	var sum = 0.0;
	var product = 0.0;
	${eachRow(`
		sum += dy[at];
		product += dy[at] * (x[at] - centre) * scaling;`)}
	let total = columnTotal(local, sum);
	let along = columnTotal(local, product);
	if (lane == 0 && begin < end) {
		sums[spot] = total;
		products[spot] = along;
	}`,
} as const satisfies Kernel;

/** Along the middle axis of [outer, parts, channels]. */
const joinParts = elementwise({
	key: 'ganLoomNormSumsJoin',
	writes: ['sums', 'products'],
	reads: ['partSums', 'partProducts'],
	uniforms: { parts: 'i32', channels: 'i32' },
	body: `
	let first = index / uniforms.channels * uniforms.parts * uniforms.channels + index % uniforms.channels;
	var sum = 0.0;
	var product = 0.0;
	for (var i = 0; i < uniforms.parts; i++) {
		sum += partSums[first + i * uniforms.channels];
		product += partProducts[first + i * uniforms.channels];
	}
	sums[index] = sum;
	products[index] = product;`,
});

const gradient = elementwise({
	key: 'ganLoomNormGradient',
	writes: ['dx'],
	reads: ['x', 'dy', 'scale', 'mean', 'inverse', 'sums', 'products'],
	uniforms: { rows: 'i32', channels: 'i32' },
	body: `${COLUMN}
	let normal = (x[index] - mean[column]) * inverse[column];
	let along = (sums[column] + normal * products[column]) / f32(uniforms.rows);
	dx[index] = inverse[column] * scale[channel] * (dy[index] - along);`,
});

/** Of each item by itself where `each` is true, else of all together. */
export function normGradient(
	kernels: Kernels,
	{ inputs: { x, dy, scale, mean, inverse } }: NormGradientCall,
	each: boolean,
): TensorInfo[] {
	const columns = columnsIn(x, each ? x.shape[0]! : 1);
	const { items, parts, channels } = columns;
	const makeSums = (outer: number): Sums => ({
		sums: kernels.make([outer, channels]),
		products: kernels.make([outer, channels]),
	});
	const join = (ofParts: Sums, outer: number, count: number): Sums => {
		const joined = makeSums(outer);
		kernels.run(joinParts, {
			writes: joined,
			reads: { partSums: ofParts.sums, partProducts: ofParts.products },
			uniforms: { parts: count, channels, count: outer * channels },
			groups: groupsFor(outer * channels),
		});
		return joined;
	};
	const ofParts = makeSums(items * parts);
	kernels.run(sumParts, {
		writes: ofParts,
		reads: { x, dy, mean, inverse },
		uniforms: columns,
		groups: columnGroups(columns),
	});
	const ofItems = parts === 1 ? ofParts : join(ofParts, items, parts);
	const ofAll = items === 1 ? ofItems : join(ofItems, 1, items);
	const dx = kernels.make(x.shape);
	kernels.run(gradient, {
		writes: { dx },
		reads: { x, dy, scale, mean, inverse, ...ofItems },
		uniforms: { ...columns, count: sizeOf(x) },
		groups: groupsFor(sizeOf(x)),
	});
	for (const spent of new Set([ofParts, ofItems])) {
		if (spent !== ofAll) kernels.dispose(spent.sums, spent.products);
	}
	const perChannel = (total: TensorInfo): TensorInfo => ({ ...total, shape: [channels] });
	return [dx, perChannel(ofAll.products), perChannel(ofAll.sums)];
}
