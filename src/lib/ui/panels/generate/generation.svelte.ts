// The generation phase's state: whose weights, how many pictures, of which z; and the pictures made of them.
import { compile } from '../../../compile/compile';
import type { Program } from '../../../compile/program';
import { datasetType } from '../../../data/catalogue';
import type { Pictures } from '../../../runtime/protocol';
import { Session } from '../../../runtime/session.svelte';
import { trainedWeights, type Preset, type TrainedWeights } from '../../presets';
import { baseAddress } from '../../shell/addresses';
import { loadTrained } from '../../shell/trained';
import { rememberedBackend } from '../run/backendChoice';
import type { Run } from '../run/run.svelte';
import { latentOf, pictureNetworks, type Latent } from './latent';

export type WeightsFrom = 'run' | 'trained';

export const MOST_PICTURES = 1024;

export class Generation {
	from = $state<WeightsFrom>('run');
	/** Trained weights of the preset the project was made from, where there are any. */
	trained = $state.raw<TrainedWeights>();
	count = $state(64);
	seed = $state(1);
	/** Coordinates of z that are set by hand; all others are random. */
	set = $state.raw<Readonly<Record<number, number>>>({});
	pictures = $state.raw<Pictures>();
	/** The round of the weights they were made with. */
	round = $state(0);
	busy = $state(false);
	trouble = $state('');
	network = $state<string>();

	readonly program: Program | undefined = $derived.by(() =>
		this.from === 'trained' ? this.#presetProgram : this.run.program,
	);
	readonly networks: readonly string[] = $derived.by(() =>
		this.program ? pictureNetworks(this.program) : [],
	);
	/** The one chosen, or the first. */
	readonly maker: string | undefined = $derived.by(() =>
		this.network !== undefined && this.networks.includes(this.network)
			? this.network
			: this.networks[0],
	);
	readonly latent: Latent | undefined = $derived.by(() =>
		this.program && this.maker !== undefined ? latentOf(this.program, this.maker) : undefined,
	);

	#presetProgram: Program | undefined;
	#session: Session | undefined;
	/** Something changed while pictures were being made. */
	#again = false;
	#closed = false;

	constructor(
		private readonly run: Run,
		private readonly preset: Preset | undefined,
	) {
		if (preset) void this.#findTrained(preset);
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
			this.trouble = error instanceof Error ? error.message : String(error);
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
	}

	async #make(): Promise<void> {
		const { maker, count, seed, from } = this;
		if (maker === undefined) return;
		const session = from === 'trained' ? await this.#openTrained() : this.run.session;
		if (from === 'run' && !(await this.run.open())) return;
		const size = this.latent?.size ?? 0;
		const latent = Object.entries(this.set)
			.map(([index, value]) => [Number(index), value] as const)
			.filter(([index]) => index < size);
		const pictures = await session.generate({ network: maker, count, seed, latent });
		if (this.#closed) return;
		this.pictures = pictures;
		this.round = from === 'trained' ? (this.trained?.rounds ?? 0) : session.round;
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
