import { expect, test } from 'vitest';
import gan from '../../../graphs/gan.json';
import { compile } from '../../../src/lib/compile/compile';
import { datasetType } from '../../../src/lib/data/catalogue';
import { canvasIds, findCanvas } from '../../../src/lib/graph/canvases';
import type { CanvasId, GraphDocument } from '../../../src/lib/graph/types';
import { applyCommands } from '../../../src/lib/graph/commands/apply';
import type { Command } from '../../../src/lib/graph/commands/command';
import { kinds } from '../../../src/lib/nodes/catalogue';
import { layoutAll, roughMeasure } from '../../../src/lib/ui/editor/node/layout';
import { nodeViews, type Say } from '../../../src/lib/ui/editor/node/nodeViews';
import { sharedThreads, type SharedThread } from '../../../src/lib/ui/editor/sharedThreads';
import { ICONS } from '../../../src/lib/ui/icons';

const document = gan as unknown as GraphDocument;
const say: Say = {
	list: (names) => names.join(', '),
	pick: (label) => (typeof label === 'object' ? label.en : (label ?? '')),
	t: (key, values) => [key.split('.').at(-1), ...Object.values(values ?? {})].join(' '),
};

function viewsOf(canvas: CanvasId, commands: Command[] = []) {
	const edited = applyCommands(document, commands);
	return nodeViews(edited, canvas, compile(edited, { datasets: datasetType }), say);
}

test('calls are titled as one would write them, and count the calls that share their weights', () => {
	const views = viewsOf('training');
	expect(views.get('dReal')).toMatchObject({ title: 'D(x)', rank: 'call', who: 'd', calls: 2 });
	expect(views.get('dFake')).toMatchObject({ title: 'D(G(z))', calls: 2 });
	expect(views.get('G')).toMatchObject({ title: 'G(z)', who: 'g', calls: 1 });
});

test('players wear the colour of what they update and tell their turn', () => {
	const views = viewsOf('training');
	expect(views.get('playD')).toMatchObject({ rank: 'player', who: 'd', fact: '1' });
	expect(views.get('playG')).toMatchObject({ rank: 'player', who: 'g', fact: '2' });
});

test('a judge shows its answer as a bar, a loss its figure beside what it aims at', () => {
	const views = viewsOf('training');
	expect(views.get('dReal')!.lines).toEqual([{ shows: 'meter', port: 'p' }]);
	expect(views.get('bceFake')!.lines).toEqual([{ shows: 'figure', pill: '→ 1', port: 'loss' }]);
});

test('inside a network a layer shows the shape it gives and the weights it has', () => {
	const dense = viewsOf('networks/G').get('dense1')!;
	expect(dense.inputs[0]!.label).toBe('');
	expect(dense.outputs[0]!.label).toBe('128');
	expect(dense.lines).toContainEqual({
		shows: 'pair',
		label: 'weights',
		value: '12,928',
		strong: true,
	});
});

test('an open input is told quietly, an unknown kind keeps its wires', () => {
	const open = viewsOf('training', [
		{ type: 'disconnect', canvas: 'training', to: ['playD', 'loss'] },
	]).get('playD')!;
	expect(open.severity).toBe('error');
	expect(open.lines.at(-1)).toMatchObject({ shows: 'note', tone: 'quiet' });

	const strange = structuredClone(document);
	strange.training.nodes.find((node) => node.id === 'sumD')!.kind = 'fromTheFuture';
	const broken = nodeViews(
		strange,
		'training',
		compile(strange, { datasets: datasetType }),
		say,
	).get('sumD')!;
	expect(broken.broken).toBe(true);
	expect(broken.inputs.map((port) => port.name)).toEqual(['loss1', 'loss2']);
	expect(broken.outputs.map((port) => port.name)).toEqual(['loss']);
});

const presets = import.meta.glob<GraphDocument>('../../../graphs/**/*.json', {
	eager: true,
	import: 'default',
});

test.each(Object.entries(presets))('nodes of %s stand clear of one another', (_, preset) => {
	const compilation = compile(preset, { datasets: datasetType });
	for (const id of canvasIds(preset)) {
		const layouts = layoutAll(nodeViews(preset, id, compilation, say), roughMeasure);
		const boxes = findCanvas(preset, id)!.nodes.map(({ id: node, at: [x, y] }) => {
			const { width, height } = layouts.get(node)!;
			return { node, left: x, top: y, right: x + width, bottom: y + height };
		});
		const overlapping = boxes.flatMap((a, i) =>
			boxes
				.slice(i + 1)
				.filter((b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom)
				.map((b) => `${id}: ${a.node} ${b.node}`),
		);
		expect(overlapping).toEqual([]);
	}
});

test('every kind’s icon is there', () => {
	expect(kinds.map((kind) => kind.icon).filter((name) => !ICONS[name])).toEqual([]);
});

test('stacked calls of one network are joined by a thread', () => {
	const views = viewsOf('training');
	const layouts = layoutAll(views, roughMeasure);
	const nodes = document.training.nodes;
	const threads = sharedThreads(nodes, views, layouts, (node) => node.at);
	expect(threads).toMatchObject([{ network: 'D', who: 'd', calls: 2 }]);
	const [{ from, to }] = threads as [SharedThread];
	expect(from[1]).toBe(40 + layouts.get('dReal')!.height);
	expect(to[1]).toBe(190);
	const apart = sharedThreads(nodes, views, layouts, (node) =>
		node.id === 'dFake' ? [node.at[0] + 200, node.at[1]] : node.at,
	);
	expect(apart).toEqual([]);
});
