// After an edit, what looks as it did is the very same object: so only what changed is drawn anew.
import { describe, expect, it } from 'vitest';
import { compile } from '../../../src/lib/compile/compile';
import { datasetType } from '../../../src/lib/data/catalogue';
import { nodeOn, wiresInto, wiresOutOf } from '../../../src/lib/graph/canvasIndex';
import { applyCommand } from '../../../src/lib/graph/commands/apply';
import type { Command } from '../../../src/lib/graph/commands/command';
import type { CanvasId, GraphDocument } from '../../../src/lib/graph/types';
import { flowEdgeMaker } from '../../../src/lib/ui/editor/flowEdges';
import { layoutAll, roughMeasure } from '../../../src/lib/ui/editor/node/layout';
import { viewKeeper } from '../../../src/lib/ui/editor/node/nodeViews';
import { wireKeeper } from '../../../src/lib/ui/editor/wire/views';
import { largeDocument } from '../../bench/largeDocument';

const CANVAS: CanvasId = 'networks/G';
const say = {
	pick: (label: unknown) => (typeof label === 'string' ? label : ''),
	t: (key: string) => key,
	list: (names: readonly string[]) => names.join(', '),
};

/** Everything the canvas shows of a document, again and again. */
function stage() {
	const keepViews = viewKeeper();
	const drawWires = wireKeeper();
	const makeEdges = flowEdgeMaker();
	return (document: GraphDocument) => {
		const { canvas } = document.networks.G!;
		const views = keepViews(document, CANVAS, compile(document, { datasets: datasetType }), say);
		const layouts = layoutAll(views, roughMeasure);
		const threads = drawWires({
			canvas,
			selection: new Set(),
			flows: () => true,
			socket(side, id, port) {
				const at = layouts.get(id)?.sockets[`${side}/${port}`];
				const node = nodeOn(canvas, id);
				return node && at && [node.at[0] + at[0], node.at[1] + at[1]];
			},
			output: (id, name) => {
				const port = views.get(id)?.outputs.find((one) => one.name === name);
				return { meaning: port?.meaning, type: port?.type, shownOnNode: false };
			},
		});
		return { views, layouts, edges: makeEdges(threads, new Set(), () => undefined) };
	};
}

describe('a large canvas', () => {
	const document = largeDocument({ nodes: 60, wires: 90 });
	const relu = document.networks.G!.canvas.nodes.find(({ kind }) => kind === 'leakyRelu')!.id;

	/** What is not the same after a command. */
	function changed(command: Command) {
		const show = stage();
		const before = show(document);
		const after = show(applyCommand(document, command));
		const edges = new Set(before.edges);
		return {
			nodes: [...after.views.keys()].filter(
				(id) =>
					after.views.get(id) !== before.views.get(id) ||
					after.layouts.get(id) !== before.layouts.get(id),
			),
			edges: after.edges.filter((edge) => !edges.has(edge)),
		};
	}

	it('keeps all but the node whose parameter is set', () => {
		const { nodes, edges } = changed({
			type: 'setParam',
			canvas: CANVAS,
			node: relu,
			name: 'slope',
			value: 0.3,
		});
		expect(nodes).toEqual([relu]);
		expect(edges).toEqual([]);
	});

	it('keeps all but the wires of the node that is moved', () => {
		const { nodes, edges } = changed({
			type: 'moveNodes',
			canvas: CANVAS,
			to: { [relu]: [5000, 5000] },
		});
		const { canvas } = document.networks.G!;
		const own = [...wiresInto(canvas, relu), ...wiresOutOf(canvas, relu)];
		expect(nodes).toEqual([]);
		expect(edges.length).toBeGreaterThanOrEqual(own.length);
		expect(edges.length).toBeLessThan(own.length + 10);
	});

	it('looks anew where more than places changed, by each part of the document', () => {
		const others: Command[] = [
			{ type: 'setTitle', canvas: CANVAS, node: relu, title: 'another' },
			{ type: 'disconnect', canvas: CANVAS, to: [relu, 'x'] },
		];
		for (const command of others) {
			const show = stage();
			show(document);
			const moved = applyCommand(document, {
				type: 'moveNodes',
				canvas: CANVAS,
				to: { [relu]: [5000, 5000] },
			});
			show(moved);
			const after = show(applyCommand(moved, command)).views.get(relu);
			expect(after).toEqual(stage()(applyCommand(document, command)).views.get(relu));
			expect(after).not.toEqual(stage()(document).views.get(relu));
		}
	});

	it('draws what does change: an output of another size is told all the way down', () => {
		const dense = document.networks.G!.canvas.nodes.find(({ kind }) => kind === 'dense')!.id;
		const { nodes } = changed({
			type: 'setParam',
			canvas: CANVAS,
			node: dense,
			name: 'units',
			value: 8,
		});
		expect(nodes).toContain(dense);
		expect(nodes.length).toBeGreaterThan(5);
	});
});

describe('an index of a canvas', () => {
	const { canvas } = largeDocument({ nodes: 60, wires: 90 }).networks.G!;

	it('finds what a search would', () => {
		for (const { id } of canvas.nodes) {
			expect(nodeOn(canvas, id)).toBe(canvas.nodes.find((node) => node.id === id));
			expect(wiresInto(canvas, id)).toEqual(canvas.wires.filter(({ to }) => to[0] === id));
			expect(wiresOutOf(canvas, id)).toEqual(canvas.wires.filter(({ from }) => from[0] === id));
		}
		expect(nodeOn(canvas, 'toString')).toBeUndefined();
		expect(wiresInto(canvas, 'toString')).toEqual([]);
	});
});
