// What stopped training, in words, and what there is to do about it.
import { budgetOf } from '../../../compile/budget';
import type { Failure } from '../../../runtime/protocol';
import type { Editor } from '../../editor/editor.svelte';
import { number, t } from '../../i18n/i18n.svelte';
import type { Kept } from '../checkpoints/kept.svelte';
import { brokenPlace } from './brokenPlace';
import type { Run } from './run.svelte';

export interface Action {
	label: string;
	run: () => unknown;
	title?: string;
}

export interface Message {
	tone: 'error' | 'quiet';
	text: string;
	/** Said where there is room for more. */
	detail?: string;
	/** The likeliest first. */
	actions?: readonly Action[];
}

export interface Around {
	run: Run;
	editor: Editor;
	kept: Kept;
}

export function failureMessage(failure: Failure, { run, editor, kept }: Around): Message {
	const again = (): void => {
		run.session.failure = undefined;
		void run.openAgain();
	};
	switch (failure.kind) {
		case 'notFinite':
			return notFinite(failure, { run, editor, kept });
		case 'dataset':
			return {
				tone: 'error',
				text: t('run.notice.dataset', { name: failure.name, message: failure.message }),
				actions: [{ label: t('run.notice.again'), run: again }],
			};
		case 'deviceLost':
			return {
				tone: 'error',
				text: t('run.notice.deviceLost'),
				actions: [{ label: t('run.notice.goOn'), run: () => run.train() }],
			};
		case 'memory':
			return outOfMemory(run, editor);
		case 'crashed':
			return {
				tone: 'error',
				text: t('run.notice.crashed', { message: failure.message }),
				actions: [{ label: t('run.notice.again'), run: again }],
			};
	}
}

/** What takes the most shrinks best. */
function outOfMemory(run: Run, editor: Editor): Message {
	const budget = run.program && budgetOf(run.program);
	const half = Math.floor(editor.document.run.batch / 2);
	const name = budget?.heaviest;
	const byBatch = !budget || budget.activations >= budget.total / 2 || name === undefined;
	const advice = byBatch ? t('run.strain.batch') : t('run.strain.network', { name });
	const text = `${t('run.notice.memory')} ${half > 0 || !byBatch ? advice : ''}`.trim();
	const smaller: Action = {
		label: t('run.strain.smallerBatch', { batch: half }),
		run: () => {
			editor.apply({ type: 'setRun', run: { batch: half } });
			run.session.failure = undefined;
		},
	};
	const show: Action = {
		label: t('run.notice.show'),
		run: () => editor.enter(`networks/${name}`),
	};
	const actions = byBatch ? (half > 0 ? [smaller] : []) : [show];
	return { tone: 'error', text, actions };
}

function notFinite(
	failure: Failure & { kind: 'notFinite' },
	{ run, editor, kept }: Around,
): Message {
	const { first, backAt } = failure;
	const nameOf = (id: string): string => run.players.find((one) => one.id === id)?.name ?? id;
	const place = first && brokenPlace(run.session.trained ?? run.document, first);
	const values = {
		player: nameOf(first?.kind === 'weight' ? first.player : failure.player),
		round: number(first?.round ?? failure.round),
		backAt: number(backAt),
		name: place?.name ?? '',
	};
	const sort = first ? (first.kind === 'weight' ? 'brokenWeight' : 'brokenValue') : 'notFinite';
	const halve: Action = {
		label: t('run.notice.halve'),
		run: () => {
			run.halveLearningRates();
			run.session.failure = undefined;
		},
	};
	const show = place && {
		label: t('run.notice.show'),
		run: () => editor.show(place.canvas, [place.node]),
	};
	// Where the run is back at may be too late already: the numbers grow for a while before they break.
	const earlier = kept.before(backAt);
	const goBack = earlier && {
		label: t('run.notice.goBack', { round: number(earlier.round) }),
		title: t('checkpoints.goBackTip'),
		run: () => kept.goBack(earlier),
	};
	return {
		tone: 'error',
		text: t(`run.notice.${sort}`, values),
		detail: t('run.notice.tryNext'),
		actions: [halve, show, goBack].filter((action) => action !== undefined),
	};
}
