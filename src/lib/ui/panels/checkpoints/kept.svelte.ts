// The checkpoints of the open project: kept by rule or by hand, gone back to, forked, marked, compared with.
import type { Label } from '../../../graph/types';
import type { Checkpoint } from '../../../runtime/protocol';
import { recordUntil, thinRecord } from '../../../runtime/runRecord';
import type { KeptCheckpoint } from '../../../store/database';
import { troubleOf } from '../../../store/database';
import { isDue, readRule, USUAL_RULE, type KeepRule, type Moment } from '../../../store/keepRule';
import { number, pick, t } from '../../i18n/i18n.svelte';
import { goToProject } from '../../shell/addresses';
import { dismiss, notify } from '../../shell/notices.svelte';
import { reasonOf } from '../../shell/reason';
import { checkpoints, projects, settings } from '../../shell/store';
import { Overlay } from '../run/overlay.svelte';
import type { Run, RunState } from '../run/run.svelte';

const RULE = 'keepRule';

export class Kept {
	/** Newest first; undefined until they are read. */
	list = $state.raw<readonly KeptCheckpoint[]>();
	/** Why they could not be read. */
	trouble = $state('');
	rule = $state.raw<KeepRule>(USUAL_RULE);
	/** The one that something is being done with, or `now`: the present being kept. */
	busy = $state<string>();
	#open = $state(false);
	/** What told of the one kept last. */
	#notice: number | undefined;
	/** Where the run stood when it was last kept or went back. */
	#last: Moment = { round: 0, at: Date.now() };
	/** Told once that they can't be kept, until one could be. */
	#told = false;

	constructor(
		readonly project: { id: string; preset: string | undefined; title: () => string },
		private readonly run: Run,
		/** False while another tab writes this project. */
		private readonly writes: () => boolean,
		from: number,
	) {
		this.#last = { round: from, at: Date.now() };
	}

	/** Whether the list is shown: opened by its button, the palette or a notice. */
	get open(): boolean {
		return this.#open;
	}

	set open(open: boolean) {
		this.#open = open;
		// It would lie over the list that it leads to.
		if (open && this.#notice !== undefined) dismiss(this.#notice);
	}

	async load(): Promise<void> {
		try {
			this.rule = readRule(await settings.get(RULE));
			await this.#read();
			this.trouble = '';
		} catch (error) {
			this.trouble = this.#reason(error);
		}
	}

	/** The latest one of before a round, where a run that broke can go back to. */
	before(round: number): KeptCheckpoint | undefined {
		return this.list?.find((one) => one.round < round);
	}

	/** A state of the run was handed over: keeps it, if it is time. */
	async passing(checkpoint: Checkpoint): Promise<void> {
		const now = { round: checkpoint.round, at: Date.now() };
		// A run that was begun anew counts from its beginning.
		if (now.round < this.#last.round) this.#last = now;
		if (!this.writes() || !isDue(this.rule, this.#last, now)) return;
		await this.#keep('auto', { checkpoint, record: this.run.session.record });
	}

	async keepNow(): Promise<void> {
		if (this.busy !== undefined) return;
		if (!this.writes()) return this.#tell('checkpoints.notKept', t('common.save.elsewhere'));
		this.busy = 'now';
		try {
			const { session } = this.run;
			if (!(await this.run.open())) return;
			const checkpoint = await session.checkpoint();
			if (!checkpoint) return;
			const entry = await this.#keep('hand', { checkpoint, record: session.record });
			// With the list open it is seen there.
			if (!entry || this.open) return;
			if (this.#notice !== undefined) dismiss(this.#notice);
			this.#notice = notify({
				tone: 'quiet',
				text: t('checkpoints.kept', { round: number(entry.round) }),
				action: { label: t('checkpoints.show'), run: () => (this.open = true) },
			});
		} catch (error) {
			this.#tell('checkpoints.notKept', reasonOf(error));
		} finally {
			this.busy = undefined;
		}
	}

	/** The state that is left is itself kept first, unless it is already. */
	goBack(entry: KeptCheckpoint): Promise<void> {
		return this.#with(entry, async () => {
			const state = await checkpoints.load(entry.id);
			if (!state) throw new Error(t('checkpoints.gone'));
			const leaving = async (left: RunState): Promise<void> => {
				if (left.checkpoint.round !== this.#last.round) await this.#keep('auto', left);
			};
			if (!(await this.run.goBack(state, leaving))) return;
			this.#stand(entry.round);
			// What it did is seen where the list stood.
			this.open = false;
		});
	}

	/** A project of its own: the graph as it was, with weights, optimizers and all that had been shown. */
	fork(entry: KeptCheckpoint): Promise<void> {
		return this.#with(entry, async () => {
			const state = await checkpoints.load(entry.id);
			if (!state) throw new Error(t('checkpoints.gone'));
			const title: Label = t('checkpoints.forkTitle', {
				title: pick(state.document.title) || t('common.project.untitled'),
				round: number(entry.round),
			});
			const { preset } = this.project;
			const document = { ...state.document, title };
			const id = await projects.create({ ...state, document, preset });
			if (entry.samples) await projects.setThumbnail(id, entry.samples);
			await goToProject(id);
			notify({ tone: 'quiet', text: t('checkpoints.forked', { title: this.project.title() }) });
		});
	}

