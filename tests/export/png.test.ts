import { decode } from 'fast-png';
import { expect, it } from 'vitest';
import { encodeContactSheet } from '../../src/lib/export/png';

it('lays pictures out row by row with a gap, pixels untouched', () => {
	const pictures = {
		count: 3,
		height: 1,
		width: 2,
		channels: 1,
		pixels: Uint8Array.from([0, 255, 10, 20, 30, 40]),
	};
	const sheet = decode(encodeContactSheet(pictures, { columns: 2, gap: 1, background: 128 }));
	const _ = 128;
	expect([sheet.width, sheet.height, sheet.channels]).toEqual([7, 5, 1]);
	expect([...sheet.data]).toEqual(
		[
			[_, _, _, _, _, _, _],
			[_, 0, 255, _, 10, 20, _],
			[_, _, _, _, _, _, _],
			[_, 30, 40, _, _, _, _],
			[_, _, _, _, _, _, _],
		].flat(),
	);
});

it('keeps colours, and one picture alone without a gap', () => {
	const pixels = Uint8Array.from([255, 0, 0, 0, 255, 0, 0, 0, 255, 1, 2, 3]);
	const picture = { count: 1, height: 2, width: 2, channels: 3, pixels };
	const image = decode(encodeContactSheet(picture, { gap: 0 }));
	expect([image.width, image.height, image.channels]).toEqual([2, 2, 3]);
	expect(new Uint8Array(image.data)).toEqual(pixels);
});
