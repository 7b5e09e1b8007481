// A sample of a data set that is drawn on the spot, for use where it can't be drawn.
import type { PortType } from '../graph/types';
import type { DatasetItems, HostTensor } from '../nodes/kind';
import type { Dataset } from './dataset';

/** Of items held out, one for so many of the others. */
const HELD_SHARE = 8;
/** Items drawn at once. */
const AT_ONCE = 16;

export interface DatasetSample {
	/** What `<name>.json` says. */
	about: object;
	/** What `<name>.bin` is the gzip of. */
	bytes: Uint8Array<ArrayBuffer>;
}

/**
 * The first items of these ports. As packed sets are, but pictures as bytes, sounds and texts as 16-bit integers:
 * little-endian, all items of a port after one another, items to train on first. `rest` is waited for between some
 * items and the next, so that a page can draw itself meanwhile.
 */
export async function sampleOf(
	dataset: Dataset,
	ports: readonly string[],
	items: number,
	rest: () => Promise<void> = () => Promise.resolve(),
): Promise<DatasetSample> {
	if (!dataset.make) throw new Error(`${dataset.name} is not drawn on the spot.`);
	const loaded = dataset.make();
	const train = Math.min(items, loaded.count);
	const held = Math.min(Math.ceil(items / HELD_SHARE), loaded.held?.count ?? 0);
	const outputs = dataset.type.outputs.filter(({ port }) => ports.includes(port));
	const parts: Uint8Array[] = [];
	for (const { port, type } of outputs) {
		for (const [from, count] of [
			[loaded, train],
			[loaded.held, held],
		] as const) {
			if (from) for await (const part of packed(from, port, type, count, rest)) parts.push(part);
		}
	}
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
	const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
	let at = 0;
	for (const part of parts) {
		bytes.set(part, at);
		at += part.length;
	}
	return { about, bytes };
}

async function* packed(
	items: DatasetItems,
	port: string,
	type: PortType,
	count: number,
	rest: () => Promise<void>,
): AsyncGenerator<Uint8Array> {
	for (let from = 0; from < count; from += AT_ONCE) {
		const indices = Array.from({ length: Math.min(AT_ONCE, count - from) }, (_, i) => from + i);
		yield integersOf(items.gather(indices, [port])[port]!, type);
		await rest();
	}
}

/** Values as whole numbers: 0 … 255 over the range of pictures, ±32,767 over that of sounds. */
function integersOf({ values }: HostTensor, type: PortType): Uint8Array {
	const [min, max] = type.range ?? [0, 255];
	if (type.meaning === 'image')
		return Uint8Array.from(values, (value) => Math.round(((value - min) / (max - min)) * 255));
	const whole =
		type.dtype === 'int32'
			? (value: number) => value
			: (value: number) => Math.round(((value - min) / (max - min)) * 65_534 - 32_767);
	const out = new DataView(new ArrayBuffer(values.length * 2));
	// Codes above 32,767 are written as the negative numbers of the same bits.
	values.forEach((value, i) => out.setUint16(i * 2, whole(value) & 0xffff, true));
	return new Uint8Array(out.buffer);
}
