// What a weight file may hold beside the weights, so that training goes on exactly: optimizers, averages, the round.
//
// Tensors are in PyTorch's names and layouts:
//     optimizer/PLAYER/exp_avg/NETWORK/NODE/WEIGHT    what a player's optimizer keeps of a weight
//     average/NETWORK/NODE/WEIGHT                     running averages of weights
//     training/NODE/NAME                              what nodes of the training canvas keep
// The file's metadata has `seed`, `rounds` and `draws` made, and `players`: {PLAYER: {optimizer, updates}} as JSON.
import type { Checkpoint, HostArray } from '../../runtime/protocol';
import type { PlannedWeight, Program } from '../program';
import type { TorchTensor } from './fitWeights';
import { fromTorchLayout, sameShape, toTorchLayout, torchShape } from './weights';

/** What optimizers keep of a weight: our names, and PyTorch's. */
export const OPTIMIZER_SLOTS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
	adam: { m: 'exp_avg', v: 'exp_avg_sq' },
	rmsprop: { squares: 'square_avg' },
	sgd: { momentum: 'momentum_buffer' },
};

/** All of a checkpoint but the networks' weights. `kept` is by path, as they are. */
export type TrainingState = Pick<
	Checkpoint,
	'seed' | 'round' | 'draw' | 'updates' | 'optimizer'
> & {
	averages: Record<string, HostArray>;
	kept: Record<string, HostArray>;
};

/** What of a file's state begins anew here, and why. */
export type StateMisfit =
	/** The file has a player's state, and there is no such player. */
	| { problem: 'player'; name: string }
	/** There is a player the file knows nothing of. */
	| { problem: 'newPlayer'; name: string }
	| { problem: 'optimizer'; name: string; given: string; wanted: string }
	/** The file has what an optimizer keeps of so many weights that its player does not train here. */
	| { problem: 'untrained'; name: string; count: number }
	/** The file has averages of a network that keeps none here. */
	| { problem: 'average'; name: string }
	/** A player keeps averages that the file does not have: they begin at the weights. */
	| { problem: 'newAverage'; name: string }
	/** What a node of the training canvas keeps is of another size, or there is no such node. */
	| { problem: 'kept'; name: string };

interface FilePlayer {
	optimizer: string;
	updates: number;
}

const STATE = /^(optimizer\/[^/]+\/[^/]+\/|average\/)[^/]+\/[^/]+\/|^training(\.\d+)?\/[^/]+\//;

/** Whether a tensor of a file is part of a run's state, where it is no weight. */
export const isStateName = (name: string): boolean => STATE.test(name);

interface PlayerPlan {
	name: string;
	optimizer: string;
	/** Slots' names here and in files. */
	slots: readonly (readonly [own: string, torch: string])[];
	averages: boolean;
	/** The weights it trains, by path. */
	trained: ReadonlyMap<string, PlannedWeight>;
}

function playersOf({ phases, steps, networks }: Program): PlayerPlan[] {
	const params = new Map(steps.map((step) => [step.node, step.params]));
	const names = [...new Set(phases.map(({ player }) => player))];
	return names.map((name) => {
		const { optimizer, momentum, ema } = params.get(name)!;
		const kind = String(optimizer);
		const own = phases.find(({ player }) => player === name)!.networks;
		const trained = own
			.flatMap((network) => networks[network]!.weights)
			.filter(({ trainable }) => trainable);
		return {
			name,
			optimizer: kind,
			// Without momentum SGD keeps nothing.
			slots: kind === 'sgd' && momentum === 0 ? [] : Object.entries(OPTIMIZER_SLOTS[kind] ?? {}),
			averages: Number(ema ?? 0) > 0,
			trained: new Map(trained.map((weight) => [weight.path, weight])),
		};
	});
}

/**
 * A checkpoint's state as a file holds it. Of a round under way the file knows nothing: what goes on from it plays that
 * round anew, from the weights as they are.
 */
export function stateTensors(
	{ seed, round, draw, updates, optimizer, averages = {}, weights }: Checkpoint,
	program: Program,
): { tensors: Record<string, HostArray>; metadata: Record<string, string> } {
	const tensors: Record<string, HostArray> = {};
	const players: Record<string, FilePlayer> = {};
	const put = (name: string, weight: PlannedWeight, values: HostArray | undefined): void => {
		if (values) tensors[name] = toTorchLayout(weight, values.values);
	};
	for (const { name, optimizer: kind, slots, trained } of playersOf(program)) {
		players[name] = { optimizer: kind, updates: updates[name] ?? 0 };
		for (const [own, torch] of slots)
			for (const [path, weight] of trained)
				put(`optimizer/${name}/${torch}/${path}`, weight, optimizer[`${name}/${own}/${path}`]);
		for (const [path, weight] of trained) put(`average/${path}`, weight, averages[path]);
	}
	for (const weight of program.state) put(weight.path, weight, weights[weight.path]);
	const metadata = {
		...{ seed: String(seed), rounds: String(round), draws: String(draw) },
		players: JSON.stringify(players),
	};
	return { tensors, metadata };
}

/**
 * A file's state, as far as it fits; undefined where a file holds weights alone.
 * @throws Error when the metadata says so but is no such state.
 */
