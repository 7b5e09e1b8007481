// What the page and the training worker say to each other. Carried by Comlink: every method returns a promise there.
import type { LayersModelFiles } from '../export/tfjs';
import type { GraphDocument, Json } from '../graph/types';
import type { Cells } from '../metrics/cells';
import type { PrincipalPlane } from '../metrics/principalPlane';
import type { LossSeries } from './lossHistory';
import type { PictureFrame } from './pictureHistory';

export type BackendName = 'webgpu' | 'webgl' | 'wasm' | 'cpu';

/** Why a backend is in use, or was passed over. */
export interface BackendVerdict {
	name: BackendName;
	/** `software`: there, but a GPU emulated on the CPU, slower than wasm. */
	state: 'used' | 'available' | 'software' | 'absent';
	/** The adapter's or renderer's own name, or the error's. */
	detail?: string;
	/** Of wasm in use: how many share the work. One where the page is not isolated from others. */
	threads?: number;
}

/** A tensor on the host; layout as tfjs holds it. */
export interface HostArray {
	shape: readonly number[];
	values: Float32Array;
}

/** All it takes to go on exactly. Random streams need no state: seed, draw and round name every number. */
export interface Checkpoint {
	version: 1;
	seed: number;
	round: number;
	/** Phases played in the current round. */
	phase: number;
	draw: number;
	/** Inside a round: how each node was evaluated in this draw, so that repeats stay repeats. */
	evaluations?: Record<string, { count: number; valid: boolean }>;
	/** Inside a round: values kept from before an update of it, by port. */
	held?: Record<string, HostArray>;
	/** Updates made, by player. */
	updates: Record<string, number>;
	/** By weight path, running statistics included, and what training nodes keep, as `training/node/name`. */
	weights: Record<string, HostArray>;
	/** By `player/slot/weight path`: Adam's moments and the like. */
	optimizer: Record<string, HostArray>;
	/** By weight path: running averages, of weights whose player keeps them. */
	averages?: Record<string, HostArray>;
}

/** Rows of 8-bit pictures as they are: 1 or 3 channels, never tinted or inverted. */
export interface Pictures {
	count: number;
	height: number;
	width: number;
	channels: number;
	/** count × height × width × channels, row-major; 0 is the range's minimum, 255 its maximum. */
	pixels: Uint8Array;
}

export type MonitorValue =
	| { shows: 'pictures'; pictures: Pictures }
	/** Counts in equal bins over [min, max], one series a wired input. */
	| {
			shows: 'histogram';
			min: number;
			max: number;
			series: { port: string; mean: number; counts: number[] }[];
	  }
	| { shows: 'scalar'; value: number };

/** Whether rounds are replayed as prepared commands. */
export interface ReplayStatus {
	/** `off`: not yet, or not on this backend. `refused`: this round can't be; it is played op by op. */
	state: 'on' | 'off' | 'refused';
	/** Why it was refused. */
	reason?: string;
	/** Device memory of what was prepared, weights included. */
	bytes?: number;
}

/** Milliseconds a round; together the whole of it. */
export interface RoundTimes {
	/** Our JavaScript; with it the computing itself where that is done before an operation returns (wasm, cpu). */
	host: number;
	/** Waiting for the GPU. */
	device: number;
	/** Losses read back, figures, pictures. */
	pictures: number;
	/** Letting messages in. */
	rest: number;
}

export interface Report {
	round: number;
	/** Phases played in the round under way; 0 between rounds. */
	phase: number;
	/** Rounds × batch ÷ items of the largest data set. */
	epoch: number;
	running: boolean;
	roundsPerSecond: number;
	/** New since the last report: the loss of each update, by player, with the round it belongs to. */
	losses: Record<string, { rounds: number[]; values: number[] }>;
	/** Latest mean of every loss and every one-number answer of a network, by port: `bce1/loss`, `dFake/p`. */
	figures: Record<string, number>;
	/** What monitors show, by node, where it is new. */
	monitors: Record<string, MonitorValue>;
	/** Tensors alive between rounds, and bytes they hold. */
	tensors: number;
	bytes: number;
	replay?: ReplayStatus;
	/** Absent until a round has been timed. */
	times?: RoundTimes;
}

/** What a run has shown so far: kept beside its checkpoint, so that charts and samples outlive a reload. */
export interface RunRecord {
	/** By player. */
	losses: Readonly<Record<string, LossSeries>>;
	/** By monitor, oldest first. */
	pictures: Readonly<Record<string, readonly PictureFrame[]>>;
	/** The last one. */
	report?: Report;
}

/** What left the finite numbers first, and in which round, counted from 1. */
export type Broken =
	/** What is computed at a place: `node/port` of the training canvas, `call/…/step/port` inside networks. */
	| { kind: 'value'; place: string; round: number }
	/** A weight, by path, in the update of this player: its gradient was not finite, or the step too large. */
	| { kind: 'weight'; path: string; player: string; round: number };

