// Many files to keep, in one.
import { zip, type AsyncZippable } from 'fflate';
import { download, fileName } from './downloads';

/** `TITLE-KIND.zip` with a folder called like the title. */
export async function saveZip(title: string, kind: string, files: AsyncZippable): Promise<void> {
	const folder = fileName(title);
	const bytes = await new Promise<Uint8Array<ArrayBuffer>>((resolve, reject) => {
		zip({ [folder]: files }, (error, data) => {
			if (error) reject(error);
			else resolve(data as Uint8Array<ArrayBuffer>);
		});
	});
	download(`${folder}-${kind}.zip`, bytes, 'application/zip');
}
