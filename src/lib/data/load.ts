// Loads a prepared data set: manifest and packed bytes in, batches by index out.
import type { LoadedDataset } from '../nodes/kind';
import { findDataset } from './catalogue';
import { itemsIn } from './itemsIn';
import {
	itemBytes,
	manifestProblem,
	packedOf,
	storedAs,
	unpackedBytes,
	type Manifest,
} from './manifest';
import { learnOwn } from './own/known';
import { loadOwn } from './own/loadOwn';

/** `missing`: not there; `damaged`: there, but not what was prepared. */
export class DatasetError extends Error {
	override name = 'DatasetError';
	constructor(
		readonly dataset: string,
		readonly reason: 'unknown' | 'missing' | 'damaged',
		message: string,
		options?: ErrorOptions,
	) {
		super(message, options);
	}
}

/** `fetch`, or what stands in for it where the files are read from disk. */
export type Fetch = (address: string) => Promise<Response>;

/**
 * Reads `datasets/<name>.json` and `.bin` under `base`, verifies and unpacks them, or has the set make itself. Items held out are given
 * apart from those to train on.
 * @throws {DatasetError}
 */
export async function loadDataset(
	name: string,
	base: string,
	fetch: Fetch = (address) => globalThis.fetch(address),
): Promise<LoadedDataset> {
	await learnOwn([name]);
	const dataset = findDataset(name);
	if (!dataset) throw new DatasetError(name, 'unknown', `There is no data set named “${name}”.`);
	if (dataset.make) return dataset.make();
	if (dataset.own) return loadOwn(dataset);

	const folder = `${base.replace(/\/*$/, '/')}datasets/`;
	const manifest = parseManifest(await read(name, `${folder}${name}.json`, fetch));
	const problem = manifestProblem(manifest, dataset);
	if (problem) throw damaged(name, `${name}.json does not fit: ${problem}`);

	// The address changes with the contents, so that a browser never pairs a new manifest with kept old values.
	const packed = await read(name, `${folder}${name}.bin?${manifest.sha256.slice(0, 12)}`, fetch);
	const values = await unpack(name, packed, manifest);

	let offset = 0;
	const { outputs } = dataset.packed ?? dataset.type;
	const arrays = packedOf(dataset).outputs.map(({ port, type }) => {
		const size = itemBytes({ dtype: storedAs(type), shape: [...type.shape] });
		const bytes = values.subarray(offset, offset + manifest.count * size);
		offset += bytes.length;
		return { port, type, bytes };
	});
	const given = new Set(outputs.map(({ port }) => port));
	const loaded = {
		...itemsIn(
			arrays.filter(({ port }) => given.has(port)),
			{ first: 0, count: manifest.train },
		),
		unpaired: dataset.type.unpaired,
		held: itemsIn(arrays, { first: manifest.train, count: manifest.count - manifest.train }),
	};
	return dataset.packed?.unfold(loaded) ?? loaded;
}

async function read(name: string, address: string, fetch: Fetch): Promise<Uint8Array<ArrayBuffer>> {
	let response: Response;
	try {
		response = await fetch(address);
	} catch (cause) {
		throw new DatasetError(name, 'missing', `The data set ${name} could not be read: ${cause}`, {
			cause,
		});
	}
	if (!response.ok)
		throw new DatasetError(
			name,
			'missing',
			`The data set ${name} is not there (${response.status} for ${address}). It is made by: npm run prepare:data`,
		);
	try {
		return new Uint8Array(await response.arrayBuffer());
	} catch (cause) {
		throw new DatasetError(name, 'missing', `Reading the data set ${name} broke off: ${cause}`, {
			cause,
		});
	}
}

/** Leaves it to `manifestProblem` to say what a file that is no JSON lacks. */
function parseManifest(bytes: Uint8Array): Manifest {
	try {
		return JSON.parse(new TextDecoder().decode(bytes)) as Manifest;
	} catch {
		return {} as Manifest;
	}
}

async function unpack(
	name: string,
	packed: Uint8Array<ArrayBuffer>,
	manifest: Manifest,
): Promise<Uint8Array> {
	if (packed.length !== manifest.bytes)
		throw damaged(name, `${name}.bin has ${packed.length} bytes instead of ${manifest.bytes}`);
	// Over plain http to another machine browsers have no SHA-256; gzip's own checksum, below, still stands.
	const subtle: SubtleCrypto | undefined = globalThis.crypto?.subtle;
	if (subtle) {
		const digest = new Uint8Array(await subtle.digest('SHA-256', packed));
		const hex = Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
		if (hex !== manifest.sha256)
			throw damaged(name, `the checksum of ${name}.bin is ${hex} instead of ${manifest.sha256}`);
	}
	let values: Uint8Array;
	try {
		const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream('gzip'));
		values = new Uint8Array(await new Response(stream).arrayBuffer());
	} catch (cause) {
		throw damaged(name, `${name}.bin could not be unpacked`, cause);
	}
	const expected = unpackedBytes(manifest);
	if (values.length !== expected)
		throw damaged(name, `${name}.bin unpacks to ${values.length} bytes instead of ${expected}`);
	return values;
}

function damaged(name: string, what: string, cause?: unknown): DatasetError {
	const message = `The data set ${name} is damaged: ${what}. It is made anew by: npm run prepare:data`;
	return new DatasetError(name, 'damaged', message, { cause });
}
