// The projects of this browser, and what is done with them; wherever they are listed.
import { isLibrary } from '../../export/libraryFile';
import { troubleOf } from '../../store/database';
import type { ProjectSummary } from '../../store/projects';
import { pick, t } from '../i18n/i18n.svelte';
import { library } from '../library/library.svelte';
import { goToProject } from '../shell/addresses';
import { notify } from '../shell/notices.svelte';
import { askForFile, GALLERY_FILES, importFile } from '../shell/openFile';
import { reasonOf } from '../shell/reason';
import { projects } from '../shell/store';
import { newDocument } from './newDocument';

export class ProjectList {
	/** Latest changed first; undefined until they have been read. */
	list = $state.raw<readonly ProjectSummary[]>();

	load(): Promise<void> {
		return this.#change(() => Promise.resolve());
	}

	async create(): Promise<void> {
		const document = newDocument(t('common.project.untitled'));
		await this.#change(async () => goToProject(await projects.create({ document })));
	}

	/** A graph, a project, or all projects of another browser. */
	async openFile(): Promise<void> {
		const file = await askForFile(GALLERY_FILES);
		if (!file) return;
		if (await isLibrary(file)) return library.bring(file);
		const id = await importFile(file);
		if (id) await goToProject(id);
	}

	rename({ id }: ProjectSummary, title: string): Promise<void> {
		return this.#change(() => projects.rename(id, title));
	}

	duplicate({ id, title }: ProjectSummary): Promise<void> {
		const copied = t('common.project.copyOf', { title: pick(title) });
		return this.#change(() => projects.duplicate(id, copied));
	}

	async remove({ id, title }: ProjectSummary): Promise<void> {
		let restore: (() => Promise<void>) | undefined;
		await this.#change(async () => (restore = await projects.remove(id)));
		if (!restore) return;
		const back = restore;
		notify({
			tone: 'quiet',
			text: t('gallery.deleted', { title: pick(title) || t('common.project.untitled') }),
			action: { label: t('common.undo'), run: () => this.#change(back) },
		});
	}

	/** Does something with the store and shows what is there then; trouble is told. */
	async #change(action: () => Promise<unknown>): Promise<void> {
		try {
			await action();
			this.list = await projects.list();
		} catch (error) {
			this.list ??= [];
			const reason = t(`common.save.${troubleOf(error)}`, { detail: reasonOf(error) });
			notify({ tone: 'error', text: t('errors.store', { reason }) });
		}
	}
}
