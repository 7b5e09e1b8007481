// Strokes across wires.
import { expect, it } from 'vitest';
import { courseOf, crossedBy } from '../../../src/lib/ui/editor/wire/stroke';
import { pointsAlong } from '../../../src/lib/ui/editor/wire/wirePath';

const straight = courseOf({ key: 'a/x', points: pointsAlong([0, 0], [100, 0]) });
const swung = courseOf({ key: 'b/x', points: pointsAlong([0, 100], [200, 300]) });
const bent = courseOf({
	key: 'c/x',
	points: pointsAlong(
		[0, 400],
		[300, 500],
		[
			[150, 400],
			[150, 500],
		],
	),
});
const courses = [straight, swung, bent];

it('crosses what it is drawn over, and nothing else', () => {
	expect(crossedBy(courses, [50, -10], [50, 10])).toEqual(['a/x']);
	expect(crossedBy(courses, [50, 10], [60, 20])).toEqual([]);
	expect(crossedBy(courses, [100, -50], [100, 600])).toEqual(['a/x', 'b/x', 'c/x']);
	expect(crossedBy(courses, [140, 450], [160, 450])).toEqual(['c/x']);
});

it('follows a wire’s course rather than the line between its ends', () => {
	// Within the box around the bent wire, but beside it.
	expect(crossedBy(courses, [20, 450], [120, 480])).toEqual([]);
});

it('cuts nothing where it stands still', () => {
	expect(crossedBy(courses, [500, 500], [500, 500])).toEqual([]);
});
