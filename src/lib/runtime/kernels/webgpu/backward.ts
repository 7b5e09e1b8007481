// The way back through activations on WebGPU, and binary cross-entropy both ways: one kernel each.
import type { TensorInfo } from '@tensorflow/tfjs';
import type {
	ActivationGradientCall,
	CrossEntropyCall,
	CrossEntropyGradientCall,
} from '../../../nodes/ops/fused';
import { elementwise, groupsFor, sizeOf, type Kernel, type Kernels } from './program';

/** `derivative` is WGSL of `at`, with `e` = exp(−|at|), which can't overflow. */
const activation = (of: string, derivative: string) =>
	elementwise({
		key: `ganLoomActivation ${of}`,
		writes: ['dx'],
		reads: ['x', 'dy'],
		uniforms: { slope: 'f32' },
		body: `
	let at = x[index];
	let e = exp(-abs(at));
	dx[index] = dy[index] * ${derivative};`,
	});

const activations = {
	leakyRelu: activation('leakyRelu', 'select(uniforms.slope, 1.0, at > 0.0)'),
	sigmoid: activation('sigmoid', 'e / ((1.0 + e) * (1.0 + e))'),
	tanh: activation('tanh', '4.0 * e * e / ((1.0 + e * e) * (1.0 + e * e))'),
	softplus: activation('softplus', 'select(e, 1.0, at > 0.0) / (1.0 + e)'),
};

export function activationGradient(
	kernels: Kernels,
	{ inputs: { x, dy }, attrs: { of, slope } }: ActivationGradientCall,
): TensorInfo {
	const dx = kernels.make(x.shape);
	const count = sizeOf(x);
	kernels.run(activations[of], {
		writes: { dx },
		reads: { x, dy },
		uniforms: { count, slope },
		groups: groupsFor(count),
	});
	return dx;
}

const THREADS = 256;

const crossEntropySum = {
	key: 'ganLoomCrossEntropy',
	writes: ['loss'],
	reads: ['p'],
	uniforms: { count: 'i32', goal: 'f32' },
	threads: THREADS,
	declarations: `
var<workgroup> gathered : array<f32, ${THREADS}>;
/** −w · log(x), the logarithm at least −100, also where a GPU's own is no −∞ at 0. */
fn cost(w : f32, x : f32) -> f32 {
	if (x <= 0.0) { return w * 100.0; }
	return -w * max(log(x), -100.0);
}`,
	body: `
	var sum = 0.0;
	for (var i = local; i < uniforms.count; i += ${THREADS}) {
		sum += cost(uniforms.goal, p[i]) + cost(1.0 - uniforms.goal, 1.0 - p[i]);
	}
	gathered[local] = sum;
	workgroupBarrier();
	if (local == 0) {
		var total = 0.0;
		for (var i = 0; i < ${THREADS}; i++) { total += gathered[i]; }
		loss[0] = total / f32(uniforms.count);
	}`,
} as const satisfies Kernel;

const crossEntropyGradientKernel = elementwise({
	key: 'ganLoomCrossEntropyGradient',
	writes: ['dx'],
	reads: ['p', 'dy'],
	uniforms: { goal: 'f32' },
	body: `
	let spread = max(p[index] * (1.0 - p[index]), 1e-12);
	dx[index] = (p[index] - uniforms.goal) / spread * (dy[0] / f32(uniforms.count));`,
});

export function crossEntropy(
	kernels: Kernels,
	{ inputs: { x: p }, attrs }: CrossEntropyCall,
): TensorInfo {
	const loss = kernels.make([]);
	kernels.run(crossEntropySum, {
		writes: { loss },
		reads: { p },
		uniforms: { count: sizeOf(p), goal: attrs.target },
		groups: [1, 1, 1],
	});
	return loss;
}

export function crossEntropyGradient(
	kernels: Kernels,
	{ inputs: { x: p, dy }, attrs }: CrossEntropyGradientCall,
): TensorInfo {
	const dx = kernels.make(p.shape);
	const count = sizeOf(p);
	kernels.run(crossEntropyGradientKernel, {
		writes: { dx },
		reads: { p, dy },
		uniforms: { count, goal: attrs.target },
		groups: groupsFor(count),
	});
	return dx;
}
