// Files for people to keep: the graph, the weights, the samples.
import type { Program } from '../../compile/program';
import { encodeFilm } from '../../export/gif';
import { encodeContactSheet } from '../../export/png';
import { weightFile } from '../../export/weightFile';
import { encodeWav } from '../../export/wav';
import { serializeDocument } from '../../graph/serialize';
import type { GraphDocument } from '../../graph/types';
import { averagedWeights } from '../../runtime/averagedWeights';
import type { PictureFrame } from '../../runtime/pictureHistory';
import type { Checkpoint, Pictures } from '../../runtime/protocol';

export function saveDocument(document: GraphDocument, title: string): void {
	download(`${fileName(title)}.json`, serializeDocument(document), 'application/json');
}

/**
 * Weights as PyTorch names and lays them out, `network/node/weight`, with all it takes to go on from them elsewhere. Or
 * averages where there are any, to be used as they are.
 */
export function saveWeights(
	checkpoint: Checkpoint,
	program: Program,
	title: string,
	{ averaged = false } = {},
): void {
	const weights = averaged ? averagedWeights(checkpoint) : checkpoint.weights;
	const metadata = { format: 'pt', title, rounds: String(checkpoint.round) };
	const state = averaged ? undefined : checkpoint;
	const bytes = weightFile(weights, program, { metadata, state });
	const name = `${fileName(title)}-${checkpoint.round}${averaged ? '-ema' : ''}.safetensors`;
	download(name, bytes, 'application/octet-stream');
}

/** Pixels as they are: never inverted, never tinted. */
export function savePictures(pictures: Pictures, name: string, columns?: number): void {
	download(`${fileName(name)}.png`, encodeContactSheet(pictures, { columns }), 'image/png');
}

export function saveSound(samples: Float32Array, rate: number, name: string): void {
	download(`${fileName(name)}.wav`, encodeWav(samples, rate), 'audio/wav');
}

/** Samples over time, as many rows of pictures as `rows`: a column a moment. */
export function saveStrip(frames: readonly PictureFrame[], rows: number, name: string): void {
	const [first] = frames;
	if (!first) return;
	const { height, width, channels } = first.pictures;
	const shown = Math.min(rows, first.pictures.count);
	const size = height * width * channels;
	const pixels = new Uint8Array(shown * frames.length * size);
	for (let row = 0; row < shown; row++) {
		frames.forEach(({ pictures }, column) => {
			const own = pictures.pixels.subarray(row * size, (row + 1) * size);
			pixels.set(own, (row * frames.length + column) * size);
		});
	}
	const strip = { count: shown * frames.length, height, width, channels, pixels };
	savePictures(strip, name, frames.length);
}

/** The same as a film: a frame a moment. */
export function saveFilm(frames: readonly PictureFrame[], name: string): void {
	const film = encodeFilm(frames.map(({ pictures }) => pictures));
	download(`${fileName(name)}.gif`, film, 'image/gif');
}

export function download(name: string, contents: BlobPart, type: string): void {
	const address = URL.createObjectURL(new Blob([contents], { type }));
	const link = document.createElement('a');
	link.href = address;
	link.download = name;
	link.click();
	// The browser has taken what it needs by the next task.
	setTimeout(() => URL.revokeObjectURL(address));
}

/** Without what file systems refuse. */
export function fileName(title: string): string {
	return title.replace(/[\\/:*?"<>|\p{Cc}\s]+/gu, ' ').trim() || 'gan-loom';
}
