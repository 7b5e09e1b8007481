// Races of several documents as one table of times and one of ratios.
import type { Race } from '../race';
import type { Cell, Table } from '../report';
import { spreadOf } from '../statistics';

/** What became of a document: a race, or why there was none. */
export interface Raced {
	document: string;
	race: Race | { none: string };
}

/** Of `names` the first is what the others are measured by. */
export function raceTables(
	title: string,
	note: string,
	names: readonly string[],
	raced: readonly Raced[],
): Table[] {
	const [first, ...others] = names;
	const apart = ({ race }: Raced): Cell => ('none' in race ? '–' : race.apart.toExponential(1));
	return [
		{
			title: `${title}: milliseconds a round`,
			note,
			columns: ['document', ...names, 'losses apart'],
			rows: raced.map((one) => [
				one.document,
				...names.map((name) => timeCell(one, name)),
				apart(one),
			]),
		},
		{
			title: `${title}: ${first} ÷ peer`,
			columns: ['document', ...others],
			rows: raced.map((one) => [
				one.document,
				...others.map((name) => ratioCell(one, first!, name)),
			]),
		},
	];
}

function timesOf({ race }: Raced, name: string): readonly number[] | { none: string } {
	if ('none' in race) return race;
	const absent = race.absent.find((one) => one.name === name);
	return race.times.get(name) ?? { none: absent?.reason ?? 'not in this race' };
}

function timeCell(raced: Raced, name: string): Cell {
	const times = timesOf(raced, name);
	return 'none' in times ? times : spreadOf(times);
}

/** `a` ÷ `b`, turn by turn. */
export function ratioCell(raced: Raced, a: string, b: string): Cell {
	const [above, below] = [timesOf(raced, a), timesOf(raced, b)];
	if ('none' in above) return above;
	if ('none' in below) return below;
	return spreadOf(above.map((time, turn) => time / below[turn]!));
}
