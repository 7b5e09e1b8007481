import { describe, expect, it } from 'vitest';
import { kinds } from '../../src/lib/nodes/catalogue';
import { dense } from '../../src/lib/nodes/layers/dense';
import { reshape } from '../../src/lib/nodes/layers/reshape';
import { weightedSum } from '../../src/lib/nodes/losses/weightedSum';
import { noise } from '../../src/lib/nodes/sources/noise';
import { player } from '../../src/lib/nodes/training/player';
import { defaultParams, resolveParams } from '../../src/lib/nodes/params';
import { violations } from './jsonSchema';
import { randomJson, sequence } from './randomJson';
import { documentSchema } from '../../src/lib/nodes/schema';
import type { Json } from '../../src/lib/graph/types';

describe('parameters', () => {
	it('are the defaults where a document gives nothing', () => {
		expect(resolveParams(dense, {})).toEqual({
			values: { units: 128, bias: true, init: 'pytorch', norm: 'none' },
			problems: [],
		});
		for (const nothing of [undefined, null, [], 'units', 3]) {
			expect(resolveParams(dense, nothing).values).toEqual(defaultParams(dense));
		}
	});

	it('are what the document gives', () => {
		const given = { units: 7, bias: false, init: 'he', norm: 'spectral' };
		expect(resolveParams(dense, given)).toEqual({ values: given, problems: [] });
	});

	it('never share a list with the kind, nor with the document', () => {
		const given = { shape: [2, 3] };
		(resolveParams(reshape, given).values.shape as number[]).push(4);
		(resolveParams(reshape, {}).values.shape as number[]).push(4);
		expect(given.shape).toEqual([2, 3]);
		expect(defaultParams(reshape).shape).toEqual([28, 28, 1]);
	});

	it('hold a billion units back', () => {
		const { values, problems } = resolveParams(
			dense,
			{ units: 1e9 },
			{ canvas: 'networks/G', id: 'dense1' },
		);
		expect(values.units).toBe(65536);
		expect(problems).toMatchObject([{ severity: 'error', code: 'paramBounds', param: 'units' }]);
		expect(problems[0]!.message.en).toBe(
			'“Units” takes a whole number from 1 to 65536, not 1000000000.',
		);
		expect(problems[0]!.mend!.commands).toEqual([
			{ type: 'setParam', canvas: 'networks/G', node: 'dense1', name: 'units', value: 65536 },
		]);
	});

	it.each<[what: string, given: Json, value: Json, code: string]>([
		['a number in quotes', '64', 64, 'paramType'],
		['a word', 'many', 128, 'paramType'],
		['a fraction', 2.6, 3, 'paramBounds'],
		['nothing to speak of', null, 128, 'paramType'],
		['too little', -5, 1, 'paramBounds'],
		['a list', [64], 128, 'paramType'],
	])('of a whole number mend %s', (_what, given, value, code) => {
		const { values, problems } = resolveParams(dense, { units: given });
		expect(values.units).toBe(value);
		expect(problems.map((problem) => problem.code)).toEqual([code]);
	});

	it.each<[what: string, given: Json]>([
		['no list', 28],
		['a zero', [28, 0]],
		['a fraction', [1.5]],
		['a text', ['28']],
		['five sides', [1, 1, 1, 1, 1]],
		['a side too long', [70000]],
		['too many elements', [60000, 60000]],
	])('of a shape refuse %s', (_what, given) => {
		const { values, problems } = resolveParams(reshape, { shape: given });
		expect(values.shape).toEqual([28, 28, 1]);
		expect(problems).toHaveLength(1);
	});

	it('keep the options of a choice', () => {
		const { values, problems } = resolveParams(noise, { distribution: 'cauchy' });
		expect(values.distribution).toBe('normal');
		expect(problems[0]!.message.en).toContain('one of normal, uniform');
	});

	it('clamp the numbers of a list', () => {
		const { values, problems } = resolveParams(weightedSum, { weights: [1, 1e9] });
		expect(values.weights).toEqual([1, 1e6]);
		expect(problems).toHaveLength(1);
		expect(resolveParams(weightedSum, { weights: [1, null] }).values.weights).toEqual([]);
	});

	it('name each network once', () => {
		expect(resolveParams(player, { networks: ['G', 'F', 'G'] }).values.networks).toEqual([
			'G',
			'F',
		]);
	});

	it('warn of names there are not', () => {
		const { problems } = resolveParams(dense, { unit: 3, toString: 1 });
		expect(problems.map(({ severity, param }) => [severity, param])).toEqual([
			['warning', 'unit'],
			['warning', 'toString'],
		]);
	});

	it('are sound whatever JSON is given', () => {
		const random = sequence(1);
		const schema = documentSchema();
		for (let round = 0; round < 40; round++) {
			for (const kind of kinds) {
				const given = Object.fromEntries(
					Object.keys(kind.params)
						.filter(() => random() < 0.8)
						.map((name) => [name, randomJson(random)]),
				);
				const raw = random() < 0.1 ? randomJson(random) : given;
				const { values, problems } = resolveParams(kind, raw, { canvas: 'training', id: 'n' });
				const own = { $ref: `#/definitions/params-${kind.id}` };
				expect(Object.keys(values)).toEqual(Object.keys(kind.params));
				expect(violations(own, values, schema), JSON.stringify([kind.id, raw])).toEqual([]);
				for (const { message, mend } of problems) {
					expect(message.ja && message.en).toBeTruthy();
					expect(() => structuredClone(mend)).not.toThrow();
				}
			}
		}
	});
});
