// What is said about a data set before it is loaded: enough for the compiler, the gallery and the credits.
import type { Text } from '../graph/types';
import type { DatasetType, LoadedDataset } from '../nodes/kind';
import type { Mixture } from './points/mixture';

/** What a data set's files hold. */
export interface Packed {
	outputs: DatasetType['outputs'];
	/** Items to train on; those held out follow them. */
	count: number;
	held: number;
	unfold(packed: LoadedDataset): LoadedDataset;
}

export interface Dataset {
	/** Names its files, `datasets/<name>.json` and `.bin`, if it has any, and stands in documents. */
	name: string;
	title: Text;
	summary: Text;
	/** A person's own, in this browser: licence and source are theirs to know. */
	own?: true;
	/** SPDX identifier of the terms of its source. */
	licence: string;
	/** To be shown wherever the data is. */
	attribution: Text;
	/** Where its source is found; absent where this app makes it. */
	home?: string;
	/** Names of the classes, in the order of the labels. */
	classNames: readonly string[];
	/** Output ports, and how many items there are to train on. */
	type: DatasetType;
	/** Items held out; in the files they follow those to train on. Unpaired ports are pairs here. */
	held: number;
	/** What is only measured with: beside the outputs of held items, and nowhere on a node. */
	measured?: DatasetType['outputs'];
	/** Which language an item's sentences are in. */
	languageOf?(index: number): keyof Text;
	/** The words its sentences are made of, by language. */
	words?: Readonly<Record<keyof Text, readonly string[]>>;
	/** One of its sentences, another for every number. */
	say?(index: number): Text;
	/** Samples a second, of sound. */
	rate?: number;
	/** Of points: what they are drawn from. */
	law?: Mixture;
	/** Where the files hold something else than the items: what it is, and how items are made of it. */
	packed?: Packed;
	/** Of a set that is drawn on the spot: there are no files to load. */
	make?(): LoadedDataset;
}
