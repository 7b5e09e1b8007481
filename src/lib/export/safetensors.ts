// Reads and writes safetensors: named arrays in one file, and nothing that could be run.
//
// Layout (github.com/huggingface/safetensors, "Format"): the header's length as an unsigned 64-bit little-endian
// integer; the header, JSON, `{name: {dtype, shape, data_offsets: [begin, end]}}` and texts under `__metadata__`;
// then the values, little-endian and row-major, without holes. Offsets count from the end of the header.
import { FileError } from '../graph/fileError';
import { MAX_TENSORS, MAX_TEXT } from '../graph/limits';
import { clipped } from '../graph/names';
import type { HostTensor } from '../nodes/kind';
import { fromHalf, toHalf } from './half';

export class SafetensorsError extends FileError {
	override name = 'SafetensorsError';
	constructor(en: string, ja: string, options?: ErrorOptions) {
		super({ en, ja }, options);
	}
}

export interface Safetensors {
	/** F32 and F16 as 32-bit floats; I32 and I64 as 32-bit integers. */
	tensors: Record<string, HostTensor>;
	metadata: Record<string, string>;
}

interface Format {
	bytes: number;
	make(length: number): Float32Array | Int32Array;
	read(view: DataView, at: number): number;
}

const formats: Readonly<Record<string, Format>> = {
	F32: {
		bytes: 4,
		make: (length) => new Float32Array(length),
		read: (view, at) => view.getFloat32(at, true),
	},
	F16: {
		bytes: 2,
		make: (length) => new Float32Array(length),
		read: (view, at) => fromHalf(view.getUint16(at, true)),
	},
	I32: {
		bytes: 4,
		make: (length) => new Int32Array(length),
		read: (view, at) => view.getInt32(at, true),
	},
	I64: {
		bytes: 8,
		make: (length) => new Int32Array(length),
		read: (view, at) => Number(view.getBigInt64(at, true)),
	},
};

const METADATA = '__metadata__';
/** Longer shapes than tfjs has. */
const MOST_AXES = 8;

/** @throws {SafetensorsError} when the bytes are not a whole safetensors file of types known here. */
export function readSafetensors(bytes: Uint8Array): Safetensors {
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	if (bytes.length < 8)
		throw new SafetensorsError(
			'The file is too short to be safetensors.',
			'safetensors としては短すぎるファイルです。',
		);
	const headerLength = Number(view.getBigUint64(0, true));
	const start = 8 + headerLength;
	if (headerLength > MAX_TEXT || start > bytes.length)
		throw new SafetensorsError(
			`The header should be ${headerLength} bytes, more than there are or than are read: it is cut off, or no safetensors file.`,
			`ヘッダーの長さが ${headerLength} バイトとあり、ファイルか上限を超えています。途中で切れているか、safetensors ではありません。`,
		);
	const { [METADATA]: metadata, ...entries } = parseHeader(bytes.subarray(8, start));

	const count = Object.keys(entries).length;
	if (count > MAX_TENSORS)
		throw new SafetensorsError(
			`There are too many tensors: ${count}. At most ${MAX_TENSORS} are read.`,
			`テンソルが多すぎます（${count} 個）。上限は ${MAX_TENSORS} 個です。`,
		);
	const placed = Object.entries(entries).map(([name, entry]) => parseEntry(name, entry));
	let end = 0;
	for (const { name, offsets } of placed.toSorted((a, b) => a.offsets[0] - b.offsets[0])) {
		if (offsets[0] !== end)
			throw new SafetensorsError(
				`“${clipped(name)}” starts at byte ${offsets[0]} instead of ${end}.`,
				`「${clipped(name)}」が ${end} バイト目でなく ${offsets[0]} バイト目から始まっています。`,
			);
		end = offsets[1];
	}
	if (start + end !== bytes.length)
		throw new SafetensorsError(
			`The values should be ${end} bytes and are ${bytes.length - start}: the file is cut off or has a tail.`,
			`値は ${end} バイトのはずが ${bytes.length - start} バイトです。途中で切れているか、余分なものが付いています。`,
		);

	const tensors = placed.map(({ name, format, shape, offsets, length }) => {
		const values = format.make(length);
		for (let i = 0; i < length; i++) {
			const value = format.read(view, start + offsets[0] + i * format.bytes);
			values[i] = value;
			if (values instanceof Int32Array && values[i] !== value)
				throw new SafetensorsError(
					`“${clipped(name)}” holds ${value}, too large for a 32-bit integer.`,
					`「${clipped(name)}」の ${value} は、32 ビットの整数に収まりません。`,
				);
		}
		return [name, { shape, values }] as const;
	});
	return {
		tensors: Object.fromEntries(tensors),
		metadata: textsOf(metadata),
	};
}

