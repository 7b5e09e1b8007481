import { describe, expect, it } from 'vitest';
import { compile } from '../../../src/lib/compile/compile';
import type { Program } from '../../../src/lib/compile/program';
import { datasetType } from '../../../src/lib/data/catalogue';
import { applyCommands } from '../../../src/lib/graph/commands/apply';
import { checkDocument } from '../../../src/lib/graph/parse';
import { diagramOf } from '../../../src/lib/ui/charts/roundDiagram';
import gan from '../../../graphs/gan.json';

const document = checkDocument(gan).document!;

function programWith(dSteps: number): Program {
	const changed = applyCommands(document, [
		{ type: 'setParam', canvas: 'training', node: 'playD', name: 'steps', value: dSteps },
	]);
	return compile(changed, { datasets: datasetType }).program!;
}

describe('diagramOf', () => {
	const { networks, blocks, phases, length } = diagramOf(programWith(1));
	const of = (network: string, phase: number): string[] => {
		const { start, length: span } = phases[phase]!;
		return blocks
			.filter((block) => block.network === network)
			.filter((block) => block.start >= start && block.start < start + span)
			.map(({ does, state, calls }) => `${does} ${state} ×${calls}`);
	};

	it('has a row for every network, the first to learn on top', () => {
		expect(networks).toEqual(['D', 'G']);
	});

	it('shows D learning on two calls, and G run forward only', () => {
		expect(of('G', 0)).toEqual(['forward passed ×1']);
		expect(of('D', 0)).toEqual([
			'forward computed ×2',
			'backward computed ×2',
			'update updated ×1',
		]);
	});

	it('shows G learning through a D that stays as it is', () => {
		expect(of('D', 1)).toEqual(['forward passed ×1', 'backward passed ×1']);
		expect(of('G', 1)).toEqual([
			'forward computed ×1',
			'backward computed ×1',
			'update updated ×1',
		]);
	});

	it('leaves no gap and lets nothing overlap', () => {
		const ordered = blocks.toSorted((a, b) => a.start - b.start);
		ordered.forEach((block, i) => {
			const next = ordered[i + 1]?.start ?? length;
			expect(block.start + block.length).toBeCloseTo(next, 9);
		});
	});

	it('draws steps of one player that do the same once', () => {
		const program = programWith(5);
		expect(program.phases).toHaveLength(6);
		const spans = diagramOf(program).phases;
		expect(spans.map(({ player }) => player)).toEqual(['playD', 'playG']);
		expect(spans[0]).toMatchObject({ first: 0, times: 5 });
		expect(spans[1]).toMatchObject({ first: 5, times: 1 });
	});
});
