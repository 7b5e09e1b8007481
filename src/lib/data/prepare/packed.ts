// Writes a prepared data set, and tells whether the one on disk is still good.
import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { Dataset } from '../dataset';
import {
	itemBytes,
	MANIFEST_FORMAT,
	manifestProblem,
	packedOf,
	storedAs,
	type Manifest,
} from '../manifest';

/** Bytes by port: count × shape each, twice that of sound, items to train on first. */
export type Arrays = Record<string, Uint8Array>;

export function sha256(...parts: (Uint8Array | string)[]): string {
	const hash = createHash('sha256');
	for (const part of parts) hash.update(part);
	return hash.digest('hex');
}

/** Whether `folder` holds this data set, whole and made from these sources. */
export async function isCurrent(
	folder: string,
	dataset: Dataset,
	sourceHash: string,
): Promise<boolean> {
	const manifest = await readFile(join(folder, `${dataset.name}.json`), 'utf8')
		.then((text) => JSON.parse(text) as Manifest)
		.catch(() => undefined);
	if (manifestProblem(manifest, dataset) || manifest?.sourceHash !== sourceHash) return false;
	const packed = await readFile(join(folder, `${dataset.name}.bin`)).catch(() => undefined);
	return packed !== undefined && sha256(packed) === manifest.sha256;
}

/** Each file appears whole or not at all; the manifest comes last. */
export async function writePacked(
	folder: string,
	dataset: Dataset,
	arrays: Arrays,
	sources: Record<string, string>,
	sourceHash: string,
): Promise<Manifest> {
	const { outputs, count: train, held } = packedOf(dataset);
	const count = train + held;
	const described = outputs.map(({ port, type }) => ({
		...{ port, dtype: storedAs(type) },
		shape: [...type.shape],
	}));
	const parts = described.map(({ port, ...array }) => {
		const bytes = arrays[port];
		const expected = count * itemBytes(array);
		if (bytes?.length !== expected)
			throw new Error(`${dataset.name}: ${port} has ${bytes?.length} bytes instead of ${expected}`);
		return bytes;
	});
	const packed = await promisify(gzip)(Buffer.concat(parts), { level: 9 });
	const manifest: Manifest = {
		format: MANIFEST_FORMAT,
		name: dataset.name,
		count,
		train,
		arrays: described,
		classNames: [...dataset.classNames],
		licence: dataset.licence,
		attribution: dataset.attribution.en,
		sources,
		sourceHash,
		bytes: packed.length,
		sha256: sha256(packed),
	};
	await mkdir(folder, { recursive: true });
	await writeWhole(join(folder, `${dataset.name}.bin`), packed);
	await writeWhole(
		join(folder, `${dataset.name}.json`),
		`${JSON.stringify(manifest, undefined, '\t')}\n`,
	);
	return manifest;
}

async function writeWhole(path: string, contents: Uint8Array | string): Promise<void> {
	const draft = `${path}.${process.pid}.part`;
	await writeFile(draft, contents);
	await rename(draft, path);
}
