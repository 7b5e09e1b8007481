// What a kind of node is: everything the app, the engine and the exporters know about it stands in its one file.
import type { Tensor } from '@tensorflow/tfjs';
import type { Random } from '../graph/random';
import type {
	CanvasId,
	Citation,
	Endpoint,
	Label,
	Json,
	Meaning,
	Mend,
	Point,
	PortType,
	Role,
	Severity,
	Surface,
	Text,
} from '../graph/types';
import type { OnnxHalf } from './onnx';

/** The tfjs module, handed in so that kinds stay free of it until something runs. */
export type Tfjs = typeof import('@tensorflow/tfjs');

export type Category = 'data' | 'layers' | 'networks' | 'merge' | 'losses' | 'players' | 'monitors';

// ---------------------------------------------------------------- parameters

interface ParamBase {
	label: Text;
	/** One sentence, shown as a tooltip. */
	help?: Text;
	/** Hidden while this is false. */
	when?: (params: Record<string, Json>) => boolean;
	/** May be turned while training runs, without recompiling. */
	live?: boolean;
	/** Shown on the node itself (three at most), not only in the inspector. */
	onNode?: boolean;
}

export type ParamSpec = ParamBase &
	(
		| { type: 'integer'; default: number; min: number; max: number }
		| { type: 'number'; default: number; min: number; max: number; scale?: 'linear' | 'log' }
		| { type: 'boolean'; default: boolean }
		| { type: 'text'; default: string }
		| { type: 'choice'; default: string; options: readonly { value: string; label: Text }[] }
		/** A shape without the batch axis: [28, 28, 1]. */
		| { type: 'shape'; default: readonly number[] }
		/** One number per wired term of a variadic input. */
		| { type: 'numbers'; default: readonly number[]; min: number; max: number }
		/** The name of one network, or of several, or of a block of this document; or of a data set. */
		| { type: 'network'; default: string }
		| { type: 'networks'; default: readonly string[] }
		| { type: 'block'; default: string }
		| { type: 'dataset'; default: string }
	);

export type ParamSpecs = Record<string, ParamSpec>;

type ParamValue<S extends ParamSpec> = ParamSpec extends S
	? number | boolean | string | number[] | string[]
	: KnownValue<S>;

type KnownValue<S extends ParamSpec> = S['type'] extends 'integer' | 'number'
	? number
	: S['type'] extends 'boolean'
		? boolean
		: S['type'] extends 'shape' | 'numbers'
			? readonly number[]
			: S['type'] extends 'networks'
				? readonly string[]
				: S extends { type: 'choice'; options: readonly { value: infer V }[] }
					? V
					: string;

/** The values of a kind's parameters: what the document gives, defaults where it gives nothing. */
export type ParamValues<S extends ParamSpecs> = { readonly [K in keyof S]: ParamValue<S[K]> };

// ---------------------------------------------------------------- ports and inference

export interface PortSpec {
	name: string;
	/** Short, beside the socket; without it the name is shown. */
	label?: Label;
	/** What an input takes; without it, anything but a loss. */
	accepts?: readonly Meaning[];
	/** What an output is expected to carry: the socket's colour until its type is inferred. */
	meaning?: Meaning;
	/** An input that may stay open. */
	optional?: boolean;
	/** An input that no gradient passes: the node takes its value as a given number. */
	detached?: boolean;
}

export interface Ports {
	inputs: readonly PortSpec[];
	outputs: readonly PortSpec[];
}

/** The ports of a network or block seen from outside, in order. `type` is absent while it can't be inferred. */
export interface Signature {
	role: Role;
	/** `node` is the input node that declares the port, where a mend may change it. */
	inputs: readonly { port: string; type?: PortType; node?: string }[];
	outputs: readonly { port: string; type?: PortType }[];
	/** Trainable parameters. */
	parameters: number;
}

/** What a node may ask of the document around it. All answers are pure; absent means unknown. */
export interface Surroundings {
	surface: Surface;
	batch: number;
	network(name: string): Signature | undefined;
	/** What a block gives when it gets these inputs, `repeat` times over. */
	block(
		name: string,
		inputs: readonly (PortType | undefined)[],
		repeat: number,
	): Signature | undefined;
	/** The declared shape of a data set. */
	dataset(name: string): DatasetType | undefined;
	/** Inside a block: the type its user feeds into this input. */
	given(port: string): PortType | undefined;
}

/** What a data set gives: its output ports. */
export interface DatasetType {
	outputs: readonly { port: string; type: PortType }[];
	/** Items to train on. */
	count: number;
	/** Items of different ports don't belong together: each port is drawn in an order of its own. */
	unpaired?: boolean;
}

export interface NodeContext<S extends ParamSpecs> {
	id: string;
	params: ParamValues<S>;
	/** Input ports with a wire, in the order they were wired. */
	wired: readonly string[];
	around: Surroundings;
}

export interface InferContext<S extends ParamSpecs> extends NodeContext<S> {
	/** Types at the inputs; absent where nothing is wired or nothing could be inferred. */
	inputs: Readonly<Record<string, PortType | undefined>>;
	/** Absent where no mend is wanted: problems then come without. */
	mending?: Mending;
}

