// One data set in the making: files found, how they are read, what they will be.
import { readIdx, type Idx } from '../../data/own/idx';
import {
	layoutsOf,
	MOST_OF_A_FILE,
	planOf,
	sortOf,
	type Layout,
	type Plan,
	type Skipped,
} from '../../data/own/layout';
import type { OwnSet } from '../../data/own/ownSet';
import { readTable } from '../../data/own/table';
import { inflate } from '../../export/inflate';
import { MAX_FILE } from '../../graph/limits';
import { foundIn, joined, readerOf, type Found } from './found';
import { makeSet, type Progress, type SetSettings, type SetSource } from './makeSet';
import { ownSets } from './ownSets.svelte';

export type Beginning = Partial<Pick<SetSettings, 'picture' | 'range' | 'samples'>>;

const DEFAULTS: SetSettings = {
	title: '',
	layout: 'plain',
	picture: { size: 64, channels: 3, fit: 'cover' },
	range: [-1, 1],
	samples: 32_768,
	heldShare: 0.1,
	classNames: [],
};

export class OwnImport {
	found = $state.raw<readonly Found[]>([]);
	layouts = $state.raw<readonly Layout[]>([]);
	settings = $state<SetSettings>({ ...DEFAULTS });
	/** Zip files and tables that could not be read, and why. */
	troubles = $state.raw<readonly Skipped[]>([]);
	looking = $state(false);
	progress = $state.raw<Progress>();
	#table = $state.raw<(path: string) => string | undefined>();
	#idx = $state.raw<{ pictures: Idx; labels?: Idx }>();
	#stop: AbortController | undefined;

	readonly plan: Plan | undefined = $derived.by(() =>
		this.layouts.length > 0
			? planOf(this.found, this.settings.layout, (path) => this.#table?.(path))
			: undefined,
	);
	/** How many items each port will have, where every file can be read. */
	readonly counts: number[] = $derived(
		this.#idx
			? [this.#idx.pictures.shape[0]!]
			: (this.plan?.ports.map(({ paths }) => paths.length) ?? []),
	);
	/** How many items each class has. */
	readonly classCounts: number[] = $derived.by(() => {
		const labels = this.#idx?.labels ? [...this.#idx.labels.values] : this.plan?.labels;
		const counts: number[] = this.settings.classNames.map(() => 0);
		for (const label of labels ?? []) counts[label] = (counts[label] ?? 0) + 1;
		return counts;
	});

	constructor(beginning: Beginning = {}) {
		Object.assign(this.settings, beginning);
	}

	get source(): SetSource | undefined {
		if (!this.plan) return undefined;
		return {
			plan: this.plan,
			read: readerOf(this.found),
			...(this.#idx ? { idx: this.#idx } : {}),
		};
	}

	/** Adds files to those there are, and looks anew at what they could be. */
	async take(files: readonly { path: string; file: File }[]): Promise<void> {
		this.looking = true;
		try {
			const { found, unreadable } = await foundIn(files);
			this.found = joined(this.found, found);
			this.troubles = [
				...this.troubles,
				...unreadable.map(({ path }): Skipped => ({ path, why: 'broken' })),
			];
			this.settings.title ||= titleOf(files);
			await this.#readTable();
			await this.#readIdx();
			this.layouts = layoutsOf(this.found).filter((layout) => layout !== 'table' || this.#table);
			this.choose(this.layouts[0] ?? 'plain');
		} finally {
			this.looking = false;
		}
	}

	choose(layout: Layout): void {
		this.settings.layout = layout;
		this.settings.classNames = this.#idx?.labels
			? classesIn(this.#idx.labels)
			: [...(this.plan?.classNames ?? [])];
	}

	/** Undefined where it was stopped. @throws {FileError}, or what the database says. */
	async run(): Promise<{ set: OwnSet; skipped: readonly Skipped[] } | undefined> {
		const { source } = this;
		if (!source) return undefined;
		const stop = (this.#stop = new AbortController());
		this.progress = { done: 0, all: Math.max(...this.counts) };
		try {
			const { set, ports, skipped } = await makeSet(source, $state.snapshot(this.settings), {
				onProgress: (progress) => (this.progress = progress),
				signal: stop.signal,
			});
			await ownSets.add(set, ports);
			return { set, skipped: [...this.troubles, ...skipped] };
		} catch (error) {
			if (stop.signal.aborted) return undefined;
			throw error;
		} finally {
			this.progress = undefined;
		}
	}

	stop(): void {
		this.#stop?.abort();
	}

	async #readTable(): Promise<void> {
		const pictures = this.found.filter(({ path }) => sortOf(path) === 'picture');
		for (const table of this.found.filter(({ path }) => sortOf(path) === 'table')) {
			if (this.#table) return;
			const text = new TextDecoder().decode(await table.read(MOST_OF_A_FILE));
			this.#table = readTable(
				text,
				pictures.map(({ path }) => path),
			);
		}
	}

	/** The first file of pictures, and the labels that are as many. */
	async #readIdx(): Promise<void> {
		const all: Idx[] = [];
		for (const file of this.found.filter(({ path }) => sortOf(path) === 'idx')) {
			try {
				const bytes = await file.read(MAX_FILE);
				const packed = bytes[0] === 0x1f && bytes[1] === 0x8b;
				all.push(readIdx(packed ? await inflate(bytes, 'gzip', MAX_FILE) : bytes));
			} catch {
				this.troubles = [...this.troubles, { path: file.path, why: 'broken' }];
			}
		}
		const pictures = all.find(({ shape }) => shape.length >= 3);
		const labels = all.find(({ shape }) => shape.length === 1 && shape[0] === pictures?.shape[0]);
		this.#idx = pictures && { pictures, labels };
	}
}

/** Classes are numbers there, from 0 on. */
function classesIn({ values }: Idx): string[] {
	const most = values.reduce((max, value) => Math.max(max, value), 0);
	return Array.from({ length: most + 1 }, (_, label) => String(label));
}

/** The folder's or the zip file's name says best what it is. */
function titleOf(files: readonly { path: string }[]): string {
	const [first] = files;
	if (!first) return '';
	const folder = first.path.split('/')[0]!;
	if (first.path.includes('/')) return folder;
	return files.length === 1 ? first.path.replace(/\.[^.]*$/, '') : '';
}
