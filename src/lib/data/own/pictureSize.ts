// How large a picture says it is, before a browser is asked to unpack it: a small file can hold a very large picture.

export interface PictureSize {
	width: number;
	height: number;
}

/** More pixels than this are not unpacked: 64 million take 256 MB. */
export const MOST_PIXELS = 64_000_000;

/** Undefined for a kind of file whose head is not known here (AVIF), or one that is cut off. */
export function pictureSize(bytes: Uint8Array): PictureSize | undefined {
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	try {
		return png(view) ?? gif(view) ?? bmp(view) ?? webp(view) ?? jpeg(view);
	} catch (error) {
		// Reading past the end: the file is cut off in its head.
		if (error instanceof RangeError) return undefined;
		throw error;
	}
}

function png(view: DataView): PictureSize | undefined {
	if (view.getUint32(0) !== 0x89504e47) return undefined;
	return { width: view.getUint32(16), height: view.getUint32(20) };
}

function gif(view: DataView): PictureSize | undefined {
	if (view.getUint32(0) !== 0x47494638) return undefined;
	return { width: view.getUint16(6, true), height: view.getUint16(8, true) };
}

function bmp(view: DataView): PictureSize | undefined {
	if (view.getUint16(0) !== 0x424d) return undefined;
	return { width: view.getInt32(18, true), height: Math.abs(view.getInt32(22, true)) };
}

/** RIFF container specification: of three sorts of chunk, each has its size elsewhere. */
function webp(view: DataView): PictureSize | undefined {
	if (view.getUint32(0) !== 0x52494646 || view.getUint32(8) !== 0x57454250) return undefined;
	const chunk = view.getUint32(12);
	if (chunk === 0x56503858) {
		const at = (offset: number): number =>
			1 +
			view.getUint8(offset) +
			(view.getUint8(offset + 1) << 8) +
			(view.getUint8(offset + 2) << 16);
		return { width: at(24), height: at(27) };
	}
	if (chunk === 0x5650384c) {
		const bits = view.getUint32(21, true);
		return { width: 1 + (bits & 0x3fff), height: 1 + ((bits >> 14) & 0x3fff) };
	}
	return { width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff };
}

/** Walks from marker to marker to the one that begins a frame (ITU T.81, B.2.2). */
function jpeg(view: DataView): PictureSize | undefined {
	if (view.getUint16(0) !== 0xffd8) return undefined;
	for (let at = 2; at < view.byteLength;) {
		if (view.getUint8(at) !== 0xff) return undefined;
		const marker = view.getUint8(at + 1);
		const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
		if (isFrame) return { height: view.getUint16(at + 5), width: view.getUint16(at + 7) };
		// Fill bytes, and markers without a length.
		if (marker === 0xff) at += 1;
		else if (marker === 0x01 || (marker >= 0xd0 && marker <= 0xd9)) at += 2;
		else at += 2 + view.getUint16(at + 2);
	}
	return undefined;
}
