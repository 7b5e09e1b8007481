import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { randomAt } from '../../../src/lib/graph/random';
import { vectorType } from '../../../src/lib/nodes/shape';
import { imagePool } from '../../../src/lib/nodes/training/imagePool';
import { buildContext } from '../contexts';

beforeAll(async () => {
	await tf.setBackend('cpu');
});

/** Pictures are single numbers that tell which one they are: 1, 2, 3 … */
class Pool {
	private images: tf.Tensor;
	private filled: tf.Tensor = tf.scalar(0);
	private shown = 0;
	private draw = 0;

	constructor(
		private readonly size: number,
		private readonly seed: number,
	) {
		this.images = tf.zeros([size, 1]);
	}

	next(batch: number): number[] {
		const x = tf.tensor2d(
			Float32Array.from({ length: batch }, () => ++this.shown),
			[batch, 1],
		);
		const context = buildContext(imagePool, {
			params: { size: this.size },
			inputs: { x: vectorType(1) },
		});
		const { y } = imagePool.tfjs!.forward(
			tf,
			{ x },
			{
				...context,
				weights: { images: this.images, filled: this.filled },
				training: true,
				random: randomAt(this.seed, 'pool', this.draw++),
				apply: () => [],
				update: (name, value) => {
					if (name === 'images') this.images = tf.keep(value);
					else this.filled = tf.keep(value);
				},
			},
		);
		return [...y!.dataSync()];
	}

	get kept(): number[] {
		return [...this.images.dataSync()];
	}
}

/** The same, as the loop that the paper's code is. */
class Loop {
	readonly kept: number[] = [];
	private shown = 0;
	private draw = 0;

	constructor(
		private readonly size: number,
		private readonly seed: number,
	) {}

	next(batch: number): number[] {
		const random = randomAt(this.seed, 'pool', this.draw++);
		const [swap, place] = [random.uniform(batch), random.integers(batch, this.size)];
		return Array.from({ length: batch }, (_, i) => {
			const image = ++this.shown;
			if (this.kept.length < this.size) {
				this.kept.push(image);
				return image;
			}
			if (swap[i]! < 0.5) return image;
			const old = this.kept[place[i]!]!;
			this.kept[place[i]!] = image;
			return old;
		});
	}
}

describe.each([
	{ size: 5, batch: 1 },
	{ size: 5, batch: 2 },
	{ size: 6, batch: 4 },
	{ size: 3, batch: 8 },
	{ size: 1, batch: 3 },
])('a pool of $size, $batch at a time', ({ size, batch }) => {
	it('hands out and keeps what the loop does', () => {
		const [pool, loop] = [new Pool(size, 3), new Loop(size, 3)];
		for (let i = 0; i < 12; i++) expect(pool.next(batch), `turn ${i}`).toEqual(loop.next(batch));
		expect(pool.kept).toEqual(loop.kept);
	});
});

it('hands out an old picture about every other time once it is full', () => {
	const pool = new Pool(50, 1);
	for (let i = 0; i < 50; i++) pool.next(1);
	let old = 0;
	for (let i = 51; i <= 450; i++) if (pool.next(1)[0] !== i) old++;
	// 400 throws of a coin: within four deviations of 200.
	expect(Math.abs(old - 200)).toBeLessThan(40);
});

it('hands on what it gets when pictures are only looked at', () => {
	const context = buildContext(imagePool, { inputs: { x: vectorType(1) } });
	const { y } = imagePool.tfjs!.forward(
		tf,
		{ x: tf.tensor2d([[7]]) },
		{
			...context,
			weights: { images: tf.ones([50, 1]), filled: tf.scalar(50) },
			training: false,
			random: randomAt(1, 'pool', 0),
			apply: () => [],
			update: () => {
				throw new Error('Looking changes nothing.');
			},
		},
	);
	expect([...y!.dataSync()]).toEqual([7]);
});
