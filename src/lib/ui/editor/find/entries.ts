// What the palette lists: everything one can do here, and every node of the document.
import type { Compilation } from '../../../compile/program';
import { canvasIds, nameOfCanvas } from '../../../graph/canvases';
import type { CanvasId, GraphDocument } from '../../../graph/types';
import { pressesOf, SHORTCUTS } from '../../shell/shortcuts';
import { fuzzySearch } from '../add/search';
import type { KeyCommand } from '../keymap';
import { nodeViews, type Say } from '../node/nodeViews';
import type { ChipView, NodeView } from '../node/view';

/** Something to do that is not the canvas's own matter. */
export interface Deed {
	key: string;
	text: string;
	/** The keys that do the same. */
	press: string;
	run: () => void;
}

export type Entry = { key: string; text: string } & (
	| { does: KeyCommand; press: string }
	| { does: Deed; press: string }
	| {
			does: 'show';
			canvas: CanvasId;
			node: string;
			icon: string;
			chip: ChipView | undefined;
			/** What it is, and on which canvas. */
			kind: string;
			where: string;
	  }
);

/** What is no matter of the canvas, or is done already where this is read. */
const ELSEWHERE: ReadonlySet<KeyCommand> = new Set(['palette', 'train', 'save', 'help']);

/** In the order of the sheet of keys. */
export function deedEntries(say: Say, deeds: readonly Deed[]): Entry[] {
	const own = SHORTCUTS.flatMap(({ keys }) =>
		keys.flatMap((shortcut): Entry[] => {
			const { name, command } = shortcut;
			if (!command || ELSEWHERE.has(command)) return [];
			const [press = ''] = pressesOf(shortcut);
			return [{ key: `do ${name}`, text: say.t(`common.keys.${name}`), does: command, press }];
		}),
	);
	const others = deeds.map((does): Entry => ({
		key: `do ${does.key}`,
		text: does.text,
		does,
		press: does.press,
	}));
	return [...others, ...own];
}

/** The canvas one stands on comes first. */
export function nodeEntries(
	document: GraphDocument,
	here: CanvasId,
	compilation: Compilation,
	say: Say,
): Entry[] {
	const ids = canvasIds(document).toSorted((a, b) => Number(b === here) - Number(a === here));
	return ids.flatMap((canvas) =>
		[...nodeViews(document, canvas, compilation, say).values()].map(
			({ id, title, icon, chip, kind }: NodeView): Entry => ({
				...{ key: `${canvas} ${id}`, text: title, does: 'show', canvas, node: id, icon, chip },
				...{ kind, where: nameOfCanvas(canvas) ?? say.t('editor.training') },
			}),
		),
	);
}

/** Fuzzy, over what is shown and over ids and kinds in English, which files and weights are named by. */
export function searchEntries(entries: readonly Entry[]): (query: string) => readonly Entry[] {
	return fuzzySearch(entries, [
		{ name: 'text', weight: 3 },
		{ name: 'node', weight: 2 },
		{ name: 'kind', weight: 1.5 },
		{ name: 'where', weight: 0.5 },
	]);
}
