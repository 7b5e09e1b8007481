// A matrix as the patches of pictures, and how blocks of it are packed for `multiply`.
//
// Row by row such a matrix holds what a filter sees at one place: taps × channels. It is never written out: packing
// reads the pictures themselves. A plain matrix is the special case of one tap: rows are pixels, columns channels.
// ../views.ts makes them.
import { clear, copy } from './memory';

/**
 * Where the elements of a matrix [pictures · gridHeight · gridWidth, tapsY · tapsX · channels] lie. Steps are bytes.
 * The order of the fields is that of `VIEW_FIELDS`.
 */
@unmanaged
export class View {
	/** The first picture's first byte. */
	at: usize;
	pictureStep: usize;
	lineStep: usize;
	pixelStep: usize;
	/** Of a picture, in pixels; outside of it is zero. */
	height: i32;
	width: i32;
	channels: i32;
	tapsY: i32;
	tapsX: i32;
	/** Places of the filter. */
	gridHeight: i32;
	gridWidth: i32;
	strideY: i32;
	strideX: i32;
	dilationY: i32;
	dilationX: i32;
	/** Zeros before the first line and pixel. */
	top: i32;
	left: i32;
	/** 1 where a product sums over its columns, 0 where over its rows. */
	sumsColumns: i32;
}

/** Three of them lie side by side in `multiply`'s argument. */
export const VIEW_BYTES: usize = offsetof<View>();

/** Where a row of patches begins. */
@unmanaged
export class Place {
	/** Of its first tap; the address, too, may be outside of the picture. */
	y: i32;
	x: i32;
	at: usize;
	/** Where the current run of elements is read. */
	source: usize;
}

export const PLACE_BYTES: usize = offsetof<Place>();
/** Outside of every picture. */
const NOWHERE: i32 = -0x40000000;
/** With fewer channels, a row's runs are too short to be read side by side with others. */
const FEW_CHANNELS: i32 = 8;

/** Places of `count` rows from `row` on; those up to `strip` are nowhere. */
export function findPlaces(view: View, row: i32, count: i32, strip: i32, places: usize): void {
	let line = row / view.gridWidth;
	let column = row - line * view.gridWidth;
	let picture = line / view.gridHeight;
	line -= picture * view.gridHeight;
	for (let i: i32 = 0; i < strip; i++) {
		const place = changetype<Place>(places + <usize>i * PLACE_BYTES);
		if (i >= count) {
			place.y = NOWHERE;
			continue;
		}
		place.y = line * view.strideY - view.top;
		place.x = column * view.strideX - view.left;
		place.at =
			view.at +
			<usize>picture * view.pictureStep +
			<usize>place.y * view.lineStep +
			<usize>place.x * view.pixelStep;
		if (++column == view.gridWidth) {
			column = 0;
			if (++line == view.gridHeight) {
				line = 0;
				picture++;
			}
		}
	}
}

/**
 * Packs rows [row, row + count) of columns [column, column + length) in strips of `strip` rows, a multiple of four:
 * each strip holds its rows' first elements, then their second ones and so on. Rows that are missing in the last strip
 * are zero. There is room for `strip` places, `length` zeros, and `strip` times `length` elements on a stage.
 */
export function packRows(
	to: usize,
	view: View,
	row: i32,
	count: i32,
	column: i32,
	length: i32,
	strip: i32,
	places: usize,
	zeros: usize,
	stage: usize,
): void {
	const channels = view.channels;
	const short = channels < FEW_CHANNELS && view.tapsY * view.tapsX > 1;
	const bytes = <usize>length * 4;
	for (let start: i32 = 0; start < count; start += strip, to += <usize>strip * bytes) {
		findPlaces(view, row + start, min(strip, count - start), strip, places);
		if (short) {
			for (let i: i32 = 0; i < strip; i++) {
				const place = changetype<Place>(places + <usize>i * PLACE_BYTES);
				place.source = stage + <usize>i * bytes;
				copyRow(place.source, view, place, column, length);
			}
			interleave(to, length, strip, places);
			continue;
		}
		let at = to;
		let tap = column / channels;
		let channel = column - tap * channels;
		for (let left = length; left > 0; tap++, channel = 0) {
			const run = min(left, channels - channel);
			pointTo(view, tap, channel, strip, places, zeros);
			interleave(at, run, strip, places);
			at += <usize>(run * strip) * 4;
			left -= run;
		}
	}
}

