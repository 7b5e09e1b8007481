// Adding, removing, moving and setting nodes.
import { findCanvas } from '../canvases';
import { isJson, sameJson } from '../json';
import { isName, isParamName } from '../names';
import { canBeOff, isOff } from '../off';
import { dropNodes, isPoint, nodeOn, samePoint, type Edits } from './edits';

export const nodeEdits: Edits<
	'addNode' | 'removeNodes' | 'moveNodes' | 'setParam' | 'setTitle' | 'setOff'
> = {
	addNode(draft, { canvas: id, node }) {
		const canvas = findCanvas(draft, id);
		if (!canvas || !isName(node.id) || !isName(node.kind) || !isPoint(node.at)) return;
		if (!isJson(node.params) || canvas.nodes.some((other) => other.id === node.id)) return;
		canvas.nodes.push(node);
	},

	removeNodes(draft, { canvas: id, nodes }) {
		const canvas = findCanvas(draft, id);
		const gone = new Set(nodes);
		if (canvas) dropNodes(canvas, (node) => gone.has(node.id));
	},

	moveNodes(draft, { canvas: id, to }) {
		for (const node of findCanvas(draft, id)?.nodes ?? []) {
			const at = Object.hasOwn(to, node.id) ? to[node.id] : undefined;
			if (at && isPoint(at) && !samePoint(at, node.at)) node.at = at;
		}
	},

	setParam(draft, { canvas, node: id, name, value }) {
		const node = nodeOn(draft, canvas, id);
		if (!node || !isParamName(name) || !isJson(value)) return;
		if (!sameJson(node.params[name], value)) node.params[name] = value;
	},

	setTitle(draft, { canvas, node: id, title }) {
		const node = nodeOn(draft, canvas, id);
		if (!node || sameJson(node.title, title)) return;
		if (title === undefined) delete node.title;
		else node.title = title;
	},

	setOff(draft, { canvas: id, nodes, off }) {
		const meant = new Set(nodes);
		for (const node of findCanvas(draft, id)?.nodes ?? []) {
			if (!meant.has(node.id) || isOff(node) === off || !canBeOff(node)) continue;
			if (off) node.off = true;
			else delete node.off;
		}
	},
};
