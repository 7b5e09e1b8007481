// What holds for every document and every edit, tried on many made at random (the same ones every time).
import { describe, expect, it } from 'vitest';
import { compile } from '../../src/lib/compile/compile';
import { applyCommand, applyCommands } from '../../src/lib/graph/commands/apply';
import type { Command } from '../../src/lib/graph/commands/command';
import { canvasIds, findCanvas } from '../../src/lib/graph/canvases';
import { edit, redo, startHistory, undo } from '../../src/lib/graph/history';
import { checkDocument, parseDocument } from '../../src/lib/graph/parse';
import { randomAt } from '../../src/lib/graph/random';
import { serializeDocument } from '../../src/lib/graph/serialize';
import type { CanvasId, GraphDocument, GraphNode, Json } from '../../src/lib/graph/types';
import { kinds } from '../../src/lib/nodes/catalogue';
import { canvasOf, ganDocument } from '../graph/documents';
import { tinyDatasets } from './compileTiny';

/** A stream of choices. */
function chooser(site: string, run: number) {
	const numbers = randomAt(20140610, site, run).uniform(4000);
	let at = 0;
	const next = (): number => numbers[at++ % numbers.length]!;
	const pick = <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)]!;
	return { next, pick };
}

type Chooser = ReturnType<typeof chooser>;

const VALUES: readonly Json[] = [
	null,
	true,
	-1,
	0,
	1,
	2.5,
	1e9,
	'',
	'G',
	'D',
	'x',
	'constructor',
	'sgd',
	[],
	[2, 2, 1],
	['G', 'D'],
	[[1]],
	{},
	{ a: { b: 1 } },
];
const NAMES = ['G', 'D', 'E', 'toString', 'a b', 'res', 'twice'];
const PORTS = [
	'x',
	'y',
	'x1',
	'x2',
	'loss',
	'loss1',
	'p',
	'z',
	'image',
	'label',
	'logit',
	'nowhere',
];

function someNode({ pick, next }: Chooser): GraphNode {
	const kind = next() < 0.05 ? undefined : pick(kinds);
	const params: GraphNode['params'] = {};
	for (const name of Object.keys(kind?.params ?? {})) if (next() < 0.5) params[name] = pick(VALUES);
	return {
		id: `n${Math.floor(next() * 12)}`,
		kind: kind?.id ?? 'warp',
		params,
		at: [next() * 900, 0],
	};
}

function someCommand(document: GraphDocument, choose: Chooser): Command {
	const { pick, next } = choose;
	const canvas: CanvasId = next() < 0.03 ? 'networks/gone' : pick(canvasIds(document));
	const { nodes = [], wires = [] } = findCanvas(document, canvas) ?? {};
	const id = (): string => (nodes.length > 0 && next() < 0.95 ? pick(nodes).id : 'gone');
	const end = (): [string, string] => [id(), pick(PORTS)];
	const to = (): [string, string] => (wires.length > 0 && next() < 0.8 ? pick(wires).to : end());
	return pick<() => Command>([
		() => ({ type: 'addNode', canvas, node: someNode(choose) }),
		() => ({ type: 'removeNodes', canvas, nodes: [id(), id()] }),
		() => ({ type: 'moveNodes', canvas, to: { [id()]: [next() * 1e3, next() < 0.1 ? NaN : 5] } }),
		() => ({
			type: 'setParam',
			canvas,
			node: id(),
			name: pick(['units', 'network', 'networks', 'shape', 'block', 'repeat', '__proto__']),
			value: pick(VALUES),
		}),
		() => ({ type: 'setTitle', canvas, node: id(), title: next() < 0.5 ? 'T' : undefined }),
		() => ({ type: 'connect', canvas, wire: { from: end(), to: end() } }),
		() => ({ type: 'connect', canvas, wire: { from: end(), to: to(), via: [[1, 2]] } }),
		() => ({ type: 'disconnect', canvas, to: to() }),
		() => ({ type: 'setVia', canvas, to: to(), via: next() < 0.5 ? [] : [[next(), 3]] }),
		() => ({ type: 'insert', canvas, content: canvasOf([[`m${Math.floor(next() * 9)}`, 'relu']]) }),
		() => ({
			type: 'setFrame',
			canvas,
			frame: { id: pick(['f', 'g', '!']), title: 'F', at: [0, 0], size: [9, next()] },
		}),
		() => ({ type: 'removeFrame', canvas, frame: 'f' }),
		() => ({
			type: 'addNetwork',
			name: pick(NAMES),
			role: 'other',
			content: canvasOf([['x', 'input']]),
		}),
		() => ({ type: 'renameNetwork', from: pick(NAMES), to: pick(NAMES) }),
		() => ({ type: 'setRole', name: pick(NAMES), role: 'generator' }),
		() => ({ type: 'removeNetwork', name: pick(NAMES) }),
		() => ({
			type: 'addBlock',
			name: pick(NAMES),
			content: canvasOf([
				['x', 'input'],
				['y', 'output', {}, { x: 'x/x' }],
			]),
		}),
		() => ({ type: 'removeBlock', name: pick(NAMES) }),
		() => ({
			type: 'setRun',
			run: { batch: pick([0, 1, 64, 1e9]), seed: pick([-1, 7]), rounds: 5 },
		}),
		() => ({ type: 'setDocumentTitle', title: pick(['A', 'B']) }),
		() => ({ type: 'setSummary', summary: { ja: pick(['あ', 'い']), en: 'a' } }),
	])();
}

