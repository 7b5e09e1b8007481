// The first pass: whatever can be said without knowing any type. Makes the sheets that the other passes walk.
import { surfaceOf } from '../graph/canvases';
import { isOff } from '../graph/off';
import type { CanvasId, GraphDocument, GraphNode, ParamMap, Text, Wire } from '../graph/types';
import { resolveParams, type ResolvedParams } from '../nodes/params';
import type { Kind } from '../nodes/kind';
import { DiagnosticLog } from './diagnostics';
import { removeNode, removeWire, turnOn } from './mends';
import { allNeeded, sortByNeed } from './order';
import { checkReferences } from './references';
import {
	allCanvases,
	bodiesOf,
	isOutput,
	type Kinds,
	type Place,
	type Sheet,
	type Workspace,
} from './workspace';

export function validate(
	document: GraphDocument,
	kinds: Kinds,
	datasets: Workspace['datasets'],
	log: DiagnosticLog,
): Workspace {
	const sheets = new Map<CanvasId, Sheet>();
	for (const { id, surface, canvas } of allCanvases(document)) {
		const incoming = sortWires(id, canvas.nodes, canvas.wires, log);
		const places = new Map<string, Place>();
		for (const node of canvas.nodes) {
			if (places.has(node.id)) {
				log.add({
					severity: 'error',
					code: 'duplicateId',
					canvas: id,
					node: node.id,
					message: {
						ja: `「${node.id}」という名前のノードが 2 つあります。一方を消すか、名前を変えてください。`,
						en: `Two nodes are called “${node.id}”. Remove one, or give it another name.`,
					},
				});
				continue;
			}
			const kind = kinds(node.kind);
			const { params, sound } = checkNode(id, node, kind, isOff(node) ? new DiagnosticLog() : log);
			places.set(node.id, {
				canvas: id,
				node,
				kind,
				params,
				incoming: incoming.get(node.id) ?? new Map<string, Wire>(),
				off: isOff(node),
				broken: !sound,
			});
		}
		sheets.set(id, finishSheet({ id, surface, canvas, places }, log));
	}
	const { bodies, called } = checkCalls(document, sheets, log);
	const workspace: Workspace = { document, datasets, sheets, bodies, called, log };
	checkReferences(workspace);
	checkPlayers(workspace);
	return workspace;
}

/** Kind, surface and parameters of one node. */
function checkNode(
	canvas: CanvasId,
	node: GraphNode,
	kind: Kind | undefined,
	log: DiagnosticLog,
): { params: ParamMap; sound: boolean } {
	const at = { severity: 'error', canvas, node: node.id } as const;
	if (!kind) {
		log.add({
			...at,
			code: 'unknownKind',
			message: {
				ja: `「${node.kind}」という種類のノードは、この GAN Loom にはありません。ノードと線はそのまま残してあります。消すか、置きかえてください。`,
				en: `This GAN Loom has no kind of node called “${node.kind}”. The node and its wires are kept; remove or replace it.`,
			},
		});
		return { params: node.params, sound: false };
	}
	const { values, problems } = resolved(kind, node, canvas);
	for (const problem of problems) log.add({ ...problem, canvas, node: node.id });
	const surface = surfaceOf(canvas);
	if (!kind.surfaces.includes(surface)) {
		const where: Record<typeof surface, Text> = {
			training: { ja: '学習の画面', en: 'the training canvas' },
			network: { ja: 'ネットワークの中', en: 'a network' },
			block: { ja: 'ブロックの中', en: 'a block' },
		};
		const allowed = kind.surfaces.map((one) => where[one]);
		log.add({
			...at,
			code: 'wrongSurface',
			message: {
				ja: `${kind.doc.name.ja}は${where[surface].ja}には置けません。置けるのは${allowed.map((text) => text.ja).join('、')}です。`,
				en: `${kind.doc.name.en} can’t stand in ${where[surface].en}; it belongs in ${allowed.map((text) => text.en).join(' or ')}.`,
			},
			mend: removeNode(canvas, node.id),
		});
		return { params: values, sound: false };
	}
	return { params: values, sound: problems.every(({ severity }) => severity !== 'error') };
}

/** Parameters once resolved, of nodes about which there is nothing to tell. */
const sound = new WeakMap<GraphNode, { kind: Kind; resolved: ResolvedParams }>();

function resolved(kind: Kind, node: GraphNode, canvas: CanvasId): ResolvedParams {
	const known = sound.get(node);
	if (known?.kind === kind) return known.resolved;
	const made = resolveParams(kind, node.params, { canvas, id: node.id });
	if (made.problems.length === 0) sound.set(node, { kind, resolved: made });
	return made;
}

