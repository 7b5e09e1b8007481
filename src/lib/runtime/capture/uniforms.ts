// The uniforms of all kernels side by side: equal ones once, each where a binding may begin.

export interface PackedUniforms {
	bytes: Uint8Array<ArrayBuffer>;
	/** Of each given block, in order. */
	offsets: readonly number[];
}

/** `align` is the device's alignment of bindings, in bytes. */
export function packUniforms(blocks: readonly Uint8Array[], align: number): PackedUniforms {
	const known = new Map<string, number>();
	const placed: [offset: number, block: Uint8Array][] = [];
	let size = 0;
	const offsets = blocks.map((block) => {
		const key = block.join();
		let offset = known.get(key);
		if (offset === undefined) {
			offset = size;
			known.set(key, offset);
			placed.push([offset, block]);
			size += Math.ceil(block.length / align) * align;
		}
		return offset;
	});
	const bytes = new Uint8Array(Math.max(size, align));
	for (const [offset, block] of placed) bytes.set(block, offset);
	return { bytes, offsets };
}
