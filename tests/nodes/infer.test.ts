// What inference says: types, ranges, and problems with their mends.
import { describe, expect, it } from 'vitest';
import type { Command } from '../../src/lib/graph/commands/command';
import type { ParamMap, PortType, Surface } from '../../src/lib/graph/types';
import { kindOf, kinds } from '../../src/lib/nodes/catalogue';
import type { Inference, Surroundings } from '../../src/lib/nodes/kind';
import { resolveParams } from '../../src/lib/nodes/params';
import { imageType, labelType, lossType, vectorType } from '../../src/lib/nodes/shape';
import { inferContext, mending, surroundings } from './contexts';
import { pick, randomJson, sequence } from './randomJson';

type Types = Record<string, PortType | undefined>;

function infer(
	id: string,
	inputs: Types,
	params: ParamMap = {},
	around: Partial<Surroundings> = {},
): Inference {
	const kind = kindOf(id)!;
	return kind.infer(inferContext(kind, inputs, params, around));
}

/** Parameters of what runs D. */
const D: ParamMap = { network: 'D' };

const codes = ({ problems }: Inference): string[] => (problems ?? []).map(({ code }) => code);

const commandsOf = ({ problems }: Inference): Command[] | undefined =>
	problems?.[0]?.mend?.commands;

/** What inserts a node between the wire's source and the port. */
const inserted = (kind: string, params: object, port: string, ports = ['x', 'y']) => [
	{
		type: 'addNode',
		canvas: 'training',
		node: { id: `${kind}1`, kind, params, at: [240, 100] },
	},
	{
		type: 'connect',
		canvas: 'training',
		wire: { from: ['source', port], to: [`${kind}1`, ports[0]] },
	},
	{
		type: 'connect',
		canvas: 'training',
		wire: { from: [`${kind}1`, ports[1]], to: ['node', port] },
	},
];

describe('ranges', () => {
	const range = (id: string, inputs: Types, params: ParamMap = {}) => {
		const { outputs } = infer(id, inputs, params);
		return Object.values(outputs)[0]?.range;
	};
	const x = vectorType(3, [-2, 4]);

	it.each<[id: string, expected: PortType['range'], params?: ParamMap]>([
		['relu', [0, 4]],
		['leakyRelu', [-0.5, 4], { slope: 0.25 }],
		['sigmoid', [0, 1]],
		['tanh', [-1, 1]],
		['softplus', [Math.log1p(Math.exp(-2)), 4 + Math.log1p(Math.exp(-4))]],
		['linear', [-2, 4]],
		['flatten', [-2, 4]],
		['reshape', [-2, 4], { shape: [3, 1, 1] }],
		['dense', undefined],
		['batchNorm', undefined],
		['dropout', undefined],
		['dropout', [-2, 4], { p: 0 }],
	])('%s gives %o', (id, expected, params) => {
		expect(range(id, { x }, params)).toEqual(expected);
	});

	it('of merges follow from those of their terms', () => {
		const [a, b] = [vectorType(3, [-1, 2]), vectorType(3, [-3, 1])];
		expect(range('add', { x1: a, x2: b })).toEqual([-4, 3]);
		expect(range('multiply', { x1: a, x2: b })).toEqual([-6, 3]);
		expect(range('concat', { x1: a, x2: b })).toBeUndefined();
		expect(range('concat', { x1: a, x2: a })).toEqual([-1, 2]);
		expect(range('add', { x1: a, x2: vectorType(3) })).toBeUndefined();
		expect(range('add', { x1: a, x2: undefined })).toBeUndefined();
	});

	it('of sources are known where they are bounded', () => {
		expect(range('noise', {})).toBeUndefined();
		expect(range('noise', {}, { distribution: 'uniform', min: 0, max: 2 })).toEqual([0, 2]);
		expect(range('constant', {}, { value: 3 })).toEqual([3, 3]);
		expect(range('dataset', {})).toEqual([0, 1]);
	});
});

