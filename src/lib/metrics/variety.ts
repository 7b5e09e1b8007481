// Variety: how different the items of one class are from one another.
import type { Features } from './frechetDistance';

/**
 * The mean Euclidean distance of two items of the same class, over all such pairs of a class and then over the classes
 * that have a pair. A generator that knows one picture a class scores 0, however good that picture is.
 */
export function varietyWithin({ values, size }: Features, classes: ArrayLike<number>): number {
	const byClass = new Map<number, number[]>();
	for (let item = 0; item < classes.length; item++) {
		const own = byClass.get(classes[item]!);
		if (own) own.push(item);
		else byClass.set(classes[item]!, [item]);
	}
	const means: number[] = [];
	for (const items of byClass.values()) {
		if (items.length < 2) continue;
		let sum = 0;
		for (const [i, a] of items.entries()) {
			for (const b of items.slice(i + 1)) sum += distance(values, size, a, b);
		}
		means.push(sum / ((items.length * (items.length - 1)) / 2));
	}
	return means.length > 0 ? means.reduce((a, b) => a + b) / means.length : NaN;
}

function distance(values: ArrayLike<number>, size: number, a: number, b: number): number {
	let sum = 0;
	for (let i = 0; i < size; i++) sum += (values[a * size + i]! - values[b * size + i]!) ** 2;
	return Math.sqrt(sum);
}
