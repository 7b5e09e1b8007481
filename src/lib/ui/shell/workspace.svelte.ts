// An open project: its document being edited, its training run, and both being kept.
import { compile } from '../../compile/compile';
import { datasetType } from '../../data/catalogue';
import type { History } from '../../graph/history';
import type { GraphDocument } from '../../graph/types';
import type { Checkpoint } from '../../runtime/protocol';
import { thinRecord } from '../../runtime/runRecord';
import { Session } from '../../runtime/session.svelte';
import { Autosave, type SaveState } from '../../store/autosave';
import { Editor } from '../editor/editor.svelte';
import { pick, t } from '../i18n/i18n.svelte';
import { Kept } from '../panels/checkpoints/kept.svelte';
import { Run, type RunState } from '../panels/run/run.svelte';
import { VersionList } from '../versions/versionList.svelte';
import { ownSets } from '../ownData/ownSets.svelte';
import { findPreset, trainedWeights, type Preset } from '../presets';
import { baseAddress } from './addresses';
import { dismiss, notify } from './notices.svelte';
import { projects } from './store';
import { loadTrained } from './trained';

export class Workspace {
	readonly editor: Editor;
	readonly session: Session;
	readonly run: Run;
	readonly kept: Kept;
	readonly versions: VersionList;
	private written = $state.raw<SaveState>({ status: 'saved' });
	/** After a pause or a step the state of the run is still to be read back before it is written. */
	readonly save: SaveState = $derived.by(() => {
		const { unkept, status } = this.session;
		const reading = this.written.status === 'saved' && unkept && status !== 'training';
		return reading ? { status: 'saving' } : this.written;
	});
	/** As it stands in lists and file names. */
	readonly title: string = $derived.by(
		() => pick(this.editor.document.title) || t('common.project.untitled'),
	);

	private autosave: Autosave | undefined;
	/** The message about the latest saving by hand. */
	private told: number | undefined;

	private constructor(
		readonly id: string,
		/** The preset the project was made from. */
		readonly preset: Preset | undefined,
		document: GraphDocument,
		state: RunState | undefined,
		history: History | undefined,
	) {
		this.editor = new Editor(document, {
			onChange: (changed, kept) => this.onEdit(changed, kept),
			history,
		});
		this.versions = new VersionList(id, this.editor);
		this.session = new Session({
			base: baseAddress(),
			onCheckpoint: (checkpoint) => this.onCheckpoint(checkpoint),
		});
		this.run = new Run(this.editor, this.session, state, (checkpoint) =>
			this.onCheckpoint(checkpoint),
		);
		this.kept = new Kept(
			{ id, preset: preset?.id, title: () => this.title },
			this.run,
			() => this.autosave?.writes ?? false,
			state?.checkpoint.round ?? 0,
		);
	}

	/** Undefined where there is no such project. `onFree`: another tab has let go of it, and it should be opened anew. */
	static async open(id: string, onFree: () => void): Promise<Workspace | undefined> {
		const project = await projects.load(id);
		if (!project) return undefined;
		await ownSets.ready();
		const checkpoint = await projects.loadCheckpoint(id);
		const state = checkpoint && { checkpoint, record: await projects.loadRecord(id) };
		const history = await projects.loadHistory(id);
		const preset = findPreset(project.preset);
		const workspace = new Workspace(id, preset, project.document, state, history);
		workspace.autosave = await Autosave.open(projects, id, {
			onState: (state) => (workspace.written = state),
			onFree,
		});
		void workspace.kept.load();
		return workspace;
	}

	/** Tries once more to save what could not be saved. */
	saveAgain(): void {
		void this.autosave?.flush();
	}

	/** Writes what is waiting and says so, with an offer to name it. */
	async saveNow(): Promise<void> {
		await this.autosave?.flush();
		const { written } = this;
		if (this.told !== undefined) dismiss(this.told);
		if (written.status === 'failed') {
			const reason = t(`common.save.${written.reason}`, { detail: written.detail ?? '' });
			this.told = notify({ tone: 'error', text: t('versions.notSaved', { reason }) });
		} else {
			const action = { label: t('versions.nameIt'), run: () => this.versions.show() };
			this.told = notify({ tone: 'quiet', text: t('versions.saved'), action });
		}
	}

	async close(): Promise<void> {
		// Pausing keeps the last rounds; a session that can't be paused has told why already.
		await this.session.pause().catch(() => undefined);
		this.session.close();
		await this.autosave?.close();
	}

	private onEdit(document: GraphDocument, history: History): void {
		this.autosave?.change({ document, history });
		this.session.update(document);
	}

	private onCheckpoint(checkpoint: Checkpoint): void {
		const record = thinRecord(this.session.record);
		this.autosave?.change({ checkpoint, record, thumbnail: this.run.thumbnail() });
		void this.kept.passing(checkpoint);
	}
}

/** Makes a project of a preset, with fresh or with trained weights; gives its id. */
export async function startPreset(
	{ id, document }: Preset,
	{ trained }: { trained: boolean },
): Promise<string> {
	const weights = trained && (await trainedWeights()).find(({ preset }) => preset === id);
	const { program } = compile(document, { datasets: datasetType });
	const checkpoint = weights && program ? await loadTrained(weights, program) : undefined;
	return projects.create({ document, preset: id, checkpoint });
}
