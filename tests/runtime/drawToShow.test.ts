import { describe, expect, it } from 'vitest';
import { linkStep } from '../../src/lib/compile/link/forward';
import type { Step } from '../../src/lib/compile/program';
import type { LoadedDataset } from '../../src/lib/nodes/kind';
import { imageType, labelType } from '../../src/lib/nodes/shape';
import { drawToShow, portsTaken } from '../../src/lib/runtime/drawToShow';

const stepOf = (node: string, kind: string, inputs: Step['inputs'] = {}): Step => ({
	...{ node, kind, inputs, params: { dataset: 'digits' } },
	...{ inputTypes: {}, outputTypes: {} },
});

const data = linkStep({
	...stepOf('data', 'dataset'),
	outputTypes: { image: imageType(1, 1, 1), label: labelType(3) },
});

/** Every item is of class 2. */
const digits: LoadedDataset = {
	count: 10,
	gather: ({ length }) => ({
		image: { shape: [length, 1, 1, 1], values: new Float32Array(length) },
		label: { shape: [length], values: new Int32Array(length).fill(2) },
	}),
};

const shown = (inputs: Step['inputs'], label?: number): number[] => {
	const taken = portsTaken([linkStep(stepOf('call', 'call', inputs))]);
	const request = { batch: 5, draw: 0, seed: 1, datasets: { digits }, steps: new Map() };
	return [...drawToShow(data, request, taken, label).label!.values];
};

it('draws what is held out, where there is some', () => {
	const held = { ...digits, gather: () => ({ label: { shape: [1], values: new Int32Array(1) } }) };
	const request = {
		batch: 1,
		draw: 0,
		seed: 1,
		datasets: { digits: { ...digits, held } },
		steps: new Map(),
	};
	const taken = portsTaken([linkStep(stepOf('call', 'call', { x: 'data/image' }))]);
	expect([...drawToShow(data, request, taken).label!.values]).toEqual([0]);
});

describe('labels', () => {
	it('take turns where they are taken alone', () => {
		expect(shown({ c: 'data/label' })).toEqual([0, 1, 2, 0, 1]);
	});

	it('are all the one that is asked for', () => {
		expect(shown({ c: 'data/label' }, 1)).toEqual([1, 1, 1, 1, 1]);
		expect(() => shown({ c: 'data/label' }, 3)).toThrow('3 classes');
	});

	it('stay with their pictures where those are taken as well', () => {
		expect(shown({ c: 'data/label', x: 'data/image' })).toEqual([2, 2, 2, 2, 2]);
		expect(shown({ x: 'data/image' })).toEqual([2, 2, 2, 2, 2]);
	});
});
