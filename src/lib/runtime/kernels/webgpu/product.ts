// Products of matrices whose elements are computed as they are read, tile by tile through a workgroup's memory: what
// convolutions come down to.
import type { Kernel } from './program';

/** Threads of a workgroup along either side of its tile. */
const SIDE = 16;
/** How far along the inner axis a tile reaches at a time. */
const DEPTH = 16;
/** Rows and columns of a thread: each value read serves as many products. */
const WORK = [4, 2, 1] as const;

export type TileSize = (typeof WORK)[number];

/** Of a thread: small matrices leave most of a large tile idle. */
export function tileFor(length: number): TileSize {
	return WORK.find((work) => length >= work * SIDE) ?? 1;
}

/** Tiles that cover a length. */
export function tilesIn(length: number, work: TileSize): number {
	return Math.ceil(length / (work * SIDE));
}

/** A kernel whose workgroup (x, y) makes the tile of those rows and columns. */
export function tiledProduct<Written extends string, Read extends string, Uniform extends string>(
	options: Pick<Kernel<Written, Read, Uniform>, 'key' | 'writes' | 'reads' | 'uniforms'> & {
		/** Rows and columns of a thread. */
		work: readonly [TileSize, TileSize];
		/**
		 * WGSL of functions `left(row, k)` and `right(k, column)`, asked within bounds only, and of private variables
		 * they share with `setUp`.
		 */
		operands: string;
		/** Which of each operand's places are neighbours in memory, so that neighbouring threads read them. */
		neighbours: { left: 'row' | 'k'; right: 'k' | 'column' };
		/** WGSL that declares `rows`, `columns`, `first` and `end`, the bounds of k. */
		setUp: string;
		/** WGSL that puts `value` where `row` and `column` belong. */
		put: string;
	},
): Kernel<Written, Read, Uniform> {
	const { key, writes, reads, uniforms, work, operands, neighbours, setUp, put } = options;
	const [high, wide] = [work[0] * SIDE, work[1] * SIDE];
	// One more than needed: neighbours along k then lie in different banks.
	const [leftRow, rightRow] = [high + 1, wide + 1];
	const load = (tile: string, stride: number, length: number, byK: boolean, value: string) => `
		for (var i = local; i < ${DEPTH * length}; i += ${SIDE * SIDE}) {
			let depth = ${byK ? `i % ${DEPTH}` : `i / ${length}`};
			let place = ${byK ? `i / ${DEPTH}` : `i % ${length}`};
			let k = begin + depth;
			var value = 0.0;
			${value}
			${tile}[depth * ${stride} + place] = value;
		}`;
	return {
		...{ key: `${key} ${work.join()}`, writes, reads, uniforms, threads: SIDE * SIDE },
		declarations: `
var<workgroup> leftTile : array<f32, ${DEPTH * leftRow}>;
var<workgroup> rightTile : array<f32, ${DEPTH * rightRow}>;
${operands}`,
		body: `
	${setUp}
	let top = i32(group.x) * ${high};
	let start = i32(group.y) * ${wide};
	let down = local / ${SIDE};
	let along = local % ${SIDE};
	var totals : array<f32, ${work[0] * work[1]}>;
	for (var begin = first; begin < end; begin += ${DEPTH}) {
		${load(
			'leftTile',
			leftRow,
			high,
			neighbours.left === 'k',
			'if (k < end && top + place < rows) { value = left(top + place, k); }',
		)}
		${load(
			'rightTile',
			rightRow,
			wide,
			neighbours.right === 'k',
			'if (k < end && start + place < columns) { value = right(k, start + place); }',
		)}
		workgroupBarrier();
		for (var depth = 0; depth < ${DEPTH}; depth++) {
			for (var i = 0; i < ${work[0]}; i++) {
				let factor = leftTile[depth * ${leftRow} + down + i * ${SIDE}];
				for (var j = 0; j < ${work[1]}; j++) {
					totals[i * ${work[1]} + j] += factor * rightTile[depth * ${rightRow} + along + j * ${SIDE}];
				}
			}
		}
		workgroupBarrier();
	}
	for (var i = 0; i < ${work[0]}; i++) {
		for (var j = 0; j < ${work[1]}; j++) {
			let row = top + down + i * ${SIDE};
			let column = start + along + j * ${SIDE};
			if (row < rows && column < columns) {
				let value = totals[i * ${work[1]} + j];
				${put}
			}
		}
	}`,
	};
}
