// The kernels that the wasm backend gets; they work on its memory, in place of a heap of their own.
export { multiply, scratchBytes } from './multiply';
export { columnSums, normBackward, normForward } from './norms';
export { adam } from './optimizers';
