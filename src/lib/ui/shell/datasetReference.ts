// Which data set a project learned from: its name, and what it holds.
import { findDataset } from '../../data/catalogue';
import type { Manifest } from '../../data/manifest';
import type { DatasetReference } from '../../export/projectFile';
import { baseAddress } from './addresses';

/**
 * Absent for a name there is no data set of.
 * @throws where it can't be asked for.
 */
export async function datasetReference(name: string): Promise<DatasetReference | undefined> {
	const dataset = findDataset(name);
	// What is made on the spot, or kept in this browser alone, has no file to be told by.
	if (!dataset || dataset.make || dataset.own) return dataset && { name };
	const response = await fetch(`${baseAddress()}datasets/${name}.json`);
	if (!response.ok) throw new Error(`${name}.json: ${response.status} ${response.statusText}`);
	const { sha256 } = (await response.json()) as Manifest;
	return { name, sha256 };
}
