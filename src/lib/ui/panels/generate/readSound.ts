// A sound file or a recording, as the numbers a network is given.

/**
 * `length` samples from −1 to 1, `rate` of them a second: what is longer is cut off, and silence follows what is
 * shorter. The browser decodes and resamples. Throws when it can't.
 */
export async function readSound(data: Blob, rate: number, length: number): Promise<Float32Array> {
	const context = new OfflineAudioContext(1, length, rate);
	const decoded = await context.decodeAudioData(await data.arrayBuffer());
	// Several channels become one on the way.
	const source = context.createBufferSource();
	source.buffer = decoded;
	source.connect(context.destination);
	source.start();
	return (await context.startRendering()).getChannelData(0);
}
