// Every port of every preset is found where the program computes it, in each call and repeat.
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { compile } from '../../src/lib/compile/compile';
import { calledNetwork } from '../../src/lib/compile/link/forward';
import { placeOf, runsOf } from '../../src/lib/compile/probePlaces';
import type { Program } from '../../src/lib/compile/program';
import { datasetType } from '../../src/lib/data/catalogue';
import { canvasIds, findCanvas } from '../../src/lib/graph/canvases';
import { checkDocument } from '../../src/lib/graph/parse';
import type { GraphDocument } from '../../src/lib/graph/types';

const folder = new URL('../../graphs/', import.meta.url);
const presets = readdirSync(folder)
	.filter((name) => name.endsWith('.json'))
	.map((name): [string, GraphDocument] => [
		name,
		checkDocument(JSON.parse(readFileSync(new URL(name, folder), 'utf8'))).document!,
	]);
const preset = (name: string): GraphDocument =>
	presets.find(([file]) => file === `${name}.json`)![1];

/** Whether the program computes a value at a place. */
function isComputed(program: Program, place: string): boolean {
	const parts = place.split('/');
	let steps: Program['steps'] | Program['networks'][string]['steps'] = program.steps;
	let inputs: readonly string[] = [];
	for (const call of parts.slice(0, -2)) {
		const step = steps.find(({ node }) => node === call);
		const network = step && program.networks[calledNetwork(step) ?? ''];
		if (!network) return false;
		steps = network.steps;
		inputs = network.inputs.map(({ from }) => from);
	}
	const [node, port] = parts.slice(-2) as [string, string];
	const step = steps.find((one) => one.node === node);
	return inputs.includes(`${node}/${port}`) || (!!step && Object.hasOwn(step.outputTypes, port));
}

it.each(presets)('%s', (_, document) => {
	const { program } = compile(document, { datasets: datasetType });
	let count = 0;
	for (const id of canvasIds(document)) {
		for (const run of runsOf(document, id)) {
			for (const { from } of findCanvas(document, id)!.wires) {
				const place = placeOf(document, run, ...from);
				expect(
					place && isComputed(program!, place),
					`${id} ${from.join('/')} in ${run.prefix}`,
				).toBe(true);
				count++;
			}
		}
	}
	expect(count).toBeGreaterThan(10);
});

describe('runs', () => {
	it('of a network are its calls', () => {
		expect(runsOf(preset('gan'), 'networks/D').map(({ prefix }) => prefix)).toEqual([
			'dReal/',
			'dFake/',
		]);
	});

	it('of a block are its uses in every call, repeat by repeat', () => {
		const prefixes = runsOf(preset('cyclegan'), 'blocks/residual').map(({ prefix }) => prefix);
		expect(prefixes).toContain('fakeB/residuals.0.');
		expect(prefixes).toContain('recA/residuals.1.');
	});

	it('lead a block’s input back to what feeds it, and from one repeat to the next', () => {
		const document = preset('cyclegan');
		const [first, second] = runsOf(document, 'blocks/residual');
		expect(placeOf(document, first!, 'x', 'x')).toBe('fakeB/relu3/y');
		expect(placeOf(document, second!, 'x', 'x')).toBe('fakeB/residuals.0.add/y');
	});

	it('are none of a body that calls itself', () => {
		const document = preset('gan');
		const { G } = document.networks;
		const call = {
			id: 'again',
			kind: 'call',
			params: { network: 'G' },
			at: [0, 0] as [number, number],
		};
		const looped = {
			...document,
			training: { ...document.training, nodes: [] },
			networks: { G: { ...G!, canvas: { ...G!.canvas, nodes: [...G!.canvas.nodes, call] } } },
		};
		expect(runsOf(looped, 'networks/G')).toEqual([]);
	});
});
