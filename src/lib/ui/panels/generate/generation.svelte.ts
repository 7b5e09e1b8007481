// The generation phase's state: whose weights, how many pictures, of which z, class or picture; and what was made.
import { compile } from '../../../compile/compile';
import type { Program } from '../../../compile/program';
import { earlierStage } from '../../../compile/upstream';
import type { PortType } from '../../../graph/types';
import { datasetType } from '../../../data/catalogue';
import type { Dataset } from '../../../data/dataset';
import { lengthen } from '../../../graph/lengthen';
import type { MelSettings } from '../../../nodes/layers/melSpectrogram';
import type { Pictures, Sounds, Spectrogram } from '../../../runtime/protocol';
import { Session } from '../../../runtime/session.svelte';
import { trainedWeights, type Preset, type TrainedWeights } from '../../presets';
import { baseAddress } from '../../shell/addresses';
import { loadTrained } from '../../shell/trained';
import { rememberedBackend } from '../run/backendChoice';
import type { Run } from '../run/run.svelte';
import {
	classesOf,
	latentOf,
	pictureInputOf,
	pictureNetworks,
	sentencesOf,
	soundNetworks,
	soundsOf,
	spectrogramOf,
	staysRandom,
	wayBackOf,
	type Latent,
} from './ingredients';
import { reasonOf } from '../../shell/reason';

export type WeightsFrom = 'run' | 'trained';
/** What pictures are made of, where a network takes one. */
export type MadeOf = 'data' | 'own';
/** What sounds are made of: the data's, one's own, or a spectrogram that is drawn. */
export type SoundFrom = 'data' | 'own' | 'drawn';

export const MOST_PICTURES = 1024;
/** Sentences at once: a column each. */
export const MOST_SENTENCES = 6;
/** Pictures at first: of noise; of pictures, which come with what they are made of; and of one picture, where each differs. */
const AT_FIRST = { noise: 64, pictures: 24, variants: 6, sounds: 6 };
/** Rows at first, where there is a column for each class or sentence; wide pictures are slow to make. */
const ROWS = { classes: 8, sentences: 4, stages: 2 };
/** Pictures from one sentence to another. */
const BETWEEN = 8;

export class Generation {
	from = $state<WeightsFrom>('run');
	/** Trained weights of the preset the project was made from, where there are any. */
	trained = $state.raw<TrainedWeights>();
	/** As asked for; without that, what suits. */
	asked = $state<number>();
	seed = $state(1);
	/** Coordinates of z that are set by hand; all others are random. */
	set = $state.raw<Readonly<Record<number, number>>>({});
	/** The only class to make; all take turns without. */
	label = $state<number>();
	/** Every row of classes is written by one hand. */
	sameHand = $state(true);
	madeOf = $state<MadeOf>('data');
	/** What the pictures show, where they are made of sentences. */
	sentences = $state.raw<readonly string[]>([]);
	/** From the first of two sentences to the second. */
	between = $state(false);
	/** What was drawn or brought: of the size the network takes. */
	own = $state.raw<Pictures>();
	pictures = $state.raw<Pictures>();
	sounds = $state.raw<Sounds>();
	soundFrom = $state<SoundFrom>('data');
	/** A sound of one's own, and what it is called. */
	ownSound = $state.raw<{ samples: Float32Array; name: string }>();
	/** What was drawn. */
	drawn = $state.raw<Spectrogram>();
	/** The round of the weights they were made with. */
	round = $state(0);
	busy = $state(false);
	trouble = $state('');
	network = $state<string>();

	readonly program: Program | undefined = $derived.by(() =>
		this.from === 'trained' ? this.#presetProgram : this.run.program,
	);
	readonly networks: readonly string[] = $derived.by(() =>
		this.program ? [...pictureNetworks(this.program), ...soundNetworks(this.program)] : [],
	);
	/** The one chosen; without that, the first, or the last of its stages. */
	readonly maker: string | undefined = $derived.by(() => {
		const { program, networks, network } = this;
		if (network !== undefined && networks.includes(network)) return network;
		const after = (name: string | undefined): string | undefined =>
			networks.find((next) => program && earlierStage(program, next) === name);
		let last = networks[0];
		for (let next = after(last); next !== undefined && next !== last; next = after(last))
			last = next;
		return last;
	});
	readonly latent: Latent | undefined = $derived.by(() =>
		this.program && this.maker !== undefined ? latentOf(this.program, this.maker) : undefined,
	);

