// What a kind's tfjs half answers to a case: values, gradients, running statistics.
import * as tf from '@tensorflow/tfjs';
import { expect } from 'vitest';
import { randomAt } from '../../../src/lib/graph/random';
import {
	cotangentsOf,
	detachedPorts,
	inputsOf,
	specsOf,
	weightsOf,
	type Case,
	type Named,
	type Values,
} from './cases';

export const mapValues = <A, B>(named: Record<string, A>, change: (value: A, name: string) => B) =>
	Object.fromEntries(Object.entries(named).map(([name, value]) => [name, change(value, name)]));

export const toTensor = ({ values, shape, dtype }: Values): tf.Tensor =>
	tf.tensor(values, shape, dtype);

export const read = (tensor: tf.Tensor): Values => ({
	shape: [...tensor.shape],
	values: [...tensor.dataSync()],
	dtype: tensor.dtype as Values['dtype'],
});

/** A tidy whose result holds no tensors. */
export function inTidy<T>(run: () => T): T {
	let result: T | undefined;
	tf.tidy(() => {
		result = run();
	});
	return result as T;
}

export interface Answer {
	outputs: Named;
	/** By input port, and by `weights/name`. */
	gradients: Named;
	/** Derivative, by input port, of the sum of the squared gradients to the inputs. */
	second: Named;
	buffers: Named;
	/** Outputs in evaluation mode. */
	evaluated: Named;
}

/** What the tfjs half gives, in tfjs's layout. */
export function runTfjs(one: Case): Answer {
	return inTidy(() => {
		const { kind, context } = one;
		const specs = specsOf(one);
		const weights = mapValues(weightsOf(one), toTensor);
		const buffers: Named = {};
		const forward = (
			inputs: Record<string, tf.Tensor>,
			held: Record<string, tf.Tensor>,
			training: boolean,
		): Record<string, tf.Tensor> =>
			kind.tfjs!.forward(tf, inputs, {
				...context,
				weights: held,
				training,
				random: randomAt(9, one.name, 0),
				update: (weight, value) => {
					buffers[weight] = read(value);
				},
				apply: (_network, given) => one.judge!.run(tf, held, given),
			});
		const inputs = mapValues(inputsOf(one), toTensor);
		const evaluated = mapValues(forward(inputs, weights, false), read);
		expect(buffers).toEqual({});
		const outputs = mapValues(forward(inputs, weights, true), read);
		const detached = detachedPorts(one);
		const floats = Object.keys(inputs).filter(
			(port) => inputs[port]!.dtype === 'float32' && !detached.includes(port),
		);
		const trainable = specs.filter((spec) => spec.trainable).map(({ name }) => name);
		const cotangents = mapValues(cotangentsOf(one), toTensor);
		const total = (...leaves: tf.Tensor[]): tf.Scalar => {
			const at = (i: number): tf.Tensor => leaves[i]!;
			const result = forward(
				{ ...inputs, ...Object.fromEntries(floats.map((port, i) => [port, at(i)])) },
				{
					...weights,
					...Object.fromEntries(trainable.map((name, i) => [name, at(floats.length + i)])),
				},
				true,
			);
			const terms = Object.entries(cotangents).map(([port, by]) =>
				tf.sum(tf.mul(result[port]!, by)),
			);
			return tf.addN(terms) as tf.Scalar;
		};
		const leaves = [
			...floats.map((port) => inputs[port]!),
			...trainable.map((name) => weights[name]!),
		];
		const names = [...floats, ...trainable.map((name) => `weights/${name}`)];
		const gradients: Named = {};
		const second: Named = {};
		if (leaves.length > 0) {
			tf.grads(total)(leaves).forEach((gradient, i) => {
				gradients[names[i]!] = read(gradient);
			});
		}
		if (one.twice && floats.length > 0) {
			const bend = (...xs: tf.Tensor[]): tf.Scalar => {
				const first = tf.grads((...ys) => total(...ys, ...leaves.slice(floats.length)))(xs);
				// The zero lets tfjs answer where the gradient does not depend on the inputs at all.
				const zero = xs.map((x) => tf.sum(tf.mul(x, 0)));
				return tf.addN([...first.map((g) => tf.sum(tf.square(g))), ...zero]) as tf.Scalar;
			};
			tf.grads(bend)(leaves.slice(0, floats.length)).forEach((gradient, i) => {
				second[floats[i]!] = read(gradient);
			});
		}
		return { outputs, gradients, second, buffers, evaluated };
	});
}

/** Second derivatives are small differences of large terms: their differences count relative to the largest value. */
export function expectCloseTwice(ours: Answer, theirs: Answer): void {
	const scaled = (second: Named): Named =>
		mapValues(second, (values, name) => {
			const largest = Math.max(1, ...(theirs.second[name]?.values.map(Math.abs) ?? []));
			return { ...values, values: values.values.map((value) => value / largest) };
		});
	expectClose(scaled(ours.second), scaled(theirs.second), 'second derivative to');
}

/** Compares by name; differences count relative to values above 1. */
export function expectClose(ours: Named, theirs: Named, what: string, tolerance = 1e-5): void {
	expect(Object.keys(ours).sort(), what).toEqual(Object.keys(theirs).sort());
	for (const [name, { shape, values }] of Object.entries(ours)) {
		const other = theirs[name]!;
		expect(shape, `${what} ${name}`).toEqual(other.shape);
		const off = values.map(
			(value, i) => Math.abs(value - other.values[i]!) / Math.max(1, Math.abs(other.values[i]!)),
		);
		expect(off.every(Number.isFinite), `${what} ${name} is finite`).toBe(true);
		expect(Math.max(0, ...off), `${what} ${name}`).toBeLessThan(tolerance);
	}
}
