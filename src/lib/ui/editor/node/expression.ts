// A call as one would write it: D(G(z)), from what is wired to it.
import type { Canvas } from '../../../graph/types';

/** What lecture notes call the things data sets give. */
const SYMBOLS: Readonly<Record<string, string>> = { image: 'x', label: 'c' };

/** The calling node's inputs as arguments, calls upstream as calls; `depth` ends what would go on too long. */
export function expressionOf(
	canvas: Canvas,
	node: string,
	inputs: readonly string[],
	networkOf: (node: string) => string | undefined,
	depth = 2,
): string {
	const name = networkOf(node) ?? '';
	const terms = inputs.map((port) => {
		const wire = canvas.wires.find(({ to }) => to[0] === node && to[1] === port);
		if (!wire) return port;
		const [from, output] = wire.from;
		const network = networkOf(from);
		if (network === undefined) return SYMBOLS[output] ?? (output.length <= 2 ? output : port);
		if (depth <= 1) return network;
		const theirs = canvas.wires.filter(({ to }) => to[0] === from).map(({ to }) => to[1]);
		return expressionOf(canvas, from, theirs, networkOf, depth - 1);
	});
	return terms.length ? `${name}(${terms.join(', ')})` : name;
}