describe('what a wire does not fit', () => {
	it('a picture at a dense layer: Flatten is offered', () => {
		const found = infer('dense', { x: imageType(28, 28, 1) });
		expect(found.problems![0]).toMatchObject({
			severity: 'error',
			port: 'x',
			message: {
				en: 'This is 28×28×1 pictures; Dense reads numbers in one row.',
				ja: 'これは 28×28×1 の画像です。全結合が読むのは 1 列に並んだ数です。',
			},
		});
		expect(commandsOf(found)).toEqual(inserted('flatten', {}, 'x'));
	});

	it('labels where numbers are read: one-hot is offered', () => {
		const found = infer('concat', { x1: vectorType(5), x2: labelType(10) });
		expect(codes(found)).toEqual(['notNumbers']);
		expect(found.problems![0]!.port).toBe('x2');
		expect(commandsOf(found)).toEqual(inserted('oneHot', {}, 'x2', ['label', 'c']));
		expect(found.outputs.y).toBeUndefined();
	});

	it('a reshape of another count: a dense layer where it may learn, else a shape that fits', () => {
		const wrong = { x: vectorType(512) };
		const inside: Surface = 'network';
		const learning = infer('reshape', wrong, { shape: [28, 28, 1] }, { surface: inside });
		expect(codes(learning)).toEqual(['elementCount']);
		expect(commandsOf(learning)).toEqual(inserted('dense', { units: 784 }, 'x'));
		const offered = (size: number, shape: number[]) => {
			const [command] = commandsOf(infer('reshape', { x: vectorType(size) }, { shape }))!;
			return command!.type === 'setParam' ? command!.value : undefined;
		};
		expect(offered(1024, [28, 28, 1])).toEqual([32, 32, 1]);
		expect(offered(3072, [28, 28, 1])).toEqual([32, 32, 3]);
		expect(offered(512, [16, 16, 4])).toEqual([512]);
		expect(offered(1024, [8, 8, 4])).toEqual([16, 16, 4]);
		expect(infer('reshape', wrong).outputs.y?.shape).toEqual([28, 28, 1]);
	});

	it('what a network does not read: reshaping, or another input', () => {
		const numbers = infer('call', { image: vectorType(100) }, { network: 'D' });
		expect(numbers.problems![0]!.message).toEqual({
			ja: 'これは 100 個の数です。D が読むのは 28×28×1 の画像です。',
			en: 'This is 100 numbers; D reads 28×28×1 pictures.',
		});
		expect(numbers.problems![0]!.mend).toEqual({
			label: { ja: 'D の入力を 100 個の数にする', en: 'Let D read 100 numbers' },
			commands: [
				{ type: 'setParam', canvas: 'networks/D', node: 'image', name: 'meaning', value: 'vector' },
				{ type: 'setParam', canvas: 'networks/D', node: 'image', name: 'shape', value: [100] },
			],
		});
		const flat = infer('call', { image: vectorType(784) }, { network: 'D' });
		expect(commandsOf(flat)).toEqual(inserted('reshape', { shape: [28, 28, 1] }, 'image'));
		const picture = infer('call', { z: imageType(10, 10, 1) }, { network: 'G' });
		expect(commandsOf(picture)).toEqual(inserted('flatten', {}, 'z'));
		const label = infer('call', { z: labelType(100) }, { network: 'G' });
		expect(commandsOf(label)).toEqual(inserted('oneHot', {}, 'z', ['label', 'c']));
		expect(codes(infer('call', { image: imageType(28, 28, 1) }, { network: 'D' }))).toEqual([]);
	});

	it('numbers at a sheet of samples: the picture they could be', () => {
		const found = infer('samples', { image: vectorType(784) });
		expect(codes(found)).toEqual(['notAPicture']);
		expect(commandsOf(found)).toEqual(inserted('reshape', { shape: [28, 28, 1] }, 'image'));
		expect(codes(infer('samples', { image: imageType(4, 4, 2) }))).toEqual(['notAPicture']);
	});

	it('things of different shapes to be compared', () => {
		const unequal = infer('l1', { x: imageType(4, 4, 3), target: imageType(4, 4, 1) });
		expect(unequal.problems).toMatchObject([{ code: 'shapeMismatch', port: 'target' }]);
		expect(codes(infer('l1', { x: imageType(4, 4, 3), target: imageType(4, 4, 3) }))).toEqual([]);
	});

	it('terms of different shapes', () => {
		const unequal = { x1: vectorType(3), x2: vectorType(4), x5: vectorType(3) };
		expect(infer('add', unequal).problems).toMatchObject([{ code: 'shapeMismatch', port: 'x2' }]);
		expect(codes(infer('add', { x1: vectorType(3) }))).toEqual(['tooFewTerms']);
		const mixed = infer('concat', { x1: vectorType(3), x2: imageType(2, 2, 1) });
		expect(commandsOf(mixed)).toEqual(inserted('flatten', {}, 'x2'));
		expect(codes(infer('weightedSum', {}))).toEqual(['tooFewTerms']);
	});
});