function parseHeader(bytes: Uint8Array): Record<string, unknown> {
	let header: unknown;
	try {
		header = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
	} catch (cause) {
		throw new SafetensorsError(
			'The header is not JSON: this is no safetensors file.',
			'ヘッダーが JSON ではありません。safetensors のファイルではないようです。',
			{ cause },
		);
	}
	if (typeof header !== 'object' || header === null || Array.isArray(header))
		throw new SafetensorsError(
			'The header is not an object.',
			'ヘッダーがオブジェクトではありません。',
		);
	return header as Record<string, unknown>;
}

/** The format allows nothing but texts there. */
function textsOf(metadata: unknown): Record<string, string> {
	const entries: [string, unknown][] = Object.entries(metadata ?? {});
	return Object.fromEntries(
		entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
	);
}

const isCount = (value: unknown): value is number =>
	Number.isSafeInteger(value) && Number(value) >= 0;

function parseEntry(name: string, entry: unknown) {
	const { dtype, shape, data_offsets } = (entry ?? {}) as Record<string, unknown>;
	const format = typeof dtype === 'string' && Object.hasOwn(formats, dtype) && formats[dtype];
	if (!format)
		throw new SafetensorsError(
			`“${clipped(name)}” is of type ${clipped(String(dtype))}; known are ${Object.keys(formats).join(', ')}.`,
			`「${clipped(name)}」の型は ${clipped(String(dtype))} です。読めるのは ${Object.keys(formats).join('、')} です。`,
		);
	if (!Array.isArray(shape) || shape.length > MOST_AXES || !shape.every(isCount))
		throw new SafetensorsError(
			`“${clipped(name)}” has no proper shape.`,
			`「${clipped(name)}」の形が正しくありません。`,
		);
	if (!Array.isArray(data_offsets) || data_offsets.length !== 2 || !data_offsets.every(isCount))
		throw new SafetensorsError(
			`“${clipped(name)}” has no proper data_offsets.`,
			`「${clipped(name)}」の data_offsets が正しくありません。`,
		);
	const length = shape.reduce((product, size) => product * size, 1);
	const offsets = data_offsets as [begin: number, end: number];
	if (offsets[1] - offsets[0] !== length * format.bytes)
		throw new SafetensorsError(
			`“${clipped(name)}” of shape [${shape}] takes ${length * format.bytes} bytes, not ${offsets[1] - offsets[0]}.`,
			`「${clipped(name)}」の形 [${shape}] は ${length * format.bytes} バイトですが、${offsets[1] - offsets[0]} バイトあります。`,
		);
	return { name, format, shape: shape as number[], offsets, length };
}

/** Floats are written as F32, or F16 when `half` is set; integers as I32. Tensors in the order of the object. */
export function writeSafetensors(
	tensors: Readonly<Record<string, HostTensor>>,
	options: { metadata?: Record<string, string>; half?: boolean } = {},
): Uint8Array<ArrayBuffer> {
	// Wider values come first, so that every array starts at a multiple of its own width.
	const parts = Object.entries(tensors).map(([name, { shape, values }]) => {
		const length = shape.reduce((product, size) => product * size, 1);
		if (length !== values.length)
			throw new SafetensorsError(
				`“${clipped(name)}” of shape [${shape}] has ${values.length} values.`,
				`「${clipped(name)}」の形 [${shape}] に対して、値が ${values.length} 個あります。`,
			);
		const dtype = values instanceof Int32Array ? 'I32' : options.half ? 'F16' : 'F32';
		return { name, dtype, shape, values, bytes: length * (dtype === 'F16' ? 2 : 4) };
	});
	parts.sort((a, b) => Number(a.dtype === 'F16') - Number(b.dtype === 'F16'));

	const entries: [string, unknown][] = options.metadata ? [[METADATA, options.metadata]] : [];
	let end = 0;
	for (const { name, dtype, shape, bytes } of parts)
		entries.push([name, { dtype, shape, data_offsets: [end, (end += bytes)] }]);
	const json = new TextEncoder().encode(JSON.stringify(Object.fromEntries(entries)));
	const headerLength = Math.ceil(json.length / 8) * 8;

	const out = new Uint8Array(8 + headerLength + end);
	const view = new DataView(out.buffer);
	view.setBigUint64(0, BigInt(headerLength), true);
	out.set(json, 8);
	out.fill(0x20, 8 + json.length, 8 + headerLength);
	let at = 8 + headerLength;
	for (const { dtype, values } of parts)
		for (const value of values) {
			if (dtype === 'F16') view.setUint16(at, toHalf(value), true);
			else if (dtype === 'I32') view.setInt32(at, value, true);
			else view.setFloat32(at, value, true);
			at += dtype === 'F16' ? 2 : 4;
		}
	return out;
}
