// What a heap of files could be as a data set: found from names and folders alone, before anything is read.

/** How files become items. */
export type Layout =
	/** Every picture an item. */
	| 'plain'
	/** The folder a picture lies in is its class. */
	| 'folders'
	/** A table says which class a picture is of. */
	| 'table'
	/** Left half and right half of a picture belong together, as pix2pix has its data. */
	| 'halves'
	/** Pictures of the same name in two folders belong together. */
	| 'twins'
	/** Two folders of pictures that are not paired, as CycleGAN has its data. */
	| 'piles'
	/** Pictures and labels as MNIST has them. */
	| 'idx'
	| 'sounds';

export interface FileName {
	/** With folders, parted by `/`. */
	path: string;
	/** Bytes. */
	size: number;
}

/** Why a file is not taken; the page has words for each. */
export type Skip = 'unknown' | 'empty' | 'huge' | 'alone' | 'unlabelled' | 'broken' | 'otherFolder';

export interface Skipped {
	path: string;
	why: Skip;
}

export interface Plan {
	/** For each output port with pictures or sounds: the files its items come from, in order. */
	ports: { port: string; paths: string[]; half?: 'left' | 'right' }[];
	/** The class of every item, where they have one. */
	labels?: number[];
	classNames: string[];
	skipped: Skipped[];
}

/** Bytes of one file: a photo has a tenth of it. */
export const MOST_OF_A_FILE = 64 * 1024 * 1024;

type Sort = 'picture' | 'sound' | 'table' | 'idx' | 'zip' | 'other';

const ENDINGS: readonly (readonly [Sort, RegExp])[] = [
	['picture', /\.(png|jpe?g|gif|webp|bmp|avif)$/i],
	['sound', /\.(wav|mp3|ogg|oga|flac|m4a|aac|web[am]|opus)$/i],
	['table', /\.(csv|tsv)$/i],
	['idx', /(-idx\d-ubyte|[.-]idx\d?|-ubyte)(\.gz)?$/i],
	['zip', /\.zip$/i],
];

export function sortOf(path: string): Sort {
	return ENDINGS.find(([, ending]) => ending.test(path))?.[0] ?? 'other';
}

/** What systems leave behind in folders and zip files. */
export function isLitter(path: string): boolean {
	return /(^|\/)(\.|__MACOSX\/|Thumbs\.db$|desktop\.ini$)/.test(path);
}

const folderOf = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf('/')));
const lastOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1);
const bareName = (path: string): string => lastOf(path).replace(/\.[^.]*$/, '');
const byPath = (a: FileName, b: FileName): number =>
	a.path.localeCompare(b.path, 'en', { numeric: true });

/** The layouts that could be meant, the likeliest first; none where there is nothing to learn from. */
export function layoutsOf(files: readonly FileName[]): Layout[] {
	const named = files.filter(({ path }) => !isLitter(path));
	const of = (sort: Sort): FileName[] => named.filter(({ path }) => sortOf(path) === sort);
	const pictures = of('picture');
	if (of('idx').length > 0 && pictures.length === 0) return ['idx'];
	if (pictures.length === 0) return of('sound').length > 0 ? ['sounds'] : [];
	const folders = foldersOf(pictures);
	const [a, b] = folders;
	const likely: Layout[] = [];
	if (of('table').length > 0) likely.push('table');
	if (a !== undefined && b !== undefined && folders.length === 2) {
		if (twinsIn(pictures, a, b) >= pictures.length / 3) likely.push('twins', 'piles', 'folders');
		else if (looksLikeAB(a, b)) likely.push('piles', 'folders');
		else likely.push('folders', 'piles');
	} else if (folders.length > 2) likely.push('folders');
	return [...likely, 'plain', 'halves'];
}

function foldersOf(files: readonly FileName[]): string[] {
	return [...new Set(files.map(({ path }) => folderOf(path)))].toSorted((a, b) =>
		a.localeCompare(b, 'en', { numeric: true }),
	);
}

