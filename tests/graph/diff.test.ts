// A difference of documents: it tells all there is to do to make the later of the earlier, whatever they are.
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { applyCommand, applyCommands } from '../../src/lib/graph/commands/apply';
import type { Command } from '../../src/lib/graph/commands/command';
import {
	diffDocuments,
	isEmpty,
	shareInBoth,
	type CanvasDiff,
	type GraphDiff,
} from '../../src/lib/graph/diff/diff';
import { canvasIds, findCanvas } from '../../src/lib/graph/canvases';
import { checkDocument } from '../../src/lib/graph/parse';
import { randomAt } from '../../src/lib/graph/random';
import type { CanvasId, GraphDocument, Wire } from '../../src/lib/graph/types';
import { canvasOf, documentOf, network, type NodeLine } from './documents';

const folder = new URL('../../graphs/', import.meta.url);
const presets = readdirSync(folder)
	.filter((name) => name.endsWith('.json'))
	.map((name): [string, GraphDocument] => {
		const { document } = checkDocument(JSON.parse(readFileSync(new URL(name, folder), 'utf8')));
		return [name, document!];
	});
const preset = (name: string): GraphDocument =>
	presets.find(([file]) => file === `${name}.json`)![1];
const presetPairs = presets.flatMap(([from, a]) =>
	presets.map(([to, b]): [string, string, GraphDocument, GraphDocument] => [from, to, a, b]),
);

const wireText = ({ from, to }: Wire): string => `${from.join('/')} > ${to.join('/')}`;
const sorted = (list: readonly string[]): string[] => list.toSorted();

/** What a diff says, with the two documents changed over. */
function mirrored({ canvases, run }: GraphDiff): GraphDiff {
	const turn = { added: 'removed', removed: 'added', kept: 'kept' } as const;
	return {
		run: run.map(({ name, from, to }) => ({ name, from: to, to: from })),
		canvases: canvases.map((one): CanvasDiff => ({
			...one,
			change: turn[one.change],
			before: one.after,
			after: one.before,
			...(one.role && { role: { from: one.role.to, to: one.role.from } }),
			wires: { added: one.wires.removed, removed: one.wires.added },
			pairs: new Map([...one.pairs].map(([a, b]) => [b, a])),
			nodes: one.nodes.map((node) => {
				if (node.change === 'added') return { change: 'removed', node: node.node };
				if (node.change === 'removed') return { change: 'added', node: node.node };
				const { before, node: after, params, inputs } = node;
				return {
					change: 'changed',
					before: after,
					node: before,
					params: params.map(({ name, from, to }) => ({ name, from: to, to: from })),
					inputs: inputs.map(({ port, from, to }) => ({ port, from: to, to: from })),
				};
			}),
		})),
	};
}

/** In an order of its own, so that two can be compared. */
function settled({ canvases, run }: GraphDiff): unknown {
	const text = (value: unknown): string => JSON.stringify(value);
	const byText = (list: readonly unknown[]): unknown[] =>
		list.toSorted((a, b) => (text(a) < text(b) ? -1 : 1));
	return {
		run: byText(run),
		canvases: byText(
			canvases.map((one) => ({
				...one,
				pairs: byText([...one.pairs]),
				wires: { added: byText(one.wires.added), removed: byText(one.wires.removed) },
				nodes: byText(
					one.nodes.map((node) =>
						node.change === 'changed'
							? { ...node, params: byText(node.params), inputs: byText(node.inputs) }
							: node,
					),
				),
			})),
		),
	};
}

