// Matrices as `multiply` sees them: plain ones, what a filter sees of pictures, pixels. assembly/view.ts reads them.

/** In the order of the fields there. */
export const VIEW_FIELDS = [
	'at',
	'pictureStep',
	'lineStep',
	'pixelStep',
	'height',
	'width',
	'channels',
	'tapsY',
	'tapsX',
	'gridHeight',
	'gridWidth',
	'strideY',
	'strideX',
	'dilationY',
	'dilationX',
	'top',
	'left',
	'sumsColumns',
] as const;

export type View = Readonly<Record<(typeof VIEW_FIELDS)[number], number>>;

/** What a product sums over: a factor's rows or its columns. */
export type Summed = 'rows' | 'columns';

// Written out, for objects made by spreading are slow, and a small product takes microseconds.

/** A row-major matrix: one picture of one line. */
export function matrix(at: number, rows: number, columns: number, summed?: Summed): View {
	return {
		at,
		pictureStep: 0,
		lineStep: 0,
		pixelStep: columns * 4,
		height: 1,
		width: rows,
		channels: columns,
		tapsY: 1,
		tapsX: 1,
		gridHeight: 1,
		gridWidth: rows,
		strideY: 1,
		strideX: 1,
		dilationY: 1,
		dilationX: 1,
		top: 0,
		left: 0,
		sumsColumns: summed === 'columns' ? 1 : 0,
	};
}

/** Pictures [height, width, channels], one after another: every pixel is a row. */
export function pixels(at: number, height: number, width: number, channels: number): View {
	return {
		at,
		pictureStep: height * width * channels * 4,
		lineStep: width * channels * 4,
		pixelStep: channels * 4,
		height,
		width,
		channels,
		tapsY: 1,
		tapsX: 1,
		gridHeight: height,
		gridWidth: width,
		strideY: 1,
		strideX: 1,
		dilationY: 1,
		dilationX: 1,
		top: 0,
		left: 0,
		sumsColumns: 0,
	};
}