/** What must hold of whatever a document compiles to. */
function checkCompilation(document: GraphDocument): void {
	const { diagnostics, program, types } = compile(document, { datasets: tinyDatasets });
	const errors = diagnostics.filter(({ severity }) => severity === 'error');
	expect(errors.filter(({ code }) => code === 'kindFailed')).toEqual([]);
	expect(program === undefined).toBe(errors.length > 0);
	expect(Object.keys(types).sort()).toEqual([...canvasIds(document)].sort());
	for (const { canvas, node, message, mend } of diagnostics) {
		const there = findCanvas(document, canvas)!;
		if (node !== undefined) expect(there.nodes.map(({ id }) => id)).toContain(node);
		expect(message.ja && message.en).toBeTruthy();
		if (mend) expect(checkDocument(applyCommands(document, mend.commands)).problem).toBeUndefined();
	}
	if (!program) return;
	const players = program.steps.filter(({ kind }) => kind === 'player').map(({ node }) => node);
	expect(players.length).toBeGreaterThan(0);
	expect(new Set(program.phases.map(({ player }) => player))).toEqual(new Set(players));
	for (const { networks, tape } of program.phases) {
		expect(tape.length).toBeGreaterThan(0);
		for (const name of networks) expect(program.networks[name]?.weights).toBeDefined();
	}
	for (const { inputs, outputs, steps, weights } of Object.values(program.networks)) {
		expect(inputs.length * outputs.length).toBeGreaterThan(0);
		expect(new Set(steps.map(({ node }) => node)).size).toBe(steps.length);
		expect(new Set(weights.map(({ path }) => path)).size).toBe(weights.length);
	}
}

describe('any sequence of commands', () => {
	it('keeps the document valid, writable, compilable and undoable', { timeout: 60_000 }, () => {
		let changes = 0;
		for (let run = 0; run < 40; run++) {
			const choose = chooser('commands', run);
			const start = startHistory(ganDocument());
			let history = start;
			for (let i = 0; i < 30; i++) {
				const command = someCommand(history.present, choose);
				const next = edit(history, [command]);
				if (next === history) continue;
				changes++;
				expect(applyCommand(history.present, command)).toEqual(next.present);
				expect(undo(next).present).toBe(history.present);
				expect(redo(undo(next)).present).toBe(next.present);
				expect(checkDocument(next.present).problem, JSON.stringify(command)).toBeUndefined();
				history = next;
				if (i % 6 === 0) checkCompilation(history.present);
			}
			expect(parseDocument(serializeDocument(history.present)).document).toEqual(history.present);
			while (history.past.length > 0) history = undo(history);
			expect(history.present).toBe(start.present);
		}
		expect(changes).toBeGreaterThan(400);
	});
});

/** Words that mean something in a document. */
const LIKELY: readonly Json[] = [
	'fake',
	'dReal',
	'z',
	'y',
	'image',
	'loss',
	'relu',
	'call',
	'player',
	7,
];

const alike = (value: Json) => (other: Json) =>
	typeof other === typeof value && Array.isArray(other) === Array.isArray(value);

/** Puts something else somewhere in a JSON value, in place. */
function mutate(value: Json, { pick, next }: Chooser): void {
	let at: Json = value;
	for (;;) {
		if (at === null || typeof at !== 'object') return;
		const keys = Object.keys(at);
		if (keys.length === 0) return;
		const key = pick(keys);
		const held = at as { [key: string]: Json };
		const inner = held[key]!;
		if (inner !== null && typeof inner === 'object' && next() < 0.85) {
			at = inner;
			continue;
		}
		if (Array.isArray(at) && next() < 0.3) at.splice(Number(key), 1);
		else if (next() < 0.2) delete held[key];
		else
			held[key] = structuredClone(
				pick(next() < 0.6 ? VALUES.concat(LIKELY).filter(alike(inner)) : VALUES),
			);
		return;
	}
}

describe('any file', () => {
	it('is read or refused, and compiles if it is read', { timeout: 60_000 }, () => {
		let read = 0;
		for (let run = 0; run < 300; run++) {
			const choose = chooser('mutations', run);
			const value = structuredClone(ganDocument()) as unknown as Json;
			const times = 1 + Math.floor(choose.next() * 3);
			for (let i = 0; i < times; i++) mutate(value, choose);
			const { document, problem } = parseDocument(JSON.stringify(value));
			if (document) {
				read++;
				checkCompilation(document);
			} else expect(problem.message.ja && problem.message.en).toBeTruthy();
		}
		expect(read).toBeGreaterThan(60);
		expect(read).toBeLessThan(250);
	});
});
