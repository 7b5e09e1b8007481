// `ganloom export --to tfjs`: what is written loads in plain TensorFlow.js and predicts what the document's network does.
import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as tf from '@tensorflow/tfjs';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { main } from '../../src/lib/cli/commands';
import { compileRunnable } from '../../src/lib/cli/documents';
import { writeWeightFile } from '../../src/lib/cli/weightFiles';
import { link } from '../../src/lib/compile/link';
import { firstWeights } from '../../src/lib/compile/link/weights';
import { randomAt } from '../../src/lib/graph/random';
import { loadedFrom } from '../export/layersModel';

const preset = (name: string): string =>
	fileURLToPath(new URL(`../../graphs/${name}.json`, import.meta.url));

let folder: string;
beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), 'ganloom-'));
});
afterEach(() => rm(folder, { recursive: true }));

async function ganloom(...args: string[]): Promise<{ code: number; out: string; err: string }> {
	let [out, err] = ['', ''];
	const io = { out: (text: string) => (out += text), err: (text: string) => (err += text) };
	return { code: await main(args, { ...io, terminal: false }), out, err };
}

const load = async (network: string): Promise<tf.LayersModel> =>
	loadedFrom({
		'model.json': await readFile(join(folder, network, 'model.json'), 'utf8'),
		'weights.bin': await readFile(join(folder, network, 'weights.bin')),
	});

it.each([
	['gan', 'of its seed', undefined],
	['gan', 'of a file', 7],
	['dcgan', 'of a file', 7],
])('G and D of %s predict the same, weights %s', async (document, _, seed) => {
	const { program } = await compileRunnable(preset(document));
	const weights = join(folder, 'weights.safetensors');
	const given = firstWeights(program, seed ?? program.run.seed);
	await writeWeightFile(weights, program, given, { metadata: {} });
	const more = seed === undefined ? [] : ['--weights', weights];
	const args = ['--to', 'tfjs', '--out', folder, ...more];
	const { code, err } = await ganloom('export', preset(document), ...args);
	expect({ code, err }).toEqual({ code: 0, err: '' });
	const linked = link(tf, program, { seed: program.run.seed, given });
	for (const [name, { plan }] of linked.networks) {
		const shape = [3, ...plan.inputs[0]!.type.shape];
		const size = shape.reduce((product, length) => product * length, 1);
		const x = tf.tensor(randomAt(1, name, 0).normal(size, 0, 1), shape);
		const evaluation = {
			training: false,
			random: (path: string) => randomAt(1, path, 0),
			weight: (path: string) => linked.weights.get(path)!.variable,
		};
		const expected = linked.forward(name, [x], evaluation, name)[0]!.dataSync();
		const got = ((await load(name)).predict(x) as tf.Tensor).dataSync();
		const largest = Math.max(...expected.map(Math.abs));
		expect(largest).toBeGreaterThan(0);
		got.forEach((value, i) =>
			expect(Math.abs(value - expected[i]!)).toBeLessThanOrEqual(1e-5 * largest),
		);
	}
	linked.dispose();
});

it('writes the one network asked for', async () => {
	await ganloom('export', preset('gan'), '--to', 'tfjs', '--out', folder, '--network', 'D');
	expect(await readdir(folder)).toEqual(['D']);
	const args = ['--to', 'tfjs', '--out', folder, '--network', 'X'];
	const { code, err } = await ganloom('export', preset('gan'), ...args);
	expect(code).not.toBe(0);
	expect(err).toContain('G, D');
});

it('names the nodes Keras has no layer for', async () => {
	const args = ['--to', 'tfjs', '--out', folder];
	const { code, err } = await ganloom('export', preset('cyclegan'), ...args);
	expect(code).not.toBe(0);
	expect(err).toMatch(/G: Keras has no layer that does the same as G\/\S+ \(/);
	expect(await readdir(folder)).toEqual([]);
});

it('writes the networks that fit and tells of those left out', async () => {
	const args = ['--to', 'tfjs', '--out', folder];
	const { code, err } = await ganloom('export', preset('pix2pix'), ...args);
	expect(code).toBe(0);
	// Its dropout stays on when generating.
	expect(err).toMatch(/^Left out: G: .*\(Dropout\)\n$/);
	expect(await readdir(folder)).toEqual(['D']);
});
