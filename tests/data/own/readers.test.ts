// Files of strangers: IDX, tables, the heads of pictures.
import { describe, expect, it } from 'vitest';
import { readIdx } from '../../../src/lib/data/own/idx';
import { pictureSize } from '../../../src/lib/data/own/pictureSize';
import { readTable } from '../../../src/lib/data/own/table';
import { encodeContactSheet } from '../../../src/lib/export/png';

const pictures = { count: 1, height: 3, width: 5, channels: 3, pixels: new Uint8Array(45) };

describe('IDX', () => {
	const idx = (type: number, shape: number[], values: number[]): Uint8Array => {
		const lengths = shape.flatMap((n) => [n >>> 24, (n >>> 16) & 255, (n >>> 8) & 255, n & 255]);
		return Uint8Array.from([0, 0, type, shape.length, ...lengths, ...values]);
	};

	it('is read as it is written', () => {
		const read = readIdx(idx(8, [2, 1, 3], [1, 2, 3, 4, 5, 6]));
		expect(read.shape).toEqual([2, 1, 3]);
		expect([...read.values]).toEqual([1, 2, 3, 4, 5, 6]);
		expect([...readIdx(idx(8, [3], [7, 8, 9])).values]).toEqual([7, 8, 9]);
	});

	it.each([
		['nothing', new Uint8Array()],
		['other bytes', Uint8Array.from([1, 2, 3, 4, 5, 6, 7, 8])],
		['floats', idx(0x0d, [1], [0, 0, 0, 0])],
		['a cut end', idx(8, [2, 2, 2], [1, 2, 3])],
		['a cut head', idx(8, [2, 2, 2], []).subarray(0, 9)],
		['sizes beyond all measure', idx(8, [0xffffffff, 0xffffffff, 0xffffffff], [1])],
	])('refuses %s', (_, bytes) => {
		expect(() => readIdx(bytes)).toThrow(/IDX|bytes/);
	});
});

describe('tables', () => {
	it('find the column of files and that of classes', () => {
		const of = readTable('id,filename,label\n1,a.png,cat\n2,sub/b.png,dog\n', ['a.png', 'b.png'])!;
		expect(of('a.png')).toBe('cat');
		expect(of('sub/b.png')).toBe('dog');
		expect(of('c.png')).toBeUndefined();
	});

	it('go without a head, without endings, with tabs and quotes', () => {
		const of = readTable('a\t"big ""cat"""\nb\tdog\n', ['x/a.png', 'x/b.png'])!;
		expect(of('x/a.png')).toBe('big "cat"');
		expect(of('x/b.png')).toBe('dog');
	});

	it('are no tables where nothing names a file', () => {
		expect(readTable('x,y\n1,2\n', ['a.png'])).toBeUndefined();
		expect(readTable('', ['a.png'])).toBeUndefined();
		expect(readTable('a.png\nb.png', ['a.png'])).toBeUndefined();
	});
});

describe('the head of a picture', () => {
	const ascii = (text: string): number[] => [...text].map((c) => c.charCodeAt(0));

	it('tells the size of PNG and GIF in their first bytes', () => {
		// With a margin of two pixels around.
		expect(pictureSize(encodeContactSheet(pictures))).toEqual({ width: 9, height: 7 });
		const gif = Uint8Array.from([...ascii('GIF89a'), 5, 0, 3, 1]);
		expect(pictureSize(gif)).toEqual({ width: 5, height: 259 });
	});

	it('tells that of a JPEG behind other segments', () => {
		const jpeg = [0xff, 0xd8, 0xff, 0xe0, 0, 4, 1, 2, 0xff, 0xff, 0xc0, 0, 17, 8, 1, 2, 3, 4];
		expect(pictureSize(Uint8Array.from(jpeg))).toEqual({ height: 0x102, width: 0x304 });
	});

	it('tells that of a WebP of each sort', () => {
		const webp = (chunk: string, ...rest: number[]): Uint8Array =>
			Uint8Array.from([...ascii('RIFF'), 0, 0, 0, 0, ...ascii('WEBP'), ...ascii(chunk), ...rest]);
		const lossy = webp('VP8 ', 0, 0, 0, 0, 0, 0, 0, 0x9d, 1, 0x2a, 100, 0, 50, 0);
		expect(pictureSize(lossy)).toEqual({ width: 100, height: 50 });
		const lossless = webp('VP8L', 0, 0, 0, 0, 0x2f, 99, 0x40, 12, 0);
		expect(pictureSize(lossless)).toEqual({ width: 100, height: 50 });
		const extended = webp('VP8X', 0, 0, 0, 0, 0, 0, 0, 0, 99, 0, 0, 49, 0, 0);
		expect(pictureSize(extended)).toEqual({ width: 100, height: 50 });
	});

	it('is unknown of other and of cut off files', () => {
		expect(pictureSize(new Uint8Array())).toBeUndefined();
		expect(pictureSize(Uint8Array.from([0xff, 0xd8, 0xff]))).toBeUndefined();
		expect(pictureSize(encodeContactSheet(pictures).subarray(0, 18))).toBeUndefined();
		expect(
			pictureSize(Uint8Array.from(ascii('no picture at all, but long enough'))),
		).toBeUndefined();
	});
});