/** What a mend needs to know of the canvas the node stands on. */
export interface Mending {
	canvas: CanvasId;
	/** Where the node stands. */
	at: Point;
	/** Where the wire at an input comes from. */
	from(port: string): Endpoint | undefined;
	/** A free id on the canvas that begins with `prefix`. Asking twice gives the same id twice. */
	freshId(prefix: string): string;
}

export interface Problem {
	severity: Severity;
	code: string;
	message: Text;
	port?: string;
	/** The parameter it is about. */
	param?: string;
	mend?: Mend;
	/** Who says so. */
	paper?: Citation;
}

export interface Inference {
	outputs: Readonly<Record<string, PortType | undefined>>;
	problems?: readonly Problem[];
}

// ---------------------------------------------------------------- weights

export type Initial =
	| { type: 'uniform'; min: number; max: number }
	| { type: 'normal'; mean: number; deviation: number }
	| { type: 'constant'; value: number }
	/** What the first values of another weight of the same node, `of`, are: its norms, or a singular vector of it. */
	| { type: 'norms'; of: string; axis: number }
	| { type: 'singular'; of: string; axis: number; side: 'left' | 'right' };

export interface WeightSpec {
	/** PyTorch's own name: weight, bias, running_mean … */
	name: string;
	/** Shape as tfjs holds it. */
	shape: readonly number[];
	initial: Initial;
	/** False for running statistics and a training node's memory: kept and saved, never differentiated. */
	trainable: boolean;
	/** Axes that turn the tfjs layout into PyTorch's, e.g. [1, 0] for a dense weight. Files hold PyTorch's layout. */
	toTorch?: readonly number[];
	/** Files hold it as one row, in that order. */
	torchFlat?: true;
}

// ---------------------------------------------------------------- the two halves

export interface BuildContext<S extends ParamSpecs> {
	id: string;
	params: ParamValues<S>;
	/** Inferred types of the inputs that are wired, and of the outputs. */
	inputs: Readonly<Record<string, PortType>>;
	outputs: Readonly<Record<string, PortType>>;
	/** Wired inputs, in port order: what a variadic kind loops over. */
	wired: readonly string[];
}

export interface ForwardContext<S extends ParamSpecs> extends BuildContext<S> {
	/** By the spec's name. */
	weights: Readonly<Record<string, Tensor>>;
	/** Dropout drops, batch norm uses the batch's statistics. */
	training: boolean;
	/** The numbers of this node at this evaluation. */
	random: Random;
	/** Hands over the next value of a weight that isn't trained. Absent where none counts: outside training, or computing again. */
	update?(weight: string, value: Tensor): void;
	/** Runs a network of the document as this node runs; inputs and outputs are in the order of its ports. */
	apply(network: string, inputs: readonly Tensor[]): Tensor[];
}

export interface TfjsHalf<S extends ParamSpecs> {
	/** Fresh tensors by port name, batch axis first; never an input itself. Differentiable; the runner tidies. */
	forward(
		tf: Tfjs,
		inputs: Readonly<Record<string, Tensor>>,
		context: ForwardContext<S>,
	): Record<string, Tensor>;
	/**
	 * The standard Keras layer that does the same, for the saved model; weights in Keras's order.
	 * Without it a registered custom layer carries `forward`.
	 */
	layer?: {
		/** Whether Keras's layer does for these parameters and inputs; without it, for all. */
		fits?(params: ParamValues<S>, context: BuildContext<S>): boolean;
		make(tf: Tfjs, context: BuildContext<S>): import('@tensorflow/tfjs').layers.Layer;
		/** Spec names in the order the layer lists its weights. */
		weights: readonly string[];
	};
}

export interface TorchContext<S extends ParamSpecs> extends BuildContext<S> {
	/** Python names of the inputs, by port. Activations are channels-first. */
	args: Readonly<Record<string, string>>;
	/** `self.dense1`: where the module stands, if there is one. */
	self: string;
}

export interface TorchHalf<S extends ParamSpecs> {
	/** Python that defines the module's class, where PyTorch has none. `nn` and `torch` are imported. */
	define?: string;
	/** The expression that makes the module: `nn.Linear(100, 128)`. Absent for functions without state. */
	module?(context: BuildContext<S>): string;
	/** The expression of each output. `nn`, `F` and `torch` are imported. */
	call(context: TorchContext<S>): Record<string, string>;
	/** A loss that adds up over the batch, where others are means: parts of a batch then add up too. */
	addsUp?(params: ParamValues<S>): boolean;
}

// ---------------------------------------------------------------- as mathematics

export interface TexContext<S extends ParamSpecs> extends BuildContext<S> {
	/** LaTeX of what stands at the wired inputs, by port. */
	args: Readonly<Record<string, string>>;
}

// ---------------------------------------------------------------- what only some kinds have

/** A batch of values on the host, ready to be uploaded. Shape includes the batch axis. */
export interface HostTensor {
	shape: readonly number[];
	values: Float32Array | Int32Array;
}

