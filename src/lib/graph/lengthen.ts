// A graph for longer sound: its networks take inputs many times as long. Weights are the same, for filters only slide.
import type { Canvas, GraphDocument, GraphNode } from './types';

const isSound = ({ kind, params }: GraphNode): boolean =>
	kind === 'input' && (params.meaning === 'wave' || params.meaning === 'spectrogram');

/**
 * The document for whole sounds of `whole` samples instead of the pieces it is trained on; itself where it is trained on
 * whole ones. Every input of sound or of a spectrogram grows alike.
 */
export function lengthen(document: GraphDocument, whole: number): GraphDocument {
	const pieces = document.training.nodes
		.filter(({ kind }) => kind === 'dataset')
		.map(({ params }) => Number(params.length ?? 0))
		.filter((length) => length > 0);
	const piece = Math.min(...pieces);
	if (pieces.length === 0 || piece >= whole) return document;
	const times = Math.floor(whole / piece);
	const longer = (node: GraphNode): GraphNode => {
		const { shape } = node.params;
		if (node.kind === 'dataset' && Number(node.params.length ?? 0) > 0)
			return { ...node, params: { ...node.params, length: piece * times } };
		if (!isSound(node) || !Array.isArray(shape)) return node;
		const [length, ...rest] = shape.map(Number);
		return { ...node, params: { ...node.params, shape: [length! * times, ...rest] } };
	};
	const within = (canvas: Canvas): Canvas => ({ ...canvas, nodes: canvas.nodes.map(longer) });
	return {
		...document,
		training: within(document.training),
		networks: Object.fromEntries(
			Object.entries(document.networks).map(([name, network]) => [
				name,
				{ ...network, canvas: within(network.canvas) },
			]),
		),
	};
}
