// What can be added to a canvas: kinds that belong on it, calls of the document's networks and blocks, and new ones.
import { surfaceOf } from '../../../graph/canvases';
import type { Command } from '../../../graph/commands/command';
import { freshId } from '../../../graph/ids';
import type {
	Canvas,
	CanvasId,
	GraphDocument,
	GraphNode,
	Meaning,
	ParamMap,
	Point,
	PortType,
	Text,
} from '../../../graph/types';
import { defaultParams } from '../../../nodes/params';
import type {
	Category,
	Kind,
	NodeContext,
	ParamSpecs,
	ParamValues,
	PortSpec,
	Surroundings,
} from '../../../nodes/kind';
import { READY_BLOCKS, type ReadyBlock } from './readyBlocks';

export interface AddItem {
	/** Unique in the list. */
	key: string;
	name: Text;
	help: Text;
	icon: string;
	category: Category;
	kind: Kind;
	params: ParamMap;
	/** The network it calls: shown as its chip. */
	network?: string;
	/** Makes a network first, with this name. */
	makes?: string;
	/** Adds a block first, under the name its parameter has. */
	brings?: ReadyBlock;
	/** Other names it is searched by. */
	also?: readonly string[];
}

export const CATEGORIES: readonly { id: Category; icon: string }[] = [
	{ id: 'data', icon: 'database' },
	{ id: 'layers', icon: 'layers' },
	{ id: 'networks', icon: 'box' },
	{ id: 'merge', icon: 'merge' },
	{ id: 'losses', icon: 'target' },
	{ id: 'players', icon: 'graduation-cap' },
	{ id: 'monitors', icon: 'eye' },
];

const NEW_NETWORK: { name: Text; help: Text } = {
	name: { en: 'New network', ja: '新しいネットワーク' },
	help: {
		en: 'An empty network, and a call of it. Double-click its head to build it.',
		ja: '空のネットワークと、その呼び出しを作ります。見出しをダブルクリックすると中身を組み立てられます。',
	},
};

function callOf(kind: Kind, param: string, name: string): AddItem {
	return {
		key: `call ${name}`,
		name: { en: name, ja: name },
		help: {
			en: `Runs ${name}. Every call of it shares the same weights.`,
			ja: `${name} を呼び出します。何回呼び出しても重みは共有されます。`,
		},
		icon: kind.icon,
		category: 'networks',
		kind,
		params: { [param]: name },
		network: name,
	};
}

const EMPTY_BLOCK: ReadyBlock = {
	name: 'block',
	title: { ja: '新しいブロック', en: 'New block' },
	help: {
		ja: '空のブロックを作ります。見出しをダブルクリックすると中身を組み立てられます。',
		en: 'An empty block. Double-click its head to build it.',
	},
	body: passingThrough,
};

/** Uses of the document's blocks, then blocks to begin with. Not a block within itself. */
function blockItems(document: GraphDocument, canvas: CanvasId, kind: Kind): AddItem[] {
	const shared = { icon: kind.icon, category: kind.category, kind };
	const own = Object.entries(document.blocks)
		.filter(([name]) => canvas !== `blocks/${name}`)
		.map(([name, { title = name }]): AddItem => ({
			...shared,
			key: `use ${name}`,
			name: typeof title === 'string' ? { ja: title, en: title } : title,
			help: {
				ja: `ブロック ${name} を使います。使うたびに新しい重みを持ちます。`,
				en: `Uses the block ${name}. Every use has weights of its own.`,
			},
			params: { block: name },
		}));
	const ready = [...READY_BLOCKS, EMPTY_BLOCK].map((brings): AddItem => ({
		...shared,
		key: `new ${brings.name}`,
		name: brings.title,
		help: brings.help,
		icon: brings === EMPTY_BLOCK ? 'plus' : kind.icon,
		params: { block: freshId(Object.keys(document.blocks), brings.name) },
		brings,
	}));
	return [...own, ...ready];
}

/** The network a penalty is most likely meant for: the first discriminator, or none. */
function judgeOf({ networks }: GraphDocument): string {
	return Object.keys(networks).find((name) => networks[name]?.role === 'discriminator') ?? '';
}

/** In the order of the catalogue; a kind that calls a network stands once for each network there is. */
export function addItems(
	document: GraphDocument,
	canvas: CanvasId,
	kinds: readonly Kind[],
): AddItem[] {
	const surface = surfaceOf(canvas);
	const items: AddItem[] = [];
	for (const kind of kinds) {
		if (!kind.surfaces.includes(surface)) continue;
		if (Object.values(kind.params).some((spec) => spec.type === 'block')) {
			items.push(...blockItems(document, canvas, kind));
			continue;
		}
		const param = Object.entries(kind.params).find(([, spec]) => spec.type === 'network')?.[0];
		// A penalty asks for a network as well, but stands for itself.
		if (param === undefined || kind.category !== 'networks') {
			items.push({
				key: kind.id,
				name: kind.doc.name,
				help: kind.doc.text,
				icon: kind.icon,
				category: kind.category,
				kind,
				params: param === undefined ? {} : { [param]: judgeOf(document) },
				also: kind.doc.also,
			});
			continue;
		}
		for (const name of Object.keys(document.networks)) items.push(callOf(kind, param, name));
		const name = freshId(Object.keys(document.networks), 'N');
		items.push({
			...callOf(kind, param, name),
			...NEW_NETWORK,
			key: 'new network',
			icon: 'plus',
			network: undefined,
			makes: name,
		});
	}
	return items;
}

