// A discriminator that only ever learns from generated data, or only from real data, can't tell them apart.
import { judgeCalls, provenance } from './provenance';
import { GOODFELLOW } from './citations';
import type { LintContext } from './lint';

export function oneSidedJudges(context: LintContext): void {
	const { slices } = context.partition;
	const calls = judgeCalls(context);
	for (const network of new Set(calls.map((call) => call.network))) {
		const learning = slices.filter((slice) => slice.networks.includes(network));
		const shown = calls
			.filter((call) => call.network === network)
			.filter(({ node }) => learning.some(({ tape }) => tape.includes(node)))
			.map(({ inputs }) =>
				Object.fromEntries(
					Object.entries(inputs).map(([port, ref]) => [port, provenance(context, ref)]),
				),
			);
		// A condition that is always generated, like StackGAN's μ, leaves what is beside it to tell the sides by.
		const ports = new Set(shown.flatMap((kinds) => Object.keys(kinds)));
		const sides = [...ports].map((port) => new Set(shown.map((kinds) => kinds[port])));
		if (sides.some((side) => side.has('real') && side.has('generated'))) continue;
		const seen = shown.map((kinds) =>
			['generated' as const, 'real' as const].find((one) => Object.values(kinds).includes(one)),
		);
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
			paper: GOODFELLOW,
		});
	}
}
