// Which data set a project learned from: its name, and what it holds.
import { findDataset } from '../../data/catalogue';
import type { Manifest } from '../../data/manifest';
import { ownStore } from '../../data/own/ownStore';
import type { DatasetReference } from '../../export/projectFile';
import { baseAddress } from './addresses';

/**
 * Absent for a name there is no data set of.
 * @throws where it can't be asked for.
 */
export async function datasetReference(name: string): Promise<DatasetReference | undefined> {
	const dataset = findDataset(name);
	if (!dataset || dataset.make) return dataset && { name };
	if (dataset.own) return { name, sha256: (await ownStore().find(name))?.sum };
	const response = await fetch(`${baseAddress()}datasets/${name}.json`);
	if (!response.ok) throw new Error(`${name}.json: ${response.status} ${response.statusText}`);
	const { sha256 } = (await response.json()) as Manifest;
	return { name, sha256 };
}
