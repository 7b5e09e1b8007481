// How many pictures a row, and how far they are enlarged.
import type { Pictures } from '../../../runtime/protocol';

export interface Room {
	width: number;
	/** Infinite where the sheet may be scrolled. */
	height: number;
	columns?: number;
	/** Enlarge to the whole width, by any factor. */
	fill?: boolean;
}

export interface SheetLayout {
	columns: number;
	rows: number;
	/** Pixels between pictures, of the pictures' own size. */
	gap: number;
	/** Screen pixels for one of theirs. */
	scale: number;
}

const LARGEST = 8;

/** The largest whole scale at which all pictures can be seen; where even the smallest is too large, they scroll. */
export function sheetLayout(
	{ count, width, height }: Pick<Pictures, 'count' | 'width' | 'height'>,
	room: Room,
): SheetLayout {
	if (room.fill) {
		const columns = room.columns ?? Math.ceil(Math.sqrt(count));
		const scale = room.width / (columns * width);
		return { columns, rows: Math.ceil(count / columns), gap: 0, scale };
	}
	const gap = Math.max(1, Math.round(width / 14));
	const fit = (scale: number): SheetLayout => {
		const most = Math.max(1, Math.floor((room.width / scale + gap) / (width + gap)));
		const columns = Math.max(1, Math.min(room.columns ?? most, most, count));
		return { columns, rows: Math.ceil(count / columns), gap, scale };
	};
	for (let scale = LARGEST; scale > 1; scale--) {
		const layout = fit(scale);
		const high = (layout.rows * (height + gap) - gap) * scale;
		const wide = (layout.columns * (width + gap) - gap) * scale;
		if (high <= room.height && wide <= room.width)
			return squarer(layout, count, room, width, height);
	}
	// Rows that mean something stay whole.
	const row = room.columns === undefined ? width : room.columns * (width + gap) - gap;
	const { scale, columns } = { scale: Math.min(1, room.width / row), columns: room.columns };
	return columns === undefined
		? fit(scale)
		: { columns, rows: Math.ceil(count / columns), gap, scale };
}

/** As few columns as still fit the height, so that rows are full and the sheet is not a single long one. */
function squarer(
	layout: SheetLayout,
	count: number,
	room: Room,
	width: number,
	height: number,
): SheetLayout {
	if (!Number.isFinite(room.height)) return layout;
	const { gap, scale } = layout;
	for (let columns = Math.ceil(Math.sqrt(count)); columns < layout.columns; columns++) {
		const rows = Math.ceil(count / columns);
		const fits =
			(rows * (height + gap) - gap) * scale <= room.height &&
			(columns * (width + gap) - gap) * scale <= room.width;
		if (fits && count % columns === 0) return { columns, rows, gap, scale };
	}
	return layout;
}
