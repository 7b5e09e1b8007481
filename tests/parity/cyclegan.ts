// CycleGAN's training canvas: two generators that undo each other, before two discriminators that see what was made then.
import type { GraphDocument } from '../../src/lib/graph/types';
import { Drawing, networkOf, optimizerParams, sourceShape } from './drawing';
import type { ReferenceCase } from './referenceCase';

export const CYCLEGAN = { id: 'cyclegan', sources: ['A', 'B'] } as const;

const CYCLE = 10;
const IDENTITY = 5;

export function cycleganOf(reference: ReferenceCase): GraphDocument {
	const { nets, batch, id } = reference;
	const drawing = new Drawing();
	const a = drawing.addSource('A', sourceShape(reference, 'A'));
	const b = drawing.addSource('B', sourceShape(reference, 'B'));
	const call = (node: string, network: string, x: [string, string]): [string, string] => {
		drawing.add(node, 'call', { network }, { x });
		return [node, 'y'];
	};
	/** Half the mean square: the reference's mean square weighs twice as much. */
	const answer = (node: string, network: string, x: [string, string], target: number): void => {
		call(`${node}-d`, network, x);
		drawing.add(node, 'leastSquares', { target }, { d: [`${node}-d`, 'y'] });
	};
	const apart = (node: string, x: [string, string], target: [string, string]): void =>
		drawing.add(node, 'l1', {}, { x, target });

	const fakeB = call('fakeB', 'G_A', a);
	const fakeA = call('fakeA', 'G_B', b);
	apart('cycleA', call('recA', 'G_B', fakeB), a);
	apart('cycleB', call('recB', 'G_A', fakeA), b);
	apart('identityA', call('idtA', 'G_A', b), b);
	apart('identityB', call('idtB', 'G_B', a), a);
	answer('foolA', 'D_A', fakeB, 1);
	answer('foolB', 'D_B', fakeA, 1);
	drawing.addSum('lossG', [
		[2, 'foolA'],
		[2, 'foolB'],
		[CYCLE, 'cycleA'],
		[CYCLE, 'cycleB'],
		[IDENTITY, 'identityA'],
		[IDENTITY, 'identityB'],
	]);

	// One way each of keeping a fake from before G's update.
	drawing.add('oldB', 'imagePool', { size: 0 }, { x: fakeB });
	drawing.add('oldA', 'hold', {}, { x: fakeA });
	answer('realA', 'D_A', b, 1);
	answer('madeA', 'D_A', ['oldB', 'y'], 0);
	answer('realB', 'D_B', a, 1);
	answer('madeB', 'D_B', ['oldA', 'y'], 0);
	drawing.addSum(
		'lossD',
		['realA', 'madeA', 'realB', 'madeB'].map((node) => [1, node] as const),
	);

	const player = (name: 'D' | 'G', order: number): void =>
		drawing.add(
			name,
			'player',
			{ ...optimizerParams(reference), networks: [`${name}_A`, `${name}_B`], order },
			{ loss: [`loss${name}`, 'loss'] },
		);
	player('G', 1);
	player('D', 2);
	return {
		format: 'ganloom',
		version: 1,
		title: id,
		summary: '',
		networks: Object.fromEntries(
			Object.entries(nets).map(([name, { spec }]) => [
				name,
				networkOf(spec, name.startsWith('G') ? 'generator' : 'discriminator'),
			]),
		),
		blocks: {},
		training: drawing.canvas,
		run: { seed: 1, batch, rounds: 3 },
	};
}
