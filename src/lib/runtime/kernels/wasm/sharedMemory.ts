// Lets a WebAssembly module live on memory that threads share.
//
// Whether a memory is shared is one bit of its declaration; the code is the same either way. So tfjs's single-threaded
// build and our kernels run on shared memory as they are, and tfjs's threaded build, with its eight workers loaded
// from blobs, is not needed.

const HEADER_BYTES = 8;
const IMPORTS = 2;
const MEMORIES = 5;
const MEMORY = 2;
/** Limits: a maximum is given; the same and shared. */
const BOUNDED = 1;
const BOUNDED_AND_SHARED = 3;

/** Whether this machine has room for the addresses that a shared memory reserves: as many as tfjs's may grow to. */
export function canShareMemory(): boolean {
	if (typeof SharedArrayBuffer === 'undefined') return false;
	try {
		new WebAssembly.Memory({ initial: 1, maximum: 65536, shared: true });
		return true;
	} catch (error) {
		if (error instanceof RangeError) return false;
		throw error;
	}
}

/** A copy whose memory, imported or its own, is declared shared. Throws where it has none with a maximum. */
export function shareMemory(binary: Uint8Array): Uint8Array<ArrayBuffer> {
	const bytes = new Uint8Array(binary);
	const flags = flagsAt(bytes);
	if (flags === undefined || bytes[flags] !== BOUNDED) {
		throw new Error('The module has no memory with a maximum.');
	}
	bytes[flags] = BOUNDED_AND_SHARED;
	return bytes;
}

/** Where the limits of the module's memory begin. */
function flagsAt(bytes: Uint8Array): number | undefined {
	let at = HEADER_BYTES;
	/** LEB128. */
	const number = (): number => {
		let value = 0;
		for (let shift = 0; ; shift += 7) {
			const byte = bytes[at++]!;
			value += (byte & 0x7f) * 2 ** shift;
			if (byte < 0x80) return value;
		}
	};
	const skipName = (): void => {
		const length = number();
		at += length;
	};
	while (at < bytes.length) {
		const id = bytes[at++];
		const length = number();
		const end = at + length;
		if (id === IMPORTS) {
			// A memory is looked for among the first imports only: others are as long as their types.
			number();
			skipName();
			skipName();
			if (bytes[at] === MEMORY) return at + 1;
		}
		if (id === MEMORIES) {
			number();
			return at;
		}
		at = end;
	}
	return undefined;
}
