// Monitors of held inputs: the same noise and data every time, so that one sees the network change, not the draw.
import type { Tensor } from '@tensorflow/tfjs';
import type { LinkedStep } from '../compile/link/forward';
import type { MonitorPlan, Program } from '../compile/program';
import type { PortRef } from '../graph/types';
import type { LoadedDataset, Tfjs } from '../nodes/kind';
import { drawToShow, portsTaken } from './drawToShow';
import type { Evaluator } from './evaluator';
import { monitorValue } from './monitorValue';
import type { MonitorValue } from './protocol';
import { upload } from './sources';

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
			const looked = this.inTidy(() => {
				const values = new Map(this.drawnFor(monitor));
				for (const node of monitor.needs) {
					if (this.program.sources.includes(node)) continue;
					const outputs = this.evaluator.run(node, values, this.evaluator.shown(this.seed));
					for (const [port, value] of Object.entries(outputs)) values.set(`${node}/${port}`, value);
				}
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

	/** A tidy whose result is a map of tensors, kept by the function itself. */
	private inTidy<T>(run: () => T): T {
		let result: T | undefined;
		this.tf.tidy(() => {
			result = run();
		});
		return result as T;
	}

	private drawnFor({ node, needs }: MonitorPlan): Map<PortRef, Tensor> {
		const known = this.held.get(node);
		if (known) return known;
		const { kind, context } = this.steps.get(node)!;
		const taken = portsTaken([...needs, node].map((one) => this.steps.get(one)!));
		const drawn = new Map<PortRef, Tensor>();
		for (const source of needs.filter((need) => this.program.sources.includes(need))) {
			const step = this.steps.get(source)!;
			const request = {
				batch: kind.monitor?.count?.(context.params as never) ?? this.program.run.batch,
				draw: 0,
				seed: this.seed,
				datasets: this.datasets,
				steps: this.steps,
				site: `monitor/${node}`,
			};
			const values = drawToShow(step, request, taken);
			for (const [port, value] of Object.entries(upload(this.tf, values, step.context.outputs))) {
				drawn.set(`${source}/${port}`, this.tf.keep(value));
			}
		}
		this.held.set(node, drawn);
		return drawn;
	}

	dispose(): void {
		for (const drawn of this.held.values()) for (const tensor of drawn.values()) tensor.dispose();
		this.held.clear();
	}
}
