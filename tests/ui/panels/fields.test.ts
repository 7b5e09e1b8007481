import { expect, test } from 'vitest';
import {
	parseNumber,
	parseShape,
	positionOf,
	POSITIONS,
	slides,
	valueAt,
} from '../../../src/lib/ui/panels/inspector/fields/sliderScale';
import { groupLayers } from '../../../src/lib/ui/panels/inspector/layerGroups';

test('a logarithmic track gives round values and keeps its ends', () => {
	const rates = { min: 1e-8, max: 10, log: true };
	expect(valueAt(0, rates)).toBe(1e-8);
	expect(valueAt(POSITIONS, rates)).toBe(10);
	const value = valueAt(positionOf(2e-4, rates), rates);
	expect(value / 2e-4).toBeCloseTo(1, 1);
	expect(String(value).replace(/e.*|^0\.0*|\./g, '').length).toBeLessThanOrEqual(2);
});

test('a zero stands at the left end of a logarithmic track', () => {
	const weights = { min: 0, max: 1, log: true };
	expect(positionOf(0, weights)).toBe(0);
	expect(valueAt(0, weights)).toBe(0);
	expect(valueAt(1, weights)).toBeGreaterThan(0);
});

test('a linear track moves in hundredths of its range', () => {
	const share = { min: 0, max: 1, log: false };
	expect(valueAt(POSITIONS / 2, share)).toBe(0.5);
	expect(valueAt(337, share)).toBe(0.34);
	expect(slides({ min: 1, max: 1_000_000, log: false })).toBe(false);
});

test('numbers are taken as people type them, or refused with a reason', () => {
	const share = { min: 0, max: 1, whole: false };
	expect(parseNumber(' 0,5 ', share)).toEqual({ value: 0.5 });
	expect(parseNumber('０．５', share)).toEqual({ value: 0.5 });
	expect(parseNumber('2e-4', share)).toEqual({ value: 0.0002 });
	expect(parseNumber('−1', share)).toEqual({ refused: 'tooSmall' });
	expect(parseNumber('2', share)).toEqual({ refused: 'tooLarge' });
	expect(parseNumber('', share)).toEqual({ refused: 'notANumber' });
	expect(parseNumber('1.5', { min: 1, max: 9, whole: true })).toEqual({ refused: 'notWhole' });
});

test('shapes are taken in any of their spellings', () => {
	for (const text of ['28×28×1', '28x28x1', '28, 28, 1', '[28 28 1]'])
		expect(parseShape(text)).toEqual([28, 28, 1]);
	expect(parseShape('28×0')).toBeUndefined();
	expect(parseShape('')).toBeUndefined();
});

test('large layers stand alone, small ones of a kind together', () => {
	const layer = (node: string, kind: string, parameters: number, width: number) => ({
		node,
		kind,
		parameters,
		output: { shape: [width], dtype: 'float32' as const, meaning: 'vector' as const },
	});
	const groups = groupLayers(
		[
			layer('d1', 'dense', 12_928, 128),
			layer('n1', 'norm', 256, 128),
			layer('r1', 'relu', 0, 128),
			layer('d2', 'dense', 402_192, 784),
			layer('n2', 'norm', 1024, 512),
		],
		(kind) => kind,
	);
	expect(groups).toEqual([
		{ key: 'd2', name: 'dense', mark: '784', parameters: 402_192 },
		{ key: 'd1', name: 'dense', mark: '128', parameters: 12_928 },
		{ key: 'small norm', name: 'norm', mark: '×2', parameters: 1280 },
	]);
});
