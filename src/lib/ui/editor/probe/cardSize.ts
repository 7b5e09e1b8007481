// How large a look at what flows is, told by the type: known before anything has flowed, so that nothing jumps.
import type { Point, PortType } from '../../../graph/types';

export const CARD_WIDTH = 164;
/** Left and right of what is shown. */
export const CARD_PADDING = 8;
/** Width of what is shown. */
export const VIEW_WIDTH = CARD_WIDTH - 2 * CARD_PADDING;
const HEAD = 26;
const CHOICE = 24;
const FOOT = 27;
const LINE = 15;

/** Pictures stand four in a row. */
export const COLUMNS = 4;

/** Width and height of a card: `choice` where a call is to be chosen, `remark` where more than numbers stands below. */
export function cardSize(
	type: PortType | undefined,
	{ choice, remark }: { choice: boolean; remark: boolean },
): Point {
	const more = (choice ? CHOICE : 0) + (remark ? LINE : 0);
	return [CARD_WIDTH, HEAD + viewHeight(type) + FOOT + more];
}

/** Height of what is shown. */
export function viewHeight(type: PortType | undefined): number {
	const shape = type?.shape ?? [];
	if (type?.meaning === 'text') return 72;
	if (type?.meaning === 'label' || (type?.classes !== undefined && shape.length === 1)) return 44;
	if (shape.length === 3) {
		const [height = 1, width = 1, channels = 1] = shape;
		const rows = channels === 1 || channels === 3 ? 2 : Math.ceil(Math.min(16, channels) / COLUMNS);
		return Math.min(
			180,
			Math.max(20, Math.round((rows * (VIEW_WIDTH / COLUMNS) * height) / width)),
		);
	}
	if (shape.length === 2) return 84;
	return type?.meaning === 'loss' ? 36 : 48;
}
