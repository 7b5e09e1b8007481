// What leaves the app and what comes home: a PyTorch project, models, weights, and files that don't fit.
import { readFile } from 'node:fs/promises';
import { expect, test, type Page } from '@playwright/test';
import * as tf from '@tensorflow/tfjs';
import { decode } from 'fast-png';
import { strFromU8, unzipSync, type Unzipped } from 'fflate';
import { compileRunnable } from '../../src/lib/cli/documents';
import { linkStep } from '../../src/lib/compile/link/forward';
import { plainestCall, upstream } from '../../src/lib/compile/upstream';
import { layOut } from '../../src/lib/export/png';
import type { HostTensor } from '../../src/lib/nodes/kind';
import { drawAsked } from '../../src/lib/runtime/drawAsked';
import { loadedFrom } from '../export/layersModel';
import { runOnnx } from '../export/onnxRuntime';
import { readSafetensors } from '../../src/lib/export/safetensors';

async function exported(page: Page, item: RegExp): Promise<{ name: string; path: string }> {
	await page.getByRole('button', { name: 'Export' }).click();
	const download = page.waitForEvent('download');
	await page.getByRole('menuitem', { name: item }).click();
	const file = await download;
	return { name: file.suggestedFilename(), path: await file.path() };
}

async function load(page: Page, path: string): Promise<void> {
	await page.getByRole('button', { name: 'Export' }).click();
	const chooser = page.waitForEvent('filechooser');
	await page.getByRole('menuitem', { name: 'Load weights…' }).click();
	await (await chooser).setFiles(path);
}

test('a graph leaves as a PyTorch project; weights leave and come home', async ({ page }) => {
	await page.goto('./edit?preset=dcgan&weights=trained&lang=en');
	// All its rounds are played already.
	await expect(page.getByRole('button', { name: 'Reset' })).toBeEnabled();

	const project = await exported(page, /^PyTorch project/);
	expect(project.name).toBe('DCGAN a GAN of convolutions-pytorch.zip');
	const files = unzipSync(await readFile(project.path));
	const folder = 'DCGAN a GAN of convolutions';
	expect(strFromU8(files[`${folder}/model.py`]!)).toContain('class G(nn.Module):');
	expect(Object.keys(files)).toEqual(
		expect.arrayContaining(
			['train.py', 'data/mnist.bin', 'README.ja.md'].map((name) => `${folder}/${name}`),
		),
	);
	const { tensors, metadata } = readSafetensors(files[`${folder}/weights.safetensors`]!);
	expect(tensors['G/up1/weight']!.shape).toEqual([100, 128, 3, 3]);
	expect(metadata.rounds).toBe('3000');

	// Started anew, it takes the weights back, and gives them back again.
	const weights = await exported(page, /^Weights/);
	await page.getByRole('button', { name: 'Reset' }).click();
	await expect(page.locator('.round').first()).toContainText(/Round\s*0/);
	await load(page, weights.path);
	await expect(page.getByText(/\d+ weights were loaded\./)).toBeVisible();
	await expect(page.locator('.round').first()).toContainText(/Round\s*3,000/);
	// What the message offers stays in the run panel after it is gone.
	const run = page.getByRole('region', { name: 'Run' });
	await run.getByRole('button', { name: 'Back to the weights before' }).click();
	await expect(page.locator('.round').first()).toContainText(/Round\s*0/);

	// Of another graph's weights those that fit are taken, and of the others it is said why not.
	await page.goto('./edit?preset=pix2pix&lang=en');
	await expect(page.getByRole('button', { name: 'Train' })).toBeEnabled();
	await load(page, weights.path);
	await expect(page.getByText(/G\/up1\/weight \[100,128,3,3\] ≠ \[48,24,4,4\]/)).toBeVisible();
	await expect(page.locator('.round').first()).toContainText(/Round\s*0/);
});

