// What an operation gives, with its first and second derivatives. Runs in Node and in a page.
import type { Tensor } from '@tensorflow/tfjs';
import { randomAt } from '../../../src/lib/graph/random';
import type { Tfjs } from '../../../src/lib/nodes/kind';
import { operandValues, type OpCase } from './opCases';

export interface HostValues {
	shape: number[];
	values: number[];
}

export interface OpAnswer {
	output: HostValues;
	/** By input, of Σ output · cotangent. */
	gradients: Record<string, HostValues>;
	/** By input, of the sum of the squares of the gradient to x: what a gradient penalty is made of. */
	second: Record<string, HostValues>;
}

export function cotangentOf({ name }: OpCase, shape: readonly number[]): Float32Array {
	const count = shape.reduce((a, b) => a * b, 1);
	return randomAt(6, name, 0).normal(count);
}

/** Asynchronous, as GPUs are. */
export async function answerOp(tf: Tfjs, one: OpCase): Promise<OpAnswer> {
	const names = Object.keys(one.inputs);
	const given = names.map((name) => {
		const operand = one.inputs[name]!;
		return tf.tensor(operandValues(one, name, operand), operand.shape);
	});
	const run = (leaves: Tensor[]): Tensor =>
		tf.tidy(() => one.run(tf, Object.fromEntries(names.map((name, i) => [name, leaves[i]!]))));
	const output = run(given);
	const by = tf.tensor(cotangentOf(one, output.shape), output.shape);
	const total = (...leaves: Tensor[]): Tensor => tf.sum(tf.mul(run(leaves), by));
	const gradients = tf.grads(total)(given);
	const bend = (...leaves: Tensor[]): Tensor => {
		const others = leaves.slice(1);
		const first = tf.grad((x: Tensor) => total(x, ...others))(leaves[0]!);
		// The zeros let tfjs answer where a gradient does not depend on an input at all.
		const zeros = leaves.map((leaf) => tf.sum(tf.mul(leaf, 0)));
		return tf.addN([tf.sum(tf.square(first)), ...zeros]);
	};
	const second = tf.grads(bend)(given);
	const read = async (tensor: Tensor): Promise<HostValues> => ({
		shape: [...tensor.shape],
		values: [...(await tensor.data())],
	});
	const named = async (tensors: Tensor[]): Promise<Record<string, HostValues>> =>
		Object.fromEntries(
			await Promise.all(tensors.map(async (tensor, i) => [names[i]!, await read(tensor)] as const)),
		);
	const answer = {
		output: await read(output),
		gradients: await named(gradients),
		second: await named(second),
	};
	tf.dispose([...given, output, by, ...gradients, ...second]);
	return answer;
}

/** The largest difference, relative to the largest value expected (or 1), and where it is. */
export function differenceOf(ours: OpAnswer, theirs: OpAnswer): { off: number; where: string } {
	const flat = ({ output, gradients, second }: OpAnswer): Record<string, HostValues> => ({
		output,
		...Object.fromEntries(Object.entries(gradients).map(([name, x]) => [`gradient to ${name}`, x])),
		...Object.fromEntries(Object.entries(second).map(([name, x]) => [`second to ${name}`, x])),
	});
	const expected = flat(theirs);
	let worst = { off: 0, where: '' };
	for (const [where, { shape, values }] of Object.entries(flat(ours))) {
		const other = expected[where];
		if (!other || other.shape.join() !== shape.join()) {
			return { off: Infinity, where: `${where}: [${shape.join()}], not [${other?.shape.join()}]` };
		}
		const scale = Math.max(1, ...other.values.map(Math.abs));
		for (const [i, value] of values.entries()) {
			const off = Math.abs(value - other.values[i]!) / scale;
			if (!(off <= worst.off)) worst = { off, where };
		}
	}
	return worst;
}
