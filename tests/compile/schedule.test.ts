import { describe, expect, it } from 'vitest';
import { canvasOf, ganDocument } from '../graph/documents';
import { problemsOf, programOf } from './compileTiny';

const player = (networks: string[], order: number, params = {}) => ({ networks, order, ...params });

describe('partition and schedule', () => {
	it('runs only what a loss needs, and on the tape only what depends on the player’s weights', () => {
		const { phases } = programOf(ganDocument());
		expect(phases).toEqual([
			{
				player: 'playD',
				networks: ['D'],
				redraw: true,
				recompute: false,
				before: ['data', 'z', 'fake'],
				tape: ['dReal', 'dFake', 'bceReal', 'bceFake', 'sumD'],
				gradient: ['bceReal/p', 'bceFake/p', 'sumD/loss1', 'sumD/loss2'],
				loss: 'sumD/loss',
				forwardOnly: ['G'],
				through: [],
			},
			{
				player: 'playG',
				networks: ['G'],
				redraw: false,
				recompute: false,
				before: ['z'],
				tape: ['fake', 'dFake', 'rawG'],
				gradient: ['dFake/image', 'rawG/d'],
				loss: 'rawG/loss',
				forwardOnly: [],
				through: ['D'],
			},
		]);
	});

	it('puts sources first and onlookers last, and knows what every value depends on', () => {
		const { steps, sources, monitors, datasets } = programOf(ganDocument());
		expect(sources).toEqual(['data', 'z']);
		expect(steps.slice(0, 2).map(({ node }) => node)).toEqual(['data', 'z']);
		expect(
			steps
				.slice(-3)
				.map(({ node }) => node)
				.sort(),
		).toEqual(['playD', 'playG', 'samples']);
		const depends = Object.fromEntries(
			steps.map(({ node, dependsOn }) => [node, [...dependsOn].sort()]),
		);
		expect(depends).toMatchObject({
			data: [],
			z: [],
			fake: ['G'],
			dReal: ['D'],
			dFake: ['D', 'G'],
			sumD: ['D', 'G'],
		});
		expect(monitors).toEqual([{ node: 'samples', needs: ['z', 'fake'] }]);
		expect(datasets).toEqual(['tiny']);
		const position = new Map(steps.map(({ node }, i) => [node, i]));
		for (const { node, inputs } of steps) {
			for (const ref of Object.values(inputs)) {
				expect(position.get(ref.split('/')[0]!)).toBeLessThan(position.get(node)!);
			}
		}
	});

	it('follows networks that call networks', () => {
		const document = ganDocument({
			training: [
				['fake', 'call', { network: 'Outer' }, { z: 'z/z' }],
				['playG', 'player', player(['G'], 2), { loss: 'rawG/loss' }],
			],
		});
		document.networks.Outer = {
			role: 'generator',
			canvas: canvasOf([
				['z', 'input', { name: 'z', shape: [3] }],
				['inner', 'call', { network: 'G' }, { z: 'z/x' }],
				['image', 'output', { name: 'image' }, { x: 'inner/image' }],
			]),
		};
		const { phases, networks } = programOf(document);
		expect(Object.keys(networks).sort()).toEqual(['D', 'G', 'Outer']);
		expect([...phases[0]!.forwardOnly].sort()).toEqual(['G', 'Outer']);
		expect(phases[1]).toMatchObject({ networks: ['G'], tape: ['fake', 'dFake', 'rawG'] });
		expect([...phases[1]!.through].sort()).toEqual(['D', 'Outer']);
	});

	it('plays in the players’ order; among equals, as the canvas has them', () => {
		const orders = (d: number, g: number) =>
			programOf(
				ganDocument({
					training: [
						['playD', 'player', player(['D'], d), { loss: 'sumD/loss' }],
						['playG', 'player', player(['G'], g), { loss: 'rawG/loss' }],
					],
				}),
			).phases.map((phase) => phase.player);
		expect(orders(1, 2)).toEqual(['playD', 'playG']);
		expect(orders(2, 1)).toEqual(['playG', 'playD']);
		expect(orders(3, 3)).toEqual(['playD', 'playG']);
	});

	it('draws anew for a round’s first update, and for every further one of the same player', () => {
		const played = (d: object, g: object) =>
			programOf(
				ganDocument({
					training: [
						['playD', 'player', player(['D'], 1, d), { loss: 'sumD/loss' }],
						['playG', 'player', player(['G'], 2, g), { loss: 'rawG/loss' }],
					],
				}),
			).phases.map(({ player: name, redraw, recompute }) => [name, redraw, recompute]);
		expect(played({ steps: 3 }, {})).toEqual([
			['playD', true, false],
			['playD', true, false],
			['playD', true, false],
			['playG', false, false],
		]);
		expect(played({}, { values: 'recompute', steps: 2 })).toEqual([
			['playD', true, false],
			['playG', false, true],
			['playG', true, false],
		]);
		expect(played({ values: 'recompute' }, { values: 'redraw' })).toEqual([
			['playD', true, false],
			['playG', true, false],
		]);
	});

	it('lets one player update several networks', () => {
		const { phases } = programOf(
			ganDocument({
				training: [['playG', 'player', player(['G', 'D'], 2), { loss: 'rawG/loss' }]],
			}),
		);
		expect(phases[1]).toMatchObject({ networks: ['G', 'D'], through: [], forwardOnly: [] });
	});

	it('leaves out what can’t run and nothing needs', () => {
		const document = ganDocument({
			training: [
				['loose', 'bce', { target: 1 }],
				['after', 'scalar', {}, { value: 'loose/loss' }],
				['samples', 'samples'],
			],
		});
		expect(problemsOf(document)).toEqual([
			'warning openInput training/samples.image',
			'warning openInput training/loose.p',
		]);
		const { steps, monitors } = programOf(document);
		const nodes = steps.map(({ node }) => node);
		expect(nodes).not.toContain('loose');
		expect(nodes).not.toContain('after');
		expect(monitors).toEqual([]);
	});
});
