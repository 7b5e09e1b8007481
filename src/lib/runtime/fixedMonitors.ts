// Monitors of held inputs: the same noise and data every time, so that one sees the network change, not the draw.
import type { Tensor } from '@tensorflow/tfjs';
import type { LinkedStep } from '../compile/link/forward';
import type { MonitorPlan, Program } from '../compile/program';
import type { PortRef } from '../graph/types';
import type { LoadedDataset, Tfjs } from '../nodes/kind';
import { portsTaken } from './drawToShow';
import type { Evaluator } from './evaluator';
import { drawHeld, inTidy, runOn } from './heldDraw';
import { monitorValue } from './monitorValue';
import type { MonitorValue } from './protocol';

export class FixedMonitors {
	private readonly monitors: readonly MonitorPlan[];
	/** Drawn when first shown, by monitor and port. */
	private readonly held = new Map<string, Map<PortRef, Tensor>>();

	constructor(
		private readonly tf: Tfjs,
		private readonly program: Program,
		private readonly steps: ReadonlyMap<string, LinkedStep>,
		private readonly evaluator: Evaluator,
		private readonly datasets: Readonly<Record<string, LoadedDataset>>,
		private readonly seed: number,
	) {
		this.monitors = program.monitors.filter(
			({ node }) => steps.get(node)?.kind.monitor?.when === 'fixed',
		);
	}

	async read(): Promise<Record<string, MonitorValue>> {
		const shown: Record<string, MonitorValue> = {};
		for (const monitor of this.monitors) {
			const step = this.steps.get(monitor.node)!;
			const looked = inTidy(this.tf, () => {
				const drawn = this.drawnFor(monitor);
				const evaluation = this.evaluator.shown(this.seed);
				const values = runOn(this.program, this.evaluator, drawn, monitor.needs, evaluation);
				const own = new Map<PortRef, Tensor>();
				for (const [, ref] of step.from) {
					const value = values.get(ref);
					if (value && !own.has(ref)) own.set(ref, this.tf.keep(this.tf.clone(value)));
				}
				return own;
			});
			try {
				const value = await monitorValue(step, looked);
				if (value) shown[monitor.node] = value;
			} finally {
				for (const tensor of looked.values()) tensor.dispose();
			}
		}
		return shown;
	}

	private drawnFor({ node, needs }: MonitorPlan): Map<PortRef, Tensor> {
		const known = this.held.get(node);
		if (known) return known;
		const { tf, program, steps, datasets, seed } = this;
		const { kind, context } = steps.get(node)!;
		const drawn = drawHeld(
			{ tf, program, steps, datasets, seed },
			{
				nodes: needs,
				taken: portsTaken([...needs, node].map((one) => steps.get(one)!)),
				count: kind.monitor?.count?.(context.params as never) ?? program.run.batch,
				site: `monitor/${node}`,
			},
		);
		this.held.set(node, drawn);
		return drawn;
	}

	dispose(): void {
		for (const drawn of this.held.values()) for (const tensor of drawn.values()) tensor.dispose();
		this.held.clear();
	}
}
