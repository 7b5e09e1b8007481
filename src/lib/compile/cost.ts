// What every node costs: weights, multiply-adds and the numbers that flow, from the types alone.
import type { CanvasId, PortType } from '../graph/types';
import type { BuildContext, ParamSpecs } from '../nodes/kind';
import { sizeOf } from '../nodes/shape';
import type { Inferred, NodeFacts, SheetFacts } from './facts';
import { inputsInOrder, typed } from './inferNode';
import { calledNetwork, repeatOf, usedBlock } from './workspace';

export interface Cost {
	/** Trainable. Calls of one network share theirs. */
	parameters: number;
	/** Of one item, on the way forward. */
	multiplyAdds: number;
	/** Numbers of one item that come out, of it and of all inside it. */
	activations: number;
}

export const NO_COST: Cost = { parameters: 0, multiplyAdds: 0, activations: 0 };

export function plus(a: Cost, b: Cost): Cost {
	return {
		parameters: a.parameters + b.parameters,
		multiplyAdds: a.multiplyAdds + b.multiplyAdds,
		activations: a.activations + b.activations,
	};
}

/** By node of a canvas; inside a block, for its first use. What isn't known yet costs nothing. */
export function nodeCosts(inferred: Inferred, canvas: CanvasId): ReadonlyMap<string, Cost> {
	const sheet = inferred.sheets.get(canvas);
	const known = new Map<SheetFacts, Cost>();
	return new Map(
		[...(sheet?.nodes ?? [])].map(([id, facts]) => [id, nodeCost(inferred, facts, known)]),
	);
}

/** Of a network's whole body. */
export function networkCost(inferred: Inferred, name: string): Cost {
	return sheetCost(inferred, inferred.sheets.get(`networks/${name}`), new Map());
}

function sheetCost(
	inferred: Inferred,
	sheet: SheetFacts | undefined,
	known: Map<SheetFacts, Cost>,
): Cost {
	if (!sheet) return NO_COST;
	const found = known.get(sheet);
	if (found) return found;
	let sum = NO_COST;
	for (const facts of sheet.nodes.values()) sum = plus(sum, nodeCost(inferred, facts, known));
	known.set(sheet, sum);
	return sum;
}

function nodeCost(inferred: Inferred, facts: NodeFacts, known: Map<SheetFacts, Cost>): Cost {
	const { place, ports, inputs, complete } = facts;
	if (!complete) return NO_COST;
	const block = usedBlock(place);
	if (block !== undefined) {
		const once = sheetCost(inferred, inferred.block(block, inputsInOrder(ports, inputs)), known);
		const times = repeatOf(place);
		return {
			parameters: facts.parameters,
			multiplyAdds: once.multiplyAdds * times,
			activations: once.activations * times,
		};
	}
	const network = place.kind?.category === 'networks' ? calledNetwork(place) : undefined;
	if (network !== undefined && inferred.workspace.bodies.includes(`networks/${network}`))
		return sheetCost(inferred, inferred.sheets.get(`networks/${network}`), known);
	return {
		parameters: facts.parameters,
		multiplyAdds: place.kind?.multiplyAdds?.(contextOf(facts)) ?? 0,
		activations: numbersIn(Object.values(facts.outputs)),
	};
}

/** Numbers of one item at these ports; a loss is one for the whole batch. */
export function numbersIn(types: readonly (PortType | undefined)[]): number {
	return types.reduce(
		(sum, type) => sum + (type && type.meaning !== 'loss' ? sizeOf(type.shape) : 0),
		0,
	);
}

function contextOf({ place, inputs, outputs, wired }: NodeFacts): BuildContext<ParamSpecs> {
	return {
		id: place.node.id,
		params: place.params as BuildContext<ParamSpecs>['params'],
		inputs: typed(inputs),
		outputs: typed(outputs),
		wired,
	};
}
