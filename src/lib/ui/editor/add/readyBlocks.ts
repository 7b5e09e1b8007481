// Blocks to begin with, made of the same nodes one would wire by hand: once added they are the document's own.
import type { Canvas, GraphNode, Meaning, ParamMap, Text, Wire } from '../../../graph/types';

export interface ReadyBlock {
	/** Its name in a document, where that is free. */
	name: string;
	title: Text;
	help: Text;
	/** What it is made for, and gives; without it, anything. */
	reads?: Meaning;
	/** The body for that with so many channels, which goes in at `x` and comes out at `y`. */
	body(channels: number): Canvas;
}

/** How far apart nodes stand. */
const STEP = 160;

/** Nodes in a row, each reading the one before it. */
function row(...lines: [id: string, kind: string, params?: ParamMap][]): Canvas {
	const all: typeof lines = [
		['x', 'input', { name: 'x' }],
		...lines,
		['y', 'output', { name: 'y' }],
	];
	const nodes = all.map(([id, kind, params = {}], i): GraphNode => ({
		id,
		kind,
		params,
		at: [i * STEP, 40],
	}));
	const wires = all.slice(1).map(([id, kind], i): Wire => {
		const from = all[i]![0];
		return { from: [from, from === 'x' ? 'x' : 'y'], to: [id, firstPort(kind)] };
	});
	return { nodes, wires, frames: [] };
}

const firstPort = (kind: string): string => (kind === 'add' || kind === 'concat' ? 'x1' : 'x');

/** A second way to the node `to`, around all between. */
function around(canvas: Canvas, from: Wire['from'], to: string): Canvas {
	const at = (id: string): number => canvas.nodes.find((node) => node.id === id)!.at[0];
	const [left, right] = [at(from[0]) + 130, at(to) - 20];
	const via: Wire['via'] = [
		[left, 78],
		[left, 200],
		[right, 200],
		[right, 98],
	];
	return { ...canvas, wires: [...canvas.wires, { from, to: [to, 'x2'], via }] };
}

/**
 * MelGAN's residual blocks, one after the other: a convolution over taps ever farther apart, one over channels alone,
 * and a third beside them.
 */
function residualStack(filters: number): Canvas {
	const alone: ParamMap = { filters, kernel: 1, padding: 0, norm: 'weight' };
	const units = [1, 3, 9].map((dilation, i) => ({ dilation, number: i + 1 }));
	const canvas = row(
		...units.flatMap(({ dilation, number }): [string, string, ParamMap?][] => [
			[`reluA${number}`, 'leakyRelu', { slope: 0.2 }],
			[`pad${number}`, 'reflectionPad', { padding: dilation }],
			[`wide${number}`, 'conv1d', { filters, kernel: 3, padding: 0, dilation, norm: 'weight' }],
			[`reluB${number}`, 'leakyRelu', { slope: 0.2 }],
			[`alone${number}`, 'conv1d', alone],
			[`add${number}`, 'add'],
		]),
	);
	for (const { number } of units) {
		const from: Wire['from'] = number === 1 ? ['x', 'x'] : [`add${number - 1}`, 'y'];
		const [x] = canvas.nodes.find(({ id }) => id === `wide${number}`)!.at;
		const beside = `beside${number}`;
		canvas.nodes.push({ id: beside, kind: 'conv1d', params: alone, at: [x, 200] });
		canvas.wires.push(
			{ from, to: [beside, 'x'] },
			{ from: [beside, 'y'], to: [`add${number}`, 'x2'] },
		);
	}
	return canvas;
}

const same = (filters: number): ParamMap => ({ filters, kernel: 3, stride: 1, padding: 1 });
const halved = (filters: number): ParamMap => ({ filters, kernel: 4, stride: 2, padding: 1 });

export const READY_BLOCKS: readonly ReadyBlock[] = [
	{
		name: 'residual',
		reads: 'image',
		title: { ja: '残差ブロック', en: 'Residual block' },
		help: {
			ja: '畳み込み 2 つの結果を、入力にそのまま足します。何段重ねても勾配が届きます。',
			en: 'Adds what two convolutions make to what came in: gradients get through however many are stacked.',
		},
		body: (channels) =>
			around(
				row(
					['conv1', 'conv2d', { ...same(channels), bias: false }],
					['norm1', 'instanceNorm'],
					['relu', 'relu'],
					['conv2', 'conv2d', { ...same(channels), bias: false }],
					['norm2', 'instanceNorm'],
					['add', 'add'],
				),
				['x', 'x'],
				'add',
			),
	},
	{
		name: 'unet',
		reads: 'image',
		title: { ja: 'U-Net ブロック', en: 'U-Net block' },
		help: {
			ja: '画像を半分に縮めて広げ直し、もとの特徴を横につなぎます。大きな形と細かな線の両方が残ります。',
			en: 'Halves the picture, grows it again and joins what came in beside it: both large shapes and fine lines are kept.',
		},
		body: (channels) =>
			around(
				row(
					['down', 'conv2d', { ...halved(2 * channels), bias: false }],
					['norm1', 'instanceNorm'],
					['relu1', 'leakyRelu', { slope: 0.2 }],
					['middle', 'conv2d', { ...same(2 * channels), bias: false }],
					['norm2', 'instanceNorm'],
					['relu2', 'relu'],
					['up', 'convTranspose2d', { ...halved(channels), bias: false }],
					['norm3', 'instanceNorm'],
					['skip', 'concat'],
				),
				['x', 'x'],
				'skip',
			),
	},
	{
		name: 'down',
		reads: 'image',
		title: { ja: '縮める段', en: 'Downward stage' },
		help: {
			ja: 'ストライド 2 の畳み込み、正規化、Leaky ReLU。縦横が半分、チャンネルが 2 倍になります。識別器はこれを重ねます。',
			en: 'Convolution with stride 2, norm, leaky ReLU: half the size, twice the channels. Discriminators stack these.',
		},
		body: (channels) =>
			row(
				['conv', 'conv2d', { ...halved(2 * channels), bias: false }],
				['norm', 'batchNorm'],
				['relu', 'leakyRelu', { slope: 0.2 }],
			),
	},
	{
		name: 'up',
		reads: 'image',
		title: { ja: '広げる段', en: 'Upward stage' },
		help: {
			ja: 'ストライド 2 の転置畳み込み、正規化、ReLU。縦横が 2 倍、チャンネルが半分になります。生成器はこれを重ねます。',
			en: 'Transposed convolution with stride 2, norm, ReLU: twice the size, half the channels. Generators stack these.',
		},
		body: (channels) =>
			row(
				[
					'conv',
					'convTranspose2d',
					{ ...halved(Math.max(1, Math.floor(channels / 2))), bias: false },
				],
				['norm', 'batchNorm'],
				['relu', 'relu'],
			),
	},
	{
		name: 'residualStack',
		reads: 'wave',
		title: { ja: '音の残差ブロック', en: 'Residual stack for sound' },
		help: {
			ja: '間隔 1、3、9 で見る畳み込みを、それぞれ入力に足しながら重ねます。少ない重みで 27 サンプルを見渡します。MelGAN の G が、音を広げるたびに使います。',
			en: 'Convolutions with taps 1, 3 and 9 apart, each added to what came in: they look over 27 samples with few weights. MelGAN’s G has one behind every step that lengthens the sound.',
		},
		body: residualStack,
	},
];