function twinsIn(files: readonly FileName[], a: string, b: string): number {
	const names = new Set(
		files.filter(({ path }) => folderOf(path) === a).map(({ path }) => bareName(path)),
	);
	return files.filter(({ path }) => folderOf(path) === b && names.has(bareName(path))).length;
}

/** `trainA` and `trainB`, `A` and `B`. */
const looksLikeAB = (a: string, b: string): boolean => /a$/i.test(a) && /b$/i.test(b);

/** What each file becomes, or why it doesn't. `labelOf`: what the table says of a file. */
export function planOf(
	files: readonly FileName[],
	layout: Layout,
	labelOf: (path: string) => string | undefined = () => undefined,
): Plan {
	const skipped: Skipped[] = [];
	const wanted: Sort = layout === 'sounds' ? 'sound' : layout === 'idx' ? 'idx' : 'picture';
	const taken = files
		.filter((file) => {
			const { path, size } = file;
			const sort = sortOf(path);
			if (isLitter(path) || (sort === 'table' && layout === 'table')) return false;
			const why: Skip | undefined =
				sort !== wanted
					? 'unknown'
					: size === 0
						? 'empty'
						: size > MOST_OF_A_FILE && layout !== 'idx'
							? 'huge'
							: undefined;
			if (why) skipped.push({ path, why });
			return !why;
		})
		.toSorted(byPath);
	const paths = (some: readonly FileName[]): string[] => some.map(({ path }) => path);
	switch (layout) {
		case 'sounds':
			return { ports: [{ port: 'wave', paths: paths(taken) }], classNames: [], skipped };
		case 'idx':
		case 'plain':
			return { ports: [{ port: 'image', paths: paths(taken) }], classNames: [], skipped };
		case 'halves':
			return {
				ports: [
					{ port: 'a', paths: paths(taken), half: 'left' },
					{ port: 'b', paths: paths(taken), half: 'right' },
				],
				...{ classNames: [], skipped },
			};
		case 'folders':
			return labelled(taken, (path) => lastOf(folderOf(path)) || undefined, skipped);
		case 'table':
			return labelled(taken, labelOf, skipped);
		case 'twins':
		case 'piles':
			return inTwoFolders(taken, layout, skipped);
	}
}

function labelled(
	files: readonly FileName[],
	nameOf: (path: string) => string | undefined,
	skipped: Skipped[],
): Plan {
	const known = files.flatMap(({ path }) => {
		const name = nameOf(path);
		if (name === undefined) skipped.push({ path, why: 'unlabelled' });
		return name === undefined ? [] : [{ path, name }];
	});
	const classNames = [...new Set(known.map(({ name }) => name))].toSorted((a, b) =>
		a.localeCompare(b, 'en', { numeric: true }),
	);
	return {
		ports: [{ port: 'image', paths: known.map(({ path }) => path) }],
		labels: known.map(({ name }) => classNames.indexOf(name)),
		...{ classNames, skipped },
	};
}

function inTwoFolders(
	files: readonly FileName[],
	layout: 'twins' | 'piles',
	skipped: Skipped[],
): Plan {
	const [first, second, ...others] = foldersOf(files);
	const inside = (folder: string | undefined): string[] =>
		files.filter(({ path }) => folderOf(path) === folder).map(({ path }) => path);
	for (const other of others)
		skipped.push(...inside(other).map((path): Skipped => ({ path, why: 'otherFolder' })));
	let [a, b] = [inside(first), inside(second)];
	if (layout === 'twins') {
		const has = (list: readonly string[]): ((path: string) => boolean) => {
			const names = new Set(list.map(bareName));
			return (path) => {
				const paired = names.has(bareName(path));
				if (!paired) skipped.push({ path, why: 'alone' });
				return paired;
			};
		};
		[a, b] = [a.filter(has(b)), b.filter(has(a))];
	}
	const ports = [
		{ port: 'a', paths: a },
		{ port: 'b', paths: b },
	];
	return { ports, classNames: [], skipped };
}
