// Looks at what flows anywhere on the training canvas or inside its networks, when asked; holds nothing in between but a draw.
import type { Tensor } from '@tensorflow/tfjs';
import { upstream } from '../compile/upstream';
import type { PortRef, PortType } from '../graph/types';
import { portsTaken } from './drawToShow';
import type { Evaluator } from './evaluator';
import { drawHeld, inTidy, runOn, type DrawFrom } from './heldDraw';
import { probeValue } from './probeValue';
import type { Probed } from './protocol';

/** Items that flow: few, so that looking costs little beside a round. */
const COUNT = 8;

interface Seen {
	value: Tensor;
	type: PortType;
}

export class Probes {
	private held: { places: string; drawn: Map<PortRef, Tensor> } | undefined;

	constructor(
		private readonly from: DrawFrom,
		private readonly evaluator: Evaluator,
	) {}

	/** By place. One that is not reached has its trouble told; others are not kept from being shown by it. */
	async read(places: readonly string[]): Promise<Probed> {
		if (places.length === 0) {
			this.dispose();
			return {};
		}
		const { steps } = this.from;
		const known = places.filter((place) => steps.has(topOf(place)));
		const seen = this.look(known);
		const probed: Probed = {};
		try {
			for (const place of places) {
				const found = seen.get(place);
				probed[place] = found
					? { value: await probeValue(this.from.tf, found.value, found.type) }
					: { trouble: `Nothing was computed at ${place}.` };
			}
		} finally {
			for (const { value } of seen.values()) value.dispose();
		}
		return probed;
	}

	/** Kept copies of what flows at places. */
	private look(places: readonly string[]): Map<string, Seen> {
		const { tf, program, steps } = this.from;
		const needed = new Set(places.flatMap((place) => upstream(program, topOf(place))));
		const nodes = program.steps.map(({ node }) => node).filter((node) => needed.has(node));
		const wanted = new Set(places);
		const seen = new Map<string, Seen>();
		const keep = (place: string, value: Tensor, type: PortType): void => {
			if (!wanted.has(place)) return;
			seen.get(place)?.value.dispose();
			seen.set(place, { value: tf.keep(tf.clone(value)), type });
		};
		inTidy(tf, () => {
			const evaluation = {
				...this.evaluator.asPlayed,
				random: this.evaluator.shown(this.from.seed).random,
				see: keep,
			};
			const drawn = this.drawnFor(places, nodes);
			const values = runOn(program, this.evaluator, drawn, nodes, evaluation);
			for (const [ref, value] of values) {
				const type = steps.get(topOf(ref))?.context.outputs[ref.slice(ref.indexOf('/') + 1)];
				if (type) keep(ref, value, type);
			}
		});
		return seen;
	}

	private drawnFor(places: readonly string[], nodes: readonly string[]): Map<PortRef, Tensor> {
		const key = places.toSorted().join(' ');
		if (this.held?.places === key) return this.held.drawn;
		this.dispose();
		const { steps } = this.from;
		// What a source gives may be looked at where nothing takes it.
		const own = places.filter((place) => place.split('/').length === 2) as PortRef[];
		const taken = new Set([...portsTaken(nodes.map((node) => steps.get(node)!)), ...own]);
		const request = { nodes, taken, count: COUNT, site: 'probe' };
		const drawn = drawHeld(this.from, request);
		this.held = { places: key, drawn };
		return drawn;
	}

	dispose(): void {
		for (const tensor of this.held?.drawn.values() ?? []) tensor.dispose();
		this.held = undefined;
	}
}

/** The node of the training canvas that a place is in. */
function topOf(place: string): string {
	return place.slice(0, place.indexOf('/'));
}
