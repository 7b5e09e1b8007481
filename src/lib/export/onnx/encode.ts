// An ONNX model as bytes: the messages of github.com/onnx/onnx, onnx/onnx.proto, field by field.
import { BinaryWriter, WireType } from '@bufbuild/protobuf/wire';
import { ONNX_TYPES, type OnnxAttribute } from '../../nodes/onnx';

export type OnnxType = keyof typeof ONNX_TYPES;

/** Numbers that stand in the file. */
export interface Initializer {
	name: string;
	type: OnnxType;
	shape: readonly number[];
	/** Little-endian and row-major. */
	bytes: Uint8Array;
}

export interface OperatorNode {
	name: string;
	type: string;
	/** An empty name stands for an input that is left open. */
	inputs: readonly string[];
	outputs: readonly string[];
	attributes: Readonly<Record<string, OnnxAttribute>>;
}

/** An input or output of the model. */
export interface OnnxPort {
	name: string;
	type: OnnxType;
	/** A length that is free has a name. */
	shape: readonly (number | string)[];
	about: string;
}

export interface OnnxModel {
	name: string;
	about: string;
	opset: number;
	inputs: readonly OnnxPort[];
	outputs: readonly OnnxPort[];
	nodes: readonly OperatorNode[];
	initializers: readonly Initializer[];
	metadata: Readonly<Record<string, string>>;
}

/** The version of the file's form that came with the operators' 17th. */
const IR_VERSION = 8;

/** What protobuf's readers take at most. */
const MOST_BYTES = 2 ** 31 - 1;

/** Protobuf's limit of two gigabytes. */
export class ModelTooLarge extends Error {
	override name = 'ModelTooLarge';
	constructor(
		network: string,
		readonly gigabytes: number,
	) {
		const size = gigabytes.toFixed(1);
		super(`The weights of ${network} take ${size} GB; an ONNX file holds 2 at most.`);
	}
}

type Message = (writer: BinaryWriter) => void;

/** AttributeProto.AttributeType */
const ATTRIBUTE = { float: 1, int: 2, string: 3, ints: 7 };

/** @throws {ModelTooLarge} */
export function encodeModel(model: OnnxModel): Uint8Array {
	const size = model.initializers.reduce((sum, { bytes }) => sum + bytes.length, 0);
	if (size > MOST_BYTES) throw new ModelTooLarge(model.name, size / 2 ** 30);
	const writer = new BinaryWriter();
	whole(writer, 1, IR_VERSION);
	text(writer, 2, 'GAN Loom');
	text(writer, 6, model.about);
	message(writer, 7, graph(model));
	message(writer, 8, (set) => whole(set, 2, model.opset));
	for (const [key, value] of Object.entries(model.metadata)) {
		message(writer, 14, (entry) => {
			text(entry, 1, key);
			text(entry, 2, value);
		});
	}
	return writer.finish();
}

/** GraphProto */
const graph =
	({ name, nodes, initializers, about, inputs, outputs }: OnnxModel): Message =>
	(writer) => {
		for (const node of nodes) message(writer, 1, operator(node));
		text(writer, 2, name);
		for (const initializer of initializers) message(writer, 5, tensor(initializer));
		text(writer, 10, about);
		for (const input of inputs) message(writer, 11, valueInfo(input));
		for (const output of outputs) message(writer, 12, valueInfo(output));
	};

/** NodeProto */
const operator =
	({ name, type, inputs, outputs, attributes }: OperatorNode): Message =>
	(writer) => {
		for (const input of inputs) text(writer, 1, input);
		for (const output of outputs) text(writer, 2, output);
		text(writer, 3, name);
		text(writer, 4, type);
		for (const [key, value] of Object.entries(attributes))
			message(writer, 5, attribute(key, value));
	};

/** AttributeProto */
const attribute =
	(name: string, value: OnnxAttribute): Message =>
	(writer) => {
		text(writer, 1, name);
		if (typeof value === 'number') {
			whole(writer, 3, value);
			whole(writer, 20, ATTRIBUTE.int);
		} else if (typeof value === 'string') {
			text(writer, 4, value);
			whole(writer, 20, ATTRIBUTE.string);
		} else if ('float' in value) {
			writer.tag(2, WireType.Bit32).float(value.float);
			whole(writer, 20, ATTRIBUTE.float);
		} else {
			for (const one of value) whole(writer, 8, one);
			whole(writer, 20, ATTRIBUTE.ints);
		}
	};

/** TensorProto */
const tensor =
	({ name, type, shape, bytes }: Initializer): Message =>
	(writer) => {
		for (const length of shape) whole(writer, 1, length);
		whole(writer, 2, ONNX_TYPES[type]);
		text(writer, 8, name);
		writer.tag(9, WireType.LengthDelimited).bytes(bytes);
	};

/** ValueInfoProto, and the TypeProto in it. */
const valueInfo =
	({ name, type, shape, about }: OnnxPort): Message =>
	(writer) => {
		text(writer, 1, name);
		message(writer, 2, (typeProto) => {
			message(typeProto, 1, (tensorType) => {
				whole(tensorType, 1, ONNX_TYPES[type]);
				message(tensorType, 2, (shapeProto) => {
					for (const length of shape) {
						message(shapeProto, 1, (dimension) => {
							if (typeof length === 'string') text(dimension, 2, length);
							else whole(dimension, 1, length);
						});
					}
				});
			});
		});
		text(writer, 3, about);
	};

/** A whole number: int32, int64 and enumerations are written alike. */
function whole(writer: BinaryWriter, field: number, value: number): void {
	writer.tag(field, WireType.Varint).int64(value);
}

function text(writer: BinaryWriter, field: number, value: string): void {
	writer.tag(field, WireType.LengthDelimited).string(value);
}

function message(writer: BinaryWriter, field: number, write: Message): void {
	writer.tag(field, WireType.LengthDelimited).fork();
	write(writer);
	writer.join();
}