export interface DrawContext<S extends ParamSpecs> {
	id: string;
	params: ParamValues<S>;
	outputs: Readonly<Record<string, PortType>>;
	batch: number;
	/** Counts the draws since the start of the run. */
	draw: number;
	seed: number;
	/** The numbers of this node at this draw. */
	random: Random;
	/** The loaded data set named by a parameter of type `dataset`. */
	dataset?: LoadedDataset;
	/** It is drawn to be looked at: what only makes training data more various is left out. */
	plain?: boolean;
	/** Output ports that are wanted: others may be left out. */
	ports: readonly string[];
	/** Values of the sources wired to it, by input port: of a source that is made from others. */
	given: Readonly<Record<string, HostTensor>>;
}

/** A data set in memory. */
export interface LoadedDataset extends DatasetItems {
	unpaired?: boolean;
	/** Items kept out of training: to measure with. */
	held?: DatasetItems;
}

export interface DatasetItems {
	count: number;
	/** One batch: the items at these indices, by port; or of these ports alone. */
	gather(indices: ArrayLike<number>, ports?: readonly string[]): Record<string, HostTensor>;
}

/** Kinds that give values at the start of a draw. What is wired to them must be such kinds too. */
export interface SourceHalf<S extends ParamSpecs> {
	draw(context: DrawContext<S>): Record<string, HostTensor>;
	/**
	 * The same in Python, with numbers of PyTorch's own. Absent where a data set is drawn from: exports bring a reader of
	 * data sets, which takes the kind's other parameters by their names.
	 */
	torch?: {
		/** Python that defines what `draw` calls. `torch` is imported. */
		define?: string;
		/** The expression of each output: of `n` items with numbers of `random`, a torch.Generator, or of those given. */
		draw(context: Omit<TorchContext<S>, 'self'>): Record<string, string>;
	};
}

/** Kinds that show something. */
export interface MonitorHalf {
	shows: 'pictures' | 'histogram' | 'scalar';
	/** `fixed`: evaluation mode on sources drawn once and held; `round`: the values of the round just played. */
	when: 'fixed' | 'round';
	/** How many items a `fixed` monitor draws, from its parameters. */
	count?(params: Record<string, Json>): number;
}

// ---------------------------------------------------------------- the kind

export interface KindDoc {
	name: Text;
	/** What it does, in two or three plain sentences. */
	text: Text;
	/** Other names it is known by, in either language: what people search for. */
	also?: readonly string[];
	/** LaTeX. */
	formula?: string;
	paper?: Citation;
}

export interface Kind<S extends ParamSpecs = ParamSpecs> {
	id: string;
	category: Category;
	/** A lucide icon's name. */
	icon: string;
	surfaces: readonly Surface[];
	doc: KindDoc;
	params: S;
	ports(context: NodeContext<S>): Ports;
	/**
	 * Pure and total: any input may be missing or wrong, nothing is thrown. Tells what can be told from the node and
	 * its inputs' types. Open inputs, missing networks and data sets, and what takes the whole graph to see are told
	 * by the compiler.
	 */
	infer(context: InferContext<S>): Inference;
	/** On the training canvas: a node's memory from round to round, none of it trainable. */
	weights?(context: BuildContext<S>): readonly WeightSpec[];
	/**
	 * Multiply-adds of one item on the way forward: those of products and convolutions, as papers count them. Absent where
	 * it has none; what is done value by value is not counted.
	 */
	multiplyAdds?(context: BuildContext<S>): number;
	/** Computed once a draw, before any update that would change what it is computed from. */
	holds?: true;
	/** Items of the batch that its outputs lack. */
	leavesOut?: number;
	tfjs?: TfjsHalf<S>;
	torch?: TorchHalf<S>;
	onnx?: OnnxHalf<S>;
	/**
	 * LaTeX of each output: of a loss, for one item of the batch. Without it a node is written as a function by its name.
	 */
	tex?(context: TexContext<S>): Readonly<Record<string, string>>;
	/** A loss that adds losses: which, and how often. Written out, each stands by itself. */
	adds?(context: BuildContext<S>): readonly { port: string; weight: number }[];
	/**
	 * A loss that compares D's answer at this port with its parameter `target`, and what it takes the answer to be: a
	 * probability, the logit of one, or a number by itself. The best D there is then is known.
	 */
	answer?: { port: string; is: 'probability' | 'logit' | 'number' };
	source?: SourceHalf<S>;
	monitor?: MonitorHalf;
	/** A player: its loss is the input `loss`; its parameters are those of `nodes/training/player.ts`. */
	player?: true;
	/** A small, quick-to-run example for the conformance test; `inputs` are types at the ports. */
	examples: readonly KindExample<S>[];
}

export interface KindExample<S extends ParamSpecs = ParamSpecs> {
	params?: Partial<ParamValues<S>>;
	inputs: Readonly<Record<string, PortType>>;
}

/** Ties a kind's functions to its own parameters' types, then lets the catalogue hold it with the others. */
export function defineKind<const S extends ParamSpecs>(kind: Kind<S>): Kind {
	return kind as unknown as Kind;
}