export function fitState(
	tensors: Readonly<Record<string, TorchTensor>>,
	metadata: Readonly<Record<string, string>>,
	program: Program,
): { state: TrainingState; misfits: StateMisfit[] } | undefined {
	const told = readMetadata(metadata);
	if (!told) return undefined;
	const reader = new StateReader(tensors);
	const { players, ...position } = told;
	const own = playersOf(program);
	for (const name of Object.keys(players))
		if (!own.some((player) => player.name === name))
			reader.misfits.push({ problem: 'player', name });
	const state: TrainingState = {
		...position,
		...{ updates: {}, optimizer: {}, averages: {}, kept: {} },
	};
	for (const player of own) {
		reader.optimizer(player, players[player.name], state);
		reader.averages(player, state);
	}
	reader.averagesLeft(own);
	reader.kept(program, state);
	return { state, misfits: reader.misfits };
}

class StateReader {
	readonly misfits: StateMisfit[] = [];

	constructor(private readonly tensors: Readonly<Record<string, TorchTensor>>) {}

	/** A tensor where it fits a weight, in tfjs's layout. */
	private read(name: string, weight: PlannedWeight): HostArray | undefined {
		const tensor = this.tensors[name];
		if (!tensor || !sameShape(tensor.shape, torchShape(weight))) return undefined;
		const values = Float32Array.from(tensor.values);
		return { shape: weight.shape, values: fromTorchLayout(weight, values) };
	}

	optimizer(player: PlayerPlan, given: FilePlayer | undefined, state: TrainingState): void {
		const { name, optimizer: wanted, slots, trained } = player;
		if (!given) return void this.misfits.push({ problem: 'newPlayer', name });
		if (given.optimizer !== wanted)
			return void this.misfits.push({
				...{ problem: 'optimizer', name },
				...{ given: given.optimizer, wanted },
			});
		state.updates[name] = given.updates;
		for (const [own, torch] of slots) {
			for (const [path, weight] of trained) {
				const values = this.read(`optimizer/${name}/${torch}/${path}`, weight);
				if (values) state.optimizer[`${name}/${own}/${path}`] = values;
			}
		}
		const prefix = `optimizer/${name}/`;
		const others = Object.keys(this.tensors)
			.filter((tensor) => tensor.startsWith(prefix))
			.map((tensor) => tensor.slice(tensor.indexOf('/', prefix.length) + 1))
			.filter((path) => !trained.has(path));
		const count = new Set(others).size;
		if (count > 0) this.misfits.push({ problem: 'untrained', name, count });
	}

	averages({ name, averages, trained }: PlayerPlan, state: TrainingState): void {
		if (!averages) return;
		let missing = false;
		for (const [path, weight] of trained) {
			const values = this.read(`average/${path}`, weight);
			if (values) state.averages[path] = values;
			else missing = true;
		}
		if (missing) this.misfits.push({ problem: 'newAverage', name });
	}

	/** Networks of averages that no player keeps here. */
	averagesLeft(players: readonly PlayerPlan[]): void {
		const kept = players.filter(({ averages }) => averages);
		const left = Object.keys(this.tensors)
			.filter((name) => name.startsWith('average/') && isStateName(name))
			.map((name) => name.slice('average/'.length))
			.filter((path) => !kept.some(({ trained }) => trained.has(path)))
			.map((path) => path.slice(0, path.indexOf('/')));
		for (const name of new Set(left)) this.misfits.push({ problem: 'average', name });
	}

	kept({ state: planned }: Program, state: TrainingState): void {
		const nodes = new Set<string>();
		for (const weight of planned) {
			const values = this.read(weight.path, weight);
			if (values) state.kept[weight.path] = values;
			else nodes.add(weight.node);
		}
		const known = new Set(planned.map(({ path }) => path));
		for (const name of Object.keys(this.tensors))
			if (name.startsWith('training/') && !known.has(name)) nodes.add(name.split('/')[1]!);
		// A pool that is half there is none.
		for (const name of nodes) {
			for (const path of Object.keys(state.kept))
				if (path.startsWith(`training/${name}/`)) delete state.kept[path];
			this.misfits.push({ problem: 'kept', name });
		}
	}
}

function readMetadata(metadata: Readonly<Record<string, string>>) {
	if (metadata.players === undefined) return undefined;
	const count = (name: string): number => {
		const value = Number(metadata[name]);
		if (!Number.isSafeInteger(value) || value < 0)
			throw new Error(`the state of its run is broken: ${name} is “${metadata[name] ?? ''}”`);
		return value;
	};
	const position = { seed: count('seed'), round: count('rounds'), draw: count('draws') };
	let players: unknown;
	try {
		players = JSON.parse(metadata.players);
	} catch (cause) {
		throw new Error('the state of its run is broken: players are not JSON', { cause });
	}
	if (!isPlayers(players)) throw new Error('the state of its run is broken: players');
	return { ...position, players };
}

function isPlayers(value: unknown): value is Record<string, FilePlayer> {
	if (typeof value !== 'object' || value === null) return false;
	return Object.values(value as Record<string, unknown>).every((player) => {
		const { optimizer, updates } = (player ?? {}) as Record<string, unknown>;
		return typeof optimizer === 'string' && Number.isSafeInteger(updates) && Number(updates) >= 0;
	});
}
