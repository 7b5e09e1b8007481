// Image pool: now and then an earlier fake instead of the newest.
import type { Tensor, Tensor1D } from '@tensorflow/tfjs';
import { defineKind, type Tfjs } from '../kind';
import { detach, untaped } from '../ops/untaped';
import { numbersAt } from '../problems';
import { imageType, torchBatchAxes, torchOrder, vectorType } from '../shape';

/** The most pictures kept: at 64×64×3 that is half a gigabyte. */
const MAX_SIZE = 10_000;

interface Pool {
	images: Tensor;
	filled: Tensor;
}

interface Chance {
	/** In [0, 1), an item: half of it and above swaps. */
	swap: Tensor1D;
	/** The place it swaps with, an item. */
	place: Tensor1D;
}

/**
 * One item after the other, as if in a loop: while there is room it is kept and handed on; after that a swap hands on
 * the picture at a random place and puts the item there. So an item may get what an earlier one of its batch put down.
 *
 * All of it is a choice of rows: of `images` laid before the batch `x`, at most one row for every item and place.
 */
function exchange(tf: Tfjs, x: Tensor, { images, filled }: Pool, { swap, place }: Chance) {
	const [size, batch] = [images.shape[0]!, x.shape[0]!];
	const number = (condition: Tensor): Tensor => tf.cast(condition, 'float32');
	const turn = tf.add(filled, tf.range(0, batch));
	const full = number(tf.greaterEqual(turn, size));
	const places = tf.add(tf.mul(full, place), tf.mul(tf.sub(1, full), turn));
	const swaps = tf.mul(full, number(tf.greaterEqual(swap, 0.5)));
	const writes = tf.maximum(tf.sub(1, full), swaps);

	/** The row of every item of the batch. */
	const own = tf.range(size, size + batch);
	/** The row that is at `where` after the items marked in `of` (one line for each of `where`) have put theirs down. */
	const latest = (where: Tensor, of: Tensor): Tensor => {
		const meets = number(tf.equal(tf.expandDims(where, 1), tf.expandDims(places, 0)));
		const put = tf.mul(tf.mul(meets, of), tf.expandDims(tf.mul(writes, own), 0));
		return tf.maximum(where, tf.max(put, 1));
	};
	const items = tf.range(0, batch);
	const earlier = number(tf.less(tf.expandDims(items, 0), tf.expandDims(items, 1)));
	const found = tf.add(tf.mul(swaps, latest(places, earlier)), tf.mul(tf.sub(1, swaps), own));
	const rows = tf.concat([images, x]);
	const pick = (row: Tensor): Tensor => tf.gather(rows, tf.cast(row, 'int32') as Tensor1D);
	return {
		y: pick(found),
		images: pick(latest(tf.range(0, size), tf.ones([size, batch]))),
		filled: tf.minimum(tf.add(filled, batch), size),
	};
}

export const imagePool = defineKind({
	id: 'imagePool',
	category: 'data',
	icon: 'archive',
	surfaces: ['training'],
	doc: {
		name: { ja: '画像プール', en: 'Image pool' },
		also: ['replay buffer', 'history', 'past fakes', '履歴'],
		text: {
			ja: '過去の生成画像を取っておき、いっぱいになったら 2 回に 1 回の割合で、今の画像と取り替えて古い画像を出します。D が最近の画像だけに合わせるのを防ぎます。値を保つノードと同じく、更新前の値を使い、勾配は通しません。',
			en: 'Keeps past fakes. Once it is full, every other time it hands out an old one and keeps the new one in its place, so that D does not go by the latest fakes alone. Like Hold, it takes values from before the update and passes no gradient.',
		},
		formula:
			'y = \\begin{cases} x & u < \\tfrac{1}{2} \\\\ B_k,\\ B_k \\leftarrow x & u \\geq \\tfrac{1}{2} \\end{cases} \\qquad u \\sim \\mathcal{U}(0, 1),\\ k \\sim \\mathcal{U}\\{1, \\dots, n\\}',
		paper: {
			title:
				'Shrivastava et al., Learning from Simulated and Unsupervised Images through Adversarial Training (2017)',
			url: 'https://arxiv.org/abs/1612.07828',
		},
	},
	params: {
		size: {
			type: 'integer',
			default: 50,
			min: 0,
			max: MAX_SIZE,
			label: { ja: '枚数', en: 'Size' },
			help: {
				ja: '取っておく枚数。0 なら今の画像をそのまま出します。',
				en: 'How many are kept; with 0 the newest is handed on always.',
			},
			onNode: true,
		},
	},
	ports: () => ({ inputs: [{ name: 'x', detached: true }], outputs: [{ name: 'y' }] }),
	infer(context) {
		const { type, problems } = numbersAt(context);
		return { outputs: { y: type }, problems };
	},
	holds: true,
	weights({ params: { size }, inputs }) {
		if (size === 0) return [];
		const { shape } = inputs.x ?? { shape: [] };
		const kept = { initial: { type: 'constant', value: 0 }, trainable: false } as const;
		return [
			{
				name: 'images',
				shape: [size, ...shape],
				toTorch: torchBatchAxes(shape),
				...kept,
			},
			{ name: 'filled', shape: [], ...kept },
		];
	},
	tfjs: {
		forward(tf, { x }, { params: { size }, weights, training, random, update }) {
			if (!training || size === 0) return { y: detach(tf, x!) };
			const batch = x!.shape[0]!;
			const y = untaped(tf, () => {
				const next = exchange(tf, x!, weights as Record<keyof Pool, Tensor>, {
					swap: tf.tensor1d(random.uniform(batch)),
					place: tf.cast(tf.tensor1d(random.integers(batch, size), 'int32'), 'float32'),
				});
				update?.('images', next.images);
				update?.('filled', next.filled);
				return next.y;
			});
			return { y };
		},
	},
	tex: ({ args: { x } }) => ({ y: `\\operatorname{pool}\\left(${x}\\right)` }),
	torch: {
		define: `class ImagePool(nn.Module):
    def __init__(self, size, shape):
        super().__init__()
        self.register_buffer("images", torch.zeros(size, *shape))
        self.register_buffer("filled", torch.zeros(()))

    def forward(self, x):
        x = x.detach()
        if not self.training:
            return x
        y = []
        for image in x:
            size, filled = len(self.images), int(self.filled)
            if filled < size:
                self.images[filled] = image
                self.filled += 1
            elif torch.rand(()) >= 0.5:
                place = torch.randint(size, ())
                image, self.images[place] = self.images[place].clone(), image
            y.append(image)
        return torch.stack(y)
`,
		module: ({ params: { size }, inputs }) =>
			size === 0
				? 'nn.Identity()'
				: `ImagePool(${size}, [${torchOrder(inputs.x!.shape).join(', ')}])`,
		call: ({ self, args }) => ({ y: `${self}(${args.x}.detach())` }),
	},
	examples: [
		{ params: { size: 7 }, inputs: { x: imageType(2, 3, 2, [0, 1]) } },
		{ params: { size: 0 }, inputs: { x: vectorType(3) } },
	],
});