	readonly classes: readonly string[] | undefined = $derived.by(() => this.#of(classesOf));
	/** The picture the network takes. */
	readonly input: PortType | undefined = $derived.by(() => this.#of(pictureInputOf));
	/** The network whose pictures are gone on with. */
	readonly stage: string | undefined = $derived.by(() => this.#of(earlierStage));
	/** The data whose sentences are understood. */
	readonly said: Dataset | undefined = $derived.by(() => this.#of(sentencesOf));
	/** The data whose sounds it is shown, of a network that gives sound. */
	readonly heard: Dataset | undefined = $derived.by(() =>
		this.program && this.maker !== undefined && soundNetworks(this.program).includes(this.maker)
			? soundsOf(this.program, this.maker)
			: undefined,
	);
	/** The spectrogram the network takes, of a whole sound. */
	readonly spectrogram: { settings: MelSettings; frames: number } | undefined = $derived.by(() => {
		const settings = this.heard && this.#of(spectrogramOf);
		return settings && { settings, frames: Math.floor(this.#whole() / settings.hop) };
	});
	/** Whether sound is made of what is drawn. */
	readonly draws: boolean = $derived.by(
		() => this.soundFrom === 'drawn' && this.spectrogram !== undefined,
	);
	readonly wayBack: string | undefined = $derived.by(() => this.#of(wayBackOf));
	readonly varies: boolean = $derived.by(() => this.#of(staysRandom) ?? false);
	/** Whether several are worth making: of what is one's own a network may give only one. */
	readonly many: boolean = $derived.by(() => {
		if (this.heard) return this.soundFrom === 'data' || this.latent !== undefined;
		return this.madeOf === 'data' || !this.input || this.varies;
	});
	readonly count: number = $derived.by(() =>
		this.many ? (this.asked ?? this.#fitting()) : this.#fitting(),
	);
	/** What the pictures of a column have in common, where rows mean something. */
	readonly heads: readonly string[] | undefined = $derived.by(() => {
		if (this.said) return this.leads ? undefined : this.#texts();
		return this.label === undefined ? this.classes : undefined;
	});
	readonly columns: number | undefined = $derived.by(() => this.heads?.length);
	/** Whether pictures lead from one sentence to another. */
	readonly leads: boolean = $derived.by(
		() => this.between && this.said !== undefined && this.#texts().length === 2,
	);

	#presetProgram: Program | undefined;
	#session: Session | undefined;
	/** Of whole sounds, and which weights it has. */
	#longer: { known: string; session: Session } | undefined;
	/** Something changed while pictures were being made. */
	#again = false;
	#closed = false;

	constructor(
		private readonly run: Run,
		private readonly preset: Preset | undefined,
	) {
		if (preset) void this.#findTrained(preset);
	}

	#of<T>(ask: (program: Program, network: string) => T): T | undefined {
		const { program, maker } = this;
		return program && maker !== undefined ? ask(program, maker) : undefined;
	}

	/** Sentences with something in them. */
	#texts(): string[] {
		return this.sentences.filter((sentence) => sentence.trim() !== '');
	}

	#fitting(): number {
		if (this.heard) return this.soundFrom === 'data' ? AT_FIRST.sounds : 1;
		if (this.leads) return BETWEEN;
		if (this.said) return (this.stage ? ROWS.stages : ROWS.sentences) * this.#texts().length;
		if (this.classes && this.label === undefined) return ROWS.classes * this.classes.length;
		if (!this.input) return AT_FIRST.noise;
		if (this.madeOf === 'data') return AT_FIRST.pictures;
		return this.varies ? AT_FIRST.variants : 1;
	}

	/** A picture of the data that was held out, as the network takes it. */
	async sample(): Promise<Pictures | undefined> {
		const { maker, input } = this;
		const session = await this.#open();
		if (!session || maker === undefined || !input) return undefined;
		const seed = crypto.getRandomValues(new Uint32Array(1))[0]!;
		const both = await session.generate({ network: maker, count: 1, seed, beside: true });
		return leftOf(both, input.shape[1] ?? 0);
	}

	/** Makes the pictures asked for; asked again meanwhile, makes them once more at the end. */
	async make(): Promise<void> {
		this.#again = true;
		if (this.busy) return;
		this.busy = true;
		try {
			while (this.#again && !this.#closed) {
				this.#again = false;
				await this.#make();
			}
			this.trouble = '';
		} catch (error) {
			this.#again = false;
			this.trouble = reasonOf(error);
		} finally {
			this.busy = false;
		}
	}

	setCoordinate(index: number, value: number | undefined): void {
		const set = { ...this.set };
		if (value === undefined) delete set[index];
		else set[index] = value;
		this.set = set;
	}

	close(): void {
		this.#closed = true;
		this.#session?.close();
		this.#longer?.session.close();
	}

	async #make(): Promise<void> {
		const { maker, count, seed, from, label, sameHand, madeOf, own, wayBack } = this;
		if (maker === undefined || (madeOf === 'own' && this.input && !own)) return;
		if (this.heard) return this.#hear(maker);
		const texts = this.said && this.#texts();
		if (texts?.length === 0) return;
		const session = await this.#open();
		if (!session) return;
		const size = this.latent?.size ?? 0;
		const latent = Object.entries(this.set)
			.map(([index, value]) => [Number(index), value] as const)
			.filter(([index]) => index < size);
		const isOwn = madeOf === 'own' && this.input !== undefined;
		const pictures = await session.generate({
			...{ network: maker, count, seed, latent, label },
			...{ texts, between: this.leads },
			sameHand:
				sameHand && (texts !== undefined || (this.classes !== undefined && label === undefined)),
			given: isOwn ? own : undefined,
			// What was drawn stands beside the result already.
			beside:
				this.stage !== undefined || (this.input !== undefined && !(isOwn && wayBack === undefined)),
			then: wayBack,
		});
		if (this.#closed) return;
		this.pictures = pictures;
		this.round = from === 'trained' ? (this.trained?.rounds ?? 0) : session.round;
	}

	/** Sounds are heard whole, and not in the pieces they are trained in. */
	async #hear(network: string): Promise<void> {
		const { count, seed, from, soundFrom, draws } = this;
		const given = soundFrom === 'own' ? this.ownSound?.samples : undefined;
		const spectrogram = draws ? this.drawn : undefined;
		// Until there is something of one's own, there is nothing to make.
		if (draws ? !spectrogram : soundFrom === 'own' && !given) {
			this.sounds = undefined;
			return;
		}
		const session = await this.#openWhole(from);
		if (!session) return;
		const sounds = await session.hear({ network, count, seed, given, spectrogram });
		if (this.#closed) return;
		this.sounds = sounds;
		this.round = from === 'trained' ? (this.trained?.rounds ?? 0) : session.round;
	}

	/** The spectrogram of one's own sound, or of one of the data that was held out. */
	async sampleSpectrogram(): Promise<Spectrogram | undefined> {
		const { maker, from, ownSound } = this;
		const session = await this.#openWhole(from);
		if (!session || maker === undefined) return undefined;
		const seed = crypto.getRandomValues(new Uint32Array(1))[0]!;
		const given = ownSound?.samples;
		const { spectrograms } = await session.hear({ network: maker, count: 1, seed, given });
		return spectrograms[0];
	}

	/** Samples of a sound of the data. */
	#whole(): number {
		return this.heard?.type.outputs[0]?.type.shape[0] ?? 0;
	}

	/** A session of the graph for whole sounds, with the weights asked for. */
	async #openWhole(from: WeightsFrom): Promise<Session | undefined> {
		const running = await this.#open();
		if (!running || from !== this.from) return undefined;
		const document = from === 'trained' && this.preset ? this.preset.document : this.run.document;
		const longer = lengthen(document, this.#whole());
		if (longer === document) return running;
		const known = `${from} ${running.round}`;
		if (this.#longer?.known === known) return this.#longer.session;
		this.#longer?.session.close();
		this.#longer = undefined;
		const carryOver = await running.checkpoint();
		const session = new Session({ base: baseAddress() });
		await session.open(longer, { carryOver, backend: rememberedBackend() });
		if (this.#closed) session.close();
		this.#longer = { known, session };
		return session;
	}

	async #open(): Promise<Session | undefined> {
		if (this.from === 'trained') return this.#openTrained();
		return (await this.run.open()) ? this.run.session : undefined;
	}

	/** A session of its own, so that the run keeps its weights. */
	async #openTrained(): Promise<Session> {
		if (this.#session) return this.#session;
		const { preset, trained } = this;
		if (!preset || !trained || !this.#presetProgram)
			throw new Error('There are no trained weights.');
		const checkpoint = await loadTrained(trained, this.#presetProgram);
		const session = new Session({ base: baseAddress() });
		try {
			await session.open(preset.document, { checkpoint, backend: rememberedBackend() });
		} catch (error) {
			session.close();
			throw error;
		}
		if (this.#closed) session.close();
		this.#session = session;
		return session;
	}

	async #findTrained(preset: Preset): Promise<void> {
		const found = (await trainedWeights()).find((one) => one.preset === preset.id);
		if (!found) return;
		this.#presetProgram = compile(preset.document, { datasets: datasetType }).program;
		if (this.#presetProgram) this.trained = found;
	}
}

/** The left part of a single picture. */
function leftOf({ height, width, channels, pixels }: Pictures, part: number): Pictures {
	const left = new Uint8Array(height * part * channels);
	for (let y = 0; y < height; y++) {
		const start = y * width * channels;
		left.set(pixels.subarray(start, start + part * channels), y * part * channels);
	}
	return { count: 1, height, width: part, channels, pixels: left };
}
