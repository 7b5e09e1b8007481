import { describe, expect, it } from 'vitest';
import {
	describeMeanings,
	describeType,
	rangeText,
	shapeText,
} from '../../src/lib/compile/describe';
import type { PortType } from '../../src/lib/graph/types';

const type = (shape: number[], meaning: PortType['meaning']): PortType => ({
	shape,
	meaning,
	dtype: 'float32',
});

describe('types in words', () => {
	it('writes shapes as labels on wires', () => {
		expect(shapeText({ shape: [28, 28, 1] })).toBe('28×28×1');
		expect(shapeText({ shape: [100] })).toBe('100');
		expect(shapeText({ shape: [] })).toBe('1');
	});

	it('names what flows', () => {
		expect(describeType(type([28, 28, 1], 'image'))).toEqual({
			ja: '28×28×1 の画像',
			en: '28×28×1 pictures',
		});
		expect(describeType(type([100], 'vector'))).toEqual({ ja: '100 個の数', en: '100 numbers' });
		expect(describeType(type([], 'loss'))).toEqual({ ja: '損失', en: 'a loss' });
	});

	it('names what an input takes', () => {
		expect(describeMeanings(['image', 'label']).en).toBe('pictures or labels');
		expect(describeMeanings(undefined).ja).toBe('損失以外の値');
	});

	it('writes ranges', () => {
		expect(rangeText([-1, 1])).toBe('−1 … 1');
		expect(rangeText([0, 0.3333])).toBe('0 … 0.333');
	});
});
