// What kind of failure an error is: browsers and tfjs each have words of their own for having run out of memory.
import type { Failure } from './protocol';

/** WebAssembly's heap, array buffers, GPU buffers and textures, and the engines' own words. */
const OUT_OF_MEMORY =
	/out of memory|allocation failed|array length|memory\.grow|cannot enlarge memory|memory access out of bounds|buffer size .*exceed|exceeds? the (max|limit)|texture size .* greater than/i;

export function failureOf(error: unknown): Failure & { kind: 'memory' | 'crashed' } {
	const message = error instanceof Error ? error.message : String(error);
	const name = error instanceof Error ? error.name : '';
	return { kind: OUT_OF_MEMORY.test(`${name} ${message}`) ? 'memory' : 'crashed', message };
}
