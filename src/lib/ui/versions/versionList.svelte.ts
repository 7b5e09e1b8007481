// The versions of the open project: named, compared with, gone back to.
import { sameJson } from '../../graph/json';
import { troubleOf, type StoredVersion } from '../../store/database';
import { startComparison } from '../editor/compare/comparison.svelte';
import type { Editor } from '../editor/editor.svelte';
import { t } from '../i18n/i18n.svelte';
import { notify } from '../shell/notices.svelte';
import { reasonOf } from '../shell/reason';
import { versions } from '../shell/store';

export class VersionList {
	/** Latest first; undefined until they have been read. */
	list = $state.raw<readonly StoredVersion[]>();
	/** The sheet that lists them is open. */
	open = $state(false);

	constructor(
		private readonly project: string,
		private readonly editor: Editor,
	) {}

	async show(): Promise<void> {
		this.open = true;
		await this.#change(() => Promise.resolve());
	}

	/** Whether it was kept. */
	async keep(name: string): Promise<boolean> {
		const { document } = this.editor;
		return this.#change(() => versions.add(this.project, { document, name, by: 'hand' }));
	}

	/** One edit, to be undone like any other. What is there now is kept as a version first, where it is none yet. */
	async goBack({ name, document }: StoredVersion): Promise<void> {
		const { editor } = this;
		const before = editor.document;
		if (editor.locked) return void editor.become(document);
		await this.#change(async () => {
			const kept = await versions.list(this.project);
			if (kept.some((one) => sameJson(one.document, before))) return;
			const named = t('versions.before', { name });
			await versions.add(this.project, { document: before, name: named, by: 'auto' });
		});
		editor.become(document);
		this.open = false;
		notify({
			...{ tone: 'quiet', text: t('versions.back', { name }) },
			action: { label: t('common.undo'), run: () => editor.become(before) },
		});
	}

	compare({ name, document }: StoredVersion): void {
		this.open = false;
		startComparison(this.editor, { from: 'version', name }, document);
	}

	async rename({ id }: StoredVersion, name: string): Promise<void> {
		await this.#change(() => versions.rename(id, name));
	}

	async remove({ id, name }: StoredVersion): Promise<void> {
		let restore: (() => Promise<void>) | undefined;
		if (!(await this.#change(async () => void (restore = await versions.remove(id))))) return;
		notify({
			...{ tone: 'quiet', text: t('versions.deleted', { name }) },
			action: { label: t('common.undo'), run: () => this.#change(() => restore!()) },
		});
	}

	/** Does something and shows what is there then; trouble is told. */
	async #change(action: () => Promise<unknown>): Promise<boolean> {
		try {
			await action();
			this.list = await versions.list(this.project);
			return true;
		} catch (error) {
			this.list ??= [];
			const reason = t(`common.save.${troubleOf(error)}`, { detail: reasonOf(error) });
			notify({ tone: 'error', text: t('errors.store', { reason }) });
			return false;
		}
	}
}
