// All projects into one file, and those of a file into this browser: under way at most one at a time, on any page.
import { download } from '../shell/downloads';
import { list, pick, t } from '../i18n/i18n.svelte';
import { firstNames } from '../shell/firstNames';
import { notify } from '../shell/notices.svelte';
import { reasonOf } from '../shell/reason';
import { projects, versions } from '../shell/store';
import { exportLibrary, type Progress } from './exportLibrary';
import { importLibrary, type Skipped } from './importLibrary';

class Library {
	/** What is under way, and how far. */
	doing = $state.raw<{ what: 'export' | 'import'; done: number; all: number }>();
	/** Counts imports, so that lists know when to look again. */
	imported = $state(0);
	#stop = new AbortController();

	async save(): Promise<void> {
		await this.#run('export', async (progress) => {
			const { file, count, inPart } = await exportLibrary({ projects, versions }, progress);
			const day = new Date().toLocaleDateString('sv');
			download(`ganloom-library-${day}.zip`, file, 'application/zip');
			const text = t('library.exported', { count });
			if (inPart.length === 0) notify({ tone: 'quiet', text });
			else {
				const without = t('library.exportedInPart', { names: firstNames(inPart) });
				notify({ tone: 'error', text: `${text} ${without}` });
			}
		});
	}

	async bring(file: File): Promise<void> {
		await this.#run('import', async (progress) => {
			const store = { projects, versions };
			try {
				const { count, skipped, inPart, stopped } = await importLibrary(file, store, progress);
				const told = [
					t('library.imported', { count }),
					...(inPart.length > 0
						? [t('library.importedInPart', { names: firstNames(inPart) })]
						: []),
					...(skipped.length > 0 ? [sayOf(skipped)] : []),
					...(stopped ? [t('library.stopped', { reason: t(`common.save.${stopped}`) })] : []),
				];
				notify({ tone: told.length === 1 ? 'quiet' : 'error', text: told.join(' ') });
			} catch (error) {
				const text = t('errors.file', { name: file.name, reason: reasonOf(error) });
				notify({ tone: 'error', text });
			} finally {
				this.imported++;
			}
		});
	}

	stop(): void {
		this.#stop.abort();
	}

	async #run(
		what: 'export' | 'import',
		work: (progress: Progress) => Promise<void>,
	): Promise<void> {
		if (this.doing) return;
		this.#stop = new AbortController();
		const { signal } = this.#stop;
		this.doing = { what, done: 0, all: 0 };
		const onProgress = (done: number, all: number): void => {
			this.doing = { what, done, all };
		};
		try {
			const say: Progress['say'] = (title) => pick(title) || t('common.project.untitled');
			await work({ onProgress, signal, say });
		} catch (error) {
			if (!signal.aborted)
				notify({ tone: 'error', text: t('errors.export', { reason: reasonOf(error) }) });
		} finally {
			this.doing = undefined;
		}
	}
}

/** The first few with the reason of each. */
function sayOf(skipped: readonly Skipped[]): string {
	const some = skipped.slice(0, 3).map(({ name, reason }) => `${name}: ${reason}`);
	return t('library.skipped', { count: skipped.length, names: list(some) });
}

export const library = new Library();
