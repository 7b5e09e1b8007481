// The little file beside a data set's packed values: what they are, and how to tell that they are whole.
import type { PortType } from '../graph/types';
import type { Dataset, Packed } from './dataset';
import { SAMPLE_BYTES } from './samples';

export const MANIFEST_FORMAT = 'ganloom-dataset';

/**
 * `<name>.bin` is the gzipped bytes of all ports, one after another in the order of `packedOf`, each
 * count × shape values: of one unsigned byte, or for sound of two as `samples.ts` has them. Items to train on come first.
 */
export interface Manifest {
	format: typeof MANIFEST_FORMAT;
	name: string;
	/** All items, held out ones included. */
	count: number;
	/** How many of them, from the start, are to train on. */
	train: number;
	arrays: { port: string; dtype: 'uint8' | 'int16'; shape: number[] }[];
	classNames: string[];
	licence: string;
	attribution: string;
	/** npm packages the values were made from, with their versions. */
	sources: Record<string, string>;
	/** Of everything that decides the values: nothing is prepared again while it stays the same. */
	sourceHash: string;
	/** Of the packed file: length, and SHA-256 in hex. */
	bytes: number;
	sha256: string;
}

/** How many items are packed of a data set, and all that is packed of them, in order. */
export function packedOf(dataset: Dataset): Pick<Packed, 'outputs' | 'count' | 'held'> {
	const { type, measured = [], held, packed } = dataset;
	return packed ?? { outputs: [...type.outputs, ...measured], count: type.count, held };
}

export function sizeOf(shape: readonly number[]): number {
	return shape.reduce((product, length) => product * length, 1);
}

/** How an item's values are kept. */
export function storedAs({ meaning }: PortType): Manifest['arrays'][number]['dtype'] {
	return meaning === 'wave' ? 'int16' : 'uint8';
}

/** Bytes of an item. */
export function itemBytes({ dtype, shape }: Omit<Manifest['arrays'][number], 'port'>): number {
	return sizeOf(shape) * (dtype === 'int16' ? SAMPLE_BYTES : 1);
}

/** Bytes before packing. */
export function unpackedBytes({ arrays, count }: Manifest): number {
	return arrays.reduce((sum, array) => sum + count * itemBytes(array), 0);
}

/** What keeps a manifest from describing this data set; undefined when it does. */
export function manifestProblem(value: unknown, dataset: Dataset): string | undefined {
	const manifest = (value ?? {}) as Partial<Manifest>;
	if (manifest.format !== MANIFEST_FORMAT) return 'it is not a data set manifest';
	if (manifest.name !== dataset.name) return `it is of another data set, ${manifest.name}`;
	const { outputs, count, held } = packedOf(dataset);
	if (manifest.train !== count || manifest.count !== count + held)
		return `it has ${manifest.train} items to train on and ${manifest.count} in all`;
	if (typeof manifest.sha256 !== 'string' || typeof manifest.bytes !== 'number')
		return 'it has no checksum';
	const described = JSON.stringify(
		manifest.arrays?.map(({ port, dtype, shape }) => [port, dtype, shape]),
	);
	const expected = JSON.stringify(
		outputs.map(({ port, type }) => [port, storedAs(type), type.shape]),
	);
	if (described !== expected) return `its arrays are ${described ?? 'missing'}`;
	return undefined;
}
