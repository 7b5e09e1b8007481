// Weight files that people hand over: matched with the open graph, told about, and taken back on wish.
import { fitWeights, type Misfit } from '../../compile/link/fitWeights';
import { fitState, type StateMisfit } from '../../compile/link/trainingState';
import { readSafetensors } from '../../export/safetensors';
import { refuseLarge } from '../../export/sharedFile';
import { player } from '../../nodes/training/player';
import { number, pick, t } from '../i18n/i18n.svelte';
import type { Run } from '../panels/run/run.svelte';
import { firstNames } from './firstNames';
import { notify } from './notices.svelte';
import { reasonOf } from './reason';

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
		void notify({ tone: 'error', text: t('errors.file', { name, reason }) });
	const run = open;
	const program = run?.program;
	if (!run || !program) return fail(t('errors.weightsNowhere'));
	try {
		refuseLarge(file.size);
		const { tensors, metadata } = readSafetensors(new Uint8Array(await file.arrayBuffer()));
		const { weights, misfits } = fitWeights(tensors, program);
		const count = Object.keys(weights).length;
		if (count === 0) return fail(t('errors.weightsNoneFit', { misfits: sayMisfits(misfits) }));
		const fitting = fitState(tensors, metadata, program);
		// Weights that fit in part are a beginning, not that run's state.
		const whole = misfits.length === 0;
		const state = whole ? fitting?.state : undefined;
		const round = whole ? roundOf(metadata) : run.session.round;
		if (!(await run.bring(weights, { round, state }))) return fail(t('errors.weightsNowhere'));
		const anew = state ? (fitting?.misfits ?? []) : [];
		const said = [t('common.weights.loaded', { name, count }), sayMisfits(misfits)];
		const key = anew.length > 0 ? 'goesOnPartly' : 'goesOn';
		if (state)
			said.push(t(`common.weights.${key}`, { round: number(round) }), ...anew.map(sayStateMisfit));
		else if (fitting) said.push(t('common.weights.stateLeft'));
		notify({
			tone: whole && anew.length === 0 ? 'quiet' : 'error',
			text: said.filter(Boolean).join(' '),
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
		.map((some) => t(`common.weights.${some[0]!.problem}`, { names: firstNames(some.map(nameOf)) }))
		.join(' ');
}

/** What of a run's state begins anew. */
export function sayStateMisfit(misfit: StateMisfit): string {
	const key = `common.weights.state.${misfit.problem}`;
	if (misfit.problem !== 'optimizer') return t(key, { ...misfit });
	const { name, given, wanted } = misfit;
	return t(key, { name, given: optimizerName(given), wanted: optimizerName(wanted) });
}

function optimizerName(id: string): string {
	const { optimizer } = player.params;
	const options = optimizer?.type === 'choice' ? optimizer.options : [];
	return pick(options.find(({ value }) => value === id)?.label ?? id);
}

function nameOf(misfit: Misfit): string {
	if (misfit.problem !== 'shape') return misfit.name;
	return `${misfit.name} [${misfit.given}] ≠ [${misfit.wanted}]`;
}
