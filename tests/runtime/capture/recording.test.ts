import { describe, expect, it } from 'vitest';
import { difference, type Recording } from '../../../src/lib/runtime/capture/recording';
import { constant, given, kernel, made, recording, variable } from './recordings';

/** w ← w + x · 3, with a loss on the way. */
function round(changes: Partial<Recording> = {}): Recording {
	return recording({
		values: [variable(0), given('x', 1, 2), constant(3), made(), made()],
		kernels: [kernel('mul', 3, 1, 2), kernel('add', 4, 0, 3)],
		finals: [4],
		outputs: new Map([['loss', 3]]),
		...changes,
	});
}

const values = (...own: Recording['values']): Recording['values'] => [
	variable(0),
	own[0] ?? given('x', 1, 2),
	own[1] ?? constant(3),
	made(),
	made(),
];

describe('two rounds in a row', () => {
	it('agree when only what the host gives anew has changed', () => {
		expect(difference(round(), round())).toBeUndefined();
		expect(difference(round(), round({ values: values(given('x', 8, 9)) }))).toBeUndefined();
	});

	const before = {};
	const later = {};
	it.each<[what: string, second: Partial<Recording>, reason: string]>([
		['one kernel less', { kernels: [kernel('mul', 3, 1, 2)] }, '2 kernels, the next 1'],
		[
			'another kernel',
			{ kernels: [kernel('mul', 3, 1, 2), kernel('sub', 4, 0, 3)] },
			'kernel 2 (sub) was add',
		],
		[
			'a kernel of other inputs',
			{ kernels: [kernel('mul', 3, 1, 2), kernel('add', 4, 3, 0)] },
			'what it reads or writes',
		],
		[
			'other uniforms',
			{
				kernels: [
					{ ...kernel('mul', 3, 1, 2), uniforms: Uint8Array.of(1, 3) },
					kernel('add', 4, 0, 3),
				],
			},
			'kernel 1 (mul) gets other numbers',
		],
		[
			'another size',
			{
				kernels: [{ ...kernel('mul', 3, 1, 2), groups: [2, 1, 1] }, kernel('add', 4, 0, 3)],
			},
			'changes its size',
		],
		['another constant', { values: values(given('x', 1, 2), constant(4)) }, 'upload of 1 bytes'],
		['data from elsewhere', { values: values(given('y', 1, 2)) }, 'other places'],
		['data nobody marked', { values: values(constant(1, 2)) }, 'other places'],
		['a variable that stays', { finals: [0] }, 'variables end'],
		['another output', { outputs: new Map([['loss', 4]]) }, 'outputs'],
		[
			'a value left from the round before',
			{ values: values(given('x', 1, 2), { from: 'before', id: later, bytes: 1 }) },
			'elsewhere',
		],
	])('differ in %s', (_, second, reason) => {
		expect(difference(round(), round(second))).toContain(reason);
	});

	it('may read the same older value, and no other', () => {
		const reads = (id: object): Recording =>
			round({ values: values(given('x', 1, 2), { from: 'before', id, bytes: 1 }) });
		expect(difference(reads(before), reads(before))).toBeUndefined();
		expect(difference(reads(before), reads(later))).toContain('made between rounds');
	});
});
