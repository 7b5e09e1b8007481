// How kernels walk down the columns of a matrix: rows are shared among the lanes of a workgroup, and among workgroups.
import type { TensorInfo } from '@tensorflow/tfjs';
import { sizeOf } from './program';

/** Columns of a workgroup: neighbours in memory are read together. */
export const COLUMNS = 16;
/** Threads of a workgroup that share a column's rows. */
export const LANES = 16;

/** Rows of a workgroup at most. Where there are more, several share a column, and another kernel joins what they find. */
const MOST_ROWS = 1024;

/** A pile of matrices [items, rows, channels], each worked through by itself. */
export interface Columns {
	items: number;
	rows: number;
	channels: number;
	/** Each column's rows are cut into so many parts, of so many rows; the last may have less. */
	parts: number;
	part: number;
}

/** Of each of so many items of a tensor whose last axis holds the channels. */
export function columnsIn(tensor: TensorInfo, items: number): Columns {
	const channels = tensor.shape.at(-1)!;
	return columnsOf(items, sizeOf(tensor) / channels / items, channels);
}

export function columnsOf(items: number, rows: number, channels: number): Columns {
	const parts = Math.ceil(rows / MOST_ROWS);
	return { items, rows, channels, parts, part: Math.ceil(rows / parts) };
}

/** One workgroup for 16 columns of a part of an item. */
export function columnGroups({ items, channels, parts }: Columns): [number, number, number] {
	return [Math.ceil(channels / COLUMNS), parts, items];
}

export const columnUniforms = { rows: 'i32', channels: 'i32', part: 'i32' } as const;

/** WGSL: where the thread stands. Its rows are `begin + lane`, every 16th, below `end`; `spot` is its place among partial results [items, parts, channels]. */
export const COLUMN_PLACE = `
	let channel = i32(group.x) * ${COLUMNS} + local % ${COLUMNS};
	let lane = local / ${COLUMNS};
	let item = i32(group.z);
	let begin = i32(group.y) * uniforms.part;
	let end = select(begin, min(begin + uniforms.part, uniforms.rows), channel < uniforms.channels);
	let spot = (item * i32(groups.y) + i32(group.y)) * uniforms.channels + channel;`;

/** WGSL: `statements` for every element of the thread's own rows, at `at`. */
export function eachRow(statements: string): string {
	return `
	for (var row = begin + lane; row < end; row += ${LANES}) {
		let at = (item * uniforms.rows + row) * uniforms.channels + channel;
		${statements}
	}`;
}

/** WGSL outside the function: memory for `columnTotal`. */
export const COLUMN_TOTAL = `
var<workgroup> gathered : array<f32, ${COLUMNS * LANES}>;
/** The sum of what the lanes of a column give. */
fn columnTotal(local : i32, value : f32) -> f32 {
	workgroupBarrier();
	gathered[local] = value;
	workgroupBarrier();
	var total = 0.0;
	for (var i = 0; i < ${LANES}; i++) { total += gathered[local % ${COLUMNS} + i * ${COLUMNS}]; }
	return total;
}`;

/** WGSL of an elementwise kernel: the element's channel, and its column among those of all items. */
export const COLUMN = `
	let channel = index % uniforms.channels;
	let column = index / uniforms.channels / uniforms.rows * uniforms.channels + channel;`;
