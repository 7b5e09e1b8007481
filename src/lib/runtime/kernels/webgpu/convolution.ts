// Gradients of convolutions on WebGPU, as tiled products: tfjs gathers every number of theirs by itself. The gradient to
// the input is the transposed convolution, too.
import type { TensorInfo } from '@tensorflow/tfjs';
import { tiledProduct, tileFor, tilesIn, type TileSize } from './product';
import type { Kernels } from './program';
import { columnSums } from './sums';

/** As tfjs names it, channels last. */
export interface Convolution {
	batchSize: number;
	inHeight: number;
	inWidth: number;
	inChannels: number;
	outHeight: number;
	outWidth: number;
	outChannels: number;
	filterHeight: number;
	filterWidth: number;
	strideHeight: number;
	strideWidth: number;
	padInfo: { top: number; left: number };
}

const uniforms = {
	batchSize: 'i32',
	inHeight: 'i32',
	inWidth: 'i32',
	inChannels: 'i32',
	outHeight: 'i32',
	outWidth: 'i32',
	outChannels: 'i32',
	filterHeight: 'i32',
	filterWidth: 'i32',
	strideHeight: 'i32',
	strideWidth: 'i32',
	above: 'i32',
	before: 'i32',
} as const;

const numbersOf = (info: Convolution): Record<keyof typeof uniforms, number> => ({
	...info,
	above: info.padInfo.top,
	before: info.padInfo.left,
});

/** Rows are taps of the filter by input channel, columns output channels; between them, all places of all pictures. */
const toFilter = (work: readonly [TileSize, TileSize]) =>
	tiledProduct({
		key: 'ganLoomToFilter',
		writes: ['gradient'],
		reads: ['x', 'dy'],
		uniforms: { ...uniforms, part: 'i32' },
		work,
		neighbours: { left: 'row', right: 'column' },
		operands: `
fn left(row : i32, k : i32) -> f32 {
	let tap = row / uniforms.inChannels;
	let place = k / uniforms.outWidth;
	let down = place % uniforms.outHeight * uniforms.strideHeight + tap / uniforms.filterWidth - uniforms.above;
	let along = k % uniforms.outWidth * uniforms.strideWidth + tap % uniforms.filterWidth - uniforms.before;
	if (down < 0 || down >= uniforms.inHeight || along < 0 || along >= uniforms.inWidth) { return 0.0; }
	let picture = place / uniforms.outHeight;
	return x[((picture * uniforms.inHeight + down) * uniforms.inWidth + along) * uniforms.inChannels
		+ row % uniforms.inChannels];
}
fn right(k : i32, column : i32) -> f32 {
	return dy[k * uniforms.outChannels + column];
}`,
		setUp: `
	let rows = uniforms.filterHeight * uniforms.filterWidth * uniforms.inChannels;
	let columns = uniforms.outChannels;
	let first = i32(group.z) * uniforms.part;
	let end = min(first + uniforms.part, uniforms.batchSize * uniforms.outHeight * uniforms.outWidth);`,
		put: 'gradient[(i32(group.z) * rows + row) * columns + column] = value;',
	});

/** Workgroups that keep a GPU busy; and the least each should have to do. */
const ENOUGH_GROUPS = 256;
const LEAST_DEPTH = 256;

export function gradientToFilter(
	kernels: Kernels,
	x: TensorInfo,
	dy: TensorInfo,
	info: Convolution,
): TensorInfo {
	const { filterHeight, filterWidth, inChannels, outChannels } = info;
	const rows = filterHeight * filterWidth * inChannels;
	const work = [tileFor(rows), tileFor(outChannels)] as const;
	const tiles = [tilesIn(rows, work[0]), tilesIn(outChannels, work[1])] as const;
	// Few tiles, each a sum over very many places: the places are shared among workgroups.
	const depth = info.batchSize * info.outHeight * info.outWidth;
	const wanted = Math.ceil(ENOUGH_GROUPS / (tiles[0] * tiles[1]));
	const part = Math.max(Math.ceil(depth / wanted), LEAST_DEPTH);
	const parts = Math.ceil(depth / part);
	const gradient = kernels.make([parts, rows * outChannels]);
	kernels.run(toFilter(work), {
		writes: { gradient },
		reads: { x, dy },
		uniforms: { ...numbersOf(info), part },
		groups: [...tiles, parts],
	});
	const shape = [filterHeight, filterWidth, inChannels, outChannels];
	if (parts === 1) return { ...gradient, shape };
	const total = columnSums(kernels, gradient);
	kernels.dispose(gradient);
	return { ...total, shape };
}

