// Cross entropy comes in two forms: one takes probabilities, one takes what comes before the sigmoid.
import type { Mend } from '../../graph/types';
import type { NodeFacts } from '../facts';
import { replaceKind } from '../mends';
import type { LintContext } from './lint';

export function logits(context: LintContext): void {
	for (const facts of context.partition.facts.values()) {
		const { place, inputs, wired } = facts;
		const [port] = wired;
		const type = port === undefined ? undefined : inputs[port];
		if (!type) continue;
		const probability = !!type.range && type.range[0] >= 0 && type.range[1] <= 1;
		const at = { severity: 'warning', canvas: place.canvas, node: place.node.id, port } as const;
		if (place.node.kind === 'bceLogits' && probability) {
			context.log.add({
				...at,
				code: 'sigmoidBeforeLogits',
				message: {
					ja: '入力はすでに確率（0 から 1）です。この損失はもう一度シグモイドを掛けるので、学習が弱くなります。確率用の BCE を使ってください。',
					en: 'The input is a probability already, in 0–1. This loss takes the sigmoid once more, which weakens learning. Use BCE on probabilities.',
				},
				mend: switchTo(context, facts, 'bce', {
					ja: '確率用の BCE にする',
					en: 'Use BCE on probabilities',
				}),
			});
		}
	}
}

/** The ports that take D's answer. */
const ANSWERS: Record<'bce' | 'bceLogits', string> = { bce: 'p', bceLogits: 'logit' };

function switchTo(
	{ document }: LintContext,
	{ place: { canvas, node } }: NodeFacts,
	kind: keyof typeof ANSWERS,
	label: Mend['label'],
): Mend {
	const ports = { [ANSWERS.bce]: ANSWERS[kind], [ANSWERS.bceLogits]: ANSWERS[kind] };
	return {
		label,
		commands: replaceKind(document, canvas, node.id, { kind, params: node.params, ports }),
	};
}
