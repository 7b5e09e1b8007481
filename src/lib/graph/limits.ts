// How large what people hand over may be: beyond this it is a mistake or an attack, and the page would stand still.

/** Characters of a file. */
export const MAX_TEXT = 8_000_000;
/** Levels of brackets in a file. */
export const MAX_DEPTH = 32;
/** Values of a file, lists and objects among them. */
export const MAX_VALUES = 100_000;
/** Nodes of all canvases together. */
export const MAX_NODES = 2000;
/** Wires of all canvases together. */
export const MAX_WIRES = 4000;
/** Networks and blocks together. */
export const MAX_BODIES = 200;
/** Canvas pixels from the origin. */
export const MAX_COORDINATE = 1_000_000;

/** Bytes of a file of any sort, and of all that is taken out of a packed one. */
export const MAX_FILE = 512 * 1024 * 1024;
/** Characters of a document inside a link; longer ones are cut by chats and mail. */
export const MAX_LINK = 16_000;
/** Entries of a zip file. */
export const MAX_ENTRIES = 1000;
/** Projects of a library, and bytes of all of them unpacked: a zip file of this form can't be larger. */
export const MAX_PROJECTS = 10_000;
export const MAX_LIBRARY = 0xffffffff;
/** Versions of a project in a file. */
export const MAX_VERSIONS = 400;
/** Tensors of a weight file. */
export const MAX_TENSORS = 100_000;

export const SEED = { min: 0, max: 0xffffffff } as const;
export const BATCH = { min: 1, max: 4096 } as const;
export const ROUNDS = { min: 1, max: 1_000_000_000 } as const;

/**
 * What there is too much of; undefined for a document of a sane size. Whatever is given is only counted, so that it can
 * be asked before anything else looks at a file.
 */
export function excess(
	document: unknown,
): { what: 'nodes' | 'wires' | 'bodies'; count: number; max: number } | undefined {
	const { networks, blocks, training } = partsOf(document);
	const bodies = [...Object.values(partsOf(networks)), ...Object.values(partsOf(blocks))];
	const canvases = [training, ...bodies.map((body) => partsOf(body).canvas)];
	const count = (part: 'nodes' | 'wires'): number =>
		canvases.reduce<number>((sum, canvas) => sum + lengthOf(partsOf(canvas)[part]), 0);
	if (bodies.length > MAX_BODIES) return { what: 'bodies', count: bodies.length, max: MAX_BODIES };
	if (count('nodes') > MAX_NODES) return { what: 'nodes', count: count('nodes'), max: MAX_NODES };
	if (count('wires') > MAX_WIRES) return { what: 'wires', count: count('wires'), max: MAX_WIRES };
	return undefined;
}

function partsOf(value: unknown): Record<string, unknown> {
	return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

function lengthOf(value: unknown): number {
	return Array.isArray(value) ? value.length : 0;
}
