// A network that no player updates keeps its first, random weights; one that nothing calls does nothing at all.
import type { Mend } from '../../graph/types';
import type { Slice } from '../partition';
import { calledNetwork, updatedNetworks } from '../workspace';
import type { LintContext } from './lint';

export function frozenNetworks({ document, inferred, partition, log }: LintContext): void {
	const { slices, facts } = partition;
	const { called, sheets } = inferred.workspace;
	const players = [...sheets.get('training')!.places.values()].filter(({ kind }) => kind?.player);
	const updated = new Set(players.flatMap(updatedNetworks));
	// Where a player is missing, broken or idle, that is what is wrong, and it is told. One that is off may well be meant.
	const playing = players.filter(({ off }) => !off);
	const sound = slices.length === playing.length && slices.every((one) => one.networks.length > 0);
	for (const name of Object.keys(document.networks)) {
		if (!called.has(name)) {
			log.add({
				severity: 'warning',
				code: 'unusedNetwork',
				canvas: `networks/${name}`,
				message: {
					ja: `${name} はどこからも呼び出されていません。学習の画面に ${name} の呼び出しを置いてください。`,
					en: `Nothing calls ${name}. Put a call of ${name} on the training canvas.`,
				},
				mend: {
					label: { ja: `${name} を消す`, en: `Remove ${name}` },
					commands: [{ type: 'removeNetwork', name }],
				},
			});
		} else if (
			sound &&
			!updated.has(name) &&
			(inferred.signatures.get(name)?.parameters ?? 0) > 0
		) {
			const call = [...facts.values()].find(({ place }) => calledNetwork(place) === name);
			const users = slices.filter(({ reached }) => reached.includes(name));
			log.add({
				severity: 'warning',
				code: 'frozenNetwork',
				canvas: 'training',
				node: call?.place.node.id,
				message: {
					ja: `${name} を更新するプレイヤーがないため、${name} は初めの重みのまま変わりません。`,
					en: `No player updates ${name}, so it keeps its first, random weights.`,
				},
				mend: users.length === 1 ? addNetwork(users[0]!, name) : undefined,
			});
		}
	}
}

function addNetwork({ player }: Slice, name: string): Mend | undefined {
	const list = Object.entries(player.kind?.params ?? {}).find(
		([, { type }]) => type === 'networks',
	);
	if (!list) return undefined;
	return {
		label: { ja: `${name} も更新する`, en: `Update ${name} as well` },
		commands: [
			{
				type: 'setParam',
				canvas: player.canvas,
				node: player.node.id,
				name: list[0],
				value: [...updatedNetworks(player), name],
			},
		],
	};
}