/** A new network's body: what comes in goes out. */
function passingThrough(): Canvas {
	return {
		nodes: [
			{ id: 'input', kind: 'input', params: { name: 'x' }, at: [0, 0] },
			{ id: 'output', kind: 'output', params: { name: 'y' }, at: [300, 0] },
		],
		wires: [{ from: ['input', 'x'], to: ['output', 'x'] }],
		frames: [],
	};
}

export interface Addition {
	commands: Command[];
	node: GraphNode;
}

/** Of the pictures or sounds a block is made for, where nothing says. */
const CHANNELS = 32;

/** The commands that add an item at a place, and the node they add. `type` is what it is going to be given. */
export function addition(
	canvasId: CanvasId,
	canvas: Canvas,
	item: AddItem,
	at: Point,
	type?: PortType,
): Addition {
	const params: ParamMap = { ...defaultParams(item.kind), ...item.params };
	const id = freshId(
		canvas.nodes.map((one) => one.id),
		item.network ?? item.makes ?? item.brings?.name ?? item.kind.id,
	);
	const node: GraphNode = { id, kind: item.kind.id, params, at };
	const commands: Command[] = [];
	if (item.makes)
		commands.push({
			type: 'addNetwork',
			name: item.makes,
			role: 'other',
			content: passingThrough(),
		});
	if (item.brings)
		commands.push({
			type: 'addBlock',
			name: String(params.block),
			title: item.brings.title,
			content: item.brings.body(
				(type?.meaning === item.brings.reads && type?.shape.at(-1)) || CHANNELS,
			),
		});
	commands.push({ type: 'addNode', canvas: canvasId, node });
	return { commands, node };
}

/** The end a new node is to be wired to. */
export interface Origin {
	side: 'in' | 'out';
	meaning: Meaning | undefined;
	type?: PortType;
	/** What it takes, if it is an input. */
	accepts?: readonly Meaning[];
}

/** The first port of an item's node a wire from there could go on to. */
export function portFor(
	item: AddItem,
	around: Surroundings,
	{ side, meaning, type, accepts }: Origin,
): PortSpec | undefined {
	if (item.brings) return bringsPort(item.brings, side, meaning, accepts);
	const node: NodeContext<ParamSpecs> = {
		id: item.kind.id,
		params: { ...defaultParams(item.kind), ...item.params } as ParamValues<ParamSpecs>,
		wired: [],
		around,
	};
	const { inputs, outputs } = item.kind.ports(node);
	if (side === 'in') return outputs.find((port) => takes(accepts, port.meaning));
	return inputs.find((port) => {
		if (!takes(port.accepts, meaning)) return false;
		const inputs = { [port.name]: type };
		const { problems = [] } = item.kind.infer({ ...node, wired: [port.name], inputs });
		return !problems.some((one) => one.severity === 'error' && one.port === port.name);
	});
}

/** As `portFor`, of a block the document doesn't have yet. */
function bringsPort(
	brings: ReadyBlock,
	side: Origin['side'],
	meaning: Origin['meaning'],
	accepts: Origin['accepts'],
): PortSpec | undefined {
	const { reads } = brings;
	const port: PortSpec = {
		name: side === 'in' ? 'y' : 'x',
		meaning: reads,
		accepts: reads && [reads],
	};
	if (side === 'in') return takes(accepts, port.meaning) ? port : undefined;
	return takes(port.accepts, meaning) ? port : undefined;
}

/** Items that fit, those made for what flows before those that take anything. */
export function fittingItems(
	items: readonly AddItem[],
	around: Surroundings,
	origin: Origin,
): AddItem[] {
	const made = (port: PortSpec): boolean =>
		origin.meaning !== undefined &&
		(port.accepts?.includes(origin.meaning) || port.meaning === origin.meaning);
	const fitting = items.flatMap((item) => {
		const port = portFor(item, around, origin);
		return port ? [{ item, first: made(port) }] : [];
	});
	return [...fitting.filter(({ first }) => first), ...fitting.filter(({ first }) => !first)].map(
		({ item }) => item,
	);
}

/** Unless a port says otherwise it takes anything but a loss. */
function takes(accepts: readonly Meaning[] | undefined, meaning: Meaning | undefined): boolean {
	if (meaning === undefined) return true;
	return accepts ? accepts.includes(meaning) : meaning !== 'loss';
}
