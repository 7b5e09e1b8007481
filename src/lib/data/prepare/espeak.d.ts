declare module '@echogarden/espeak-ng-emscripten' {
	/** Codes other than 0 are errors. */
	interface Synthesiser {
		set_voice(name: string): number;
		/** Words a minute. */
		set_rate(rate: number): void;
		get_samplerate(): number;
		/** Says a text: `hear` is given it piece by piece, in a buffer that is used again. */
		synthesize(text: string, hear: (samples: Int16Array | null) => void): void;
	}
	const load: () => Promise<{ eSpeakNGWorker: new () => Synthesiser }>;
	export default load;
}
