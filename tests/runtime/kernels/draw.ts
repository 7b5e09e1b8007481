// Shapes and values drawn from a seed, which a failure names with all it drew.
import { randomAt } from '../../../src/lib/graph/random';

/** What one seed draws. */
export class Draw {
	private count = 0;
	private readonly story: string[] = [];

	constructor(readonly seed: number) {}

	private next() {
		return randomAt(this.seed, 'drawn', this.count++);
	}

	/** An integer in from … to. */
	integer(name: string, from: number, to: number): number {
		const value = from + this.next().integers(1, to - from + 1)[0]!;
		this.story.push(`${name} ${value}`);
		return value;
	}

	pick<T>(name: string, choices: readonly T[]): T {
		const value = choices[this.next().integers(1, choices.length)[0]!]!;
		this.story.push(`${name} ${String(value)}`);
		return value;
	}

	/** Normal values as a plain array, to be made a tensor on every backend. */
	values(
		shape: readonly number[],
		mean = 0,
		deviation = 1,
	): { shape: number[]; data: Float32Array } {
		const count = shape.reduce((a, b) => a * b, 1);
		return { shape: [...shape], data: this.next().normal(count, mean, deviation) };
	}

	toString(): string {
		return `Seed ${this.seed} drew ${this.story.join(', ')}.`;
	}
}
