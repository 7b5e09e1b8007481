// Networks as ONNX files: onnxruntime gives what the app's own forward pass gives, of the same weights and inputs.
import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, expect, it } from 'vitest';
import { compileRunnable } from '../../src/lib/cli/documents';
import { nodeHost } from '../../src/lib/cli/nodeHost';
import { compile } from '../../src/lib/compile/compile';
import { link, type Linked } from '../../src/lib/compile/link';
import { firstWeights, type WeightValues } from '../../src/lib/compile/link/weights';
import type { NetworkPlan, Program } from '../../src/lib/compile/program';
import { datasetType } from '../../src/lib/data/catalogue';
import { encodeModel, type Initializer } from '../../src/lib/export/onnx/encode';
import { writeOnnx } from '../../src/lib/export/onnx/onnx';
import { randomAt } from '../../src/lib/graph/random';
import type { GraphNode, PortType } from '../../src/lib/graph/types';
import type { HostTensor } from '../../src/lib/nodes/kind';
import { sizeOf } from '../../src/lib/nodes/shape';
import { chooseBackend } from '../../src/lib/runtime/backends';
import { runOnnx } from './onnxRuntime';

const { tf } = nodeHost;
const GRAPHS = fileURLToPath(new URL('../../graphs/', import.meta.url));
const presets = readdirSync(GRAPHS)
	.filter((name) => name.endsWith('.json'))
	.map((name) => basename(name, '.json'));
/** The papers' sizes: those that run in seconds. */
const papers = ['paper/dcgan', 'paper/melgan'];

beforeAll(async () => {
	await chooseBackend(tf, 'wasm', nodeHost.wasmFiles);
}, 60_000);

/** Batch norms that have seen something, and weights that differ from those of the document's seed. */
function someWeights(program: Program): Record<string, WeightValues> {
	const weights = firstWeights(program, 7);
	for (const [path, { values }] of Object.entries(weights)) {
		const random = randomAt(8, path, 0);
		if (path.endsWith('/running_mean')) values.set(random.normal(values.length, 0, 0.1));
		if (path.endsWith('/running_var')) values.set(random.uniform(values.length, 0.5, 2));
	}
	return weights;
}

function inputOf(site: string, { shape, dtype, range, classes = 2 }: PortType): HostTensor {
	const whole = [2, ...shape];
	const random = randomAt(3, site, 0);
	const count = sizeOf(whole);
	const values =
		dtype === 'int32'
			? random.integers(count, classes)
			: range
				? random.uniform(count, ...range)
				: random.normal(count, 0, 1);
	return { shape: whole, values };
}

/** What the app's forward pass gives when it generates. */
function forward(linked: Linked, network: string, inputs: readonly HostTensor[]): HostTensor[] {
	return tf.tidy(() =>
		linked
			.forward(
				network,
				inputs.map(({ values, shape }) =>
					tf.tensor(values, [...shape], values instanceof Int32Array ? 'int32' : 'float32'),
				),
				{
					training: false,
					random: (path) => randomAt(1, path, 0),
					weight: (path) => linked.weights.get(path)!.variable,
				},
				network,
			)
			.map((y) => ({ shape: y.shape, values: y.dataSync() as Float32Array })),
	) as unknown as HostTensor[];
}

/** Within 1e-4 of the largest value. */
function expectSame(ours: HostTensor, theirs: HostTensor, where: string): void {
	expect(theirs.shape, where).toEqual(ours.shape);
	let [largest, off] = [0, 0];
	ours.values.forEach((value, at) => {
		largest = Math.max(largest, Math.abs(value));
		off = Math.max(off, Math.abs(value - theirs.values[at]!));
	});
	expect(largest, where).toBeGreaterThan(0);
	expect(off / largest, where).toBeLessThan(1e-4);
}

/** Dropout that stays on draws other numbers there; without it both are the same function. */
function withoutDropout(program: Program): Program {
	const networks = Object.entries(program.networks).map(([name, plan]) => {
		const steps = plan.steps.map((step) =>
			step.kind === 'dropout' ? { ...step, params: { ...step.params, p: 0 } } : step,
		);
		return [name, { ...plan, steps }] as const;
	});
	return { ...program, networks: Object.fromEntries(networks) };
}

