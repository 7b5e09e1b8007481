// Optimizers' updates on WebGPU, in one kernel each, which writes weight and state where they are.
import type { TensorInfo } from '@tensorflow/tfjs';
import type { AdamCall, RmspropCall, SgdCall } from '../../../nodes/ops/fused';
import { elementwise, groupsFor, sizeOf, type Kernels } from './program';

const adamStep = elementwise({
	key: 'ganLoomAdam',
	writes: ['p', 'm', 'v'],
	reads: ['gradient', 'rates'],
	uniforms: { beta1: 'f32', beta2: 'f32', epsilon: 'f32' },
	body: `
	let g = gradient[index];
	let mean = uniforms.beta1 * m[index] + (1.0 - uniforms.beta1) * g;
	let square = uniforms.beta2 * v[index] + (1.0 - uniforms.beta2) * g * g;
	m[index] = mean;
	v[index] = square;
	p[index] = p[index] - rates[0] * mean / (sqrt(square) * rates[1] + uniforms.epsilon);`,
});

const plainStep = elementwise({
	key: 'ganLoomSgd',
	writes: ['p'],
	reads: ['gradient', 'rates'],
	body: 'p[index] = p[index] - rates[0] * gradient[index];',
});

const momentumStep = elementwise({
	key: 'ganLoomMomentum',
	writes: ['p', 'momentum'],
	reads: ['gradient', 'rates'],
	uniforms: { decay: 'f32' },
	body: `
	let moved = uniforms.decay * momentum[index] + gradient[index];
	momentum[index] = moved;
	p[index] = p[index] - rates[0] * moved;`,
});

const rmspropStep = elementwise({
	key: 'ganLoomRmsprop',
	writes: ['p', 'squares'],
	reads: ['gradient', 'rates'],
	uniforms: { alpha: 'f32', epsilon: 'f32' },
	body: `
	let g = gradient[index];
	let square = uniforms.alpha * squares[index] + (1.0 - uniforms.alpha) * g * g;
	squares[index] = square;
	p[index] = p[index] - rates[0] * g / (sqrt(square) + uniforms.epsilon);`,
});

const copy = elementwise({
	key: 'ganLoomCopy',
	writes: ['to'],
	reads: ['given'],
	body: 'to[index] = given[index];',
});

/** Has `step` write the next values of p: where p is, unless others (a snapshot) hold the same data. */
function updated(
	kernels: Kernels,
	{ p, rates }: { p: TensorInfo; rates: Float32Array },
	step: (
		next: TensorInfo,
		rates: TensorInfo,
		size: { count: number },
		groups: [number, number, number],
	) => void,
): TensorInfo {
	const { backend } = kernels;
	const count = sizeOf(p);
	const groups = groupsFor(count);
	let next = p;
	if (backend.tensorMap.get(p.dataId).refCount === 1) backend.incRef(p.dataId);
	else {
		next = kernels.make(p.shape);
		kernels.run(copy, { writes: { to: next }, reads: { given: p }, uniforms: { count }, groups });
	}
	// As a tensor and not as uniforms: what the host gives anew each time can be rewritten in a replay.
	const given = backend.makeTensorInfo([rates.length], 'float32', rates);
	step(next, given, { count }, groups);
	kernels.dispose(given);
	return { dataId: next.dataId, shape: p.shape, dtype: p.dtype };
}

export function adam(kernels: Kernels, { inputs, attrs }: AdamCall): TensorInfo {
	const { gradient, m, v } = inputs;
	return updated(kernels, { p: inputs.p, rates: attrs.rates }, (p, rates, size, groups) =>
		kernels.run(adamStep, {
			writes: { p, m, v },
			reads: { gradient, rates },
			uniforms: { ...attrs, ...size },
			groups,
		}),
	);
}

export function sgd(kernels: Kernels, { inputs, attrs }: SgdCall): TensorInfo {
	const { gradient, momentum } = inputs;
	return updated(kernels, { p: inputs.p, rates: attrs.rates }, (p, rates, size, groups) => {
		const reads = { gradient, rates };
		if (attrs.momentum === 0) {
			kernels.run(plainStep, { writes: { p }, reads, uniforms: size, groups });
		} else {
			const uniforms = { decay: attrs.momentum, ...size };
			kernels.run(momentumStep, { writes: { p, momentum }, reads, uniforms, groups });
		}
	});
}

export function rmsprop(kernels: Kernels, { inputs, attrs }: RmspropCall): TensorInfo {
	const { gradient, squares } = inputs;
	return updated(kernels, { p: inputs.p, rates: attrs.rates }, (p, rates, size, groups) =>
		kernels.run(rmspropStep, {
			writes: { p, squares },
			reads: { gradient, rates },
			uniforms: { ...attrs, ...size },
			groups,
		}),
	);
}