/** Lets every place's source be its own channel of a tap, or zeros where that is outside. */
function pointTo(
	view: View,
	tap: i32,
	channel: i32,
	strip: i32,
	places: usize,
	zeros: usize,
): void {
	const tapY = tap / view.tapsX;
	const y = tapY * view.dilationY;
	const x = (tap - tapY * view.tapsX) * view.dilationX;
	const offset = <usize>y * view.lineStep + <usize>x * view.pixelStep + <usize>channel * 4;
	const height = <u32>view.height;
	const width = <u32>view.width;
	for (let i: i32 = 0; i < strip; i++) {
		const place = changetype<Place>(places + <usize>i * PLACE_BYTES);
		const inside = i32(<u32>(place.y + y) < height) & i32(<u32>(place.x + x) < width);
		place.source = select<usize>(place.at + offset, zeros, inside);
	}
}

/** Elements [column, column + length) of one row. */
export function copyRow(to: usize, view: View, place: Place, column: i32, length: i32): void {
	const channels = view.channels;
	const tapsX = view.tapsX;
	// The taps of a line lie side by side; here none of them falls off the picture.
	const whole =
		view.dilationX == 1 &&
		view.pixelStep == <usize>channels * 4 &&
		place.x >= 0 &&
		place.x + tapsX <= view.width;
	// A phase of a stride may meet no tap at all.
	if (length == 0) return;
	const tap = column / channels;
	let channel = column - tap * channels;
	let tapY = tap / tapsX;
	let tapX = tap - tapY * tapsX;
	for (let left = length; left > 0; channel = 0) {
		const y = tapY * view.dilationY;
		const x = tapX * view.dilationX;
		const isLine = <u32>(place.y + y) < <u32>view.height;
		const taps = whole || !isLine ? tapsX - tapX : 1;
		const run = min(left, taps * channels - channel);
		if (isLine && <u32>(place.x + x) < <u32>view.width) {
			const offset = <usize>y * view.lineStep + <usize>x * view.pixelStep;
			copy(to, place.at + offset + <usize>channel * 4, <usize>run * 4);
		} else clear(to, <usize>run * 4);
		to += <usize>run * 4;
		left -= run;
		tapX += taps;
		if (tapX == tapsX) {
			tapX = 0;
			tapY++;
		}
	}
}

/** Writes the elements of a strip's sources in turn, `length` of each. */
function interleave(to: usize, length: i32, strip: i32, places: usize): void {
	const stride = <usize>strip * 4;
	for (let i: i32 = 0; i < strip; i += 4, to += 16) {
		const first = places + <usize>i * PLACE_BYTES;
		let p0 = changetype<Place>(first).source;
		let p1 = changetype<Place>(first + PLACE_BYTES).source;
		let p2 = changetype<Place>(first + PLACE_BYTES * 2).source;
		let p3 = changetype<Place>(first + PLACE_BYTES * 3).source;
		let q = to;
		let k = length;
		for (; k >= 4; k -= 4) {
			const r0 = v128.load(p0);
			const r1 = v128.load(p1);
			const r2 = v128.load(p2);
			const r3 = v128.load(p3);
			const t0 = v128.shuffle<f32>(r0, r1, 0, 4, 1, 5);
			const t1 = v128.shuffle<f32>(r0, r1, 2, 6, 3, 7);
			const t2 = v128.shuffle<f32>(r2, r3, 0, 4, 1, 5);
			const t3 = v128.shuffle<f32>(r2, r3, 2, 6, 3, 7);
			v128.store(q, v128.shuffle<f32>(t0, t2, 0, 1, 4, 5));
			q += stride;
			v128.store(q, v128.shuffle<f32>(t0, t2, 2, 3, 6, 7));
			q += stride;
			v128.store(q, v128.shuffle<f32>(t1, t3, 0, 1, 4, 5));
			q += stride;
			v128.store(q, v128.shuffle<f32>(t1, t3, 2, 3, 6, 7));
			q += stride;
			p0 += 16;
			p1 += 16;
			p2 += 16;
			p3 += 16;
		}
		for (; k > 0; k--) {
			store<f32>(q, load<f32>(p0));
			store<f32>(q, load<f32>(p1), 4);
			store<f32>(q, load<f32>(p2), 8);
			store<f32>(q, load<f32>(p3), 12);
			q += stride;
			p0 += 4;
			p1 += 4;
			p2 += 4;
			p3 += 4;
		}
	}
}

