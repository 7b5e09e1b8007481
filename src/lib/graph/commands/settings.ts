// What concerns the document as a whole: how it runs, and what it is called.
import { sameJson } from '../json';
import { BATCH, ROUNDS, SEED } from '../limits';
import { isName } from '../names';
import type { RunSettings } from '../types';
import type { Edits } from './edits';

const BOUNDS: Record<keyof RunSettings, { min: number; max: number }> = {
	seed: SEED,
	batch: BATCH,
	rounds: ROUNDS,
};

export const settingsEdits: Edits<'setRun' | 'setDocumentTitle' | 'setSummary' | 'setDismissed'> = {
	setRun(draft, { run }) {
		for (const key of ['seed', 'batch', 'rounds'] as const) {
			const value = run[key];
			if (value === undefined || value === draft.run[key]) continue;
			const { min, max } = BOUNDS[key];
			if (Number.isInteger(value) && value >= min && value <= max) draft.run[key] = value;
		}
	},

	setDocumentTitle(draft, { title }) {
		if (!sameJson(draft.title, title)) draft.title = title;
	},

	setSummary(draft, { summary }) {
		if (!sameJson(draft.summary, summary)) draft.summary = summary;
	},

	setDismissed(draft, { code, dismissed }) {
		const now = draft.dismissed ?? [];
		if (!isName(code) || now.includes(code) === dismissed) return;
		const next = dismissed ? [...now, code].sort() : now.filter((other) => other !== code);
		if (next.length > 0) draft.dismissed = next;
		else delete draft.dismissed;
	},
};
