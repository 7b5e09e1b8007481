// The weights of a project file become a state to go on from, whole or in part, and what is of no use is told.
import { describe, expect, it } from 'vitest';
import { compile } from '../../../src/lib/compile/compile';
import { firstWeights } from '../../../src/lib/compile/link/weights';
import { datasetType } from '../../../src/lib/data/catalogue';
import { readSafetensors } from '../../../src/lib/export/safetensors';
import { weightFile } from '../../../src/lib/export/weightFile';
import type { GraphDocument } from '../../../src/lib/graph/types';
import { projectState } from '../../../src/lib/ui/shell/projectState';
import { checkpointOf } from '../../compile/link/checkpointOf';
import { smallGan } from '../../runtime/smallGan';

const document = smallGan();
const program = compile(document, { datasets: datasetType }).program!;
const first = firstWeights(program, 7);
const weights = readSafetensors(weightFile(first, program, { metadata: { rounds: '12' } }));
const project = { document, weights, averages: undefined, datasets: [] };

describe('projectState', () => {
	it('goes on from weights that all fit, at their round', () => {
		const { checkpoint, misfits, homeless } = projectState(project);
		expect(checkpoint?.round).toBe(12);
		expect(checkpoint?.weights).toEqual(first);
		expect(misfits).toEqual([]);
		expect(homeless).toBe(false);
	});

	it('goes on exactly from a run that is there whole', () => {
		const checkpoint = checkpointOf(program);
		const metadata = { rounds: '20' };
		const file = weightFile(checkpoint.weights, program, { metadata, state: checkpoint });
		const state = projectState({ ...project, weights: readSafetensors(file) });
		expect(Object.keys(checkpoint.optimizer)).not.toEqual([]);
		expect(state.checkpoint).toEqual(checkpoint);
		expect([state.misfits, state.anew]).toEqual([[], []]);
	});

	it('tells which optimizer begins anew', () => {
		const checkpoint = checkpointOf(program);
		const metadata = { rounds: '20' };
		const file = weightFile(checkpoint.weights, program, { metadata, state: checkpoint });
		const other = smallGan({ d: { optimizer: 'rmsprop' } });
		const state = projectState({ ...project, document: other, weights: readSafetensors(file) });
		expect(state.checkpoint?.round).toBe(20);
		expect(state.anew.map(({ problem }) => problem)).toEqual(['optimizer']);
	});

	it('takes averages along', () => {
		const { checkpoint, misfits } = projectState({ ...project, averages: weights });
		expect(checkpoint?.averages).toEqual(first);
		expect(misfits).toEqual([]);
	});

	it('begins at round 0 with weights that fit in part, and tells which do not', () => {
		const [name, ...others] = Object.keys(weights.tensors);
		const odd = { shape: [1], values: Float32Array.of(1) };
		const broken = { ...weights, tensors: { ...weights.tensors, [name!]: odd } };
		const { checkpoint, misfits } = projectState({ ...project, weights: broken });
		expect(checkpoint?.round).toBe(0);
		expect(Object.keys(checkpoint!.weights)).toHaveLength(others.length);
		expect(misfits.map((misfit) => [misfit.name, misfit.problem])).toEqual([[name, 'shape']]);
	});

	it('leaves out numbers that are none', () => {
		const [name, tensor] = Object.entries(weights.tensors)[0]!;
		const nan = { ...tensor, values: new Float32Array(tensor.values.length).fill(NaN) };
		const broken = { ...weights, tensors: { ...weights.tensors, [name]: nan } };
		const { misfits } = projectState({ ...project, weights: broken });
		expect(misfits).toEqual([{ name, problem: 'notFinite' }]);
	});

	it('has nowhere to put the weights of a graph with errors', () => {
		const empty: GraphDocument = { ...document, training: { nodes: [], wires: [], frames: [] } };
		const state = projectState({ ...project, document: empty });
		expect(state).toEqual({ checkpoint: undefined, misfits: [], anew: [], homeless: true });
	});
});