	change(entry: KeptCheckpoint, changes: Partial<Pick<KeptCheckpoint, 'name' | 'marked'>>) {
		return this.#with(entry, () => checkpoints.change(entry.id, changes));
	}

	remove(entry: KeptCheckpoint): Promise<void> {
		return this.#with(entry, async () => {
			const bringBack = await checkpoints.remove(entry.id);
			notify({
				tone: 'quiet',
				text: t('checkpoints.removed', { round: number(entry.round) }),
				action: {
					label: t('common.undo'),
					run: () => this.#with(entry, bringBack),
				},
			});
		});
	}

	compare(entry: KeptCheckpoint): Promise<void> {
		return this.#with(entry, async () => {
			const state = await checkpoints.load(entry.id);
			if (!state) throw new Error(t('checkpoints.gone'));
			const name = entry.name ?? t('run.atRound', { round: number(entry.round) });
			this.run.overlay = new Overlay(name, state.document, state.record);
		});
	}

	/** Another project, as it stands. */
	async compareProject(id: string, name: string): Promise<void> {
		try {
			const [project, record] = [await projects.load(id), await projects.loadRecord(id)];
			if (!project) throw new Error(t('checkpoints.gone'));
			this.run.overlay = new Overlay(name, project.document, record);
		} catch (error) {
			this.#tell('checkpoints.failed', this.#reason(error));
		}
	}

	setRule(rule: KeepRule): void {
		this.rule = rule;
		settings.set(RULE, { ...rule }).catch((error: unknown) => {
			this.#tell('checkpoints.ruleNotKept', this.#reason(error));
		});
	}

	/** Undefined, and told, where there was no way. Training goes on. */
	async #keep(
		by: KeptCheckpoint['by'],
		{ checkpoint, record }: RunState,
	): Promise<KeptCheckpoint | undefined> {
		const document = this.run.session.trained;
		if (!document) return undefined;
		const { round } = checkpoint;
		// Not tried again before the next is due, whether it works or not.
		this.#stand(round);
		try {
			const entry = await checkpoints.keep(
				this.project.id,
				{
					...{ checkpoint, document, by, samples: this.run.thumbnail() },
					record: record && recordUntil(thinRecord(record), round),
				},
				this.rule,
			);
			this.#told = false;
			await this.#read();
			return entry;
		} catch (error) {
			if (!this.#told || by === 'hand') this.#tell('checkpoints.notKept', this.#reason(error));
			this.#told = true;
			return undefined;
		}
	}

	async #read(): Promise<void> {
		this.list = await checkpoints.list(this.project.id);
	}

	#stand(round: number): void {
		this.#last = { round, at: Date.now() };
	}

	/** One thing at a time; the list is read anew after it. */
	async #with(entry: KeptCheckpoint, deed: () => Promise<unknown>): Promise<void> {
		if (this.busy !== undefined) return;
		this.busy = entry.id;
		try {
			await deed();
			await this.#read();
		} catch (error) {
			this.#tell('checkpoints.failed', this.#reason(error));
		} finally {
			this.busy = undefined;
		}
	}

	#reason(error: unknown): string {
		const trouble = troubleOf(error);
		return trouble === 'unknown' ? reasonOf(error) : t(`common.save.${trouble}`);
	}

	#tell(text: string, reason: string): void {
		notify({ tone: 'error', text: t(text, { reason }) });
	}
}
