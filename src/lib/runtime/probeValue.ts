// Turns a tensor that someone looks at into what the page shows of it: by what it means, and by its shape.
import type { Tensor } from '@tensorflow/tfjs';
import { decodeText } from '../graph/text';
import type { PortType } from '../graph/types';
import type { Tfjs } from '../nodes/kind';
import { soundsOf, spectraOf } from './hear';
import { countInBins, rollPicture, toPictures } from './monitorValue';
import type { Pictures, ProbeValue, ProbeView } from './protocol';

/** The most channels of a feature map that are shown. */
const CHANNELS = 16;
const BINS = 24;

type Statistics = Omit<ProbeValue, 'shape' | 'view'>;

/** `value` has the batch axis first, but for a loss. */
export async function probeValue(tf: Tfjs, value: Tensor, type: PortType): Promise<ProbeValue> {
	const numbers = await value.data();
	const found = statistics(numbers);
	return {
		shape: value.shape,
		...found,
		view: await viewOf(tf, value, numbers, type, found),
	};
}

async function viewOf(
	tf: Tfjs,
	value: Tensor,
	numbers: ArrayLike<number>,
	type: PortType,
	{ min, max }: Statistics,
): Promise<ProbeView> {
	const { shape, rank } = value;
	const [count = 1, ...rest] = shape;
	const size = numbers.length / count;
	const item = (i: number): number[] =>
		Array.from({ length: size }, (_, at) => numbers[i * size + at]!);
	const items = Array.from({ length: count }, (_, i) => i);
	const scale = scaleOf(min, max);
	if (type.meaning === 'text') {
		return { shows: 'texts', texts: items.map((i) => decodeText(item(i))) };
	}
	if (type.meaning === 'label') return { shows: 'classes', classes: Array.from(numbers) };
	if (type.meaning === 'vector' && type.classes !== undefined && size === type.classes) {
		return { shows: 'classes', classes: items.map((i) => largest(item(i))) };
	}
	if (rank === 4) {
		const channels = rest[2] ?? 0;
		if (channels === 1 || channels === 3) {
			const pictures = await toPictures(value, type, scale);
			return { shows: 'pictures', pictures };
		}
		return { shows: 'channels', pictures: channelsOf(rest, numbers, scale), of: channels };
	}
	if (rank === 3 && rest[0]! > 1) {
		if (type.meaning === 'wave' && rest[1] === 1 && Number.isFinite(min)) {
			return { shows: 'sound', sound: await firstSound(tf, value) };
		}
		const first = Float32Array.from(item(0));
		return { shows: 'roll', pictures: rollPicture([1, ...rest], first, scale) };
	}
	if (numbers.length === 1) return { shows: 'number' };
	const [low, high] = scale;
	const finite = Array.from(numbers).filter(Number.isFinite);
	return {
		...{ shows: 'histogram', min: low, max: high },
		counts: countInBins(finite, low, high, BINS),
	};
}

/** The first item's wave and spectrum. */
async function firstSound(tf: Tfjs, value: Tensor) {
	const first = value.slice([0], [1]);
	try {
		const [spectra] = await spectraOf({ tf }, [first]);
		const [sound] = await soundsOf(first, spectra!);
		return sound!;
	} finally {
		first.dispose();
	}
}

/** The first channels of [height, width, channels] as one grey picture each. */
function channelsOf(
	[height = 0, width = 0, channels = 0]: readonly number[],
	numbers: ArrayLike<number>,
	[min, max]: readonly [number, number],
): Pictures {
	const count = Math.min(CHANNELS, channels);
	const pixels = new Uint8Array(count * height * width);
	for (let channel = 0; channel < count; channel++) {
		for (let at = 0; at < height * width; at++) {
			const share = (numbers[at * channels + channel]! - min) / (max - min);
			pixels[channel * height * width + at] = Math.round(255 * Math.min(1, Math.max(0, share)));
		}
	}
	return { count, height, width, channels: 1, pixels };
}

/** Of the finite numbers; how many are not is told apart. */
function statistics(numbers: ArrayLike<number>): Statistics {
	let [sum, count, nans, infinite] = [0, 0, 0, 0];
	let [min, max] = [Infinity, -Infinity];
	for (let i = 0; i < numbers.length; i++) {
		const value = numbers[i]!;
		if (Number.isNaN(value)) nans++;
		else if (!Number.isFinite(value)) infinite++;
		else {
			count++;
			sum += value;
			min = Math.min(min, value);
			max = Math.max(max, value);
		}
	}
	if (count === 0) return { mean: NaN, deviation: NaN, min: NaN, max: NaN, nans, infinite };
	const mean = sum / count;
	let squares = 0;
	for (let i = 0; i < numbers.length; i++) {
		if (Number.isFinite(numbers[i]!)) squares += (numbers[i]! - mean) ** 2;
	}
	return { mean, deviation: Math.sqrt(squares / count), min, max, nans, infinite };
}

/** Bounds that are apart, whatever was found. */
function scaleOf(min: number, max: number): readonly [number, number] {
	if (!Number.isFinite(min) || !Number.isFinite(max)) return [0, 1];
	return min === max ? [min - 0.5, max + 0.5] : [min, max];
}

function largest(values: readonly number[]): number {
	return values.reduce((best, value, i) => (value > values[best]! ? i : best), 0);
}
