// What the ONNX half of a kind is given: the graph that is being written, and the node's place in it.
import type { BuildContext, ParamSpecs } from './kind';

/** The operators are those of this version of the standard set (onnx.ai/onnx/operators). */
export const ONNX_OPSET = 17;

/** Types of elements, as the standard numbers them. */
export const ONNX_TYPES = { float32: 1, int32: 6, int64: 7, bool: 9 } as const;

/** Whole numbers stand for themselves: the standard tells an operator's whole numbers and fractions apart. */
export type OnnxAttribute = number | readonly number[] | string | { float: number };

/** Numbers as PyTorch lays them out, which is ONNX's way too: channels first, filters [out, in, …]. */
export interface OnnxNumbers {
	shape: readonly number[];
	values: Float32Array;
}

/** Adds to the graph. Everything that flows in it is a name; activations are channels-first, the batch axis in front. */
export interface OnnxGraph {
	/** Adds an operator and gives the name of what it gives. An input that is left open is undefined. */
	op(
		type: string,
		inputs: readonly (string | undefined)[],
		attributes?: Readonly<Record<string, OnnxAttribute>>,
	): string;
	/** The same of an operator with several outputs: the first `count`. */
	ops(
		type: string,
		inputs: readonly (string | undefined)[],
		count: number,
		attributes?: Readonly<Record<string, OnnxAttribute>>,
	): string[];
	/** A constant: a single number where no shape is given. */
	floats(values: ArrayLike<number> | number, shape?: readonly number[]): string;
	/** A row of whole numbers: what operators take as shapes, axes and margins. */
	integers(values: readonly number[]): string;
	/** A condition that is always so, or never. */
	truth(value: boolean): string;
}

export interface OnnxContext<S extends ParamSpecs> extends BuildContext<S>, OnnxGraph {
	/** Names of what stands at the inputs, by port. */
	args: Readonly<Record<string, string>>;
	/** The numbers of the node's weight `name`. */
	numbers(name: string): OnnxNumbers;
	/** The weight `name`, in the graph under its path; undefined where the node has none of that name. */
	weight(name: string): string | undefined;
	/** A weight that is made of others: it stands in the graph beside the node's own, under `name`. */
	made(name: string, numbers: OnnxNumbers): string;
	/** Adds a network of the document as this node runs it; inputs and outputs are in the order of its ports. */
	apply(network: string, inputs: readonly string[]): string[];
}

/** Adds the node as it generates, training left out; gives the name of each output, which may be an input's own. */
export type OnnxHalf<S extends ParamSpecs> = (context: OnnxContext<S>) => Record<string, string>;