/**
 * Packs columns [column, column + count) of rows [row, row + length) in strips of `strip` columns: each strip holds
 * its part of the first row, then of the second and so on. Columns that are missing in the last strip are zero.
 */
export function packColumns(
	to: usize,
	view: View,
	column: i32,
	count: i32,
	row: i32,
	length: i32,
	strip: i32,
): void {
	const channels = view.channels;
	const stride = <usize>strip * 4;
	for (let start: i32 = 0; start < count; start += strip, to += <usize>length * stride) {
		const first = column + start;
		const filled = min(strip, count - start);
		const tap = first / channels;
		const channel = first - tap * channels;
		if (filled == strip && channel + strip <= channels) {
			packColumn(to, view, tap, channel, row, length, strip, strip);
			continue;
		}
		for (let i: i32 = 0; i < strip; i++) {
			const at = to + <usize>i * 4;
			if (i < filled) {
				const ownTap = (first + i) / channels;
				const ownChannel = first + i - ownTap * channels;
				packColumn(at, view, ownTap, ownChannel, row, length, 1, strip);
			} else fill(at, length, 1, stride);
		}
	}
}

/** `size` neighbouring channels of one tap, row after row: eight, four or one. */
export function packColumn(
	to: usize,
	view: View,
	tap: i32,
	channel: i32,
	row: i32,
	length: i32,
	size: i32,
	strip: i32,
): void {
	const stride = <usize>strip * 4;
	const tapY = tap / view.tapsX;
	const dy = tapY * view.dilationY - view.top;
	const dx = (tap - tapY * view.tapsX) * view.dilationX - view.left;
	// Places of a line whose tap is on the picture: from `enter` on, before `leave`.
	const enter = max(0, (view.strideX - 1 - dx) / view.strideX);
	const leave = dx >= view.width ? 0 : (view.width - dx + view.strideX - 1) / view.strideX;
	const step = <usize>view.strideX * view.pixelStep;
	let line = row / view.gridWidth;
	let x = row - line * view.gridWidth;
	for (let left = length; left > 0; line++, x = 0) {
		const run = min(left, view.gridWidth - x);
		const picture = line / view.gridHeight;
		const y = (line - picture * view.gridHeight) * view.strideY + dy;
		let before = run;
		let inside: i32 = 0;
		if (<u32>y < <u32>view.height) {
			before = min(run, max(0, enter - x));
			inside = max(0, min(run, leave - x) - before);
		}
		fill(to, before, size, stride);
		to += <usize>before * stride;
		if (inside > 0) {
			const from =
				view.at +
				<usize>picture * view.pictureStep +
				<usize>y * view.lineStep +
				<usize>((x + before) * view.strideX + dx) * view.pixelStep +
				<usize>channel * 4;
			gather(to, from, inside, size, stride, step);
			to += <usize>inside * stride;
		}
		const after = run - before - inside;
		fill(to, after, size, stride);
		to += <usize>after * stride;
		left -= run;
	}
}

/** `count` runs of eight, four or one elements, `step` bytes apart, written `stride` bytes apart. */
function gather(to: usize, from: usize, count: i32, size: i32, stride: usize, step: usize): void {
	if (size == 8) {
		for (; count > 0; count--) {
			v128.store(to, v128.load(from));
			v128.store(to, v128.load(from, 16), 16);
			to += stride;
			from += step;
		}
	} else if (size == 4) {
		for (; count > 0; count--) {
			v128.store(to, v128.load(from));
			to += stride;
			from += step;
		}
	} else {
		for (; count > 0; count--) {
			store<f32>(to, load<f32>(from));
			to += stride;
			from += step;
		}
	}
}

function fill(to: usize, count: i32, size: i32, stride: usize): void {
	const bytes = <usize>size * 4;
	for (; count > 0; count--, to += stride) clear(to, bytes);
}