describe('penalties on the slope of a network', () => {
	const picture = imageType(28, 28, 1);

	it('read what the network reads', () => {
		expect(codes(infer('gradientPenalty', { real: picture, fake: picture }, D))).toEqual([]);
		const flat = infer('gradientPenalty', { real: picture, fake: vectorType(784) }, D);
		expect(flat.problems).toMatchObject([{ code: 'shapeMismatch', port: 'fake' }]);
		expect(commandsOf(flat)).toEqual(inserted('reshape', { shape: [28, 28, 1] }, 'fake'));
		expect(codes(infer('r1Penalty', { real: vectorType(3) }, D))).toEqual(['shapeMismatch']);
		const mixed = infer('gradientPenalty', { mix: vectorType(2) }, D);
		expect(mixed.problems).toMatchObject([{ code: 'oneMix', port: 'mix' }]);
	});

	it('hand on conditions, which must fit too', () => {
		const kind = kindOf('r1Penalty')!;
		const conditional: Partial<Surroundings> = {
			network: () => ({
				role: 'discriminator',
				inputs: [
					{ port: 'real', type: picture },
					{ port: 'real2', type: labelType(10) },
				],
				outputs: [{ port: 'p', type: vectorType(1) }],
				parameters: 1,
			}),
		};
		const context = inferContext(kind, {}, D, conditional);
		expect(kind.ports(context).inputs.map(({ name }) => name)).toEqual(['real', 'given.real2']);
		const wrong = { real: picture, 'given.real2': vectorType(10) };
		expect(kind.infer({ ...context, inputs: wrong }).problems).toMatchObject([
			{ code: 'shapeMismatch', port: 'given.real2' },
		]);
	});

	it('know no slope along labels', () => {
		const labelled: Partial<Surroundings> = {
			network: () => ({
				role: 'discriminator',
				inputs: [{ port: 'c', type: labelType(10) }],
				outputs: [],
				parameters: 1,
			}),
		};
		expect(codes(infer('r1Penalty', {}, D, labelled))).toEqual(['noSlope']);
	});
});

describe('warnings', () => {
	it('of scores that are bounded', () => {
		for (const id of ['wasserstein', 'hinge']) {
			expect(codes(infer(id, { d: vectorType(1, [0, 1]) }))).toEqual(['boundedScore']);
			expect(codes(infer(id, { d: vectorType(1) }))).toEqual([]);
		}
	});

	it('of a BCE whose input may be no probability', () => {
		expect(codes(infer('bce', { p: vectorType(1, [0, 1]) }))).toEqual([]);
		expect(codes(infer('bce', { p: vectorType(1, [0.5, 0.6]) }))).toEqual([]);
		const unknown = infer('bce', { p: vectorType(1) });
		expect(unknown.problems).toMatchObject([{ severity: 'warning', code: 'notAProbability' }]);
		expect(commandsOf(unknown)).toEqual(inserted('sigmoid', {}, 'p'));
		const signed = infer('bce', { p: vectorType(1, [-1, 1]) });
		expect(signed.problems![0]!.message.en).toContain('-1 … 1');
	});

	it('of a sigmoid before a loss on logits', () => {
		expect(codes(infer('bceLogits', { logit: vectorType(1, [0, 1]) }))).toEqual([
			'probabilityAtLogits',
		]);
		expect(codes(infer('bceLogits', { logit: vectorType(1) }))).toEqual([]);
	});

	it('of batch norm on a batch of one', () => {
		const found = infer('batchNorm', { x: vectorType(3) }, {}, { batch: 1 });
		expect(codes(found)).toEqual(['batchOfOne']);
		expect(commandsOf(found)).toEqual([{ type: 'setRun', run: { batch: 64 } }]);
		expect(codes(infer('batchNorm', { x: imageType(4, 4, 3) }, {}, { batch: 1 }))).toEqual([]);
	});
});

