import { expect, test } from 'vitest';
import { figure, powerOfTen, roughly, setting } from '../../../src/lib/ui/editor/figures';

test.each([
	[0, '0.00'],
	[0.361, '0.36'],
	[-1.2, '−1.20'],
	[0.0042, '0.004'],
	[0.00004, '4 × 10⁻⁵'],
	[63.999, '64.0'],
	[812.4, '812'],
	[NaN, 'NaN'],
	[-Infinity, '−∞'],
])('the figure %d reads %s', (value, text) => {
	expect(figure(value)).toBe(text);
});

test('settings keep all their digits', () => {
	expect(setting(0.999)).toBe('0.999');
	expect(setting(0.00005)).toBe('5 × 10⁻⁵');
	expect(setting(-0.5)).toBe('−0.5');
	expect(powerOfTen(0.00012)).toBe('1.2 × 10⁻⁴');
});

test('counts are told roughly', () => {
	expect([999, 9000, 60_000, 1_200_000].map(roughly)).toEqual(['999', '9k', '60k', '1.2M']);
});
