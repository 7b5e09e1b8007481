// Pictures of any size as the bytes a data set keeps: cut or fitted to one size, in colour or grey.
import { MOST_PIXELS, pictureSize } from '../../data/own/pictureSize';

/** How a picture of another form is brought into a square: its middle cut out, all of it with a margin, or pressed. */
export type Fit = 'cover' | 'contain' | 'stretch';

export interface PictureForm {
	/** Pixels of a side. */
	size: number;
	channels: 1 | 3;
	fit: Fit;
}

export type Half = 'left' | 'right' | undefined;

/** What a margin is filled with. */
const PAPER = '#fff';

export class TooManyPixels extends Error {
	override name = 'TooManyPixels';
}

/**
 * The browser unpacks it, beside the page.
 * @throws {TooManyPixels}, or whatever the browser says of a picture it can't read.
 */
export async function decode(bytes: Uint8Array<ArrayBuffer>): Promise<ImageBitmap> {
	const { width, height } = pictureSize(bytes) ?? { width: 0, height: 0 };
	if (width * height > MOST_PIXELS) throw new TooManyPixels(`${width} × ${height}`);
	return createImageBitmap(new Blob([bytes]));
}

/** Draws pictures of one form, one after another. */
export class PictureShaper {
	readonly #canvas: OffscreenCanvas;
	readonly #context: OffscreenCanvasRenderingContext2D;

	constructor(readonly form: PictureForm) {
		this.#canvas = new OffscreenCanvas(form.size, form.size);
		this.#context = this.#canvas.getContext('2d', { willReadFrequently: true })!;
		this.#context.imageSmoothingQuality = 'high';
	}

	/** [size, size, channels] bytes. */
	shape(picture: ImageBitmap, half: Half): Uint8Array {
		const { size, channels, fit } = this.form;
		const context = this.#context;
		const width = half ? Math.floor(picture.width / 2) : picture.width;
		const from = half === 'right' ? picture.width - width : 0;
		const { height } = picture;
		context.fillStyle = PAPER;
		context.fillRect(0, 0, size, size);
		if (fit === 'stretch') context.drawImage(picture, from, 0, width, height, 0, 0, size, size);
		else if (fit === 'cover') {
			const side = Math.min(width, height);
			const [x, y] = [from + (width - side) / 2, (height - side) / 2];
			context.drawImage(picture, x, y, side, side, 0, 0, size, size);
		} else {
			const scale = size / Math.max(width, height);
			const [w, h] = [width * scale, height * scale];
			context.drawImage(picture, from, 0, width, height, (size - w) / 2, (size - h) / 2, w, h);
		}
		const { data } = context.getImageData(0, 0, size, size);
		const bytes = new Uint8Array(size * size * channels);
		for (let pixel = 0; pixel < size * size; pixel++) {
			const [r, g, b] = [data[4 * pixel]!, data[4 * pixel + 1]!, data[4 * pixel + 2]!];
			// Luma as in Rec. ITU-R BT.601, which browsers have for grey too.
			if (channels === 1) bytes[pixel] = Math.round(0.299 * r + 0.587 * g + 0.114 * b);
			else bytes.set([r, g, b], 3 * pixel);
		}
		return bytes;
	}
}

/** Item `index` of an IDX file of pictures. */
export function idxPicture(
	{ shape, values }: { shape: readonly number[]; values: Uint8Array },
	index: number,
): Promise<ImageBitmap> {
	const [, height = 1, width = 1, channels = 1] = shape;
	const own = values.subarray(index * height * width * channels);
	const pixels = new Uint8ClampedArray(4 * height * width);
	for (let pixel = 0; pixel < height * width; pixel++) {
		for (let c = 0; c < 3; c++)
			pixels[4 * pixel + c] = own[pixel * channels + (channels >= 3 ? c : 0)]!;
		pixels[4 * pixel + 3] = 255;
	}
	return createImageBitmap(new ImageData(pixels, width, height));
}
