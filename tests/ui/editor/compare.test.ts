// A comparison as the editor tells it: ghosts that cover nothing, settings in words, the whole in counts.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { compile } from '../../../src/lib/compile/compile';
import { datasetType } from '../../../src/lib/data/catalogue';
import { diffDocuments } from '../../../src/lib/graph/diff/diff';
import { checkDocument } from '../../../src/lib/graph/parse';
import type { GraphDocument, Point } from '../../../src/lib/graph/types';
import { changeLines } from '../../../src/lib/ui/editor/compare/changeWords';
import { placeGhosts } from '../../../src/lib/ui/editor/compare/ghosts';
import { LECTURE_LINE, predecessor } from '../../../src/lib/ui/editor/compare/lectureLine';
import { overviewOf } from '../../../src/lib/ui/editor/compare/overview';
import en from '../../../src/lib/ui/i18n/en/compare.json';

function preset(name: string): GraphDocument {
	const path = new URL(`../../../graphs/${name}.json`, import.meta.url);
	return checkDocument(JSON.parse(readFileSync(path, 'utf8'))).document!;
}
const compiled = (document: GraphDocument) =>
	[document, compile(document, { datasets: datasetType })] as const;
const say = {
	list: (names: readonly string[]) => names.join(', '),
	pick: (label: unknown) =>
		typeof label === 'string' ? label : ((label as { en?: string })?.en ?? ''),
	t: (key: string, values: Record<string, string | number> = {}) =>
		[key, ...Object.values(values)].join(' '),
};

describe('the lecture’s line', () => {
	it('has a sentence for every step, and a name for every GAN', () => {
		expect(Object.keys(en.short)).toEqual([...LECTURE_LINE]);
		expect(Object.keys(en.line)).toEqual(LECTURE_LINE.slice(1));
	});

	it('begins with the first GAN', () => {
		expect(predecessor('gan')).toBeUndefined();
		expect(predecessor('melgan')).toBe('stackgan');
		expect(predecessor('judge')).toBeUndefined();
	});
});

describe('the whole of it', () => {
	it('counts networks, losses and layers', () => {
		const [a, b] = [preset('pix2pix'), preset('cyclegan')];
		const { networks, kinds } = overviewOf(diffDocuments(a, b), compiled(a), compiled(b));
		expect(networks.map(({ before, after }) => [before, after])).toEqual([
			['G', 'G'],
			[undefined, 'F'],
			['D', 'D_A'],
			[undefined, 'D_B'],
		]);
		expect(networks[1]!.weights.after).toBeGreaterThan(1000);
		const losses = kinds.find(({ category }) => category === 'losses')!.tallies;
		expect(losses).toContainEqual({ kind: 'bceLogits', before: 3, after: 0 });
		expect(losses).toContainEqual({ kind: 'leastSquares', before: 0, after: 6 });
	});

	it('leaves out what there are as many of', () => {
		const a = preset('gan');
		expect(overviewOf(diffDocuments(a, a), compiled(a), compiled(a)).kinds).toEqual([]);
	});
});

it('says settings and inputs from what to what', () => {
	const [a, b] = [preset('pix2pix'), preset('cyclegan')];
	const { canvases } = diffDocuments(a, b);
	const player = canvases[0]!.nodes.find(({ node }) => node.id === 'playG')!;
	if (player.change !== 'changed') throw new Error('It is in both.');
	const lines = changeLines(say, player, String, String);
	expect(lines).toContainEqual({ label: 'Updates', from: 'G', to: 'G, F' });
	const judge = canvases[0]!.nodes.find(({ node }) => node.id === 'idA')!;
	if (judge.change !== 'changed') throw new Error('It is in both.');
	expect(changeLines(say, judge, String, String)).toContainEqual({
		label: 'compare.input target',
		from: 'pairs',
		to: 'fruit',
	});
});

describe('ghosts', () => {
	const size = { width: 120, height: 80 };
	const placesOf = (before: GraphDocument, after: GraphDocument, wires: Point[] = []) =>
		placeGhosts({
			diff: diffDocuments(before, after).canvases[0]!,
			...{ before: before.training, after: after.training, wires },
			...{ sizeBefore: () => size, sizeAfter: () => size },
		});

	it('stand where the node stood, where that is free', () => {
		const before = preset('gan');
		const gone = before.training.nodes.find(({ id }) => id === 'samples')!;
		const after = {
			...before,
			training: {
				...before.training,
				nodes: before.training.nodes.filter((node) => node !== gone),
				wires: before.training.wires.filter(({ to }) => to[0] !== 'samples'),
			},
		};
		expect([...placesOf(before, after)]).toEqual([['samples', gone.at]]);
	});

	it('cover no node, no wire and no other ghost', () => {
		const [before, after] = [preset('stackgan'), preset('melgan')];
		const wire: Point = [600, 200];
		const places = [...placesOf(before, after, [wire]).values()];
		expect(places.length).toBeGreaterThan(10);
		const overlap = ([ax, ay]: Point, [bx, by]: Point, { width, height } = size): boolean =>
			ax < bx + width && bx < ax + size.width && ay < by + height && by < ay + size.height;
		places.forEach((place, i) => {
			expect(after.training.nodes.filter(({ at }) => overlap(place, at))).toEqual([]);
			expect(places.filter((other, j) => j !== i && overlap(place, other))).toEqual([]);
			expect(overlap(place, wire, { width: 0, height: 0 })).toBe(false);
		});
	});
});