/** Carries a diff out on the earlier document, canvas by canvas, and checks that the later one comes of it. */
function expectToLead(a: GraphDocument, b: GraphDocument): void {
	const diff = diffDocuments(a, b);
	const seen = diff.canvases.flatMap(({ after }) => after ?? []);
	expect(sorted(seen)).toEqual(sorted(canvasIds(b)));
	expect(sorted(diff.canvases.flatMap(({ before }) => before ?? []))).toEqual(sorted(canvasIds(a)));
	for (const { change, before, after, nodes, wires, pairs } of diff.canvases) {
		const from = before && findCanvas(a, before)!;
		const to = after && findCanvas(b, after)!;
		if (change !== 'kept' || !from || !to) {
			expect(nodes).toHaveLength((from ?? to)!.nodes.length);
			continue;
		}
		const ids = (kind: 'added' | 'removed'): string[] =>
			nodes.filter((node) => node.change === kind).map(({ node }) => node.id);
		expect(sorted([...pairs.values(), ...ids('added')])).toEqual(
			sorted(to.nodes.map(({ id }) => id)),
		);
		expect(sorted([...pairs.keys(), ...ids('removed')])).toEqual(
			sorted(from.nodes.map(({ id }) => id)),
		);
		const gone = new Set(wires.removed.map(wireText));
		const kept = from.wires
			.filter((wire) => !gone.has(wireText(wire)))
			.map(({ from: source, to: target }) =>
				wireText({
					from: [pairs.get(source[0])!, source[1]],
					to: [pairs.get(target[0])!, target[1]],
				}),
			);
		expect(sorted([...kept, ...wires.added.map(wireText)])).toEqual(sorted(to.wires.map(wireText)));
		const changed = new Map(
			nodes.flatMap((node) => (node.change === 'changed' ? [[node.node.id, node]] : [])),
		);
		const names = new Map(
			diff.canvases.flatMap((one) =>
				one.before?.includes('/') && one.after
					? [[one.before.split('/')[1], one.after.split('/')[1]]]
					: [],
			),
		);
		for (const [id, other] of pairs) {
			const [old, now] = [id, other].map((one, i) =>
				[from, to][i]!.nodes.find((node) => node.id === one)!,
			) as [(typeof from.nodes)[0], (typeof to.nodes)[0]];
			if (old.kind !== now.kind) continue;
			const rename = (value: unknown): unknown => names.get(String(value)) ?? value;
			const params: Record<string, unknown> = { ...old.params };
			for (const name of ['network', 'block'])
				if (name in params) params[name] = rename(params[name]);
			if (Array.isArray(params.networks)) params.networks = params.networks.map(rename);
			for (const { name, to: value } of changed.get(other)?.params ?? []) {
				if (value === undefined) delete params[name];
				else params[name] = value;
			}
			expect(params, `${before} ${id}`).toEqual(now.params);
		}
	}
	expect({ ...a.run, ...Object.fromEntries(diff.run.map(({ name, to }) => [name, to])) }).toEqual(
		b.run,
	);
}

describe('presets', () => {
	it.each(presets)('%s changes nothing on itself', (_, document) => {
		expect(isEmpty(diffDocuments(document, structuredClone(document)))).toBe(true);
	});

	it.each(presetPairs)('%s → %s leads from one to the other', (_, __, a, b) => {
		expectToLead(a, b);
	});

	it.each(presetPairs)('%s → %s is the mirror of the way back', (_, __, a, b) => {
		expect(settled(diffDocuments(a, b))).toEqual(settled(mirrored(diffDocuments(b, a))));
	});

	it('tell GAN → DCGAN as layers that are exchanged, on a round that stays', () => {
		const { canvases } = diffDocuments(preset('gan'), preset('dcgan'));
		const [training, G] = canvases;
		expect(shareInBoth(training!)).toBeGreaterThan(0.7);
		const kinds = (change: string): string[] =>
			G!.nodes.filter((node) => node.change === change).map(({ node }) => node.kind);
		expect(kinds('added')).toEqual(Array(4).fill('convTranspose2d'));
		expect(kinds('removed')).toEqual(Array(4).fill('dense'));
	});

	it('find CycleGAN’s two judges and two makers', () => {
		const { canvases } = diffDocuments(preset('pix2pix'), preset('cyclegan'));
		const bodies = canvases.map(({ before, after, change }) => [change, before, after]);
		expect(bodies).toContainEqual(['kept', 'networks/G', 'networks/G']);
		expect(bodies).toContainEqual(['added', undefined, 'networks/F']);
		expect(bodies).toContainEqual(['kept', 'networks/D', 'networks/D_A']);
		expect(bodies).toContainEqual(['added', undefined, 'networks/D_B']);
	});
});

const chain: readonly NodeLine[] = [
	['x', 'input', { name: 'x' }],
	['first', 'dense', { units: 8 }, { x: 'x/x' }],
	['second', 'relu', {}, { x: 'first/y' }],
	['third', 'dense', { units: 4 }, { x: 'second/y' }],
	['y', 'output', { name: 'y' }, { x: 'third/y' }],
];
const withBody = (lines: readonly NodeLine[]): GraphDocument =>
	documentOf({ networks: { N: network('other', lines) } });
const bodyDiff = (a: readonly NodeLine[], b: readonly NodeLine[]): CanvasDiff =>
	diffDocuments(withBody(a), withBody(b)).canvases.find(({ after }) => after === 'networks/N')!;

