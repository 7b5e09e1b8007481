// A conditional discriminator that never sees a real picture with a wrong condition need not look at the condition.
import type { Command } from '../../graph/commands/command';
import { freshId } from '../../graph/ids';
import type { Endpoint, GraphNode, Mend, ParamMap, PortRef } from '../../graph/types';
import { variadicPorts } from '../../nodes/variadic';
import type { Slice } from '../partition';
import { nodeOf } from '../plan';
import { REED } from './citations';
import { judgedCalls, refsBehind, type JudgedCall } from './conditions';
import type { LintContext } from './lint';
import { provenance } from './provenance';

/** Kinds that make conditions, or pairs, that don't belong together. */
const MISMATCHING = new Set(['wrongCondition', 'wrongPair']);

export function rightConditionsOnly(context: LintContext): void {
	const { slices, steps } = context.partition;
	const all = judgedCalls(context);
	for (const network of new Set(all.map((call) => call.network))) {
		const learning = slices.filter((slice) => slice.networks.includes(network));
		const calls = all.filter(
			(call) => call.network === network && learning.some(({ tape }) => tape.includes(call.node)),
		);
		if (calls.length === 0) continue;
		// The input that every call gets a condition at; what is judged has one only where it was made from it.
		const port = Object.keys(calls[0]!.conditions).find(
			(one) =>
				calls.every(({ conditions }) => (conditions[one]?.size ?? 0) > 0) &&
				calls.some(({ conditions }) =>
					Object.entries(conditions).some(([other, behind]) => other !== one && behind.size === 0),
				),
		);
		if (port === undefined) continue;
		const mismatched = calls.some(({ inputs }) =>
			Object.values(inputs).some((ref) =>
				[...refsBehind(context, ref)].some((one) =>
					MISMATCHING.has(steps.get(nodeOf(one))?.kind ?? ''),
				),
			),
		);
		const sources = new Set(calls.map(({ conditions }) => [...conditions[port]!].sort().join(' ')));
		if (mismatched || sources.size > 1) continue;
		const real = calls.find((call) => judges(context, call, port) === 'real');
		const fake = calls.find((call) => judges(context, call, port) === 'generated');
		if (!real || !fake) continue;
		context.log.add({
			severity: 'warning',
			code: 'noWrongCondition',
			canvas: 'training',
			node: real.node,
			port,
			message: {
				ja: `${network} は、本物の画像と正しい条件の組しか見ていません。条件を見なくても見分けられるので、条件と合わない組も見せてください。`,
				en: `${network} sees real pictures with their right conditions only, and can do well without looking at the condition. Show it wrong pairs as well.`,
			},
			mend: addWrongCase(context, learning, real, fake, port),
			paper: REED,
		});
	}
}

/** Where what is judged comes from. */
function judges(
	context: LintContext,
	{ inputs }: JudgedCall,
	condition: string,
): 'real' | 'generated' | undefined {
	const kinds = Object.entries(inputs)
		.filter(([port]) => port !== condition)
		.map(([, ref]) => provenance(context, ref));
	return kinds.includes('generated') ? 'generated' : kinds.includes('real') ? 'real' : undefined;
}

/** A third case beside the two: the real pictures with wrong conditions, counted as fakes, half each. */
function addWrongCase(
	{ document, partition: { steps } }: LintContext,
	learning: readonly Slice[],
	real: JudgedCall,
	fake: JudgedCall,
	port: string,
): Mend | undefined {
	const { nodes } = document.training;
	const find = (id: string): GraphNode | undefined => nodes.find((node) => node.id === id);
	const slice = learning.find(({ tape }) => tape.includes(fake.node))!;
	const sum = steps.get(nodeOf(slice.loss));
	const isTerm = Object.entries(sum?.inputs ?? {}).find(([, ref]) => {
		const given = Object.values(steps.get(nodeOf(ref))?.inputs ?? {});
		return given.length === 1 && nodeOf(given[0]!) === fake.node;
	});
	if (!sum || sum.kind !== 'weightedSum' || !isTerm) return undefined;
	const loss = find(nodeOf(isTerm[1]));
	const [call, condition] = [find(real.node), real.inputs[port]];
	const [lossPort, answer] = Object.entries(steps.get(loss?.id ?? '')?.inputs ?? {})[0] ?? [];
	const type = steps.get(real.node)?.inputTypes[port];
	if (!loss || !call || !condition || lossPort === undefined || !answer) return undefined;

	const taken = nodes.map(({ id }) => id);
	const fresh = (prefix: string): string => {
		const id = freshId(taken, prefix);
		taken.push(id);
		return id;
	};
	const [wrong, again, punished] = [fresh('wrong'), fresh(real.node), fresh(loss.id)];
	const canvas = 'training' as const;
	const add = (
		id: string,
		kind: string,
		params: ParamMap,
		[x, y]: readonly [number, number],
	): Command => ({
		type: 'addNode',
		canvas,
		node: { id, kind, params, at: [x, y] },
	});
	const wire = (from: Endpoint, to: Endpoint): Command => ({
		type: 'connect',
		canvas,
		wire: { from, to },
	});
	const end = (ref: PortRef): Endpoint => [nodeOf(ref), ref.slice(nodeOf(ref).length + 1)];
	const mode: ParamMap = type?.classes === undefined ? { mode: 'shift' } : {};
	const free = variadicPorts('loss', Object.keys(sum.inputs), 2).at(-1)!.name;
	return {
		label: { ja: 'ちがう条件の組を足す', en: 'Add the wrong case' },
		commands: [
			add(wrong, 'wrongCondition', mode, [call.at[0] - 160, call.at[1] + 140]),
			wire(end(condition), [wrong, 'c']),
			add(again, call.kind, call.params, [call.at[0], call.at[1] + 140]),
			...Object.entries(real.inputs).map(([name, ref]) =>
				wire(name === port ? [wrong, 'c′'] : end(ref), [again, name]),
			),
			add(punished, loss.kind, loss.params, [loss.at[0], loss.at[1] + 140]),
			wire([again, end(answer)[1]], [punished, lossPort]),
			wire([punished, 'loss'], [sum.node, free]),
			{
				type: 'setParam',
				canvas,
				node: sum.node,
				name: 'weights',
				value: halved(sum.params, isTerm[0], free),
			},
		],
	};
}

/** The weights of a sum, that of the fakes shared with the new term. */
function halved({ weights: given }: ParamMap, fake: string, added: string): number[] {
	const place = (port: string): number => Number(port.slice('loss'.length)) - 1;
	const weights = Array.from({ length: place(added) + 1 }, (_, i) =>
		Array.isArray(given) ? Number(given[i] ?? 1) : 1,
	);
	const share = weights[place(fake)]! / 2;
	weights[place(fake)] = share;
	weights[place(added)] = share;
	return weights;
}
