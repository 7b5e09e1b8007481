import { expect, it } from 'vitest';
import { randomAt } from '../../../src/lib/graph/random';
import { HostInputs } from '../../../src/lib/runtime/capture/hostInputs';
import { RoundInputs } from '../../../src/lib/runtime/capture/roundInputs';

it('gives each round the numbers its own draws have', () => {
	let draw = 4;
	const inputs = new HostInputs();
	const source = (_: string, at: number) => ({
		z: { shape: [1], values: Float32Array.of(at) },
	});
	const round = new RoundInputs(inputs, { draw: () => draw, source });
	const mask = round.random(9, 'D/drop#2', 5).mask(20, 0.4);
	expect(mask).toEqual(randomAt(9, 'D/drop#2', 5).mask(20, 0.4));
	const drawn = source('z', 5);
	round.drawn('z', 5, drawn);
	draw = 10;
	// The second draw of a round: one after where the round begins.
	expect(inputs.of(mask)!.again()).toEqual(randomAt(9, 'D/drop#2', 11).mask(20, 0.4));
	expect(inputs.of(drawn.z.values)!.again()).toEqual(Float32Array.of(11));
	expect(inputs.of(Float32Array.of(11))).toBeUndefined();
});