describe('nodes', () => {
	it('are found by where they stand where every id is another', () => {
		const renamed = (text: string): string => `other_${text}`;
		const lines = chain.map(([id, kind, params, from = {}]): NodeLine => [
			renamed(id),
			kind,
			params,
			Object.fromEntries(Object.entries(from).map(([port, ref]) => [port, renamed(ref)])),
		]);
		const { nodes, pairs, wires } = bodyDiff(chain, lines);
		expect(nodes).toEqual([]);
		expect(wires).toEqual({ added: [], removed: [] });
		expect(pairs.get('first')).toBe('other_first');
		expect(pairs.get('third')).toBe('other_third');
	});

	it('tell which settings changed', () => {
		const { nodes } = bodyDiff(
			chain,
			chain.map((line) =>
				line[0] === 'first' ? ['first', 'dense', { units: 16 }, line[3]] : line,
			),
		);
		expect(nodes).toMatchObject([
			{ change: 'changed', params: [{ name: 'units', from: 8, to: 16 }], inputs: [] },
		]);
	});

	it('take a setting that is not said for its default', () => {
		const bare = documentOf({ training: canvasOf([['a', 'noise']]) });
		const said = documentOf({ training: canvasOf([['a', 'noise', { size: 100 }]]) });
		const paramsOf = ({ params }: { params: object }) => ({ size: 100, ...params });
		expect(isEmpty(diffDocuments(bare, said, { paramsOf }))).toBe(true);
		expect(isEmpty(diffDocuments(bare, said))).toBe(false);
	});

	it('that are fed from elsewhere are rewired', () => {
		const { nodes, wires } = bodyDiff(
			chain,
			chain.map((line) =>
				line[0] === 'third' ? [...line.slice(0, 3), { x: 'first/y' }] : line,
			) as NodeLine[],
		);
		expect(nodes).toMatchObject([
			{
				change: 'changed',
				params: [],
				inputs: [{ port: 'x', from: ['second', 'y'], to: ['first', 'y'] }],
			},
		]);
		expect([wires.added.length, wires.removed.length]).toEqual([1, 1]);
	});

	it('put into a wire account for it being another', () => {
		const { nodes } = bodyDiff(chain, [
			...chain.slice(0, 3),
			['drop', 'dropout', {}, { x: 'second/y' }],
			['third', 'dense', { units: 4 }, { x: 'drop/y' }],
			chain[4]!,
		]);
		expect(nodes.map(({ change, node }) => [change, node.id])).toEqual([['added', 'drop']]);
	});
});

it('calls a network the same under another name, and so what calls it', () => {
	const before = preset('gan');
	const after = applyCommand(before, { type: 'renameNetwork', from: 'G', to: 'Maker' });
	expect(isEmpty(diffDocuments(before, after))).toBe(true);
});

it('leaves out where things stand', () => {
	const before = preset('dcgan');
	const [node] = before.training.nodes;
	const after = applyCommand(before, {
		type: 'moveNodes',
		canvas: 'training',
		to: { [node!.id]: [5000, 5000] },
	});
	expect(after).not.toBe(before);
	expect(isEmpty(diffDocuments(before, after))).toBe(true);
});

/** Edits drawn at random: nodes come and go, wires are laid and taken out, settings turned, networks renamed. */
function randomEdits(document: GraphDocument, seed: number, count: number): GraphDocument {
	const random = randomAt(seed, 'edits', 0);
	let next = 0;
	const numbers = random.uniform(count * 8);
	const below = (limit: number): number => Math.floor(numbers[next++]! * limit);
	let now = document;
	for (let i = 0; i < count; i++) {
		next = i * 8;
		const ids = canvasIds(now);
		const canvas: CanvasId = ids[below(ids.length)]!;
		const { nodes, wires } = findCanvas(now, canvas)!;
		const node = nodes[below(nodes.length)];
		const other = nodes[below(nodes.length)];
		const wire = wires[below(wires.length)];
		const commands: Command[] = [
			{
				type: 'addNode',
				canvas,
				node: { id: `new${i}`, kind: ['dense', 'relu', 'bce'][below(3)]!, params: {}, at: [0, 0] },
			},
			{ type: 'setRun', run: { batch: 1 + below(100) } },
			{ type: 'renameNetwork', from: Object.keys(now.networks)[0] ?? '', to: `net${i}` },
		];
		if (node) {
			commands.push({ type: 'removeNodes', canvas, nodes: [node.id] });
			commands.push({ type: 'setParam', canvas, node: node.id, name: 'units', value: below(9) });
		}
		if (wire) commands.push({ type: 'disconnect', canvas, to: wire.to });
		if (wire && node && other)
			commands.push({
				type: 'connect',
				canvas,
				wire: { from: wire.from, to: [other.id, wire.to[1]] },
			});
		now = applyCommands(now, [commands[below(commands.length)]!]);
	}
	return now;
}

it.each(Array.from({ length: 40 }, (_, seed) => seed))('holds for random edits %i', (seed) => {
	const [, before] = presets[seed % presets.length]!;
	const after = randomEdits(before, seed, 4 + (seed % 12));
	expectToLead(before, after);
	expect(settled(diffDocuments(before, after))).toEqual(
		settled(mirrored(diffDocuments(after, before))),
	);
});
