import { expect, it } from 'vitest';
import { brokenPlace } from '../../../src/lib/ui/panels/run/brokenPlace';
import { smallGan } from '../../runtime/smallGan';

const value = (place: string) => brokenPlace(smallGan(), { kind: 'value', place, round: 1 });

it.each([
	['lossD/loss', { canvas: 'training', node: 'lossD', name: 'lossD' }],
	['dFake/dense1/y', { canvas: 'networks/D', node: 'dense1', name: 'D/dense1' }],
	['fake/res.2.conv/y', { canvas: 'networks/G', node: 'res', name: 'G/res.2.conv' }],
])('%s is found on its canvas', (place, found) => {
	expect(value(place)).toEqual(found);
});

it('a weight is found at its node, and one of a training node on the training canvas', () => {
	const weight = (path: string) =>
		brokenPlace(smallGan(), { kind: 'weight', path, player: 'D', round: 1 });
	expect(weight('D/dense1/weight')).toEqual({
		...{ canvas: 'networks/D', node: 'dense1', name: 'D/dense1/weight' },
	});
	expect(weight('training/old/pool').canvas).toBe('training');
	expect(weight('training/old/pool').node).toBe('old');
});
