// Reads a person's own data set out of the browser's database, for training or to look at.
import type { LoadedDataset } from '../../nodes/kind';
import type { Dataset } from '../dataset';
import { itemsIn } from '../itemsIn';
import { bytesOfItem } from './ownSet';
import { ownStore, type OwnStore } from './ownStore';

/**
 * All of its values come into memory, and go with the one who asked.
 * @throws Error with a message for the reader where they are gone or cut short.
 */
export async function loadOwn(
	dataset: Dataset,
	store: OwnStore = ownStore(),
): Promise<LoadedDataset> {
	const { name, type, held } = dataset;
	const blobs = await store.values(name);
	if (!blobs) throw new Error(`The values of “${dataset.title.en}” are gone from this browser.`);
	const ports = await Promise.all(
		type.outputs.map(async ({ port, type: portType }, i) => {
			const bytes = new Uint8Array((await blobs[i]?.arrayBuffer()) ?? []);
			const wanted = (type.count + held) * bytesOfItem(portType);
			if (bytes.length !== wanted)
				throw new Error(
					`“${dataset.title.en}” is damaged: its ${port} has ${bytes.length} bytes instead of ${wanted}.`,
				);
			return { port, type: portType, bytes };
		}),
	);
	return {
		...itemsIn(ports, { first: 0, count: type.count }),
		unpaired: type.unpaired,
		held: held > 0 ? itemsIn(ports, { first: type.count, count: held }) : undefined,
	};
}