/** Network for network, of two items, to onnxruntime's answers. */
async function expectSameAnswers(program: Program, names: readonly string[]): Promise<void> {
	const weights = someWeights(program);
	const linked = link(tf, program, { seed: 7, given: weights });
	for (const name of names) {
		const plan = program.networks[name]!;
		const { networks } = program;
		const bytes = writeOnnx(plan, { document: { title: 'any' }, networks, weights });
		const inputs = plan.inputs.map(({ port, type }) => inputOf(`${name}/${port}`, type));
		const ours = forward(linked, name, inputs);
		const given = Object.fromEntries(plan.inputs.map(({ port }, i) => [port, inputs[i]!]));
		const theirs = await runOnnx(bytes, given);
		expect(Object.keys(theirs)).toHaveLength(ours.length);
		plan.outputs.forEach(({ port }, i) => {
			const called = port in given ? `${port}_out` : port;
			expectSame(ours[i]!, theirs[called]!, `${name}/${port}`);
		});
	}
	linked.dispose();
}

const programOf = async (name: string): Promise<Program> =>
	(await compileRunnable(join(GRAPHS, `${name}.json`))).program;

it.each([...presets, ...papers])(
	'all networks of %s give the same',
	async (name) => {
		const program = withoutDropout(await programOf(name));
		expect(Object.keys(program.networks).length).toBeGreaterThan(0);
		await expectSameAnswers(program, Object.keys(program.networks));
	},
	120_000,
);

it('a network that runs another twice has its weights once', async () => {
	const { document } = await compileRunnable(join(GRAPHS, 'gan.json'));
	const changed = structuredClone(document);
	const place = (id: string, kind: string, params: GraphNode['params']): GraphNode => ({
		...{ id, kind, params, at: [0, 0] },
	});
	changed.networks.Painter = changed.networks.G!;
	changed.networks.G = {
		role: 'generator',
		canvas: {
			nodes: [
				place('z', 'input', { name: 'z', meaning: 'vector', shape: [100] }),
				place('bent', 'tanh', {}),
				place('first', 'call', { network: 'Painter' }),
				place('second', 'call', { network: 'Painter' }),
				place('product', 'multiply', {}),
				place('out', 'output', { name: 'image' }),
			],
			wires: [
				{ from: ['z', 'x'], to: ['first', 'z'] },
				{ from: ['z', 'x'], to: ['bent', 'x'] },
				{ from: ['bent', 'y'], to: ['second', 'z'] },
				{ from: ['first', 'image'], to: ['product', 'x1'] },
				{ from: ['second', 'image'], to: ['product', 'x2'] },
				{ from: ['product', 'y'], to: ['out', 'x'] },
			],
			frames: [],
		},
	};
	const { program, diagnostics } = compile(changed, { datasets: datasetType });
	expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
	await expectSameAnswers(program!, ['G']);
	const { networks } = program!;
	const weights = firstWeights(program!, 7);
	const [twice, once] = ['G', 'Painter'].map(
		(name) => writeOnnx(networks[name]!, { document: { title: 'any' }, networks, weights }).length,
	);
	expect(twice! - once!).toBeLessThan(20_000);
});

it('dropout that stays on drops anew at every run, and keeps the mean', async () => {
	const size = 4096;
	const type: PortType = { shape: [size], dtype: 'float32', meaning: 'vector' };
	const step: NetworkPlan['steps'][number] = {
		...{ node: 'drop', kind: 'dropout', params: { p: 0.25, generating: true } },
		inputs: { x: 'x/x' },
		inputTypes: { x: type },
		outputTypes: { y: type },
	};
	const plan: NetworkPlan = {
		...{ name: 'N', role: 'other', steps: [step], weights: [], parameters: 0 },
		inputs: [{ port: 'x', type, from: 'x/x' }],
		outputs: [{ port: 'y', type, from: 'drop/y' }],
	};
	const bytes = writeOnnx(plan, { document: { title: 'N' }, networks: {}, weights: {} });
	expect(new TextDecoder().decode(bytes)).toContain('every run draws anew');
	const x = { shape: [1, size], values: new Float32Array(size).fill(3) };
	const run = async (): Promise<number[]> => [...(await runOnnx(bytes, { x })).y!.values];
	const first = await run();
	expect(new Set(first)).toEqual(new Set([0, 4]));
	// Five deviations of a binomial share.
	const share = first.filter((value) => value === 0).length / size;
	expect(Math.abs(share - 0.25)).toBeLessThan(5 * Math.sqrt((0.25 * 0.75) / size));
	expect(await run()).not.toEqual(first);
});

it('tells of the network where it is too large for a file', () => {
	const large = { name: 'w', type: 'float32', shape: [], bytes: { length: 2 ** 31 } as Uint8Array };
	const model = {
		name: 'G',
		about: '',
		opset: 17,
		inputs: [],
		outputs: [],
		nodes: [],
		metadata: {},
	};
	expect(() => encodeModel({ ...model, initializers: [large as Initializer] })).toThrow(
		'The weights of G take 2.0 GB; an ONNX file holds 2 at most.',
	);
});
