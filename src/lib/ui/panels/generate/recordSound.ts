// The microphone, for as long as a person wants.

/**
 * Records until the recorder it gives is stopped; then lets the microphone go and hands the sound on.
 * @throws what the browser says where there is no microphone, or it may not be used.
 */
export async function recordSound(onend: (sound: Blob) => void): Promise<MediaRecorder> {
	const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
	const parts: Blob[] = [];
	const recorder = new MediaRecorder(stream);
	recorder.ondataavailable = ({ data }) => parts.push(data);
	recorder.onstop = () => {
		for (const track of stream.getTracks()) track.stop();
		onend(new Blob(parts, { type: recorder.mimeType }));
	};
	recorder.start();
	return recorder;
}
