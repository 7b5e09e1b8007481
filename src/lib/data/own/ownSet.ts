// A data set made of a person's own files: what is kept about it, and how the rest of the app sees it.
import type { PortType } from '../../graph/types';
import type { Dataset } from '../dataset';
import { itemBytes, storedAs } from '../manifest';

/** What its items are. */
export type OwnKind =
	/** Pictures, with a class each where they have any. */
	| 'pictures'
	/** Two pictures that belong together, such as a drawing and what it is of. */
	| 'pairs'
	/** Two piles of pictures that have nothing to do with one another. */
	| 'unpaired'
	| 'sounds';

export interface OwnSet {
	/** Stands in documents: `own-`, what it was called when it was made, and the beginning of its checksum. */
	name: string;
	/** What it is called now. */
	title: string;
	kind: OwnKind;
	/** In the order their values are kept in. */
	outputs: { port: string; type: PortType }[];
	/** Items to train on; those held out follow them. */
	count: number;
	held: number;
	classNames: string[];
	/** Samples a second, of sound. */
	rate?: number;
	/** Of all values together: SHA-256 in hex, or a plainer checksum where a browser has none. */
	sum: string;
	/** Milliseconds since 1970. */
	createdAt: number;
}

const PREFIX = 'own-';

export const isOwnName = (name: string): boolean => name.startsWith(PREFIX);

/** Letters and digits of any script stay; what documents and addresses trip over becomes a dash. */
export function ownName(title: string, sum: string): string {
	const plain = title
		.normalize('NFKC')
		.toLowerCase()
		.replace(/[^\p{L}\p{N}]+/gu, '-')
		.replace(/^-+|-+$/g, '')
		.slice(0, 32);
	return [PREFIX.slice(0, -1), plain, sum.slice(0, 8)].filter(Boolean).join('-');
}

/** Bytes its values take. */
export function bytesOf({ outputs, count, held }: OwnSet): number {
	return outputs.reduce((sum, { type }) => sum + (count + held) * bytesOfItem(type), 0);
}

export const bytesOfItem = (type: PortType): number =>
	itemBytes({ dtype: storedAs(type), shape: [...type.shape] });

/** As the sets are that come with the app. */
export function datasetOf(set: OwnSet): Dataset {
	const { name, title, kind, outputs, count, held, classNames, rate } = set;
	return {
		name,
		title: { ja: title, en: title },
		summary: {
			ja: '自分のファイルから作ったデータです。このブラウザの中だけにあります。',
			en: 'Made of your own files. It is kept in this browser alone.',
		},
		own: true,
		licence: '',
		attribution: { ja: '', en: '' },
		classNames,
		type: { outputs, count, ...(kind === 'unpaired' ? { unpaired: true } : {}) },
		held,
		rate,
	};
}
