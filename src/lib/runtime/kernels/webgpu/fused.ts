// Adam's update and normalisation on WebGPU, in a few dispatches each where tfjs takes dozens.
import type { KernelFunc, TensorInfo } from '@tensorflow/tfjs';
import type { Tfjs } from '../../../nodes/kind';
import {
	fusedKernels,
	type AdamCall,
	type NormCall,
	type NormGradientCall,
} from '../../../nodes/ops/fused';
import { columnSum, elementwise, flat, matrixOf, type WebgpuBackend } from './program';

const float = (...data: number[]) =>
	data.map((value) => ({ type: 'float32' as const, data: [value] }));
const integer = (...data: number[]) =>
	data.map((value) => ({ type: 'int32' as const, data: [value] }));

/** The element's normalised value, in WGSL. */
const NORMALISED = '(x[at] - mean[channel]) * inverse[channel]';

/** Registers the kernels named in `fusedKernels` on the WebGPU backend in use. */
export function registerWebgpuKernels(tf: Tfjs, backend: WebgpuBackend): void {
	/** m and v are written where they are: a program may read what it writes, as \`result\`. */
	const adam = ({ inputs: { p, gradient, m, v }, attrs }: AdamCall): TensorInfo => {
		const { rates, beta1, beta2, epsilon } = attrs;
		// As a tensor and not as uniforms: what the host gives anew each time can be rewritten in a replay.
		const changing = backend.makeTensorInfo([rates.length], 'float32', rates);
		const g = flat(gradient);
		const count = g.shape[0]!;
		const moment = (key: string, body: string) =>
			elementwise({ key, inputs: ['gradient'], uniforms: 'beta : f32,', count, body });
		backend.runWebGPUProgram(
			moment(
				'ganLoomMean',
				'result[index] = uniforms.beta * result[index] + (1.0 - uniforms.beta) * gradient[index];',
			),
			[g],
			'float32',
			float(beta1),
			flat(m),
		);
		backend.runWebGPUProgram(
			moment(
				'ganLoomSquare',
				'let g = gradient[index]; result[index] = uniforms.beta * result[index] + (1.0 - uniforms.beta) * g * g;',
			),
			[g],
			'float32',
			float(beta2),
			flat(v),
		);
		const next = backend.runWebGPUProgram(
			elementwise({
				key: 'ganLoomAdam',
				inputs: ['p', 'm', 'v', 'rates'],
				uniforms: 'epsilon : f32,',
				count,
				body: 'result[index] = p[index] - rates[0] * m[index] / (sqrt(v[index]) * rates[1] + uniforms.epsilon);',
			}),
			[flat(p), flat(m), flat(v), changing],
			'float32',
			float(epsilon),
		);
		backend.disposeData(changing.dataId);
		return { ...next, shape: p.shape };
	};

	const norm = ({ inputs: { x, scale, shift }, attrs }: NormCall): TensorInfo[] => {
		const [rows, channels] = matrixOf(x);
		const sizes = integer(rows, channels);
		const mean = backend.runWebGPUProgram(
			columnSum({
				key: 'ganLoomNormMean',
				inputs: ['x'],
				channels,
				term: 'x[at]',
				finish: 'total / f32(uniforms.rows)',
			}),
			[flat(x)],
			'float32',
			sizes,
		);
		const variance = backend.runWebGPUProgram(
			columnSum({
				key: 'ganLoomNormVariance',
				inputs: ['x', 'mean'],
				channels,
				term: '(x[at] - mean[channel]) * (x[at] - mean[channel])',
				finish: 'total / f32(uniforms.rows)',
			}),
			[flat(x), mean],
			'float32',
			sizes,
		);
		const inverse = backend.runWebGPUProgram(
			elementwise({
				key: 'ganLoomNormInverse',
				inputs: ['variance'],
				uniforms: 'epsilon : f32,',
				count: channels,
				body: 'result[index] = 1.0 / sqrt(variance[index] + uniforms.epsilon);',
			}),
			[variance],
			'float32',
			float(attrs.epsilon),
		);
		const y = backend.runWebGPUProgram(
			elementwise({
				key: 'ganLoomNorm',
				inputs: ['x', 'mean', 'inverse', 'scale', 'shift'],
				uniforms: 'channels : i32,',
				count: rows * channels,
				body: `let at = index; let channel = index % uniforms.channels;
		result[index] = ${NORMALISED} * scale[channel] + shift[channel];`,
			}),
			[flat(x), mean, inverse, scale, shift],
			'float32',
			integer(channels),
		);
		return [{ ...y, shape: x.shape }, mean, variance, inverse];
	};

	const normGradient = ({ inputs }: NormGradientCall): TensorInfo[] => {
		const { x, dy, scale, mean, inverse } = inputs;
		const [rows, channels] = matrixOf(x);
		const sizes = integer(rows, channels);
		const dShift = backend.runWebGPUProgram(
			columnSum({
				key: 'ganLoomNormShift',
				inputs: ['dy'],
				channels,
				term: 'dy[at]',
				finish: 'total',
			}),
			[flat(dy)],
			'float32',
			sizes,
		);
		const dScale = backend.runWebGPUProgram(
			columnSum({
				key: 'ganLoomNormScale',
				inputs: ['x', 'dy', 'mean', 'inverse'],
				channels,
				term: `dy[at] * ${NORMALISED}`,
				finish: 'total',
			}),
			[flat(x), flat(dy), mean, inverse],
			'float32',
			sizes,
		);
		const dx = backend.runWebGPUProgram(
			elementwise({
				key: 'ganLoomNormGradient',
				inputs: ['x', 'dy', 'scale', 'mean', 'inverse', 'dScale', 'dShift'],
				uniforms: 'rows : i32, channels : i32,',
				count: rows * channels,
				body: `let at = index; let channel = index % uniforms.channels;
		let along = (dShift[channel] + ${NORMALISED} * dScale[channel]) / f32(uniforms.rows);
		result[index] = inverse[channel] * scale[channel] * (dy[at] - along);`,
			}),
			[flat(x), flat(dy), scale, mean, inverse, dScale, dShift],
			'float32',
			sizes,
		);
		return [{ ...dx, shape: x.shape }, dScale, dShift];
	};

	const register = (kernelName: string, kernel: unknown): void => {
		if (tf.getKernel(kernelName, 'webgpu')) tf.unregisterKernel(kernelName, 'webgpu');
		tf.registerKernel({ kernelName, backendName: 'webgpu', kernelFunc: kernel as KernelFunc });
	};
	register(fusedKernels.adam, adam);
	register(fusedKernels.norm, norm);
	register(fusedKernels.normGradient, normGradient);
}
