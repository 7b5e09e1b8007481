import { describe, expect, it } from 'vitest';
import { compile } from '../../src/lib/compile/compile';
import { pointGame } from '../../src/lib/compile/pointGame';
import { datasetType } from '../../src/lib/data/catalogue';
import { checkDocument } from '../../src/lib/graph/parse';
import type { GraphDocument, ParamMap } from '../../src/lib/graph/types';
import line from '../../graphs/gan-1d.json';
import plane from '../../graphs/gan-2d.json';
import pictures from '../../graphs/gan.json';

/** The game of a preset, with nodes changed or of another kind. */
function gameOf(
	preset: unknown,
	changes: Record<string, { kind?: string; params?: ParamMap }> = {},
): ReturnType<typeof pointGame> {
	const document = structuredClone(checkDocument(preset).document!) as GraphDocument;
	for (const node of document.training.nodes) {
		const change = changes[node.id];
		if (change?.kind !== undefined) node.kind = change.kind;
		node.params = { ...(change?.kind === undefined ? node.params : {}), ...change?.params };
	}
	const { program, diagnostics } = compile(document, { datasets: datasetType });
	if (!program) throw new Error(diagnostics.map(({ message }) => message.en).join('\n'));
	return pointGame(program);
}

describe('pointGame', () => {
	it('finds who makes, who judges, and what D is taught', () => {
		expect(gameOf(plane)).toEqual({
			dimensions: 2,
			real: 'data/x',
			fake: 'G/x',
			judge: 'D',
			answers: 'logit',
			labels: { real: 1, fake: 0 },
			dataset: 'eightGaussians',
			maker: { network: 'G', source: 'z/z', size: 2 },
			pull: 1,
		});
		expect(gameOf(line)).toMatchObject({ dimensions: 1, answers: 'probability', judge: 'D' });
	});

	it('goes by the labels of the graph, smoothed or the other way round', () => {
		const labels = (real: number, fake: number) =>
			gameOf(plane, {
				bceReal: { params: { target: real } },
				bceFake: { params: { target: fake } },
			})?.labels;
		expect(labels(0, 1)).toEqual({ real: 0, fake: 1 });
		expect(labels(0.9, 0)).toEqual({ real: 0.9, fake: 0 });
		// D learns nothing of which is which.
		expect(labels(1, 1)).toBeUndefined();
	});

	it('knows the best D of least squares, and none of a score', () => {
		const squares = { kind: 'leastSquares' };
		const game = (kind: string, real: ParamMap, fake: ParamMap) =>
			pointGame(compile(rewired(kind, real, fake), { datasets: datasetType }).program!);
		expect(game(squares.kind, { target: 1 }, { target: 0 })).toMatchObject({
			answers: 'number',
			labels: { real: 1, fake: 0 },
		});
		const score = game('wasserstein', { side: 'real' }, { side: 'fake' });
		expect(score?.answers).toBe('score');
		expect(score?.labels).toBeUndefined();
	});

	it('is none of pictures', () => {
		expect(gameOf(pictures)).toBeUndefined();
	});
});

/** The plane's game with other losses of one input `d`. */
function rewired(kind: string, real: ParamMap, fake: ParamMap): GraphDocument {
	const document = structuredClone(checkDocument(plane).document!) as GraphDocument;
	const params: Record<string, ParamMap> = { bceReal: real, bceFake: fake, bceG: fake };
	for (const node of document.training.nodes) {
		if (!params[node.id]) continue;
		node.kind = kind;
		node.params = params[node.id]!;
	}
	for (const { to } of document.training.wires) if (to[1] === 'logit') to[1] = 'd';
	return document;
}
