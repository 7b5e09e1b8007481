// What a twin's options change: parts of a batch nothing but batch norm, bfloat16 a little of everything.
import { afterEach, describe, expect, it } from 'vitest';
import type { GraphDocument, ParamMap } from '../../src/lib/graph/types';
import { programOf, smallGan } from '../runtime/smallGan';
import { largestOff, meaningless, recordFeeds, torchIsThere, Twin, type Run } from './twin';

const ROUNDS = 5;

function without(kind: string, document: GraphDocument): GraphDocument {
	for (const { canvas } of Object.values(document.networks)) {
		const gone = new Set(canvas.nodes.filter((node) => node.kind === kind).map(({ id }) => id));
		const before = new Map(canvas.wires.map(({ from, to }) => [to[0], from]));
		canvas.nodes = canvas.nodes.filter(({ id }) => !gone.has(id));
		canvas.wires = canvas.wires
			.filter(({ to }) => !gone.has(to[0]))
			.map(({ from, to }) => ({ from: gone.has(from[0]) ? before.get(from[0])! : from, to }));
	}
	return document;
}

/** `reduction`: of G’s loss over the batch; D’s is a mean. */
function gan(reduction: string, player: ParamMap = {}): GraphDocument {
	const document = smallGan({ dropout: {}, d: player, g: player });
	document.training.nodes.find(({ id }) => id === 'lossG')!.params = { reduction };
	return document;
}

/** How far losses and weights of two runs are apart. */
function apart(one: Run, other: Run, skipped: ReadonlySet<string> = new Set()): number {
	const losses = one.losses.flatMap((own, round) =>
		Object.entries(own).map(([player, loss]) =>
			largestOff([other.losses[round]![player]!], [loss]),
		),
	);
	const weights = Object.entries(one.weights)
		.filter(([path]) => !skipped.has(path))
		.map(([path, { values }]) => largestOff(other.weights[path]!.values, values));
	return Math.max(...losses, ...weights);
}

describe.skipIf(!torchIsThere)('with PyTorch', { timeout: 300_000 }, () => {
	let twin: Twin | undefined;
	afterEach(() => {
		twin?.dispose();
		twin = undefined;
	});

	function begin(document: GraphDocument) {
		const program = programOf(document);
		const feeds = recordFeeds(program, {}, ROUNDS);
		twin = new Twin({ document, program, rounds: ROUNDS, feeds });
		const run = (out: string, ...options: string[]): Run =>
			twin!.run(['--rounds', String(ROUNDS), ...options], out);
		return { program, run };
	}

	it.each(['mean', 'sum'])('without batch norm, a batch in parts is the batch: %s', (reduction) => {
		const { run } = begin(without('batchNorm', gan(reduction)));
		const whole = run('whole');
		expect(whole.losses).toHaveLength(ROUNDS);
		expect(apart(whole, run('parts', '--accumulate', '4'))).toBeLessThan(1e-5);
		// The rounds do move what is compared.
		const path = 'G/dense2/weight';
		const { weights } = run('shorter', '--rounds', '4');
		expect(largestOff(whole.weights[path]!.values, weights[path]!.values)).toBeGreaterThan(1e-3);
	});

	it('batch norm sees parts, which is another run', () => {
		const { run } = begin(gan('mean'));
		expect(apart(run('whole'), run('parts', '--accumulate', '4'))).toBeGreaterThan(1e-3);
	});

	it('a batch that has no such parts is refused', () => {
		const { run } = begin(gan('mean'));
		expect(() => run('parts', '--accumulate', '3')).toThrow(
			"A batch of 8 can't be shared by 3 equal parts.",
		);
	});

	it('in bfloat16 a run is near the one in single precision', () => {
		// RMSprop and Adam make steps of one length out of small differences: SGD's are as large as they are.
		const { program, run } = begin(gan('mean', { optimizer: 'sgd', learningRate: 0.05 }));
		const [exact, mixed] = [run('exact'), run('mixed', '--amp')];
		const off = apart(exact, mixed, meaningless(program));
		// A bfloat16 has 8 bits: half a percent, give or take, of numbers about 1.
		expect(off).toBeGreaterThan(1e-5);
		expect(off).toBeLessThan(2e-2);
		for (const { values } of Object.values(mixed.weights))
			expect(values).toBeInstanceOf(Float32Array);
	});
});
