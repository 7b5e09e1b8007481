// Packs a sample of a data set that is drawn on the spot, for use where it can't be drawn.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { DatasetItems, HostTensor } from '../../nodes/kind';
import type { PortType } from '../../graph/types';
import type { Dataset } from '../dataset';

/** Of items held out, one for so many of the others. */
const HELD_SHARE = 8;
/** Items drawn at once. */
const AT_ONCE = 50;

/**
 * `<name>.json` and `<name>.bin` with the first items of these ports. As packed sets are, but pictures as bytes, sounds
 * and texts as 16-bit integers: little-endian, all items of a port after one another, items to train on first.
 */
export async function writeSample(
	folder: string,
	dataset: Dataset,
	ports: readonly string[],
	items: number,
): Promise<void> {
	if (!dataset.make) throw new Error(`${dataset.name} is not drawn on the spot.`);
	const loaded = dataset.make();
	const train = Math.min(items, loaded.count);
	const held = Math.min(Math.ceil(items / HELD_SHARE), loaded.held?.count ?? 0);
	const outputs = dataset.type.outputs.filter(({ port }) => ports.includes(port));
	const parts = outputs.map(({ port, type }) =>
		Buffer.concat([
			...pack(loaded, port, type, train),
			...(loaded.held ? pack(loaded.held, port, type, held) : []),
		]),
	);
	const about = {
		name: dataset.name,
		count: train + held,
		train,
		unpaired: dataset.type.unpaired ?? false,
		arrays: outputs.map(({ port, type }) => ({
			port,
			dtype: type.meaning === 'image' ? 'uint8' : 'int16',
			shape: type.shape,
		})),
		licence: dataset.licence,
		attribution: dataset.attribution.en,
	};
	const packed = await promisify(gzip)(Buffer.concat(parts), { level: 9 });
	await writeFile(join(folder, `${dataset.name}.bin`), packed);
	await writeFile(
		join(folder, `${dataset.name}.json`),
		`${JSON.stringify(about, undefined, '\t')}\n`,
	);
}

function pack(items: DatasetItems, port: string, type: PortType, count: number): Buffer[] {
	const parts: Buffer[] = [];
	for (let from = 0; from < count; from += AT_ONCE) {
		const indices = Array.from({ length: Math.min(AT_ONCE, count - from) }, (_, i) => from + i);
		parts.push(integersOf(items.gather(indices, [port])[port]!, type));
	}
	return parts;
}

/** Values as whole numbers: 0 … 255 over the range of pictures, ±32,767 over that of sounds. */
function integersOf({ values }: HostTensor, type: PortType): Buffer {
	const [min, max] = type.range ?? [0, 255];
	if (type.meaning === 'image') {
		return Buffer.from(
			Uint8Array.from(values, (value) => Math.round(((value - min) / (max - min)) * 255)),
		);
	}
	const whole =
		type.dtype === 'int32'
			? (value: number) => value
			: (value: number) => Math.round(((value - min) / (max - min)) * 65_534 - 32_767);
	const out = Buffer.alloc(values.length * 2);
	// Codes above 32,767 are written as the negative numbers of the same bits.
	values.forEach((value, i) => out.writeUInt16LE(whole(value) & 0xffff, i * 2));
	return out;
}
