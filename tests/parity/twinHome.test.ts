// There and back: five rounds here, five in the twin and five here are fifteen of one, by files alone.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { main } from '../../src/lib/cli/commands';
import { readSafetensors, writeSafetensors } from '../../src/lib/export/safetensors';
import type { Program } from '../../src/lib/compile/program';
import type { GraphDocument, ParamMap } from '../../src/lib/graph/types';
import { programOf, smallGan } from '../runtime/smallGan';
import { largestOff, meaningless, recordFeeds, torchIsThere } from './twin';

const ROUNDS = 15;

const pooled: GraphDocument = (() => {
	const document = smallGan({ dropout: {} });
	const { nodes, wires } = document.training;
	// D is shown fakes out of a pool, G is judged by its own. The pool is never full: swaps would be other ones there.
	nodes.push({ id: 'pool-1', kind: 'imagePool', params: { size: 200 }, at: [0, 0] });
	nodes.push({ id: 'judged', kind: 'call', params: { network: 'D' }, at: [0, 0] });
	wires.find(({ to }) => to[0] === 'dFake')!.from = ['pool-1', 'y'];
	wires.find(({ to }) => to[0] === 'lossG')!.from = ['judged', 'p'];
	wires.push({ from: ['fake', 'image'], to: ['pool-1', 'x'] });
	wires.push({ from: ['fake', 'image'], to: ['judged', 'image'] });
	return document;
})();

const gan = (d: ParamMap, g: ParamMap): GraphDocument => smallGan({ d, g, dropout: {} });

const documents: [string, GraphDocument][] = [
	['Adam, with averages of G', gan({}, { ema: 0.9 })],
	[
		'RMSprop and SGD with momentum',
		gan({ optimizer: 'rmsprop' }, { optimizer: 'sgd', momentum: 0.9 }),
	],
	['an image pool', pooled],
	['several updates a round', gan({ steps: 2 }, {})],
];

describe.skipIf(!torchIsThere)('with PyTorch', { timeout: 300_000 }, () => {
	let folder: string;
	beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'ganloom-home-'))));
	afterEach(() => rmSync(folder, { recursive: true }));

	const path = (name: string): string => join(folder, name);
	const read = (name: string) => readSafetensors(readFileSync(path(name)));

	/** `ganloom train` to so many rounds in all; gives what it complains of, and throws where it gives up. */
	async function train(rounds: number, save: string, ...more: string[]): Promise<string> {
		let err = '';
		const args = ['--feeds', path('feeds'), '--rounds', String(rounds), '--save', path(save)];
		const io = { out: () => undefined, err: (text: string) => (err += text), terminal: false };
		const code = await main(['train', path('graph.json'), '--json', ...args, ...more], io);
		if (code !== 0) throw new Error(err);
		return err;
	}

	/** Writes the document and inputs for so many rounds. */
	function begin(document: GraphDocument): Program {
		writeFileSync(path('graph.json'), JSON.stringify(document));
		const program = programOf(document);
		const draws = ROUNDS * program.phases.filter(({ redraw }) => redraw).length;
		writeFileSync(path('feeds'), writeSafetensors(recordFeeds(program, {}, draws)));
		return program;
	}

	it.each(documents)('%s', async (_, document) => {
		const program = begin(document);
		await train(ROUNDS, 'whole');
		await train(5, 'first');
		await train(10, 'second', '--weights', path('first'), '--engine', 'torch');
		await train(ROUNDS, 'third', '--weights', path('second'));

		const [whole, third] = [read('whole'), read('third')];
		expect(third.metadata).toEqual(whole.metadata);
		expect(Object.keys(third.tensors)).toEqual(Object.keys(whole.tensors));
		const skipped = meaningless(program);
		for (const [name, { values }] of Object.entries(whole.tensors)) {
			if ([...skipped].some((weight) => name.endsWith(weight))) continue;
			const own = third.tensors[name]!.values;
			expect(largestOff(own, values), name).toBeLessThan(1e-4);
			// What optimizers keep is far smaller than 1.
			expect(farOff(own, values), name).toBeLessThan(1e-3);
		}
	});

	it('without what the optimizers keep the run is another one', async () => {
		begin(gan({}, {}));
		await train(ROUNDS, 'whole');
		await train(5, 'first');
		const { tensors, metadata } = read('first');
		const rest = Object.entries(tensors).filter(([name]) => !name.startsWith('optimizer/'));
		writeFileSync(path('first'), writeSafetensors(Object.fromEntries(rest), { metadata }));
		await train(ROUNDS, 'other', '--weights', path('first'));
		const name = 'G/dense2/weight';
		const off = largestOff(
			read('other').tensors[name]!.values,
			read('whole').tensors[name]!.values,
		);
		expect(off).toBeGreaterThan(1e-3);
	});

	it('another optimizer, and rounds that are over, are told', async () => {
		begin(gan({}, {}));
		await train(5, 'first');
		begin(gan({ optimizer: 'rmsprop' }, {}));
		const note = 'D trains with rmsprop here and with adam in the file: its optimizer starts anew.';
		const from = ['--weights', path('first')];
		expect(await train(6, 'second', ...from)).toBe(`${note}\n`);
		expect(await train(6, 'second', ...from, '--engine', 'torch')).toBe(`${note}\n`);
		await expect(train(5, 'second', ...from)).rejects.toThrow('--rounds 10 plays as many again');
	});
});

/** How far values are off, for the largest of them. */
function farOff(own: ArrayLike<number>, expected: ArrayLike<number>): number {
	let [off, most] = [0, 0];
	for (let i = 0; i < expected.length; i++) {
		off = Math.max(off, Math.abs(own[i]! - expected[i]!));
		most = Math.max(most, Math.abs(expected[i]!));
	}
	return off === 0 ? 0 : off / most;
}
