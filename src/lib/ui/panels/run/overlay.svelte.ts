// Another run laid over the open one: its losses faint beside ours, its samples at the same rounds.
import { compile } from '../../../compile/compile';
import { datasetType } from '../../../data/catalogue';
import type { GraphDocument } from '../../../graph/types';
import type { PictureFrame } from '../../../runtime/pictureHistory';
import type { RunRecord } from '../../../runtime/protocol';
import type { Line } from '../../charts/LossPlot.svelte';
import { monitorsOf } from './monitorsOf';
import { playersOf } from './players';

/** Stands after the names of the other run's lines. */
export const MARK = '′';

export class Overlay {
	readonly lines: readonly Line[];
	/** Of its first samples monitor, oldest first. */
	readonly frames: readonly PictureFrame[];

	constructor(
		/** As people know it. */
		readonly name: string,
		document: GraphDocument,
		record: RunRecord | undefined,
	) {
		const { program } = compile(document, { datasets: datasetType });
		this.lines = playersOf(program, document).flatMap(({ id, name: player, who }) => {
			const series = record?.losses[id];
			if (!series || series.rounds.length === 0) return [];
			return [{ key: `${MARK}${id}`, name: `${player}${MARK}`, who, faint: true, ...series }];
		});
		const [monitor] = monitorsOf(document, 'pictures');
		this.frames = (monitor === undefined ? undefined : record?.pictures[monitor]) ?? [];
	}

	/** It had shown nothing yet when it was kept. */
	get empty(): boolean {
		return this.lines.length === 0 && this.frames.length === 0;
	}
}