describe('errors in a node itself', () => {
	it('instance norm of a single pixel', () => {
		expect(codes(infer('instanceNorm', { x: imageType(1, 1, 8) }))).toEqual(['onePixel']);
		expect(codes(infer('instanceNorm', { x: vectorType(8) }))).toEqual(['notAPicture']);
		expect(codes(infer('instanceNorm', { x: imageType(1, 2, 8) }))).toEqual([]);
	});

	it('a player that updates nothing', () => {
		expect(codes(infer('player', { loss: lossType }))).toEqual(['noNetworks']);
		expect(codes(infer('player', { loss: lossType }, { networks: ['G'] }))).toEqual([]);
	});

	it('weights beyond memory', () => {
		const found = infer('dense', { x: vectorType(65536) }, { units: 65536 });
		expect(codes(found)).toEqual(['tooManyWeights']);
		expect(commandsOf(found)).toMatchObject([{ name: 'units', value: 2048 }]);
	});

	it('noise from an empty range', () => {
		const found = infer('noise', {}, { distribution: 'uniform', min: 1, max: -1 });
		expect(codes(found)).toEqual(['emptyRange']);
		expect(commandsOf(found)).toMatchObject([
			{ name: 'min', value: -1 },
			{ name: 'max', value: 1 },
		]);
	});

	it('fewer places than classes', () => {
		expect(codes(infer('oneHot', { label: labelType(10) }, { classes: 4 }))).toEqual(['classes']);
		expect(codes(infer('oneHot', { label: labelType() }))).toEqual(['classes']);
		expect(infer('oneHot', { label: labelType() }, { classes: 4 }).outputs.c?.shape).toEqual([4]);
	});

	it('an input that is no picture, or whose range is none', () => {
		const flat = infer('input', {}, { meaning: 'image', shape: [784] }, { surface: 'network' });
		expect(codes(flat)).toEqual(['imageShape']);
		expect(codes(infer('input', {}, { range: [1, 0] }, { surface: 'network' }))).toEqual([
			'emptyRange',
		]);
		expect(codes(infer('input', {}, { range: [1] }, { surface: 'network' }))).toEqual([
			'emptyRange',
		]);
	});
});

describe('inputs of a body', () => {
	it('are declared in a network, and given in a block', () => {
		const declared: ParamMap = {
			name: 'x',
			meaning: 'image',
			shape: [28, 28, 1],
			range: [0, 1],
		};
		expect(infer('input', {}, declared, { surface: 'network' }).outputs.x).toEqual(
			imageType(28, 28, 1, [0, 1]),
		);
		expect(infer('input', {}, declared, { surface: 'block' }).outputs.x).toEqual(vectorType(7));
		const label = infer('input', {}, { meaning: 'label', classes: 3 }, { surface: 'network' });
		expect(label.outputs.x).toEqual(labelType(3));
	});

	it('pass through blocks as often as they are repeated', () => {
		const given = { x: vectorType(5) };
		expect(infer('block', given, { block: 'residual', repeat: 3 }).outputs.y).toEqual(given.x);
		expect(infer('block', given, { block: 'none' }).outputs).toEqual({});
		const uneven: Partial<Surroundings> = {
			block: () => ({ role: 'other', inputs: [{ port: 'x' }], outputs: [], parameters: 0 }),
		};
		expect(codes(infer('block', given, { block: 'odd', repeat: 2 }, uneven))).toEqual([
			'repeatPorts',
		]);
	});
});

