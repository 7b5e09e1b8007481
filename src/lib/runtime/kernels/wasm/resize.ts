// Resized pictures on the wasm backend, and the ways back as true adjoints.
//
// tfjs's own gradients leave `halfPixelCenters` out.
import type { KernelFunc, TensorInfo } from '@tensorflow/tfjs';
import type { Tfjs } from '../../../nodes/kind';
import type { WasmKernels } from './memory';
import { preferKernel, replaceKernel } from './replaceKernel';

interface Attributes {
	alignCorners: boolean;
	halfPixelCenters?: boolean;
}

interface ForwardCall {
	inputs: { images: TensorInfo };
	attrs: Attributes & { size: [number, number] };
}

interface BackwardCall {
	inputs: { images: TensorInfo; dy: TensorInfo };
	attrs: Attributes;
}

/** Registers ResizeNearestNeighbor, and the gradients of it and of ResizeBilinear. */
export function registerResize(tf: Tfjs, kernels: WasmKernels): void {
	const { backend, run } = kernels;

	const flags = ({ alignCorners, halfPixelCenters }: Attributes): number[] => [
		alignCorners ? 1 : 0,
		halfPixelCenters ? 1 : 0,
	];

	/** Batch, the picture's size, the resized one's, and a pixel's bytes. */
	const sizes = (picture: number[], resized: number[]): number[] => {
		const [batch, height, width, channels] = picture as [number, number, number, number];
		return [batch, height, width, resized[1]!, resized[2]!, channels * 4];
	};

	preferKernel(tf, 'ResizeNearestNeighbor', ({ inputs: { images }, attrs }: ForwardCall) => {
		if (images.dtype !== 'float32') return undefined;
		const shape = [images.shape[0]!, ...attrs.size, images.shape[3]!];
		const y = backend.makeOutput(shape, 'float32');
		run.resizeNearest(
			...[kernels.at(images), kernels.at(y), ...flags(attrs)],
			...sizes(images.shape, shape),
		);
		return y;
	});

	const registerBackward = (
		name: string,
		backward: 'resizeNearestBackward' | 'resizeBilinearBackward',
	): void => {
		const gradient = ({ inputs: { images, dy }, attrs }: BackwardCall): TensorInfo => {
			const dx = backend.makeOutput(images.shape, 'float32');
			run[backward](
				...[kernels.at(dy), kernels.at(dx), ...flags(attrs)],
				...sizes(images.shape, dy.shape),
			);
			return dx;
		};
		replaceKernel(tf, name, () => gradient as unknown as KernelFunc);
	};
	registerBackward('ResizeNearestNeighborGrad', 'resizeNearestBackward');
	registerBackward('ResizeBilinearGrad', 'resizeBilinearBackward');
}