/** Training stopped by itself: why, and where. Texts are made by the page. */
export type Failure =
	/** A loss left the finite numbers; training is back at `backAt`. `first` is absent where it was not found again. */
	| { kind: 'notFinite'; player: string; round: number; backAt: number; first?: Broken }
	| { kind: 'dataset'; name: string; message: string }
	| { kind: 'deviceLost'; message: string }
	| { kind: 'memory'; message: string }
	| { kind: 'crashed'; message: string };

export interface OpenRequest {
	document: GraphDocument;
	backend: BackendName | 'auto';
	/** Go on from here; weights that do not fit are refused as a whole. */
	checkpoint?: Checkpoint;
	/** Go on from here with another document: weights that fit by path and shape are taken over, the rest start anew. */
	carryOver?: Checkpoint;
	/** Where `datasets/…` and wasm files are: the page's base address. */
	base: string;
}

export interface Opened {
	backends: BackendVerdict[];
	round: number;
	/** Paths of the weights that `carryOver` had nothing fitting for. */
	startedAnew: string[];
}

export interface GenerateRequest {
	network: string;
	count: number;
	seed: number;
	/** The whole random vector of every item, [count, size], instead of one that is drawn. */
	z?: HostArray;
	/** All items are of the same class, text or picture, which are the first one's: only z differs. */
	held?: boolean;
	/** Overrides single latent coordinates of every item: [index, value]. */
	latent?: readonly (readonly [index: number, value: number])[];
	/** The class of every item, where the network is given labels; without it they take turns. */
	label?: number;
	/** What is said, in turns, instead of the data's own sentences: where pictures are made of sentences. */
	texts?: readonly string[];
	/** Items that take turns through the classes or texts share their noise: the same hand writes each class. */
	sameHand?: boolean;
	/** Items lead from the first of two texts to the second in even steps, all of the same noise. */
	between?: boolean;
	/** What pictures are made of, in turns, instead of the data's own: where the network takes a picture. */
	given?: Pictures;
	/** A network that is applied to what comes out: the way back. */
	then?: string;
	/** Adds what each picture was made of to its left, and what `then` makes of it to its right. */
	beside?: boolean;
}

/** One sound, and a picture of it: a column a moment, a row a band of pitch, the highest on top; 255 is loudest. */
export interface Sound {
	/** −1 … 1 */
	samples: Float32Array;
	spectrum: Pictures;
}

/** A spectrogram as a network is given it: [frames, bands], row-major. */
export interface Spectrogram {
	frames: number;
	bands: number;
	values: Float32Array;
}

/** What a generator made, each beside the sound its spectrogram was taken from. */
export interface Sounds {
	made: Sound[];
	/** Empty where it was made of no sound. */
	real: Sound[];
	/** What the network was given, where that is a spectrogram. */
	spectrograms: Spectrogram[];
}

export interface HearRequest {
	network: string;
	count: number;
	seed: number;
	/** A sound instead of the data's: as many samples as the data's have, −1 … 1. */
	given?: Float32Array;
	/** Is given to the network in place of the spectrogram of a sound. */
	spectrogram?: Spectrogram;
}

/** What flows at one place, of a draw that stays the same. */
export interface ProbeValue {
	/** With the batch axis, where there is one. */
	shape: readonly number[];
	/** Of all its numbers that are finite; NaN where none is. */
	mean: number;
	deviation: number;
	min: number;
	max: number;
	/** Numbers that are none, and infinite ones. */
	nans: number;
	infinite: number;
	view: ProbeView;
}

export type ProbeView =
	/** Items side by side. */
	| { shows: 'pictures'; pictures: Pictures }
	/** Channels of the first item's feature map, on one scale: as many as are shown of `of`. */
	| { shows: 'channels'; pictures: Pictures; of: number }
	/** The first item over time: a row a band or channel, the first at the bottom. */
	| { shows: 'roll'; pictures: Pictures }
	| { shows: 'sound'; sound: Sound }
	| { shows: 'texts'; texts: string[] }
	/** Of each item: its class, by label or by the largest entry of a one-hot vector. */
	| { shows: 'classes'; classes: number[] }
	| { shows: 'number' }
	| { shows: 'histogram'; min: number; max: number; counts: number[] };

/** By place: the value, or in words why there is none. */
export type Probed = Record<string, { value: ProbeValue } | { trouble: string }>;

/** How finely a graph of points is looked at. */
export interface PointsRequest {
	/** Where D is asked. */
	cells: Cells;
	/** Real points, and fakes. */
	samples: number;
	/** Lines of the grid over z, a side. */
	latent: number;
	/** Fakes, the first ones, of which it is asked where G's gradient pulls them. */
	arrows: number;
}

