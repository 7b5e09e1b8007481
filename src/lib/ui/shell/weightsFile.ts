// Weight files that people hand over: matched with the open graph, told about, and taken back on wish.
import { fitWeights, type Misfit } from '../../compile/link/fitWeights';
import { readSafetensors } from '../../export/safetensors';
import { refuseLarge } from '../../export/sharedFile';
import { list, t } from '../i18n/i18n.svelte';
import type { Run } from '../panels/run/run.svelte';
import { notify } from './notices.svelte';
import { reasonOf } from './reason';

/** So many names are told; of the others how many there are. */
const MOST_NAMES = 4;

export function isWeightFile({ name }: Pick<File, 'name'>): boolean {
	return name.endsWith('.safetensors');
}

let open: Run | undefined;

/** Weight files now go to this run; until what is returned is called. */
export function takeWeights(run: Run): () => void {
	open = run;
	return () => {
		if (open === run) open = undefined;
	};
}

/** Loads what fits of a file into the open run, and tells what does not and why. Nothing changes where nothing fits. */
export async function loadWeights(file: File): Promise<void> {
	const { name } = file;
	const fail = (reason: string): void =>
		notify({ tone: 'error', text: t('errors.file', { name, reason }) });
	const run = open;
	const program = run?.program;
	if (!run || !program) return fail(t('errors.weightsNowhere'));
	try {
		refuseLarge(file.size);
		const { tensors, metadata } = readSafetensors(new Uint8Array(await file.arrayBuffer()));
		const { weights, misfits } = fitWeights(tensors, program);
		const count = Object.keys(weights).length;
		if (count === 0) return fail(t('errors.weightsNoneFit', { misfits: sayMisfits(misfits) }));
		// Weights that fit in part are a beginning, not that run's state.
		const round = misfits.length > 0 ? run.session.round : roundOf(metadata);
		if (!(await run.bring(weights, round))) return fail(t('errors.weightsNowhere'));
		const loaded = t('common.weights.loaded', { name, count });
		const left = misfits.length > 0 ? ` ${sayMisfits(misfits)}` : '';
		notify({
			tone: misfits.length > 0 ? 'error' : 'quiet',
			text: loaded + left,
			action: { label: t('common.weights.back'), run: () => run.undoReset() },
		});
	} catch (error) {
		fail(reasonOf(error));
	}
}

/** The round a file says its weights are of; the app's and the twin's do. */
export function roundOf(metadata: Readonly<Record<string, string>> | undefined): number {
	const round = Number(metadata?.rounds ?? 0);
	return Number.isInteger(round) && round >= 0 ? round : 0;
}

/** A sentence for each sort of trouble, with the first names. */
export function sayMisfits(misfits: readonly Misfit[]): string {
	const sorts = ['unknown', 'missing', 'integers', 'notFinite', 'shape'] as const;
	return sorts
		.map((sort) => misfits.filter(({ problem }) => problem === sort))
		.filter((some) => some.length > 0)
		.map((some) => {
			const told = list(some.slice(0, MOST_NAMES).map(nameOf));
			const more = some.length - MOST_NAMES;
			const names = more > 0 ? t('common.weights.more', { names: told, count: more }) : told;
			return t(`common.weights.${some[0]!.problem}`, { names });
		})
		.join(' ');
}

function nameOf(misfit: Misfit): string {
	if (misfit.problem !== 'shape') return misfit.name;
	return `${misfit.name} [${misfit.given}] ≠ [${misfit.wanted}]`;
}
