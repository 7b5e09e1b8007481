// The training pictures nearest to given ones, pixel by pixel, looked for in small parts between which training goes on.
import type { PortType } from '../graph/types';
import type { DatasetItems, LoadedDataset } from '../nodes/kind';
import type { Nearest, NearestRequest, Pictures } from './protocol';

/** Held-out pictures whose own nearest are looked for, once; of large ones fewer, by the multiplications it takes. */
const HELD = { most: 100, least: 20, multiplications: 2e9 };
/** Multiplications between two pauses: a few milliseconds. */
const AT_ONCE = 4_000_000;

type Pause = () => Promise<void>;

/** Keeps, for each data set, how near pictures that were held out come to those for training. */
export class Neighbours {
	private readonly known = new WeakMap<LoadedDataset, Map<string, DataNeighbours>>();

	of(dataset: LoadedDataset, port: string, type: PortType): DataNeighbours {
		let ports = this.known.get(dataset);
		if (!ports) this.known.set(dataset, (ports = new Map()));
		let own = ports.get(port);
		if (!own) ports.set(port, (own = new DataNeighbours(dataset, port, type)));
		return own;
	}
}

interface Found {
	item: number;
	/** Sum of squared differences. */
	apart: number;
}

export class DataNeighbours {
	private known: Promise<Float32Array> | undefined;
	private readonly size: number;

	constructor(
		private readonly dataset: LoadedDataset,
		private readonly port: string,
		private readonly type: PortType,
	) {
		this.size = type.shape.reduce((product, side) => product * side, 1);
	}

	/** @throws Error where pictures are of another size than the data's. */
	async nearest({ pictures, count }: NearestRequest, pause: Pause): Promise<Nearest> {
		const { size } = this;
		if (pictures.pixels.length !== pictures.count * size) {
			throw new Error(`The pictures are not of the data’s size, ${this.type.shape.join('×')}.`);
		}
		const asked = Float32Array.from(pictures.pixels, (byte) => byte / 255);
		const found = await this.search(asked, count, pause);
		const all = found.flat();
		return {
			pictures: this.read(all.map(({ item }) => item)),
			distances: Float32Array.from(all, ({ apart }) => Math.sqrt(apart / size)),
			compared: this.dataset.count,
		};
	}

	/** From held-out pictures to the nearest, from small to large; empty where none were held out. */
	usual(pause: Pause): Promise<Float32Array> {
		this.known ??= this.searchUsual(pause).catch((error: unknown) => {
			this.known = undefined;
			throw error;
		});
		return this.known;
	}

	private async searchUsual(pause: Pause): Promise<Float32Array> {
		const { held } = this.dataset;
		if (!held || held.count === 0) return new Float32Array();
		const affordable = Math.floor(HELD.multiplications / (this.dataset.count * this.size));
		const wanted = Math.max(HELD.least, Math.min(HELD.most, affordable));
		const count = Math.min(wanted, held.count);
		// Spread over all of them, for they may be in order.
		const indices = Array.from({ length: count }, (_, i) => Math.floor((i * held.count) / count));
		const found = await this.search(this.gather(held, indices), 1, pause);
		const distances = found.map(([first]) => Math.sqrt(first!.apart / this.size));
		return Float32Array.from(distances).sort();
	}

	/** For each of the pictures in `asked` the nearest ones to train on, nearest first. */
	private async search(asked: Float32Array, count: number, pause: Pause): Promise<Found[][]> {
		const { size, dataset } = this;
		const many = asked.length / size;
		const best: Found[][] = Array.from({ length: many }, () => []);
		const chunk = Math.max(1, Math.floor(AT_ONCE / asked.length));
		for (let start = 0; start < dataset.count; start += chunk) {
			const items = Array.from(
				{ length: Math.min(chunk, dataset.count - start) },
				(_, i) => start + i,
			);
			const values = this.gather(dataset, items);
			for (let one = 0; one < many; one++) {
				const own = best[one]!;
				for (const [i, item] of items.entries()) {
					const limit = own.length < count ? Infinity : own.at(-1)!.apart;
					const apart = squaredDistance(asked, one * size, values, i * size, size, limit);
					if (apart >= limit) continue;
					const after = own.findIndex((other) => other.apart > apart);
					own.splice(after < 0 ? own.length : after, 0, { item, apart });
					if (own.length > count) own.pop();
				}
			}
			await pause();
		}
		return best;
	}

	/** 0 … 1, item after item. */
	private gather(items: DatasetItems, indices: readonly number[]): Float32Array {
		const { values } = items.gather(indices, [this.port])[this.port]!;
		const [min, max] = this.type.range ?? [0, 1];
		return Float32Array.from(values, (value) => (value - min) / (max - min));
	}

	private read(items: readonly number[]): Pictures {
		const [height = 0, width = 0, channels = 0] = this.type.shape;
		const values = this.gather(this.dataset, items);
		const pixels = Uint8Array.from(values, (value) => Math.round(255 * value));
		return { count: items.length, height, width, channels, pixels };
	}
}

/** Stops where it has gone beyond `limit`: a row of a picture at a time. */
function squaredDistance(
	a: Float32Array,
	aAt: number,
	b: Float32Array,
	bAt: number,
	size: number,
	limit: number,
): number {
	let sum = 0;
	for (let start = 0; start < size && sum < limit; start += 64) {
		const end = Math.min(size, start + 64);
		for (let i = start; i < end; i++) {
			const apart = a[aAt + i]! - b[bAt + i]!;
			sum += apart * apart;
		}
	}
	return sum;
}
