// Pictures side by side as one image of RGBA pixels.
import type { Pictures } from '../../../runtime/protocol';

export interface Image {
	width: number;
	height: number;
	data: Uint8ClampedArray<ArrayBuffer>;
}

/** Fills rows of `columns` pictures from the upper left; places left over stay transparent. */
export function paintGrid(pictures: Pictures, columns: number): Image {
	const { count, height, width, channels, pixels } = pictures;
	const rows = Math.ceil(count / columns);
	const image: Image = {
		width: columns * width,
		height: rows * height,
		data: new Uint8ClampedArray(columns * width * rows * height * 4),
	};
	for (let item = 0; item < count; item++) {
		const left = (item % columns) * width;
		const top = Math.floor(item / columns) * height;
		for (let y = 0; y < height; y++) {
			for (let x = 0; x < width; x++) {
				const from = ((item * height + y) * width + x) * channels;
				const to = ((top + y) * image.width + left + x) * 4;
				const grey = pixels[from]!;
				image.data[to] = grey;
				image.data[to + 1] = channels === 3 ? pixels[from + 1]! : grey;
				image.data[to + 2] = channels === 3 ? pixels[from + 2]! : grey;
				image.data[to + 3] = 255;
			}
		}
	}
	return image;
}
