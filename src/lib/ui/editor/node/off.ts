// A node that is off: what it hands on, and what becomes of the rest, in words.
import { analysisOf } from '../../../compile/compile';
import { describeMeanings } from '../../../compile/describe';
import { kindOf } from '../../../nodes/catalogue';
import type { Scene } from './nodeViews';
import type { NodeView } from './view';

export function switchedOff({ compilation, canvasId, say }: Scene, view: NodeView): NodeView {
	const facts = analysisOf(compilation)?.sheets.get(canvasId)?.nodes.get(view.id);
	const passes = [...(facts?.passes ?? [])].map(([output, input]) => [input, output] as const);
	const says = saying({ say }, view, passes);
	return { ...view, off: { passes, says }, spoken: `${view.spoken}; ${says}` };
}

function saying(
	{ say }: Pick<Scene, 'say'>,
	{ kind: id, inputs, outputs }: NodeView,
	[passed]: readonly (readonly [input: string, output: string])[],
): string {
	const kind = kindOf(id);
	if (kind?.player) return say.t('editor.off.player');
	if (kind?.monitor) return say.t('editor.off.monitor');
	if (passed) {
		const input = inputs.find(({ name }) => name === passed[0]);
		return say.t('editor.off.passes', { input: input?.label || passed[0] });
	}
	const taken = inputs.find(({ connected }) => connected)?.meaning;
	const given = outputs[0]?.meaning;
	return taken === undefined || given === undefined || taken === given
		? say.t('editor.off.nothing')
		: say.t('editor.off.differs', {
				taken: say.pick(describeMeanings([taken])),
				given: say.pick(describeMeanings([given])),
			});
}

/** Whether anything flows along a wire between two nodes: not where one of them is off and hands nothing on. */
export function flows(
	source: NodeView | undefined,
	target: NodeView | undefined,
	output: string,
	input: string,
): boolean {
	const comes = source?.off?.passes.some(([, port]) => port === output) ?? true;
	const goes = target?.off?.passes.some(([port]) => port === input) ?? true;
	return comes && goes;
}
