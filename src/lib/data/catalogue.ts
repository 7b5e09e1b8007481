// The data sets there are: those that come with the app, and a person's own.
import type { DatasetType } from '../nodes/kind';
import type { Dataset } from './dataset';
import { emoji } from './emoji';
import { fruit } from './fruit';
import { instruments } from './instruments/instruments';
import { kana } from './kana';
import { mnist } from './mnist';
import { openmoji } from './openmoji';
import { knownOwn } from './own/known';
import { points } from './points/points';
import { shapes } from './shapes/shapes';
import { speech } from './speech/speech';

export const datasets: readonly Dataset[] = [
	mnist,
	kana,
	openmoji,
	fruit,
	shapes,
	emoji,
	instruments,
	speech,
	...points,
];

export function findDataset(name: string): Dataset | undefined {
	return datasets.find((dataset) => dataset.name === name) ?? knownOwn(name);
}

/** What a data set's node gives; absent for a name there is no data set of. */
export function datasetType(name: string): DatasetType | undefined {
	return findDataset(name)?.type;
}
