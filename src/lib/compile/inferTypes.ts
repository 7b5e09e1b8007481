// The second pass: the type of every port, and from it the signatures of networks and how many weights they have.
import type { CanvasId, PortType } from '../graph/types';
import type { Signature } from '../nodes/kind';
import {
	canRepeat,
	inputPlaces,
	outputPlaces,
	type Inferred,
	type NodeFacts,
	type SheetFacts,
} from './facts';
import { inferNode } from './inferNode';
import { passOn, withoutOff } from './off';
import { checkSizes } from './sizes';
import { repeatOf, usedBlock, type Place, type Sheet, type Workspace } from './workspace';

export function inferTypes(workspace: Workspace): Inferred {
	const { document, datasets } = workspace;
	const sheets = new Map<CanvasId, SheetFacts>();
	const signatures = new Map<string, Signature>();
	const blocks = new Map<string, SheetFacts>();

	for (const id of Object.keys(document.networks)) {
		signatures.set(id, declaredSignature(workspace, `networks/${id}`));
	}

	const around: Inferred['around'] = ({ surface }, given = () => undefined) => ({
		surface,
		batch: document.run.batch,
		network: (name) => signatures.get(name),
		block: (name, inputs, repeat) => {
			const facts = block(name, inputs);
			return facts && repeated(facts.signature, inputs, repeat);
		},
		dataset: (name) => datasets(name),
		given,
	});

	const walk = (sheet: Sheet, given?: (port: string) => PortType | undefined): SheetFacts => {
		const surroundings = around(sheet, given);
		const nodes = new Map<string, NodeFacts>();
		let steps = 0;
		for (const id of sheet.order) {
			const { place, starved } = withoutOff(sheet.places.get(id)!, nodes);
			const facts = place.off
				? passOn(workspace, sheet, place, surroundings, nodes)
				: inferNode({
						workspace,
						sheet,
						place,
						starved,
						around: surroundings,
						known: nodes,
						block,
					});
			nodes.set(id, facts);
			steps += stepsOf(facts, block);
		}
		return { sheet, nodes, steps, signature: signatureOf(workspace, sheet, nodes) };
	};

	const block: Inferred['block'] = (name, inputs) => {
		const id: CanvasId = `blocks/${name}`;
		const sheet = workspace.sheets.get(id);
		// Blocks that use themselves have no types.
		if (!sheet || !workspace.bodies.includes(id)) return undefined;
		const key = JSON.stringify([name, inputs]);
		const known = blocks.get(key);
		if (known) return known;
		const ports = inputPlaces(sheet).map((place) => String(place.params.name));
		const facts = walk(sheet, (port) => inputs[ports.indexOf(port)]);
		blocks.set(key, facts);
		// What is shown inside a block is its first use whose types are known.
		const shown = sheets.get(id);
		if (!shown || (!isTyped(shown) && isTyped(facts))) sheets.set(id, facts);
		return facts;
	};

	for (const id of workspace.bodies) {
		if (!id.startsWith('networks/')) continue;
		const facts = walk(workspace.sheets.get(id)!);
		sheets.set(id, facts);
		signatures.set(id.slice('networks/'.length), facts.signature);
	}
	// Networks that call themselves have no types, but what else is in them is shown all the same.
	for (const [id, sheet] of workspace.sheets) {
		if (id !== 'training' && id.startsWith('networks/') && !sheets.has(id))
			sheets.set(id, walk(sheet));
	}
	sheets.set('training', walk(workspace.sheets.get('training')!));
	for (const [id, sheet] of workspace.sheets) if (!sheets.has(id)) sheets.set(id, walk(sheet));
	checkSizes(workspace, sheets);

	return { workspace, sheets, signatures, block, around };
}

function isTyped({ signature }: SheetFacts): boolean {
	return signature.inputs.every(({ type }) => type);
}

/** Ports without types: all that is known before a network's body is looked at. */
function declaredSignature({ document, sheets }: Workspace, id: CanvasId): Signature {
	const sheet = sheets.get(id)!;
	const ports = (places: Place[]) =>
		places.map(({ node, params }) => ({ port: String(params.name), node: node.id }));
	const name = id.slice(id.indexOf('/') + 1);
	return {
		role: document.networks[name]?.role ?? 'other',
		inputs: ports(inputPlaces(sheet)),
		outputs: ports(outputPlaces(sheet)),
		parameters: 0,
	};
}

function signatureOf(
	workspace: Workspace,
	sheet: Sheet,
	nodes: ReadonlyMap<string, NodeFacts>,
): Signature {
	if (sheet.surface === 'training')
		return { role: 'other', inputs: [], outputs: [], parameters: 0 };
	let parameters = 0;
	for (const facts of nodes.values()) parameters += facts.parameters;
	return {
		role: declaredSignature(workspace, sheet.id).role,
		inputs: inputPlaces(sheet).map(({ node, params }) => ({
			port: String(params.name),
			type: Object.values(nodes.get(node.id)?.outputs ?? {})[0],
			node: node.id,
		})),
		outputs: outputPlaces(sheet).map(({ node, params }) => ({
			port: String(params.name),
			type: Object.values(nodes.get(node.id)?.inputs ?? {})[0],
		})),
		parameters,
	};
}

/** A block's signature `repeat` times over. Without types where its outputs can't be its next inputs. */
function repeated(
	signature: Signature,
	inputs: readonly (PortType | undefined)[],
	repeat: number,
): Signature {
	const fits = repeat <= 1 || canRepeat(signature, inputs);
	return {
		...signature,
		outputs: signature.outputs.map(({ port, type }) => ({ port, type: fits ? type : undefined })),
		parameters: signature.parameters * repeat,
	};
}

function stepsOf({ place, inputs, ports }: NodeFacts, block: Inferred['block']): number {
	if (place.off) return 0;
	const name = usedBlock(place);
	if (name === undefined) return 1;
	const facts = block(
		name,
		ports.inputs.map((port) => inputs[port.name]),
	);
	return (facts?.steps ?? 0) * repeatOf(place);
}
