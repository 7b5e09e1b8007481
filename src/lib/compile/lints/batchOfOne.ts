// Batch norm of a batch of one subtracts every value from itself.
import { sizeOf } from '../../nodes/shape';
import type { LintContext } from './lint';

export function batchOfOne({ document, inferred, log }: LintContext): void {
	if (document.run.batch !== 1) return;
	for (const [canvas, { nodes }] of inferred.sheets) {
		for (const { place, inputs } of nodes.values()) {
			if (place.node.kind !== 'batchNorm') continue;
			const [type] = Object.values(inputs);
			// Pictures have a value a pixel to take the mean of.
			if (!type || (type.shape.length > 1 && sizeOf(type.shape.slice(0, -1)) > 1)) continue;
			log.add({
				severity: 'warning',
				code: 'batchOfOne',
				canvas,
				node: place.node.id,
				message: {
					ja: 'バッチが 1 のとき、バッチ正規化の出力はいつも同じになり、何も学習できません。バッチを大きくしてください。',
					en: 'With a batch of 1, batch norm gives the same output for everything, and nothing is learned. Use a larger batch.',
				},
				mend: {
					label: { ja: 'バッチを 64 にする', en: 'Set the batch to 64' },
					commands: [{ type: 'setRun', run: { batch: 64 } }],
				},
			});
		}
	}
}
