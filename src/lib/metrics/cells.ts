// A square, or a line, cut into equal cells, and how much of a distribution lies in each.

/** From −span to span on every axis; cells in rows, x running fastest. */
export interface Cells {
	dimensions: 1 | 2;
	span: number;
	/** On one axis. */
	count: number;
}

export const cellWidth = ({ span, count }: Cells): number => (2 * span) / count;

export const cellTotal = ({ dimensions, count }: Cells): number => count ** dimensions;

/** The middle of a cell on one axis. */
const middle = (cells: Cells, i: number): number => -cells.span + (i + 0.5) * cellWidth(cells);

/** The middles of all cells: cells × dimensions. */
export function cellMiddles(cells: Cells): Float32Array {
	const { dimensions, count } = cells;
	const places = new Float32Array(cellTotal(cells) * dimensions);
	for (let i = 0; i < cellTotal(cells); i++) {
		for (let axis = 0; axis < dimensions; axis++) {
			places[i * dimensions + axis] = middle(cells, Math.floor(i / count ** axis) % count);
		}
	}
	return places;
}

/**
 * The mass of every cell, of a density that is no sharper than a cell is wide: density at the middle × size of the
 * cell. One more number follows: what lies outside of all cells.
 */
export function massesOf(
	cells: Cells,
	densityAt: (place: ArrayLike<number>) => number,
): Float64Array {
	const size = cellWidth(cells) ** cells.dimensions;
	const places = cellMiddles(cells);
	const masses = new Float64Array(cellTotal(cells) + 1);
	for (let i = 0; i < cellTotal(cells); i++) {
		const from = i * cells.dimensions;
		masses[i] = size * densityAt(places.subarray(from, from + cells.dimensions));
	}
	return withOutside(masses);
}

/**
 * The same of points, each spread to a round Gaussian of deviation `blur`, which is at least a cell's width: a kernel
 * density estimate. Points are items × dimensions.
 */
export function massesOfPoints(
	cells: Cells,
	points: ArrayLike<number>,
	blur: number,
): Float64Array {
	const { dimensions, count } = cells;
	const items = points.length / dimensions;
	const masses = new Float64Array(cellTotal(cells) + 1);
	const along = Array.from({ length: dimensions }, () => new Float64Array(count));
	const scale = cellWidth(cells) / (blur * Math.sqrt(2 * Math.PI));
	for (let item = 0; item < items; item++) {
		for (let axis = 0; axis < dimensions; axis++) {
			const at = points[item * dimensions + axis]!;
			for (let i = 0; i < count; i++) {
				along[axis]![i] = scale * Math.exp(-(((middle(cells, i) - at) / blur) ** 2) / 2);
			}
		}
		const [across, up] = along;
		if (!up) {
			for (let i = 0; i < count; i++) masses[i]! += across![i]! / items;
			continue;
		}
		for (let row = 0; row < count; row++) {
			const own = up[row]! / items;
			if (own === 0) continue;
			for (let i = 0; i < count; i++) masses[row * count + i]! += own * across![i]!;
		}
	}
	return withOutside(masses);
}

function withOutside(masses: Float64Array): Float64Array {
	const inside = masses.subarray(0, -1).reduce((sum, mass) => sum + mass, 0);
	masses[masses.length - 1] = Math.max(0, 1 - inside);
	return masses;
}
