// A discriminator that only ever learns from generated data, or only from real data, can't tell them apart.
import { judgeCalls, provenance } from './provenance';
import type { LintContext } from './lint';

export function oneSidedJudges(context: LintContext): void {
	const { slices } = context.partition;
	const calls = judgeCalls(context);
	for (const network of new Set(calls.map((call) => call.network))) {
		const learning = slices.filter((slice) => slice.networks.includes(network));
		const seen = calls
			.filter((call) => call.network === network)
			.filter(({ node }) => learning.some(({ tape }) => tape.includes(node)))
			.map(({ inputs }) => {
				const kinds = Object.values(inputs).map((ref) => provenance(context, ref));
				return kinds.includes('generated')
					? 'generated'
					: kinds.includes('real')
						? 'real'
						: undefined;
			});
		const [first] = seen;
		if (first === undefined || seen.some((one) => one !== first)) continue;
		const { player } = learning[0]!;
		context.log.add({
			severity: 'warning',
			code: first === 'generated' ? 'onlyGenerated' : 'onlyReal',
			canvas: player.canvas,
			node: player.node.id,
			message:
				first === 'generated'
					? {
							ja: `${network} が学習で見るのは生成データだけです。本物のデータを見せる ${network} の呼び出しと、その損失を足してください。`,
							en: `${network} learns from generated data only. Add a call of ${network} on real data, and a loss for it.`,
						}
					: {
							ja: `${network} が学習で見るのは本物のデータだけです。生成データを見せる ${network} の呼び出しと、その損失を足してください。`,
							en: `${network} learns from real data only. Add a call of ${network} on generated data, and a loss for it.`,
						},
		});
	}
}