describe('sockets', () => {
	const portsOf = (id: string, wired: string[], params: ParamMap = {}) => {
		const kind = kindOf(id)!;
		return kind.ports({ ...inferContext(kind, {}, params), wired });
	};
	const names = (id: string, wired: string[]): string[] =>
		portsOf(id, wired).inputs.map(({ name }) => name);

	it('of a merge are one more than wired, two at least', () => {
		expect(names('concat', [])).toEqual(['x1', 'x2']);
		expect(names('add', ['x1', 'x2'])).toEqual(['x1', 'x2', 'x3']);
		expect(names('multiply', ['x4'])).toEqual(['x1', 'x2', 'x3', 'x4', 'x5']);
		expect(names('weightedSum', ['loss2'])).toEqual(['loss1', 'loss2', 'loss3']);
		expect(names('concat', ['x999999999', 'x01', 'x-1', 'y1', 'x1.5'])).toEqual(['x1', 'x2']);
		expect(names('concat', ['x64'])).toHaveLength(64);
	});

	it('of a call are the network’s, of data the data set’s', () => {
		expect(portsOf('call', [], { network: 'G' })).toEqual({
			inputs: [{ name: 'z', meaning: 'vector' }],
			outputs: [{ name: 'image', meaning: 'image' }],
		});
		expect(portsOf('call', [], { network: 'nobody' })).toEqual({ inputs: [], outputs: [] });
		expect(portsOf('dataset', []).outputs.map(({ name }) => name)).toEqual(['image', 'label']);
	});
});

describe('whatever is given', () => {
	it('inference answers and never throws', () => {
		const random = sequence(2);
		const types: (PortType | undefined)[] = [
			undefined,
			lossType,
			labelType(),
			labelType(10),
			vectorType(1),
			vectorType(65536, [0, 1]),
			imageType(28, 28, 1, [-1, 1]),
			imageType(1, 1, 3),
			{ shape: [4, 5], dtype: 'float32', meaning: 'wave' },
			{ shape: [2, 2, 2, 2], dtype: 'float32', meaning: 'spectrogram' },
			{ shape: [9], dtype: 'int32', meaning: 'text' },
		];
		const surfaces: Surface[] = ['training', 'network', 'block'];
		for (let round = 0; round < 60; round++) {
			for (const kind of kinds) {
				const raw = Object.fromEntries(
					Object.keys(kind.params).map((name) => [name, randomJson(random)]),
				);
				const nowhere = random() < 0.2;
				const wired = ['x', 'x1', 'x2', 'x7', 'p', 'loss', 'loss1', 'image', 'label', 'z', '?'];
				const context = {
					id: 'node',
					params: resolveParams(kind, raw).values as never,
					wired: wired.filter(() => random() < 0.5),
					around: {
						...surroundings,
						surface: pick(random, surfaces),
						batch: pick(random, [1, 64]),
						...(nowhere
							? {
									network: () => undefined,
									block: () => undefined,
									dataset: () => undefined,
									given: () => undefined,
								}
							: {}),
					},
					mending: random() < 0.5 ? mending : undefined,
				};
				const ports = kind.ports(context);
				const inputs: Types = {};
				for (const name of [...context.wired, ...ports.inputs.map((port) => port.name)]) {
					inputs[name] = pick(random, types);
				}
				const { outputs, problems = [] } = kind.infer({ ...context, inputs });
				const promised = ports.outputs.map(({ name }) => name);
				expect(promised).toEqual(expect.arrayContaining(Object.keys(outputs)));
				for (const type of Object.values(outputs)) {
					expect(type?.shape.every((side) => Number.isInteger(side) && side >= 1) ?? true).toBe(
						true,
					);
				}
				for (const { message, code, mend } of problems) {
					expect(code).toMatch(/^[a-z][A-Za-z]*$/);
					expect(message.ja && message.en).toBeTruthy();
					expect(message.ja + message.en).not.toMatch(/undefined|NaN|\[object/);
					if (mend) expect(mend.commands.length).toBeGreaterThan(0);
				}
			}
		}
	});
});
