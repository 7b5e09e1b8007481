// A training canvas as a small picture: blocks where the nodes are, wires as they run.
import { compile } from '../../compile/compile';
import { datasetType } from '../../data/catalogue';
import type { GraphDocument, Meaning, Point } from '../../graph/types';
import { layoutAll, roughMeasure } from '../editor/node/layout';
import { nodeViews, type Say } from '../editor/node/nodeViews';
import { wirePath } from '../editor/wire/wirePath';
import type { Who } from '../editor/who';

export interface Block {
	id: string;
	x: number;
	y: number;
	width: number;
	height: number;
	/** Networks and players have a colour and their name. */
	who: Who | undefined;
	name: string;
	icon: string;
}

export interface GraphPicture {
	blocks: readonly Block[];
	/** SVG paths in canvas pixels. */
	wires: readonly { d: string; meaning: Meaning | undefined }[];
	/** What is filled with the tone of frames. */
	frames: readonly { x: number; y: number; width: number; height: number }[];
	/** Around all of it. */
	x: number;
	y: number;
	width: number;
	height: number;
}

/** In canvas pixels. Nodes are as large as their contents in the language of `say` make them. */
export function drawGraph(document: GraphDocument, say: Say): GraphPicture {
	const { training } = document;
	const compilation = compile(document, { datasets: datasetType });
	const views = nodeViews(document, 'training', compilation, say);
	const layouts = layoutAll(views, roughMeasure);

	const blocks = training.nodes.map((node): Block => {
		const view = views.get(node.id)!;
		const { width, height } = layouts.get(node.id)!;
		return {
			id: node.id,
			x: node.at[0],
			y: node.at[1],
			width,
			height,
			who: view.who,
			name: view.chip?.name ?? '',
			icon: view.icon,
		};
	});
	const end = ([node, port]: readonly [string, string], side: 'in' | 'out'): Point | undefined => {
		const block = blocks.find(({ id }) => id === node);
		const socket = layouts.get(node)?.sockets[`${side}/${port}`];
		return block && socket && [block.x + socket[0], block.y + socket[1]];
	};
	const wires = training.wires.flatMap(({ from, to, via }) => {
		const start = end(from, 'out');
		const stop = end(to, 'in');
		if (!start || !stop) return [];
		const meaning = compilation.types.training?.[`${from[0]}/${from[1]}`]?.meaning;
		return [{ d: wirePath(start, stop, via).d, meaning }];
	});
	const frames = training.frames.map(({ at: [x, y], size: [width, height] }) => ({
		x,
		y,
		width,
		height,
	}));
	return { blocks, wires, frames, ...boundsOf([...blocks, ...frames]) };
}

interface Box {
	x: number;
	y: number;
	width: number;
	height: number;
}

function boundsOf(boxes: readonly Box[]): Box {
	if (boxes.length === 0) return { x: 0, y: 0, width: 1, height: 1 };
	const x = Math.min(...boxes.map((box) => box.x));
	const y = Math.min(...boxes.map((box) => box.y));
	const right = Math.max(...boxes.map((box) => box.x + box.width));
	const bottom = Math.max(...boxes.map((box) => box.y + box.height));
	return { x, y, width: right - x, height: bottom - y };
}
