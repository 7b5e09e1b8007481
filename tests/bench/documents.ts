// The documents that are raced, by name; and a family of them whose batch, width and depth can be turned.
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import type { GraphDocument } from '../../src/lib/graph/types';
import { canvasOf } from '../runtime/smallGan';

const FOLDERS = ['../../graphs/', './graphs/'];

/** A document, and the name its hand-written twins go by. */
export interface Subject {
	name: string;
	document: GraphDocument;
}

const fileOf = (name: string): URL | undefined =>
	FOLDERS.map((folder) => new URL(`${folder}${name}.json`, import.meta.url)).find((one) =>
		existsSync(one),
	);

export const isThere = (name: string): boolean => fileOf(name) !== undefined;

/** From the presets, or the bench's own; throws when it is in neither. `batch` is put in the document's place. */
export async function subjectOf(name: string, batch?: number): Promise<Subject> {
	const file = fileOf(name);
	if (!file) throw new Error(`There is no document ${name}.`);
	const document = JSON.parse(await readFile(file, 'utf8')) as GraphDocument;
	return { name, document: batch ? withBatch(document, batch) : document };
}

const withBatch = (document: GraphDocument, batch: number): GraphDocument => ({
	...document,
	run: { ...document.run, batch },
});

export interface Size {
	batch: number;
	/** Units of every hidden layer. */
	width: number;
	/** Hidden layers of G, and of D. */
	depth: number;
}

/** A dense GAN on 28×28 noise, as large as is asked. */
export function denseGan({ batch, width, depth }: Size): Subject {
	const layers = Array.from({ length: depth }, (_, i) => i + 1);
	const player = { optimizer: 'adam', learningRate: 2e-4, beta1: 0.5 };
	const document: GraphDocument = {
		format: 'ganloom',
		version: 1,
		title: 'dense',
		summary: '',
		networks: {
			G: {
				role: 'generator',
				canvas: canvasOf([
					['relu0', 'input', { name: 'z', meaning: 'vector', shape: [100] }],
					...layers.flatMap((i): Parameters<typeof canvasOf>[0][number][] => [
						[`dense${i}`, 'dense', { units: width }, { x: i === 1 ? 'relu0/x' : `relu${i - 1}/y` }],
						[`norm${i}`, 'batchNorm', {}, { x: `dense${i}/y` }],
						[`relu${i}`, 'relu', {}, { x: `norm${i}/y` }],
					]),
					['last', 'dense', { units: 784 }, { x: `relu${depth}/y` }],
					['sigmoid', 'sigmoid', {}, { x: 'last/y' }],
					['out', 'output', { name: 'x' }, { x: 'sigmoid/y' }],
				]),
			},
			D: {
				role: 'discriminator',
				canvas: canvasOf([
					['relu0', 'input', { name: 'x', meaning: 'vector', shape: [784] }],
					...layers.flatMap((i): Parameters<typeof canvasOf>[0][number][] => [
						[`dense${i}`, 'dense', { units: width }, { x: i === 1 ? 'relu0/x' : `relu${i - 1}/y` }],
						[`relu${i}`, 'leakyRelu', {}, { x: `dense${i}/y` }],
					]),
					['last', 'dense', { units: 1 }, { x: `relu${depth}/y` }],
					['out', 'output', { name: 'logit' }, { x: 'last/y' }],
				]),
			},
		},
		blocks: {},
		training: canvasOf([
			['z', 'noise', { size: 100 }],
			['real', 'noise', { size: 784 }],
			['G', 'call', { network: 'G' }, { z: 'z/z' }],
			['dReal', 'call', { network: 'D' }, { x: 'real/z' }],
			['dFake', 'call', { network: 'D' }, { x: 'G/x' }],
			['lossReal', 'bceLogits', { target: 1 }, { logit: 'dReal/logit' }],
			['lossFake', 'bceLogits', { target: 0 }, { logit: 'dFake/logit' }],
			['lossG', 'bceLogits', { target: 1 }, { logit: 'dFake/logit' }],
			['lossD', 'weightedSum', {}, { loss1: 'lossReal/loss', loss2: 'lossFake/loss' }],
			['playD', 'player', { ...player, networks: ['D'], order: 1 }, { loss: 'lossD/loss' }],
			['playG', 'player', { ...player, networks: ['G'], order: 2 }, { loss: 'lossG/loss' }],
		]),
		run: { seed: 1, batch, rounds: 1000 },
	};
	return { name: 'dense', document };
}
