// A condition that only the generator knows of: nothing punishes it for drawing something else, so it learns to ignore it.
import type { PortRef } from '../../graph/types';
import { nodeOf } from '../plan';
import { calledNetwork } from '../workspace';
import { MIRZA } from './citations';
import { conditionsBehind, judgedCalls, refsBehind } from './conditions';
import type { LintContext } from './lint';

export function unjudgedConditions(context: LintContext): void {
	const { document, partition, log } = context;
	const { steps, facts, slices } = partition;
	const judged = judgedCalls(context);
	for (const { node, inputs } of steps.values()) {
		const network = calledNetwork(facts.get(node)!.place);
		if (network === undefined || document.networks[network]?.role !== 'generator') continue;
		const asked = new Set<PortRef>(
			Object.values(inputs).flatMap((ref) => [...conditionsBehind(context, ref)]),
		);
		if (asked.size === 0) continue;
		const makes = (ref: PortRef): boolean =>
			[...refsBehind(context, ref)].some((one) => nodeOf(one) === node);
		const knows = (ref: PortRef): boolean =>
			[...conditionsBehind(context, ref)].some((one) => asked.has(one));
		const learning = slices.filter(
			({ networks, tape }) => networks.includes(network) && tape.includes(node),
		);
		// Somewhere what it made is put beside what was asked for: at D, or at a loss on D’s guess.
		const compared = learning.some(({ needs }) =>
			needs.some((other) => {
				const { adds, category } = facts.get(other)!.place.kind ?? {};
				if (adds || (category !== 'networks' && category !== 'losses')) return false;
				const given = Object.values(steps.get(other)?.inputs ?? {});
				return given.some(
					(made, i) => makes(made) && given.some((ref, j) => i !== j && knows(ref)),
				);
			}),
		);
		const [judge] = judged.filter(
			(call) =>
				learning.some(({ tape }) => tape.includes(call.node)) &&
				Object.values(call.inputs).some(makes),
		);
		if (compared || !judge) continue;
		log.add({
			severity: 'warning',
			code: 'conditionNotJudged',
			canvas: 'training',
			node: judge.node,
			message: {
				ja: `${network} は条件を受け取りますが、${judge.network} は条件を見ません。${network} は条件を無視しても罰を受けません。${judge.network} にも条件の入力を足して、つないでください。`,
				en: `${network} is given a condition that ${judge.network} never sees, so nothing keeps ${network} from ignoring it. Give ${judge.network} an input for the condition and wire it.`,
			},
			paper: MIRZA,
		});
	}
}
