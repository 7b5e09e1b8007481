// Where a window stands over a picture, as the kernels take it.
import type { Tfjs } from '../../../nodes/kind';

export type WindowInfo = ReturnType<Tfjs['backend_util']['computeConv2DInfo']>;

/** The last arguments of the kernels that move a window: batch, picture, window, result, stride, dilation, padding. */
export function geometryOf(info: WindowInfo): number[] {
	return [
		...[info.batchSize, info.inHeight, info.inWidth, info.inChannels],
		...[info.filterHeight, info.filterWidth, info.outHeight, info.outWidth],
		...[info.strideHeight, info.strideWidth, info.dilationHeight, info.dilationWidth],
		...[info.padInfo.top, info.padInfo.left],
	];
}
