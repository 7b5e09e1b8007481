// Who does what in a phase, node by node and wire by wire.
import { describe, expect, it } from 'vitest';
import { phaseRoles } from '../../src/lib/compile/phaseRoles';
import { canvasOf, ganDocument, type GanLines } from '../graph/documents';
import { programOf } from './compileTiny';

const rolesOf = (lines: GanLines, index: number) => {
	const { nodes, wires } = phaseRoles(programOf(ganDocument(lines)), index);
	return { nodes: Object.fromEntries(nodes), wires: Object.fromEntries(wires) };
};

describe('phaseRoles', () => {
	it('lets D learn on both of its calls while G runs forward only', () => {
		expect(rolesOf({}, 0)).toEqual({
			nodes: {
				data: 'runs',
				z: 'runs',
				fake: 'runs',
				dReal: 'learns',
				dFake: 'learns',
				bceReal: 'gradient',
				bceFake: 'gradient',
				sumD: 'gradient',
				playD: 'player',
			},
			wires: {
				'fake/z': 'value',
				'dReal/image': 'value',
				'dFake/image': 'value',
				'bceReal/p': 'gradient',
				'bceFake/p': 'gradient',
				'sumD/loss1': 'gradient',
				'sumD/loss2': 'gradient',
				'playD/loss': 'gradient',
			},
		});
	});

	it('lets G learn through one call of D; the other has no part in it, nor has the data', () => {
		expect(rolesOf({}, 1)).toEqual({
			nodes: { z: 'runs', fake: 'learns', dFake: 'passed', rawG: 'gradient', playG: 'player' },
			wires: {
				'fake/z': 'value',
				'dFake/image': 'gradient',
				'rawG/d': 'gradient',
				'playG/loss': 'gradient',
			},
		});
	});

	it('shows where a gradient stops, though its value is used on the tape', () => {
		const { nodes, wires } = rolesOf(
			{
				training: [
					['still', 'stopGradient', {}, { x: 'dFake/p' }],
					['both', 'multiply', {}, { x1: 'still/y', x2: 'dFake/p' }],
					['rawG', 'rawOutput', {}, { d: 'both/y' }],
				],
			},
			1,
		);
		expect(nodes).toMatchObject({ dFake: 'passed', still: 'runs', both: 'gradient' });
		expect(wires).toMatchObject({
			'still/x': 'value',
			'both/x1': 'value',
			'both/x2': 'gradient',
			'dFake/image': 'gradient',
		});
	});

	it('has a kept value come from the hold alone, and keeps it in the phase before', () => {
		const lines: GanLines = {
			training: [
				['old', 'hold', {}, { x: 'fake/image' }],
				['dOld', 'call', { network: 'D' }, { image: 'old/y' }],
				['bceFake', 'bce', { target: 1 }, { p: 'dOld/p' }],
				['playG', 'player', { networks: ['G'], order: 1 }, { loss: 'rawG/loss' }],
				['playD', 'player', { networks: ['D'], order: 2 }, { loss: 'sumD/loss' }],
			],
		};
		const first = rolesOf(lines, 0);
		expect(first.nodes).toMatchObject({ fake: 'learns', old: 'runs', playG: 'player' });
		expect(first.wires).toMatchObject({ 'old/x': 'value', 'dFake/image': 'gradient' });
		const second = rolesOf(lines, 1);
		expect(second.nodes).toMatchObject({ old: 'runs', dOld: 'learns', bceFake: 'gradient' });
		expect(second.nodes).not.toHaveProperty('fake');
		expect(second.wires).toMatchObject({ 'dOld/image': 'value' });
		expect(second.wires).not.toHaveProperty('old/x');
	});

	it('does not take a kept value for one where everything is drawn anew', () => {
		const { wires } = rolesOf(
			{
				training: [
					['old', 'hold', {}, { x: 'fake/image' }],
					['dOld', 'call', { network: 'D' }, { image: 'old/y' }],
					['bceFake', 'bce', { target: 1 }, { p: 'dOld/p' }],
					['playD', 'player', { networks: ['D'], order: 1, steps: 2 }, { loss: 'sumD/loss' }],
				],
			},
			1,
		);
		expect(wires).toMatchObject({ 'old/x': 'value' });
	});

	it('knows that who calls a network learns with it', () => {
		const document = ganDocument({
			training: [['fake', 'call', { network: 'Outer' }, { z: 'z/z' }]],
		});
		document.networks.Outer = {
			role: 'generator',
			canvas: canvasOf([
				['z', 'input', { name: 'z', shape: [3] }],
				['inner', 'call', { network: 'G' }, { z: 'z/x' }],
				['image', 'output', { name: 'image' }, { x: 'inner/image' }],
			]),
		};
		const program = programOf(document);
		expect(phaseRoles(program, 0).nodes.get('fake')).toBe('runs');
		expect(phaseRoles(program, 1).nodes.get('fake')).toBe('learns');
	});

	it('counts a penalty on D’s gradient as D learning', () => {
		const { nodes } = rolesOf(
			{
				training: [
					['r1', 'r1Penalty', { network: 'D' }, { real: 'data/image' }],
					['sumD', 'weightedSum', {}, { loss1: 'bceReal/loss', loss2: 'r1/loss' }],
				],
			},
			0,
		);
		expect(nodes).toMatchObject({ r1: 'learns', data: 'runs' });
		expect(nodes).not.toHaveProperty('fake');
	});

	it('gives nothing a part where there is no such phase', () => {
		expect(rolesOf({}, 2)).toEqual({ nodes: {}, wires: {} });
	});
});
