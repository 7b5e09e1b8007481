// Which values of a round may share a buffer: those that are never needed at the same time.
import { Refusal, type Recording } from './recording';

/** A value's life in kernels, both ends included. */
export interface Lifetime {
	value: number;
	bytes: number;
	first: number;
	/** Infinity when it is wanted after the round. */
	last: number;
}

/** Where every value made by a kernel goes. */
export interface MemoryPlan {
	/** Sizes of the shared buffers. */
	buffers: readonly number[];
	/** Index into `buffers`, by value. */
	shared: ReadonlyMap<number, number>;
	/** Values written straight into a variable's own buffer: index of the variable. */
	homes: ReadonlyMap<number, number>;
	/** Values copied into a variable's own buffer after the round. */
	copies: readonly { value: number; variable: number }[];
}

export function planMemory(recording: Recording): MemoryPlan {
	const lives = lifetimes(recording);
	const homes = new Map<number, number>();
	const copies: MemoryPlan['copies'][number][] = [];
	const starts = new Map<number, number>();
	recording.values.forEach((value, i) => {
		if (value.from === 'variable') starts.set(value.variable, i);
	});
	recording.finals.forEach((final, variable) => {
		const start = starts.get(variable);
		if (final === start) return;
		if (start !== undefined && [...recording.outputs.values()].includes(start)) {
			throw new Refusal('a value wanted after the round is overwritten in it');
		}
		const origin = recording.values[final]!;
		if (origin.from === 'variable') throw new Refusal('variables exchange their values');
		const made = origin.from === 'kernel' ? lives.get(final) : undefined;
		// A kernel can't read the buffer it writes, so what the variable held must be done with before.
		const lastUse = start === undefined ? -1 : (lives.get(start)?.last ?? -1);
		if (made && lastUse < made.first && !homes.has(final)) homes.set(final, variable);
		else {
			copies.push({ value: final, variable });
			if (made) made.last = Infinity;
		}
	});
	const sharing = [...lives.values()].filter(
		({ value }) => recording.values[value]!.from === 'kernel' && !homes.has(value),
	);
	return { ...shareBuffers(sharing), homes, copies };
}

/** Of every value a kernel touches or that is wanted afterwards, by value. */
export function lifetimes({ values, kernels, outputs }: Recording): Map<number, Lifetime> {
	const lives = new Map<number, Lifetime>();
	const use = (value: number, at: number): void => {
		const life = lives.get(value);
		if (life) life.last = Math.max(life.last, at);
		else lives.set(value, { value, bytes: values[value]!.bytes, first: at, last: at });
	};
	kernels.forEach(({ writes, reads }, at) => {
		for (const value of [...writes, ...reads]) use(value, at);
	});
	for (const value of outputs.values()) use(value, Infinity);
	return lives;
}

/**
 * The largest first, each into the smallest buffer that holds it and is free for its whole life. Whole buffers, not
 * parts of one: WebGPU lets no kernel read and write the same buffer.
 */
export function shareBuffers(lives: readonly Lifetime[]): Pick<MemoryPlan, 'buffers' | 'shared'> {
	const buffers: { bytes: number; taken: Lifetime[] }[] = [];
	const shared = new Map<number, number>();
	for (const life of [...lives].sort((a, b) => b.bytes - a.bytes || a.first - b.first)) {
		const free = ({ taken }: (typeof buffers)[number]): boolean =>
			taken.every(({ first, last }) => last < life.first || life.last < first);
		let index = -1;
		buffers.forEach((buffer, i) => {
			// Buffers come in falling size, so the last that is free is the smallest.
			if (free(buffer)) index = i;
		});
		if (index < 0) index = buffers.push({ bytes: life.bytes, taken: [] }) - 1;
		buffers[index]!.taken.push(life);
		shared.set(life.value, index);
	}
	return { buffers: buffers.map(({ bytes }) => bytes), shared };
}
