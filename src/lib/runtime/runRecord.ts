// Makes what a run has shown so far small enough to be kept beside its checkpoint.
import { lossesUntil } from './lossHistory';
import type { RunRecord } from './protocol';

/** Bytes of pictures kept of one monitor: enough for a few seconds of writing at most. */
const MOST_BYTES = 4_000_000;

/** A record small enough to be written every few seconds: of large pictures fewer moments stay, the latest among them. */
export function thinRecord({ losses, pictures, report }: RunRecord): RunRecord {
	const thinned = Object.entries(pictures).map(([monitor, frames]) => {
		const size = frames.at(-1)?.pictures.pixels.length ?? 1;
		const step = Math.ceil((frames.length * size) / MOST_BYTES);
		const kept = frames.filter((_, i) => (frames.length - 1 - i) % Math.max(1, step) === 0);
		return [monitor, kept] as const;
	});
	return { losses, pictures: Object.fromEntries(thinned), report };
}

/** What had been shown by a round: a checkpoint may be older than the latest report. */
export function recordUntil({ losses, pictures, report }: RunRecord, round: number): RunRecord {
	const until = Object.entries(losses).map(([player, series]) => {
		return [player, lossesUntil(series, round)] as const;
	});
	const frames = Object.entries(pictures).map(([monitor, all]) => {
		return [monitor, all.filter((frame) => frame.round <= round)] as const;
	});
	return {
		losses: Object.fromEntries(until),
		pictures: Object.fromEntries(frames),
		report: report && { ...report, round: Math.min(report.round, round) },
	};
}
