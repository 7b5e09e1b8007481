import { describe, expect, it } from 'vitest';
import { fromHalf, toHalf } from '../../src/lib/export/half';
import {
	readSafetensors,
	SafetensorsError,
	writeSafetensors,
} from '../../src/lib/export/safetensors';

/** A file put together by hand from the published layout. */
function file(header: unknown, values: readonly number[]): Uint8Array {
	const json = new TextEncoder().encode(
		typeof header === 'string' ? header : JSON.stringify(header),
	);
	const out = new Uint8Array(8 + json.length + values.length);
	out[0] = json.length & 0xff;
	out[1] = json.length >> 8;
	out.set(json, 8);
	out.set(values, 8 + json.length);
	return out;
}

const entry = (dtype: string, shape: number[], begin: number, end: number) => ({
	dtype,
	shape,
	data_offsets: [begin, end],
});

describe('readSafetensors', () => {
	it('reads every known type from bytes', () => {
		const { tensors, metadata } = readSafetensors(
			file(
				{
					__metadata__: { format: 'pt' },
					i64: entry('I64', [2], 14, 30),
					'G/dense1/weight': entry('F32', [2, 1], 0, 8),
					half: entry('F16', [1], 8, 10),
					i32: entry('I32', [], 10, 14),
				},
				[
					...[0x00, 0x00, 0xc0, 0x3f, 0x00, 0x00, 0x00, 0xc0], // 1.5, −2
					...[0x00, 0x3e], // 1.5
					...[0xfe, 0xff, 0xff, 0xff], // −2
					...[7, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff], // 7, −1
				],
			),
		);
		expect(metadata).toEqual({ format: 'pt' });
		expect(tensors).toEqual({
			'G/dense1/weight': { shape: [2, 1], values: Float32Array.from([1.5, -2]) },
			half: { shape: [1], values: Float32Array.from([1.5]) },
			i32: { shape: [], values: Int32Array.from([-2]) },
			i64: { shape: [2], values: Int32Array.from([7, -1]) },
		});
	});

	it('reads bytes that lie inside a larger buffer', () => {
		const inner = file({ a: entry('F32', [1], 0, 4) }, [0, 0, 0x80, 0x3f]);
		const outer = new Uint8Array(inner.length + 3);
		outer.set(inner, 3);
		expect([...readSafetensors(outer.subarray(3)).tensors.a!.values]).toEqual([1]);
	});

	it('takes a name like __proto__ as a name', () => {
		const json = '{"__proto__":{"dtype":"I32","shape":[0],"data_offsets":[0,0]}}';
		expect(Object.keys(readSafetensors(file(json, [])).tensors)).toEqual(['__proto__']);
	});

	it.each([
		['too short', new Uint8Array(3), 'too short'],
		['a header longer than the file', file({}, []).fill(0xff, 0, 2), 'more than there are'],
		['a file of another kind', file('PK not json', []), 'no safetensors file'],
		['a type not known here', file({ a: entry('F64', [1], 0, 8) }, Array(8).fill(0)), 'F64'],
		['a negative size', file({ a: entry('F32', [-1], 0, 4) }, [0, 0, 0, 0]), 'no proper shape'],
		[
			'a shape of another size',
			file({ a: entry('F32', [2], 0, 4) }, [0, 0, 0, 0]),
			'takes 8 bytes',
		],
		['values cut off', file({ a: entry('F32', [1], 0, 4) }, [0, 0]), 'cut off'],
		['a hole', file({ a: entry('I32', [1], 4, 8) }, Array(8).fill(0)), 'starts at byte 4'],
		[
			'a label beyond 32 bits',
			file({ a: entry('I64', [1], 0, 8) }, [0, 0, 0, 0, 1, 0, 0, 0]),
			'too large',
		],
	])('refuses %s', (_, bytes, message) => {
		expect(() => readSafetensors(bytes)).toThrow(SafetensorsError);
		expect(() => readSafetensors(bytes)).toThrow(message);
	});
});

describe('writeSafetensors', () => {
	it('writes the published layout, the values at a multiple of eight bytes', () => {
		const bytes = writeSafetensors(
			{ a: { shape: [1, 2], values: Float32Array.from([1, -2]) } },
			{ metadata: { round: '3' } },
		);
		const length = bytes[0]! + 256 * bytes[1]!;
		expect([...bytes.subarray(2, 8)]).toEqual([0, 0, 0, 0, 0, 0]);
		expect(length % 8).toBe(0);
		expect(new TextDecoder().decode(bytes.subarray(8, 8 + length)).trimEnd()).toBe(
			'{"__metadata__":{"round":"3"},"a":{"dtype":"F32","shape":[1,2],"data_offsets":[0,8]}}',
		);
		expect([...bytes.subarray(8 + length)]).toEqual([0, 0, 0x80, 0x3f, 0, 0, 0, 0xc0]);
	});

	it('reads back what it wrote, halves after wider values', () => {
		const tensors = {
			weight: { shape: [3], values: Float32Array.from([0.5, -1.25, 1024]) },
			label: { shape: [2], values: Int32Array.from([3, -9]) },
			none: { shape: [0, 4], values: new Float32Array(0) },
		};
		expect(readSafetensors(writeSafetensors(tensors)).tensors).toEqual(tensors);
		const half = writeSafetensors(tensors, { half: true });
		expect(readSafetensors(half).tensors).toEqual(tensors);
		expect(half.length).toBeLessThan(writeSafetensors(tensors).length);
	});

	it('refuses values that do not fill their shape', () => {
		expect(() => writeSafetensors({ a: { shape: [3], values: new Float32Array(2) } })).toThrow(
			'“a”',
		);
	});
});

describe('halves', () => {
	it.each([
		[1, 0x3c00],
		[-2, 0xc000],
		[65504, 0x7bff],
		[65520, 0x7c00],
		[2 ** -14, 0x0400],
		[2 ** -24, 0x0001],
		[2 ** -25, 0x0000],
		[1.5 * 2 ** -25, 0x0001],
		[1 + 2 ** -11, 0x3c00], // a tie goes to even
		[1 + 3 * 2 ** -11, 0x3c02],
		[2047.9999, 0x6800],
		[0.1, 0x2e66],
		[-0, 0x8000],
		[-Infinity, 0xfc00],
	])('%d is 0x%s', (value, half) => {
		expect(toHalf(value)).toBe(half);
	});

	it('survives the way there and back for every half', () => {
		const finite = Uint16Array.from({ length: 0x10000 }, (_, half) => half).filter(
			(half) => !Number.isNaN(fromHalf(half)),
		);
		expect(finite.length).toBe(0x10000 - 2 * 1023);
		expect(finite.map((half) => toHalf(fromHalf(half)))).toEqual(finite);
		expect(fromHalf(toHalf(NaN))).toBeNaN();
	});
});
