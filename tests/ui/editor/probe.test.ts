// Looks at what flows: cards that cover nothing and don't jump, calls by name, what P opens and closes.
import { describe, expect, it } from 'vitest';
import { runsOf } from '../../../src/lib/compile/probePlaces';
import { checkDocument } from '../../../src/lib/graph/parse';
import type { PortType } from '../../../src/lib/graph/types';
import { cardPlace } from '../../../src/lib/ui/editor/probe/cardPlace';
import { cardSize, VIEW_WIDTH, viewHeight } from '../../../src/lib/ui/editor/probe/cardSize';
import { runNames } from '../../../src/lib/ui/editor/probe/runNames';
import cyclegan from '../../../graphs/cyclegan.json';

const type = (shape: number[], more: Partial<PortType> = {}): PortType => ({
	...{ shape, dtype: 'float32', meaning: 'vector' },
	...more,
});

describe('a card', () => {
	const node = { x: 0, y: 0, width: 100, height: 60 };

	it('lies below its node where that is free', () => {
		expect(cardPlace(node, [160, 100], [node])).toEqual([0, 72]);
	});

	it('goes where it covers nothing', () => {
		const others = [node, { x: 0, y: 80, width: 300, height: 400 }];
		const [x, y] = cardPlace(node, [160, 100], others);
		for (const box of others)
			expect(
				x < box.x + box.width && box.x < x + 160 && y < box.y + box.height && box.y < y + 100,
			).toBe(false);
		expect(y).toBeLessThan(0);
	});

	it('lies below all the same where nothing is free', () => {
		const everything = { x: -9999, y: -9999, width: 30_000, height: 30_000 };
		expect(cardPlace(node, [160, 100], [everything])).toEqual([0, 72]);
	});

	it('has its size before anything has flowed', () => {
		expect(viewHeight(type([28, 28, 1], { meaning: 'image' }))).toBe(VIEW_WIDTH / 2);
		expect(viewHeight(type([14, 14, 64], { meaning: 'image' }))).toBe(VIEW_WIDTH);
		const plain = cardSize(type([10]), { choice: false, remark: false })[1];
		expect(cardSize(type([10]), { choice: true, remark: true })[1]).toBeGreaterThan(plain);
	});
});

it('names calls by their formula, and repeats of a block by number', () => {
	const { document } = checkDocument(cyclegan);
	const runs = runsOf(document!, 'blocks/residual');
	const titled = new Map(
		document!.training.nodes.map(({ id }) => [id, { title: `<${id}>` } as never]),
	);
	const names = runNames(runs, titled);
	expect(names.slice(0, 2)).toEqual(['<fakeB> · residuals 1', '<fakeB> · residuals 2']);
	expect(new Set(names).size).toBe(names.length);
});