/** What the generation panel draws for G of the first GAN: so many z, of this seed. */
async function noiseOf(count: number, seed: number): Promise<HostTensor> {
	const { program } = await compileRunnable('graphs/gan.json');
	const steps = new Map(program.steps.map((step) => [step.node, linkStep(step)]));
	const needs = upstream(program, plainestCall(program, 'G')!.node);
	const [noise] = drawAsked({ program, steps, datasets: {} }, { network: 'G', count, seed }, needs);
	return noise!.values.z!;
}

/** Pictures as the panel saves them. */
function sheetOf({ shape, values }: HostTensor, columns: number): number[] {
	const [count, height, width, channels] = shape as [number, number, number, number];
	const pixels = Uint8Array.from(values, (value) => Math.round(255 * value));
	return [...layOut({ count, height, width, channels, pixels }, { columns }).data];
}

const modelsIn = (files: Unzipped): string[] =>
	Object.keys(files).filter((name) => name.endsWith('.onnx'));

function expectSamePixels(ours: readonly number[], theirs: ArrayLike<number>): void {
	expect(ours.length).toBe(theirs.length);
	const off = ours.map((level, at) => Math.abs(level - theirs[at]!));
	// A value that lies between two levels may be rounded either way.
	expect(Math.max(...off)).toBeLessThanOrEqual(1);
	expect(off.filter((one) => one > 0).length / off.length).toBeLessThan(0.01);
}

test('networks leave as ONNX and TensorFlow.js models, and make the app’s pictures elsewhere', async ({
	page,
}) => {
	await page.goto('./edit?preset=gan&weights=trained&lang=en');
	await expect(page.getByRole('button', { name: 'Reset' })).toBeEnabled();
	const unzipped = async (item: RegExp, name: string): Promise<Unzipped> => {
		const file = await exported(page, item);
		expect(file.name).toBe(name);
		return unzipSync(await readFile(file.path));
	};
	const onnx = await unzipped(/^ONNX models/, 'A first GAN-onnx.zip');
	expect(modelsIn(onnx)).toEqual(['A first GAN/G.onnx', 'A first GAN/D.onnx']);
	const tfjs = await unzipped(/^TensorFlow.js models/, 'A first GAN-tfjs.zip');

	await page.getByRole('button', { name: 'Generate' }).click();
	await expect(page.getByText('64 pictures, made')).toBeVisible();
	const download = page.waitForEvent('download');
	await page.getByRole('button', { name: 'Save as PNG' }).click();
	const file = await download;
	expect(file.suggestedFilename()).toMatch(/-1\.png$/);
	const shown = decode(await readFile(await file.path()));
	expect(Math.max(...shown.data) - Math.min(...shown.data)).toBe(255);

	const z = await noiseOf(64, 1);
	const { image } = await runOnnx(onnx['A first GAN/G.onnx']!, { z });
	const columns = (shown.width - 2) / 30;
	expectSamePixels(sheetOf(image!, columns), shown.data);

	const model = await loadedFrom({
		'model.json': strFromU8(tfjs['A first GAN/G/model.json']!),
		'weights.bin': tfjs['A first GAN/G/weights.bin']!,
	});
	const made = model.predict(tf.tensor(z.values, [...z.shape])) as tf.Tensor;
	const values = made.dataSync() as Float32Array;
	expectSamePixels(sheetOf({ shape: made.shape, values }, columns), shown.data);
});

test('what Keras has no layers for is named, and goes as ONNX', async ({ page }) => {
	await page.goto('./edit?preset=cyclegan&weights=trained&lang=en');
	await expect(page.getByRole('button', { name: 'Reset' })).toBeEnabled();
	await page.getByRole('button', { name: 'Export' }).click();
	await page.getByRole('menuitem', { name: /^TensorFlow.js models/ }).click();
	const alert = page.getByRole('alert');
	await expect(alert).toContainText(
		'G, F: Keras has no layer that does the same as Reflection pad',
	);
	await expect(alert).toContainText(
		'D_A, D_B: Keras has no layer that does the same as Instance norm',
	);
	const download = page.waitForEvent('download');
	await alert.getByRole('button', { name: 'ONNX models (.zip)' }).click();
	const files = unzipSync(await readFile(await (await download).path()));
	expect(modelsIn(files)).toHaveLength(4);
});
