import { describe, expect, it } from 'vitest';
import { compile } from '../../src/lib/compile/compile';
import { stagesOf } from '../../src/lib/compile/stages';
import { datasetType } from '../../src/lib/data/catalogue';
import { checkDocument } from '../../src/lib/graph/parse';
import cyclegan from '../../graphs/cyclegan.json';
import plane from '../../graphs/gan-2d.json';

const programOf = (preset: unknown) =>
	compile(checkDocument(preset).document!, { datasets: datasetType }).program!;
const brief = (preset: unknown, phase: number): string[] =>
	stagesOf(programOf(preset), phase).map(({ does, network, nodes }) =>
		[does, network, ...nodes].filter(Boolean).join(' '),
	);

describe('stagesOf', () => {
	it('tells D’s turn and G’s, step by step', () => {
		expect(brief(plane, 0)).toEqual([
			'draw data z',
			'forward G G',
			'forward D dReal dFake',
			'loss bceReal bceFake smooth sumD',
			'gradient dReal dFake bceReal bceFake smooth sumD playD',
			'update dReal dFake smooth playD',
		]);
		// The same z: nothing is drawn.
		expect(brief(plane, 1)).toEqual([
			'forward G G',
			'forward D dFake',
			'loss bceG',
			'gradient G dFake bceG playG',
			'update G playG',
		]);
	});

	it('lets a network run again where another one runs in between', () => {
		const program = programOf(cyclegan);
		for (const phase of program.phases.keys()) {
			const stages = stagesOf(program, phase);
			expect(stages.at(-1)?.does).toBe('update');
			const lit = new Set(stages.flatMap(({ nodes }) => nodes));
			for (const node of program.phases[phase]!.tape) expect(lit).toContain(node);
		}
	});

	it('has none of a phase there is not', () => {
		expect(brief(plane, 9)).toEqual([]);
	});
});
