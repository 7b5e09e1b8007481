import { describe, expect, it } from 'vitest';
import { compile } from '../../../src/lib/compile/compile';
import { fitWeights } from '../../../src/lib/compile/link/fitWeights';
import {
	fitState,
	isStateName,
	OPTIMIZER_SLOTS,
	stateTensors,
} from '../../../src/lib/compile/link/trainingState';
import type { Program } from '../../../src/lib/compile/program';
import type { ParamMap } from '../../../src/lib/graph/types';
import { RULES } from '../../../src/lib/runtime/optimizerRules';
import { goingOn } from '../../../src/lib/runtime/stateFrom';
import { smallGan } from '../../runtime/smallGan';
import { checkpointOf } from './checkpointOf';

function programOf(d: ParamMap = {}, g: ParamMap = {}): Program {
	const { program, diagnostics } = compile(smallGan({ d, g, dropout: {} }), {
		datasets: () => undefined,
	});
	if (!program) throw new Error(JSON.stringify(diagnostics));
	return program;
}

it('knows what every optimizer keeps', () => {
	for (const [optimizer, { slots }] of Object.entries(RULES))
		expect(Object.keys(OPTIMIZER_SLOTS[optimizer]!)).toEqual(slots);
});

it('tells state from weights by name', () => {
	expect(isStateName('optimizer/playG/exp_avg/G/residuals.0.conv1/weight')).toBe(true);
	expect(isStateName('average/G/dense1/weight')).toBe(true);
	expect(isStateName('training.2/pool/images')).toBe(true);
	// Networks may have such names.
	expect(isStateName('optimizer/dense1/weight')).toBe(false);
	expect(isStateName('average/dense1/weight')).toBe(false);
});

describe('a state goes into a file and comes back', () => {
	it.each<[string, ParamMap, ParamMap]>([
		['Adam and averages', {}, { ema: 0.9 }],
		['RMSprop and momentum', { optimizer: 'rmsprop' }, { optimizer: 'sgd', momentum: 0.5 }],
	])('%s', (_, d, g) => {
		const program = programOf(d, g);
		const checkpoint = checkpointOf(program);
		const { tensors, metadata } = stateTensors(checkpoint, program);
		const { state, misfits } = fitState(tensors, metadata, program)!;
		expect(misfits).toEqual([]);
		expect(goingOn(checkpoint.weights, state)).toEqual(checkpoint);
		// Among weights it is passed over.
		expect(fitWeights(tensors, program)).toEqual({ weights: {}, misfits: [] });
	});

	it('in the layout of PyTorch', () => {
		const program = programOf();
		const { tensors } = stateTensors(checkpointOf(program), program);
		const player = program.phases.find(({ networks }) => networks.includes('G'))!.player;
		const moments = tensors[`optimizer/${player}/exp_avg/G/dense1/weight`]!;
		expect(moments.shape).toEqual([5, 3]);
		expect(
			[...moments.values.slice(0, 3)].map((value, i) => value - moments.values[0]! - 5 * i),
		).toEqual([0, 0, 0]);
	});

	it('without momentum SGD keeps nothing', () => {
		const program = programOf({ optimizer: 'sgd', momentum: 0 }, { optimizer: 'sgd', momentum: 0 });
		expect(Object.keys(stateTensors(checkpointOf(program), program).tensors)).toEqual([]);
	});
});

describe('what does not fit is told, and the rest is taken', () => {
	const [playD, playG] = programOf().phases.map(({ player }) => player) as [string, string];
	const fileOf = (...params: ParamMap[]) => {
		const program = programOf(...params);
		return stateTensors(checkpointOf(program), program);
	};

	it('another optimizer', () => {
		const { tensors, metadata } = fileOf({ optimizer: 'rmsprop' });
		const { state, misfits } = fitState(tensors, metadata, programOf())!;
		expect(misfits).toEqual([
			{ problem: 'optimizer', name: playD, given: 'rmsprop', wanted: 'adam' },
		]);
		expect(state.updates).toEqual({ [playG]: 20 });
		expect(Object.keys(state.optimizer).every((name) => name.startsWith(playG))).toBe(true);
	});

	it('averages that only the file has, or only the graph', () => {
		const kept = fileOf({}, { ema: 0.9 });
		expect(fitState(kept.tensors, kept.metadata, programOf())!.misfits).toEqual([
			{ problem: 'average', name: 'G' },
		]);
		const none = fileOf();
		expect(fitState(none.tensors, none.metadata, programOf({}, { ema: 0.9 }))!.misfits).toEqual([
			{ problem: 'newAverage', name: playG },
		]);
	});

	it('players that are only in the file, or only in the graph', () => {
		const { tensors, metadata } = fileOf();
		const players = JSON.parse(metadata.players!) as Record<string, unknown>;
		const renamed = JSON.stringify({ [playD]: players[playD], other: players[playG] });
		expect(fitState(tensors, { ...metadata, players: renamed }, programOf())!.misfits).toEqual([
			{ problem: 'player', name: 'other' },
			{ problem: 'newPlayer', name: playG },
		]);
	});

	it('weights that the player does not train here', () => {
		const { tensors, metadata } = fileOf();
		const more = { ...tensors };
		for (const slot of ['exp_avg', 'exp_avg_sq'])
			more[`optimizer/${playG}/${slot}/G/dense9/weight`] = {
				shape: [1],
				values: new Float32Array(1),
			};
		expect(fitState(more, metadata, programOf())!.misfits).toEqual([
			{ problem: 'untrained', name: playG, count: 1 },
		]);
	});

	it('what nodes that are not here kept', () => {
		const { tensors, metadata } = fileOf();
		const more = {
			...tensors,
			'training/pool/images': { shape: [1], values: new Float32Array(1) },
		};
		expect(fitState(more, metadata, programOf())!.misfits).toEqual([
			{ problem: 'kept', name: 'pool' },
		]);
	});

	it('a file of weights alone has no state, and a broken one is refused', () => {
		expect(fitState({}, { rounds: '3' }, programOf())).toBeUndefined();
		const { tensors, metadata } = fileOf();
		expect(() => fitState(tensors, { ...metadata, draws: '-1' }, programOf())).toThrow('draws');
		expect(() => fitState(tensors, { ...metadata, players: '{' }, programOf())).toThrow('JSON');
		expect(() => fitState(tensors, { ...metadata, players: '{"a":1}' }, programOf())).toThrow(
			'players',
		);
	});
});