/**
 * Places of the input that lie apart by the stride meet the same taps of the filter: they are one product, and the
 * workgroup's z says which. Rows are such places of all pictures, columns input channels; between them, those taps by
 * output channel.
 */
const toInput = (work: readonly [TileSize, TileSize], biased: boolean) =>
	tiledProduct({
		key: biased ? 'ganLoomToInputBiased' : 'ganLoomToInput',
		writes: ['gradient'],
		reads: biased ? ['dy', 'weight', 'bias'] : ['dy', 'weight'],
		uniforms,
		work,
		neighbours: { left: 'k', right: 'k' },
		operands: `
/** Where the places begin, down and along, in the padded input. */
var<private> padded : vec2<i32>;
/** How many places, and how many taps. */
var<private> places : vec2<i32>;
var<private> taps : vec2<i32>;
fn left(row : i32, k : i32) -> f32 {
	let tap = k / uniforms.outChannels;
	let down = row / places.y % places.x + padded.x / uniforms.strideHeight - tap / taps.y;
	let along = row % places.y + padded.y / uniforms.strideWidth - tap % taps.y;
	if (down < 0 || down >= uniforms.outHeight || along < 0 || along >= uniforms.outWidth) { return 0.0; }
	let picture = row / (places.x * places.y);
	return dy[((picture * uniforms.outHeight + down) * uniforms.outWidth + along) * uniforms.outChannels
		+ k % uniforms.outChannels];
}
fn right(k : i32, column : i32) -> f32 {
	let tap = k / uniforms.outChannels;
	let down = padded.x % uniforms.strideHeight + tap / taps.y * uniforms.strideHeight;
	let along = padded.y % uniforms.strideWidth + tap % taps.y * uniforms.strideWidth;
	return weight[((down * uniforms.filterWidth + along) * uniforms.inChannels + column) * uniforms.outChannels
		+ k % uniforms.outChannels];
}`,
		setUp: `
	let stride = vec2(uniforms.strideHeight, uniforms.strideWidth);
	let size = vec2(uniforms.filterHeight, uniforms.filterWidth);
	// Variables that functions share can't bound a loop with barriers: a GPU must see that all threads agree.
	let corner = vec2(i32(group.z) / stride.y, i32(group.z) % stride.y);
	let inside = corner + vec2(uniforms.above, uniforms.before);
	let met = max(vec2(0), (size - inside % stride + stride - 1) / stride);
	padded = inside;
	places = (vec2(uniforms.inHeight, uniforms.inWidth) - corner + stride - 1) / stride;
	taps = met;
	let rows = uniforms.batchSize * places.x * places.y;
	let columns = uniforms.inChannels;
	let first = 0;
	let end = met.x * met.y * uniforms.outChannels;`,
		put: `
	let down = row / places.y % places.x * stride.x + corner.x;
	let along = row % places.y * stride.y + corner.y;
	let picture = row / (places.x * places.y);
	gradient[((picture * uniforms.inHeight + down) * uniforms.inWidth + along) * uniforms.inChannels + column]
		= value${biased ? ' + bias[column]' : ''};`,
	});

/** A bias is added to every place. */
export function gradientToInput(
	kernels: Kernels,
	dy: TensorInfo,
	weight: TensorInfo,
	info: Convolution,
	bias?: TensorInfo,
): TensorInfo {
	const { batchSize, inHeight, inWidth, inChannels, strideHeight, strideWidth } = info;
	const gradient = kernels.make([batchSize, inHeight, inWidth, inChannels]);
	const rows = batchSize * Math.ceil(inHeight / strideHeight) * Math.ceil(inWidth / strideWidth);
	const work = [tileFor(rows), tileFor(inChannels)] as const;
	kernels.run(toInput(work, bias !== undefined), {
		writes: { gradient },
		// Without one the kernel reads none.
		reads: { dy, weight, bias: bias ?? weight },
		uniforms: numbersOf(info),
		groups: [tilesIn(rows, work[0]), tilesIn(inChannels, work[1]), strideHeight * strideWidth],
	});
	return gradient;
}
