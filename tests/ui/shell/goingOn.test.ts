import { describe, expect, it } from 'vitest';
import { compile } from '../../../src/lib/compile/compile';
import { datasetType } from '../../../src/lib/data/catalogue';
import { applyCommands } from '../../../src/lib/graph/commands/apply';
import { checkDocument } from '../../../src/lib/graph/parse';
import type { Checkpoint } from '../../../src/lib/runtime/protocol';
import { thinRecord } from '../../../src/lib/runtime/runRecord';
import { goOnFrom } from '../../../src/lib/ui/shell/checkpointFit';
import gan from '../../../graphs/gan.json';

const document = checkDocument(gan).document!;
const program = compile(document, { datasets: datasetType }).program!;

const checkpoint: Checkpoint = {
	version: 1,
	seed: 1,
	round: 500,
	phase: 0,
	draw: 500,
	updates: {},
	weights: Object.fromEntries(
		Object.values(program.networks)
			.flatMap(({ weights }) => weights)
			.map(({ path, shape }) => [path, { shape, values: new Float32Array(0) }]),
	),
	optimizer: {},
};

describe('goOnFrom', () => {
	it('goes on exactly where all weights fit', () => {
		expect(goOnFrom(program, checkpoint)).toEqual({ checkpoint });
		expect(goOnFrom(program, undefined)).toEqual({});
	});

	it('takes over what fits after an edit', () => {
		const edited = applyCommands(document, [
			{ type: 'setParam', canvas: 'networks/D', node: 'dense1', name: 'units', value: 64 },
		]);
		const changed = compile(edited, { datasets: datasetType }).program!;
		expect(goOnFrom(changed, checkpoint)).toEqual({ carryOver: checkpoint });
	});
});

describe('thinRecord', () => {
	const record = (side: number, count: number) => ({
		losses: { p: { rounds: [1], values: [2] } },
		pictures: {
			m: Array.from({ length: count }, (_, round) => ({
				round,
				pictures: {
					count: 1,
					height: side,
					width: side,
					channels: 1,
					pixels: new Uint8Array(side * side),
				},
			})),
		},
	});

	it('keeps small pictures as they are', () => {
		expect(thinRecord(record(28, 60))).toEqual(record(28, 60));
	});

	it('keeps fewer moments of large ones, the latest among them', () => {
		const frames = thinRecord(record(512, 60)).pictures.m!;
		expect(frames.length).toBeGreaterThan(10);
		expect(frames.length * 512 * 512).toBeLessThanOrEqual(4_000_000);
		expect(frames.at(-1)?.round).toBe(59);
	});
});
