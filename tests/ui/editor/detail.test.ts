import { expect, test } from 'vitest';
import { detailAt, typeScale } from '../../../src/lib/ui/editor/detail';

test('levels change at 50 % and 110 %, and are left only beyond a margin', () => {
	expect(detailAt(0.49, 'mid')).toBe('far');
	expect(detailAt(0.52, 'far')).toBe('far');
	expect(detailAt(0.56, 'far')).toBe('mid');
	expect(detailAt(1.11, 'mid')).toBe('near');
	expect(detailAt(1.07, 'near')).toBe('near');
	expect(detailAt(1.04, 'near')).toBe('mid');
});

test('type grows slower than nodes beyond 110 %, but it grows', () => {
	expect(typeScale(0.7)).toBe(1);
	expect(typeScale(2)).toBeLessThan(1);
	expect(typeScale(2) * 2).toBeGreaterThan(typeScale(1.5) * 1.5);
});
