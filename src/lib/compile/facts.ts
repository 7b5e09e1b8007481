// What inferring types finds out, as the later passes read it.
import type { CanvasId, PortRef, PortType } from '../graph/types';
import type { Ports, Signature, Surroundings } from '../nodes/kind';
import { sameShape } from '../nodes/shape';
import { isInput, isOutput, type Place, type Sheet, type Workspace } from './workspace';

/** What is known of a node. */
export interface NodeFacts {
	place: Place;
	ports: Ports;
	/** Wired inputs, in port order. */
	wired: readonly string[];
	inputs: Readonly<Record<string, PortType | undefined>>;
	outputs: Readonly<Record<string, PortType | undefined>>;
	/** Nothing is missing: it could run, if all that feeds it can. */
	complete: boolean;
	/** Items of the batch that its outputs lack. */
	leftOut: number;
	/** Trainable parameters of its own, those of the block it uses included. */
	parameters: number;
	/** Of a node that is off: which input each output hands on; those that hand on nothing are left out. */
	passes?: ReadonlyMap<string, string>;
}

/** What is known of a canvas: of a block's, for one set of inputs. */
export interface SheetFacts {
	sheet: Sheet;
	/** In the sheet's order. */
	nodes: ReadonlyMap<string, NodeFacts>;
	/** Nodes that run once the canvas runs, blocks unrolled. */
	steps: number;
	signature: Signature;
}

export interface Inferred {
	workspace: Workspace;
	/** Of blocks: for their first use. */
	sheets: ReadonlyMap<CanvasId, SheetFacts>;
	signatures: ReadonlyMap<string, Signature>;
	/** What is known of a block that gets these inputs. */
	block(name: string, inputs: readonly (PortType | undefined)[]): SheetFacts | undefined;
	/** What nodes of a canvas may ask. */
	around(sheet: Sheet, given?: (port: string) => PortType | undefined): Surroundings;
}

export function inputPlaces(sheet: Sheet): Place[] {
	return [...sheet.places.values()].filter((place) => isInput(place) && !place.broken);
}

export function outputPlaces(sheet: Sheet): Place[] {
	return [...sheet.places.values()].filter((place) => isOutput(place) && !place.broken);
}

/** Whether what a block gives is what it takes, so that it can follow on itself. */
export function canRepeat(
	{ inputs: ports, outputs }: Signature,
	inputs: readonly (PortType | undefined)[],
): boolean {
	return (
		ports.length === outputs.length && outputs.every(({ type }, i) => fitsAgain(type, inputs[i]))
	);
}

/** Whether a value can go in where `into` went in; what isn't known may. */
export function fitsAgain(type: PortType | undefined, into: PortType | undefined): boolean {
	return !type || !into || (sameShape(type.shape, into.shape) && type.dtype === into.dtype);
}

/** Types by `node/port`, of a canvas. */
export function portTypes({ nodes }: SheetFacts): Record<PortRef, PortType> {
	const types: Record<PortRef, PortType> = {};
	for (const [node, { outputs }] of nodes) {
		for (const [port, type] of Object.entries(outputs)) if (type) types[`${node}/${port}`] = type;
	}
	return types;
}
