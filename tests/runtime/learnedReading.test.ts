// What is read must be learned from the words: sentences of other pictures have to fit worse.
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { compile } from '../../src/lib/compile/compile';
import { datasetType } from '../../src/lib/data/catalogue';
import { shapes } from '../../src/lib/data/shapes/shapes';
import { BEFORE_WORDS } from '../../src/lib/nodes/shape';
import { chooseBackend } from '../../src/lib/runtime/backends';
import { Trainer } from '../../src/lib/runtime/trainer';
import { wasmFiles } from '../../src/lib/runtime/wasmFilesInNode';
import { learnedReading } from './learnedReading';

const { words = [] } = shapes.type.outputs.find(({ port }) => port === 'caption')!.type;
const document = learnedReading(words.length + BEFORE_WORDS);
const { program, diagnostics } = compile(document, { datasets: datasetType });

let losses: number[] = [];
let trainer: Trainer;

beforeAll(async () => {
	await chooseBackend(tf, 'wasm', wasmFiles);
	expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
	trainer = Trainer.create(tf, program!, { shapes: shapes.make!() });
	for (let round = 0; round < document.run.rounds; round++) trainer.playRound();
	losses = (await trainer.readLosses()).learns!.values;
	return () => trainer.dispose();
}, 120_000);

const mean = (values: readonly number[]): number =>
	values.reduce((sum, value) => sum + value, 0) / values.length;

describe('a GRU on learned words', () => {
	it('learns: its loss falls to less than a quarter', () => {
		expect(losses).toHaveLength(document.run.rounds);
		expect(mean(losses.slice(-5))).toBeLessThan(mean(losses.slice(0, 5)) / 4);
	});

	it('has learned the words for the grounds, in both languages', async () => {
		const said = {
			white: [
				'a small red star in the center on a white background',
				'白い背景の中央に小さい赤い星',
			],
			black: [
				'a small red star in the center on a black background',
				'黒い背景の中央に小さい赤い星',
			],
		};
		const brightness = async (text: string): Promise<number> => {
			const { pixels } = await trainer.generate({
				...{ network: 'Reader', count: 1, seed: 1, texts: [text] },
			});
			return mean([...pixels]);
		};
		for (const i of [0, 1]) {
			const [white, black] = [await brightness(said.white[i]!), await brightness(said.black[i]!)];
			expect(white - black).toBeGreaterThan(60);
		}
	});
});
