// Many files to keep, in one.
import { zip, type AsyncZippable } from 'fflate';
import { download, fileName } from './downloads';

/** `TITLE-KIND.zip` with a folder called like the title. */
export async function saveZip(title: string, kind: string, files: AsyncZippable): Promise<void> {
	const folder = fileName(title);
	download(`${folder}-${kind}.zip`, await zipped({ [folder]: files }), 'application/zip');
}

/** Packed beside the page, so that it does not stand still. */
export function zipped(files: AsyncZippable): Promise<Uint8Array<ArrayBuffer>> {
	return new Promise((resolve, reject) => {
		zip(files, (error, data) => {
			if (error) reject(error);
			else resolve(data as Uint8Array<ArrayBuffer>);
		});
	});
}
