// The kernels that the wasm backend gets; they work on its memory, in place of a heap of their own.
export { depthwise } from './depthwise';
export { addRows, leakyRelu, tanh } from './elementwise';
export { multiply, scratchBytes } from './multiply';
export { copyRows } from './memory';
export { normBackward, normForward } from './norms';
export { averagePoolBackward, maximumPoolBackward } from './pools';
export { resizeBilinearBackward, resizeNearest, resizeNearestBackward } from './resize';
export { adam, rmsprop, sgd } from './optimizers';
export { middleSums, segmentSums } from './sums';
