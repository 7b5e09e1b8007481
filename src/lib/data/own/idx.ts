// IDX, the format of MNIST (LeCun et al., http://yann.lecun.com/exdb/mnist): a head of 4 bytes, the lengths, the values.
import { FileError } from '../../graph/fileError';

export interface Idx {
	/** [items], [items, height, width] or [items, height, width, channels] */
	shape: number[];
	/** Unsigned bytes: no other sort of value is read. */
	values: Uint8Array;
}

const UNSIGNED_BYTE = 0x08;

/** Values are not copied. @throws {FileError} */
export function readIdx(bytes: Uint8Array): Idx {
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	const axes = bytes[3] ?? 0;
	if (bytes.length < 8 || view.getUint16(0) !== 0 || axes < 1 || axes > 4 || axes === 2)
		throw noIdx();
	if (bytes[2] !== UNSIGNED_BYTE) throw otherValues(bytes[2]!);
	const head = 4 + 4 * axes;
	if (bytes.length < head) throw cutOff(head, bytes.length);
	const shape = Array.from({ length: axes }, (_, axis) => view.getUint32(4 + 4 * axis));
	const wanted = head + shape.reduce((product, length) => product * length, 1);
	if (bytes.length < wanted) throw cutOff(wanted, bytes.length);
	return { shape, values: bytes.subarray(head, wanted) };
}

function noIdx(): FileError {
	return new FileError({
		ja: 'IDX 形式（MNIST のファイル形式）として読めません。',
		en: 'It can’t be read as an IDX file, the format of MNIST.',
	});
}

function otherValues(code: number): FileError {
	return new FileError({
		ja: `IDX の値の種類が 0x${code.toString(16)} です。読めるのは符号なしバイト（0x08）だけです。`,
		en: `Its values are of type 0x${code.toString(16)}: only unsigned bytes (0x08) are read.`,
	});
}

function cutOff(wanted: number, found: number): FileError {
	return new FileError({
		ja: `IDX ファイルが途中で切れています（${wanted} バイトのはずが ${found} バイト）。`,
		en: `The IDX file is cut off: it should have ${wanted} bytes and has ${found}.`,
	});
}
