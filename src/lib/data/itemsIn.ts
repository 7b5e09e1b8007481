// Items of a data set out of the bytes they are kept as.
import type { PortType } from '../graph/types';
import type { DatasetItems, HostTensor } from '../nodes/kind';
import { itemBytes, storedAs } from './manifest';
import { unpackSamples } from './samples';

export interface PortBytes {
	port: string;
	type: PortType;
	/** All its items, one after another. */
	bytes: Uint8Array;
}

/** `count` of the items, from the `first` on. */
export function itemsIn(
	ports: readonly PortBytes[],
	{ first, count }: { first: number; count: number },
): DatasetItems {
	return {
		count,
		gather: (indices, wanted) =>
			Object.fromEntries(
				ports
					.filter(({ port }) => wanted?.includes(port) ?? true)
					.map(({ port, type, bytes }) => {
						const size = itemBytes({ dtype: storedAs(type), shape: [...type.shape] });
						const own = bytes.subarray(first * size, (first + count) * size);
						return [port, gather(own, size, type, indices)];
					}),
			),
	};
}

/** Bytes become numbers in the type's range, samples of sound, or, for labels, the class's number. */
function gather(
	bytes: Uint8Array,
	size: number,
	type: PortType,
	indices: ArrayLike<number>,
): HostTensor {
	const count = indices.length;
	if (type.meaning === 'wave') {
		const sounds = Array.from(indices, (index) =>
			unpackSamples(bytes.subarray(index * size, (index + 1) * size)),
		);
		const values = new Float32Array(count * (sounds[0]?.length ?? 0));
		sounds.forEach((sound, item) => values.set(sound, item * sound.length));
		return { shape: [count, ...type.shape], values };
	}
	const values =
		type.dtype === 'int32' ? new Int32Array(count * size) : new Float32Array(count * size);
	const [min, max] = type.range ?? [0, 255];
	const scale = type.dtype === 'int32' ? 1 : (max - min) / 255;
	const shift = type.dtype === 'int32' ? 0 : min;
	for (let item = 0; item < count; item++) {
		const start = indices[item]! * size;
		for (let i = 0; i < size; i++) values[item * size + i] = shift + bytes[start + i]! * scale;
	}
	return { shape: [count, ...type.shape], values };
}
