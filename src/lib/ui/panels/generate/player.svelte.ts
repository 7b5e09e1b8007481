// Plays sounds one after the other, and tells which is heard now.
import type { Sound } from '../../../runtime/protocol';

/** Seconds between two sounds. */
const PAUSE = 0.25;

export class Player {
	/** Begins again at the end. */
	loops = $state(false);
	/** What is heard. */
	now = $state.raw<Sound>();
	/** How much of it has been heard, 0 … 1. */
	share = $state(0);

	#list: readonly Sound[] = [];
	#context: AudioContext | undefined;
	#source: AudioBufferSourceNode | undefined;
	#frame = 0;
	#timer: ReturnType<typeof setTimeout> | undefined;

	/** `rate`: samples a second. */
	constructor(private readonly rate: number) {}

	isPlaying(list: readonly Sound[]): boolean {
		return this.now !== undefined && list.length > 1 && isSame(this.#list, list);
	}

	/** Plays the list from its start; what is playing stops, and the same list only stops. */
	toggle(list: readonly Sound[]): void {
		const stops = this.now !== undefined && isSame(this.#list, list);
		this.stop();
		if (stops) return;
		this.#list = list;
		void this.#play(0);
	}

	/** Sounds have been made anew: what is played from now on are those in their places. */
	renew(from: readonly Sound[], to: readonly Sound[]): void {
		this.#list = this.#list.map((sound) => to[from.indexOf(sound)] ?? sound);
	}

	stop(): void {
		clearTimeout(this.#timer);
		cancelAnimationFrame(this.#frame);
		if (this.#source) {
			this.#source.onended = null;
			this.#source.stop();
		}
		this.#source = undefined;
		this.#list = [];
		this.now = undefined;
	}

	close(): void {
		this.stop();
		void this.#context?.close();
	}

	async #play(index: number): Promise<void> {
		const sound = this.#list[index];
		if (!sound) return;
		// Made when something is first played: before that, browsers allow no sound.
		this.#context ??= new AudioContext();
		const context = this.#context;
		await context.resume();
		if (this.#list[index] !== sound) return;
		const buffer = context.createBuffer(1, sound.samples.length, this.rate);
		buffer.copyToChannel(Float32Array.from(sound.samples), 0);
		const source = context.createBufferSource();
		source.buffer = buffer;
		source.connect(context.destination);
		source.onended = () => this.#next(index + 1);
		this.#source = source;
		this.now = sound;
		const begun = context.currentTime;
		const follow = (): void => {
			this.share = Math.min(1, (context.currentTime - begun) / buffer.duration);
			this.#frame = requestAnimationFrame(follow);
		};
		follow();
		source.start();
	}

	#next(index: number): void {
		cancelAnimationFrame(this.#frame);
		const next = index < this.#list.length ? index : this.loops ? 0 : undefined;
		if (next === undefined) this.stop();
		else this.#timer = setTimeout(() => void this.#play(next), PAUSE * 1000);
	}
}

const isSame = (a: readonly Sound[], b: readonly Sound[]): boolean =>
	a.length === b.length && a.every((sound, i) => sound === b[i]);
