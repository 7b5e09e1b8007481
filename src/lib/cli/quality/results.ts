// The figures kept, and the table of them that the README shows.
import { FIGURES, type Figure, type FigureId } from './measure';

export interface Result {
	preset: string;
	seed: number;
	backend: string;
	rounds: number;
	/** Seconds of training; absent where they were not kept. */
	seconds?: number;
	/** What else is to be said of the training: where it was not the document's from start to end. */
	note?: string;
	/** Of the code it was measured with. */
	commit: string;
	figures: Figure[];
}

interface Aim {
	least?: number;
	most?: number;
}

/** What the presets are meant to reach on two cores: within an hour, and MelGAN by a longer run. */
const AIMS: Record<string, Partial<Record<FigureId, Aim>>> = {
	dcgan: { smallestClass: { least: 0.05 }, largestClass: { most: 0.15 } },
	cgan: { conditionAccuracy: { least: 0.97 }, variety: { least: 0.5 } },
	cdcgan: { conditionAccuracy: { least: 0.99 }, variety: { least: 0.85 } },
	pix2pix: { colourError: { most: 0.48 } },
	cyclegan: {
		thereError: { most: 0.42 },
		backError: { most: 0.42 },
		backgroundError: { most: 0.02 },
	},
	stackgan: {
		ground: { least: 0.98 },
		place: { least: 0.95 },
		size: { least: 0.9 },
		colour: { least: 0.8 },
		shape: { least: 0.7 },
	},
	melgan: {
		logMel: { most: 0.62 },
		longSpectrum: { most: 0.74 },
		shortSpectrum: { most: 0.83 },
		wrongPitch: { most: 0.05 },
	},
};

/** What stands between these lines of a file is made from the results. */
export const MARKS = ['<!-- quality -->', '<!-- end of quality -->'] as const;

/** The results with `result` in place of an earlier one of the same preset, seed and rounds, in order. */
export function withResult(results: readonly Result[], result: Result): Result[] {
	const isSame = (other: Result): boolean =>
		other.preset === result.preset && other.seed === result.seed && other.rounds === result.rounds;
	const others = results.filter((other) => !isSame(other));
	const order = Object.keys({
		gan: 0,
		dcgan: 0,
		cgan: 0,
		cdcgan: 0,
		pix2pix: 0,
		cyclegan: 0,
		stackgan: 0,
		melgan: 0,
	});
	const place = ({ preset }: Result): number => order.indexOf(preset) + 1 || order.length + 1;
	return [...others, result].toSorted(
		(a, b) => place(a) - place(b) || a.rounds - b.rounds || a.seed - b.seed,
	);
}

export function resultsTable(results: readonly Result[]): string {
	const rows = results.flatMap(({ figures, ...run }) =>
		figures.map(({ id, value, beside = {} }, i) => {
			const aim = AIMS[run.preset]?.[id];
			const others = Object.entries(beside).map(([name, other]) => `${name} ${shown(other)}`);
			return [
				...(i === 0 ? runCells(run) : ['', '']),
				FIGURES[id],
				`**${shown(value)}**`,
				aim ? aimText(aim, value) : '',
				others.join(', '),
			];
		}),
	);
	const head = ['preset', 'trained', 'measured', 'figure', 'aim', 'beside it'];
	return [head, head.map(() => '---'), ...rows]
		.map((cells) => `| ${cells.join(' | ')} |`)
		.join('\n');
}

function runCells(run: Omit<Result, 'figures'>): string[] {
	const { preset, seed, backend, rounds, seconds, note, commit } = run;
	const took = seconds === undefined ? '' : ` in ${(seconds / 60).toFixed(1)} min`;
	const played = `${rounds.toLocaleString('en')} rounds${took} on ${backend}`;
	return [`${preset}, seed ${seed}`, [played, note, commit].filter(Boolean).join(', ')];
}

function aimText({ least, most }: Aim, value: number): string {
	const met = value >= (least ?? -Infinity) && value <= (most ?? Infinity);
	return `${least === undefined ? `≤ ${most}` : `≥ ${least}`}: ${met ? 'met' : 'missed'}`;
}

const shown = (value: number): string =>
	value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(3);

/** The text with what stands between the marks replaced. Throws where they are not there. */
export function replaceTable(text: string, table: string): string {
	const [begin, end] = MARKS.map((mark) => text.indexOf(mark));
	if (begin === undefined || end === undefined || begin < 0 || end < begin)
		throw new Error(`The text has no ${MARKS.join(' … ')}.`);
	return `${text.slice(0, begin + MARKS[0].length)}\n\n${table}\n\n${text.slice(end)}`;
}
