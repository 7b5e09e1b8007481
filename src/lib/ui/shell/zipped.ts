// Files as one zip, packed beside the page so that it does not stand still.
import { zip, type AsyncZippable } from 'fflate';

export function zipped(files: AsyncZippable): Promise<Uint8Array<ArrayBuffer>> {
	return new Promise((resolve, reject) => {
		zip(files, (error, data) => {
			if (error) reject(error);
			else resolve(data as Uint8Array<ArrayBuffer>);
		});
	});
}
