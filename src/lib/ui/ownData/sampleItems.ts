// A few items of a data set in the making, spread over all of it.
import { decode, idxPicture, PictureShaper } from './pictures';
import type { SetSettings, SetSource } from './makeSet';
import { decodeSound, piecesOf } from './sounds';

export type SampleItem = { path: string; className?: string } & (
	| { shows: 'picture'; values: Uint8Array; size: number; channels: number }
	| { shows: 'sound'; values: Uint8Array }
	| { shows: 'broken' }
);

/** Of each port; pairs stand beside one another. */
const MOST = 15;

/** Empty where `stopped` says that nobody waits for them any more. */
export async function sampleItems(
	{ plan, read, idx }: SetSource,
	settings: SetSettings,
	stopped: () => boolean,
): Promise<SampleItem[]> {
	const shaper = new PictureShaper(settings.picture);
	const { size, channels } = settings.picture;
	const all = idx
		? idx.pictures.shape[0]!
		: Math.max(...plan.ports.map(({ paths }) => paths.length));
	const each = Math.max(1, Math.floor(MOST / plan.ports.length));
	const items: SampleItem[] = [];
	for (let i = 0; i < Math.min(each, all); i++) {
		const at = Math.floor((i * all) / Math.min(each, all));
		const label = idx?.labels ? idx.labels.values[at] : plan.labels?.[at];
		const className = label === undefined ? undefined : settings.classNames[label];
		for (const { paths, half } of idx ? [{ paths: [], half: undefined }] : plan.ports) {
			if (stopped()) return [];
			const path = idx ? `#${at + 1}` : paths[at];
			if (path === undefined) continue;
			try {
				if (settings.layout === 'sounds') {
					const [piece] = piecesOf(await decodeSound(await read(path)), settings.samples);
					items.push({ path, shows: 'sound', values: piece! });
					continue;
				}
				const picture = idx ? await idxPicture(idx.pictures, at) : await decode(await read(path));
				const values = shaper.shape(picture, half);
				picture.close();
				items.push({ path, className, shows: 'picture', values, size, channels });
			} catch {
				// Shown in its place; what is wrong with it stands in the list of files skipped, once all are read.
				items.push({ path, className, shows: 'broken' });
			}
		}
	}
	return items;
}