/** A graph of points at one moment. All but answers are items × dimensions; answers are D's own, one an item. */
export interface PointsSeen {
	round: number;
	/** Phases played in the round under way. */
	phase: number;
	real: Float32Array;
	fake: Float32Array;
	/** Cell by cell. */
	answers: Float32Array;
	realAnswers: Float32Array;
	fakeAnswers: Float32Array;
	/** The grid over z as G carries it over, side × side or, of a z of one number, side; absent where z is none of G's alone. */
	carried?: Float32Array;
	/** Minus the slope of G's loss at the first fakes; absent where nobody who makes them learns. */
	pull?: Float32Array;
}

/** What one D is shown, and what it makes of it. */
export interface JudgeRequest {
	judge: string;
	/** Real pictures, and made ones. */
	count: number;
	seed: number;
	/** Looks at the features of its last hidden layer, too. */
	features?: boolean;
}

export interface JudgedPictures {
	pictures: Pictures;
	/** The pictures they were asked to fit, where there are such. */
	given?: Pictures;
	/** The classes they were asked to be of, where there are such. */
	classes?: Int32Array;
	/** D's answer to each; of many answers to one picture, their mean. */
	answers: Float32Array;
}

export interface Judged {
	round: number;
	/** Held out of training. */
	real: JudgedPictures;
	/** Item i is of the condition of the real one i, where there is one. */
	fake: JudgedPictures;
	/** Real ones and then fakes, in the plane in which D's features of them spread most. */
	plane?: PrincipalPlane;
	/** How many features there are. */
	features?: number;
}

export interface NearestRequest {
	/** Whose data, as its real pictures. */
	judge: string;
	/** What is looked for, of the size of the data's pictures. */
	pictures: Pictures;
	/** How many of each. */
	count: number;
}

/** Pictures of the training data that are nearest: distances are the root of the mean squared difference, range 0 … 1. */
export interface Nearest {
	/** Of each picture, nearest first: count × as many as were asked for. */
	pictures: Pictures;
	distances: Float32Array;
	/** Pictures that were compared. */
	compared: number;
}

/** What G may descend on. */
export const MAKER_LOSSES = [
	'saturating',
	'nonSaturating',
	'sum',
	'leastSquares',
	'wasserstein',
] as const;

export type MakerLoss = (typeof MAKER_LOSSES)[number];

/** What is left of G's gradient in front of a D. */
export interface GradientNorms {
	/** Over all weights of G. */
	norms: Record<MakerLoss, number>;
	/** D's mean logit at what G makes: how sure it is, below 0, that this is fake. */
	logit: number;
}

/** The worker's side. One document is open at a time. */
export interface Engine {
	open(request: OpenRequest): Promise<Opened>;
	/** Runs until `pause`, the last round or a failure; returns at once. */
	train(): void;
	/** Resolves when the phase under way has ended. */
	pause(): Promise<void>;
	/** One phase of this player. */
	step(player: string): Promise<void>;
	/** Fresh weights from the seed, round 0. */
	reset(seed?: number): Promise<void>;
	/** Reports what the networks make as they are, and plays nothing. */
	show(): Promise<void>;
	/** Turns a `live` parameter of a training node while it runs. */
	setParam(node: string, name: string, value: Json): void;
	generate(request: GenerateRequest): Promise<Pictures>;
	/** Of a network that gives sound. */
	hear(request: HearRequest): Promise<Sounds>;
	/**
	 * What flows at these places now: `node/port` on the training canvas, `call/…/step/port` inside networks. Evaluation
	 * mode, weights as they are. No places lets go of what was held for it.
	 */
	probe(places: readonly string[]): Promise<Probed>;
	/** Of a graph of points: what there is to see at this moment. */
	points(request: PointsRequest): Promise<PointsSeen>;
	/** Real pictures and made ones, as D sees them now. */
	judge(request: JudgeRequest): Promise<Judged>;
	/** Lets training go on meanwhile. */
	nearest(request: NearestRequest): Promise<Nearest>;
	/**
	 * From pictures held out of training to the nearest of it, in order: how near real ones come by themselves. Looked for
	 * once, while training goes on; empty where none were held out.
	 */
	usualDistances(judge: string): Promise<Float32Array>;
	/**
	 * An experiment beside the run, which it leaves alone: D is trained by itself from the beginning, for so many updates
	 * in all, against a G that stays as it was drawn. Asked with more, it goes on; with fewer, it begins anew.
	 */
	strongJudge(updates: number): Promise<GradientNorms>;
	checkpoint(): Promise<Checkpoint>;
	/** Files of the networks that Keras has all layers for, by name, with the weights that pictures are made with. */
	layersModels(): Promise<Record<string, LayersModelFiles>>;
	/** Replaces the weights that fit by path and shape; tells which did and which did not. */
	loadWeights(weights: Record<string, HostArray>): Promise<{ loaded: string[]; refused: string[] }>;
	/** Called at display rate while training, and after every step. */
	onReport(listener: (report: Report) => void): void;
	onFailure(listener: (failure: Failure) => void): void;
}
