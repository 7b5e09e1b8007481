import { describe, expect, it } from 'vitest';
import { stagesOf } from '../../../src/lib/compile/stages';
import { turnOf } from '../../../src/lib/ui/editor/turn';
import { programOf } from '../../compile/compileTiny';
import { ganDocument } from '../../graph/documents';

const document = ganDocument();
const program = programOf(document);

describe('turnOf', () => {
	it('names who learns, in its colour, and what becomes of the others', () => {
		expect(turnOf(program, document, 0)).toMatchObject({
			...{ place: 1, phases: 2, who: 'd', chips: [{ name: 'D', who: 'd' }] },
			...{ passed: [], forwardOnly: ['G'] },
		});
		expect(turnOf(program, document, 1)).toMatchObject({
			...{ place: 2, phases: 2, who: 'g', chips: [{ name: 'G', who: 'g' }] },
			...{ passed: ['D'], forwardOnly: [] },
		});
	});

	it('leaves idle what has no part, but neither monitors nor their wires', () => {
		const turn = turnOf(program, document, 1)!;
		expect(['fake', 'dFake', 'dReal', 'samples'].map(turn.partOf)).toEqual([
			'learns',
			'passed',
			'idle',
			undefined,
		]);
		expect(turn.partOfWire('dFake/image')).toBe('gradient');
		expect(turn.partOfWire('dReal/image')).toBe('idle');
		expect(turn.partOfWire('samples/image')).toBeUndefined();
	});

	it('lights a stage alone', () => {
		const parts = (phase: number, does: string): (string | undefined)[] => {
			const stage = stagesOf(program, phase).find((one) => one.does === does)!;
			const turn = turnOf(program, document, phase, stage)!;
			return ['data', 'fake', 'dFake', 'sumD', 'playD', 'playG'].map(turn.partOf);
		};
		const idle = 'idle';
		expect(parts(0, 'draw')).toEqual(['computes', idle, idle, idle, idle, idle]);
		expect(parts(0, 'forward')).toEqual([idle, 'computes', idle, idle, idle, idle]);
		expect(parts(0, 'gradient')).toEqual([idle, idle, 'learns', 'gradient', 'player', idle]);
		expect(parts(1, 'gradient')).toEqual([idle, 'learns', 'passed', idle, idle, 'player']);
		expect(parts(1, 'update')).toEqual([idle, 'learns', idle, idle, idle, 'player']);

		const forward = stagesOf(program, 0).find((one) => one.network === 'D')!;
		const turn = turnOf(program, document, 0, forward)!;
		expect(turn.partOfWire('dFake/image')).toBe('value');
		expect(turn.partOfWire('fake/z')).toBe('idle');
	});

	it('dims what a monitor is shown of other phases', () => {
		const watching = ganDocument({
			training: [['answers', 'histogram', {}, { real: 'dReal/p', fake: 'dFake/p' }]],
		});
		const turn = turnOf(programOf(watching), watching, 1)!;
		expect(turn.partOf('answers')).toBeUndefined();
		expect(turn.partOfWire('answers/fake')).toBeUndefined();
		expect(turn.partOfWire('answers/real')).toBe('idle');
	});

	it('counts only the phases that share its rounds', () => {
		const players: [string, number, number][] = [
			['playD', 0, 100],
			['playG', 100, 0],
		];
		const parted = {
			...program,
			run: { ...program.run, rounds: 200 },
			steps: program.steps.map((step) => {
				const own = players.find(([id]) => id === step.node);
				return own ? { ...step, params: { ...step.params, from: own[1], until: own[2] } } : step;
			}),
		};
		expect(turnOf(parted, document, 0)).toMatchObject({ place: 1, phases: 1 });
		expect(turnOf(parted, document, 1)).toMatchObject({ place: 1, phases: 1 });
	});

	it('is undefined where there is no such phase', () => {
		expect(turnOf(program, document, 2)).toBeUndefined();
	});
});
