// What copying puts on the clipboard: nodes with the wires between them, and the bodies their calls need, as text.
import { z } from 'zod';
import { entry, findCanvas } from './canvases';
import type { Command } from './commands/command';
import { isSound } from './commands/content';
import { freshIds } from './ids';
import { isName } from './names';
import { parseJson, type ParseProblem } from './parse';
import { blockSchema, canvasSchema, networkSchema } from './schema';
import { describeIssue } from './structure';
import type {
	Block,
	Canvas,
	CanvasId,
	GraphDocument,
	GraphNode,
	Network,
	Point,
	Wire,
} from './types';

export const FRAGMENT = 'fragment';

export interface Fragment {
	ganloom: typeof FRAGMENT;
	version: 1;
	content: Canvas;
	/** Wires into the content from nodes that were not taken: pasted where those nodes are. */
	fed?: Wire[];
	/** Called by the content, by one another, or used by them. */
	networks: Record<string, Network>;
	blocks: Record<string, Block>;
}

const schema = z.strictObject({
	ganloom: z.literal(FRAGMENT),
	version: z.literal(1),
	content: canvasSchema,
	fed: canvasSchema.shape.wires.optional(),
	networks: z.record(z.string().refine(isName, { error: 'name' }), networkSchema),
	blocks: z.record(z.string().refine(isName, { error: 'name' }), blockSchema),
}) satisfies z.ZodType<Fragment>;

/** The chosen nodes, the wires between them, and frames all of whose nodes are chosen. */
export function takeFragment(
	document: GraphDocument,
	id: CanvasId,
	chosen: ReadonlySet<string>,
): Fragment {
	const canvas = findCanvas(document, id) ?? { nodes: [], wires: [], frames: [] };
	const nodes = canvas.nodes.filter((node) => chosen.has(node.id));
	const wires = canvas.wires.filter((wire) => chosen.has(wire.from[0]) && chosen.has(wire.to[0]));
	const fed = canvas.wires.filter((wire) => !chosen.has(wire.from[0]) && chosen.has(wire.to[0]));
	const frames = canvas.frames.filter(({ at, size }) => {
		const inside = canvas.nodes.filter(
			(node) =>
				node.at[0] >= at[0] &&
				node.at[1] >= at[1] &&
				node.at[0] <= at[0] + size[0] &&
				node.at[1] <= at[1] + size[1],
		);
		return inside.length > 0 && inside.every((node) => chosen.has(node.id));
	});
	const fragment: Fragment = {
		ganloom: FRAGMENT,
		version: 1,
		content: { nodes, wires, frames },
		...(fed.length > 0 && { fed }),
		networks: {},
		blocks: {},
	};
	gatherBodies(document, nodes, fragment);
	return fragment;
}

/** `takeFragment`, as text for the clipboard. */
export function copyFragment(
	document: GraphDocument,
	id: CanvasId,
	chosen: ReadonlySet<string>,
): string {
	return JSON.stringify(takeFragment(document, id, chosen));
}

export function parseFragment(
	text: string,
): { fragment: Fragment; problem?: undefined } | { problem: ParseProblem; fragment?: undefined } {
	const { json, problem } = parseJson(text);
	if (problem) return { problem };
	const result = schema.safeParse(json);
	if (!result.success) {
		const { where, message } = describeIssue(result.error);
		return { problem: { code: 'structure', message, where } };
	}
	const fragment: Fragment = result.data;
	const bodies = [...Object.values(fragment.networks), ...Object.values(fragment.blocks)];
	if (
		![fragment.content, ...bodies.map((body) => body.canvas)].every((canvas) => isSound(canvas))
	) {
		const message = {
			ja: '写した内容が壊れています。名前が重なっているか、線の端がありません。',
			en: 'The copied nodes are damaged: a name is used twice, or a wire has a loose end.',
		};
		return { problem: { code: 'structure', message } };
	}
	return { fragment };
}

/**
 * The commands that put a fragment on a canvas, moved by `offset`, under free names; and the new nodes' names.
 * Networks and blocks that the document has under the same name are used as they are; the others are added. With
 * `wired`, wires from outside come along where the canvas has the nodes they begin at.
 */
export function pasteFragment(
	document: GraphDocument,
	id: CanvasId,
	fragment: Fragment,
	offset: Point,
	{ wired = false }: { wired?: boolean } = {},
): { commands: Command[]; nodes: string[] } {
	const canvas = findCanvas(document, id);
	if (!canvas) return { commands: [], nodes: [] };
	const moved = ([x, y]: Point): Point => [x + offset[0], y + offset[1]];
	const fresh = freshIds(fragment.content, canvas);
	const content: Canvas = {
		nodes: fresh.nodes.map((node): GraphNode => ({ ...node, at: moved(node.at) })),
		wires: fresh.wires.map((wire): Wire =>
			wire.via ? { ...wire, via: wire.via.map(moved) } : wire,
		),
		frames: fresh.frames.map((frame) => ({ ...frame, at: moved(frame.at) })),
	};
	// New names stand in the order of the old ones.
	const named = new Map(fragment.content.nodes.map(({ id: old }, i) => [old, fresh.nodes[i]!.id]));
	const there = new Set(canvas.nodes.map((node) => node.id));
	const fed = (wired ? (fragment.fed ?? []) : []).flatMap(({ from, to }): Command[] => {
		const node = named.get(to[0]);
		if (node === undefined || !there.has(from[0])) return [];
		return [{ type: 'connect', canvas: id, wire: { from, to: [node, to[1]] } }];
	});
	const commands: Command[] = [
		...Object.entries(fragment.blocks)
			.filter(([name]) => !entry(document.blocks, name))
			.map(([name, { title, canvas: body }]): Command => ({
				type: 'addBlock',
				name,
				title,
				content: body,
			})),
		...Object.entries(fragment.networks)
			.filter(([name]) => !entry(document.networks, name))
			.map(([name, { role, canvas: body }]): Command => ({
				type: 'addNetwork',
				name,
				role,
				content: body,
			})),
		{ type: 'insert', canvas: id, content },
		...fed,
	];
	return { commands, nodes: content.nodes.map((node) => node.id) };
}

/** Adds what the nodes refer to by name, and what that refers to in turn. */
function gatherBodies(
	document: GraphDocument,
	nodes: readonly GraphNode[],
	into: Pick<Fragment, 'networks' | 'blocks'>,
): void {
	for (const { params } of nodes) {
		const network = entry(document.networks, params.network);
		const called = String(params.network);
		if (network && !Object.hasOwn(into.networks, called)) {
			into.networks[called] = network;
			gatherBodies(document, network.canvas.nodes, into);
		}
		const block = entry(document.blocks, params.block);
		const used = String(params.block);
		if (block && !Object.hasOwn(into.blocks, used)) {
			into.blocks[used] = block;
			gatherBodies(document, block.canvas.nodes, into);
		}
	}
}
