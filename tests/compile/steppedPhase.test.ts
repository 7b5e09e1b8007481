import { describe, expect, it } from 'vitest';
import { steppedPhase } from '../../src/lib/compile/steppedPhase';
import { ganDocument } from '../graph/documents';
import { programOf } from './compileTiny';

describe('steppedPhase', () => {
	const program = programOf(
		ganDocument({
			training: [
				['playD', 'player', { networks: ['D'], order: 1, steps: 2 }, { loss: 'sumD/loss' }],
			],
		}),
	);
	it('goes on in the round, and to the next one when the player has no turn left', () => {
		expect([0, 1, 2].map((played) => steppedPhase(program, 'playD', played))).toEqual([0, 1, 0]);
		expect([0, 1, 2].map((played) => steppedPhase(program, 'playG', played))).toEqual([2, 2, 2]);
	});
	it('is undefined for who never plays', () => {
		expect(steppedPhase(program, 'nobody', 0)).toBeUndefined();
	});
});