/** Wires by the node and port they end at. Loose ends and second wires are told, and left out. */
function sortWires(
	canvas: CanvasId,
	nodes: readonly GraphNode[],
	wires: readonly Wire[],
	log: DiagnosticLog,
): Map<string, Map<string, Wire>> {
	const ids = new Set(nodes.map(({ id }) => id));
	const sorted = new Map<string, Map<string, Wire>>();
	for (const wire of wires) {
		const [from, [to, port]] = [wire.from[0], wire.to];
		const missing = [from, to].find((id) => !ids.has(id));
		if (missing !== undefined) {
			const held = ids.has(to) ? { node: to, port } : ids.has(from) ? { node: from } : {};
			log.add({
				severity: 'error',
				code: 'danglingWire',
				canvas,
				...held,
				message: {
					ja: `線の端にあるはずのノード「${missing}」がありません。線を外してください。`,
					en: `A wire ends at “${missing}”, which isn’t there. Remove the wire.`,
				},
				mend: removeWire(canvas, wire.to),
			});
			continue;
		}
		const ports = sorted.get(to) ?? new Map<string, Wire>();
		sorted.set(to, ports);
		const first = ports.get(port);
		if (first) {
			log.add({
				severity: 'error',
				code: 'doubleInput',
				canvas,
				node: to,
				port,
				message: {
					ja: `1 つの入力に 2 本の線が入っています。残すのは 1 本です。`,
					en: `Two wires end at this input. It takes one.`,
				},
				mend: {
					label: { ja: 'はじめの 1 本だけ残す', en: 'Keep the first' },
					commands: [
						{ type: 'disconnect', canvas, to: wire.to },
						{ type: 'connect', canvas, wire: first },
					],
				},
			});
		} else ports.set(port, wire);
	}
	return sorted;
}

/** Puts the nodes in order, and tells of circles. */
function finishSheet(sheet: Omit<Sheet, 'order' | 'needed'>, log: DiagnosticLog): Sheet {
	const { id: canvas, places } = sheet;
	const needs = (node: string): string[] =>
		[...(places.get(node)?.incoming.values() ?? [])].map((wire) => wire.from[0]);
	const { order, circles } = sortByNeed([...places.keys()], needs);
	for (const circle of circles) {
		for (const node of circle) places.get(node)!.broken = true;
		// From feeding to fed, which is against the order of need.
		const round = [...circle].reverse();
		const path = [...round, round[0]!].join(' → ');
		const wire = [...places.get(round[0]!)!.incoming.values()].find(({ from }) =>
			circle.includes(from[0]),
		);
		log.add({
			severity: 'error',
			code: 'circle',
			canvas,
			node: round[0],
			port: wire?.to[1],
			message: {
				ja: `線が輪になっています（${path}）。どれか 1 本を外してください。`,
				en: `The wires run in a circle: ${path}. Remove one of them.`,
			},
			mend: wire && removeWire(canvas, wire.to),
		});
	}
	const ends = [...places.values()].filter((place) =>
		sheet.surface === 'training' ? place.kind?.player && !place.off : isOutput(place),
	);
	const needed = allNeeded(
		ends.map(({ node }) => node.id),
		needs,
	);
	return { ...sheet, order, needed };
}

/** Puts the bodies in order, and tells of those that call themselves, directly or through others. */
function checkCalls(
	document: GraphDocument,
	sheets: ReadonlyMap<CanvasId, Sheet>,
	log: DiagnosticLog,
): Pick<Workspace, 'bodies' | 'called'> {
	const calls = (id: string): CanvasId[] =>
		[...(sheets.get(id as CanvasId)?.places.values() ?? [])].flatMap((place) =>
			bodiesOf(document, place),
		);
	const names = [...sheets.keys()].filter((id) => id !== 'training');
	const { order, circles } = sortByNeed(names, calls);
	for (const circle of circles) {
		const name = (id: string): string => id.slice(id.indexOf('/') + 1);
		const path = [...circle, circle[0]!].map(name).join(' → ');
		for (const id of circle) {
			for (const place of sheets.get(id as CanvasId)!.places.values()) {
				if (!bodiesOf(document, place).some((body) => circle.includes(body))) continue;
				place.broken = true;
				log.add({
					severity: 'error',
					code: 'cyclicCall',
					canvas: place.canvas,
					node: place.node.id,
					message: {
						ja: `呼び出しが輪になっていて、終わりがありません（${path}）。この呼び出しを外してください。`,
						en: `The calls run in a circle and never end: ${path}. Remove this call.`,
					},
					mend: removeNode(place.canvas, place.node.id),
				});
			}
		}
	}
	const called = [...allNeeded(calls('training'), calls)]
		.filter((id) => id.startsWith('networks/'))
		.map((id) => id.slice('networks/'.length));
	return { bodies: order as CanvasId[], called: new Set(called) };
}

function checkPlayers({ sheets, log, document }: Workspace): void {
	const training = sheets.get('training')!;
	const players = [...training.places.values()].filter(({ kind }) => kind?.player);
	if (players.some(({ off }) => !off)) return;
	if (players.length > 0) {
		log.add({
			severity: 'error',
			code: 'playersOff',
			canvas: 'training',
			node: players[0]!.node.id,
			message: {
				ja: 'プレイヤーがすべてオフなので、学習するものがありません。どれかをオンにしてください。',
				en: 'Every player is off, so nothing learns. Turn one on.',
			},
			mend: turnOn(
				'training',
				players.map(({ node }) => node.id),
			),
		});
		return;
	}
	// A kind from a newer version may be a player: that it is unknown is told already.
	if ([...training.places.values()].some(({ kind }) => !kind)) return;
	const names = Object.keys(document.networks).join(', ');
	log.add({
		severity: 'error',
		code: 'noPlayer',
		canvas: 'training',
		message: {
			ja: `学習するものがありません。プレイヤーを置いて損失をつなぎ、更新するネットワーク${names && `（${names}）`}を選んでください。`,
			en: `Nothing learns here. Add a player, wire a loss to it and choose the network it updates${names && ` (${names})`}.`,
		},
	});
}
