// A body's values as lines of Python: short chains become one expression, and what is used once is called x.
import type { PortRef } from '../../graph/types';
import { PythonNames } from './pythonNames';

/** What computes one or more values of others. */
export interface Part {
	/** The values it gives, each with what it should be called where it needs a name. */
	gives: readonly { ref: PortRef; called: string; shape: readonly number[] }[];
	/** The values it takes, by the ports of `write`. */
	takes: Readonly<Record<string, PortRef>>;
	/** An expression for each value it gives, or one for all of them: a tuple. */
	write(args: Readonly<Record<string, string>>): readonly string[];
	/** A layer that learns: chains begin with it. */
	leads: boolean;
}

/** An expression in which values stand as marks, until they have names. */
interface Expression {
	text: string;
	leaders: number;
}

interface Statement {
	gives: Part['gives'];
	text: string;
}

/** Longest expression that chains grow to. */
const WIDTH = 76;

const mark = (ref: PortRef): string => `\u0001${ref}\u0002`;
// eslint-disable-next-line no-control-regex
const MARKS = /\u0001([^\u0002]*)\u0002/g;
const marksIn = (text: string): PortRef[] =>
	[...text.matchAll(MARKS)].map(([, ref]) => ref as PortRef);
const lengthOf = (text: string): number => text.replace(MARKS, 'x').length;

/** Whether an expression can stand anywhere as it is: no operator outside of brackets. */
function isAtom(text: string): boolean {
	let depth = 0;
	for (const character of text) {
		if ('([{'.includes(character)) depth++;
		else if (')]}'.includes(character)) depth--;
		else if (character === ' ' && depth === 0) return false;
	}
	return !text.startsWith('-');
}

/** `text` with `part` in the place of a value that stands in it once. */
function insert(text: string, ref: PortRef, part: string): string {
	const at = text.indexOf(mark(ref));
	const [before, after] = [text.slice(0, at), text.slice(at + mark(ref).length)];
	const alone = /(^|[(,] ?)$/.test(before) && /^($|[,)])/.test(after);
	return before + (alone || isAtom(part) ? part : `(${part})`) + after;
}

/**
 * The lines that compute `outputs` of `inputs` and give them back. Parts are in an order that can be run.
 * `shapeText` tells what a line makes.
 */
export function writeBody(
	parts: readonly Part[],
	inputs: readonly { ref: PortRef; name: string }[],
	outputs: readonly PortRef[],
): string[] {
	const statements = chain(parts, outputs);
	return nameValues(statements, inputs, outputs);
}

function chain(parts: readonly Part[], outputs: readonly PortRef[]): Statement[] {
	const uses = new Map<PortRef, number>();
	for (const ref of [...parts.flatMap(({ takes }) => Object.values(takes)), ...outputs])
		uses.set(ref, (uses.get(ref) ?? 0) + 1);
	const statements: Statement[] = [];
	/** Values used once that are not yet written down. */
	const pending = new Map<PortRef, { gives: Part['gives'] } & Expression>();
	const flush = (ref: PortRef): void => {
		const found = pending.get(ref);
		if (!found) return;
		pending.delete(ref);
		for (const other of marksIn(found.text)) flush(other);
		statements.push({ gives: found.gives, text: found.text });
	};
	for (const { gives, takes, write, leads } of parts) {
		const args = Object.fromEntries(
			Object.entries(takes).map(([port, ref]) => [port, mark(ref)] as const),
		);
		const texts = write(args);
		if (texts.length !== 1 || gives.length !== 1) {
			for (const ref of Object.values(takes)) flush(ref);
			const tuple = texts.length === 1;
			if (tuple) statements.push({ gives, text: texts[0]! });
			else texts.forEach((text, i) => statements.push({ gives: [gives[i]!], text }));
			continue;
		}
		let [text] = texts as [string];
		let leaders = leads ? 1 : 0;
		for (const ref of new Set(Object.values(takes))) {
			const inner = pending.get(ref);
			if (!inner) continue;
			const once = marksIn(text).filter((other) => other === ref).length === 1;
			const longer = once ? insert(text, ref, inner.text) : '';
			if (once && leaders + inner.leaders <= 1 && lengthOf(longer) <= WIDTH) {
				text = longer;
				leaders += inner.leaders;
				pending.delete(ref);
			} else flush(ref);
		}
		const [{ ref }] = gives as [Part['gives'][number]];
		if (uses.get(ref) === 1) pending.set(ref, { gives, text, leaders });
		else if (uses.has(ref)) statements.push({ gives, text });
	}
	for (const ref of outputs) if (outputs.length > 1) flush(ref);
	const [last] = outputs;
	const returned = outputs.length === 1 && last ? pending.get(last) : undefined;
	if (returned) {
		for (const ref of marksIn(returned.text)) flush(ref);
		statements.push({ gives: returned.gives, text: `return ${returned.text}` });
	} else statements.push({ gives: [], text: `return ${outputs.map(mark).join(', ')}` });
	return statements;
}

function nameValues(
	statements: readonly Statement[],
	inputs: readonly { ref: PortRef; name: string }[],
	outputs: readonly PortRef[],
): string[] {
	const lastUse = new Map<PortRef, number>();
	statements.forEach(({ text }, i) => {
		for (const ref of marksIn(text)) lastUse.set(ref, i);
	});
	const names = new Map<PortRef, string>(inputs.map(({ ref, name }) => [ref, name]));
	const own = new PythonNames(['x', ...inputs.map(({ name }) => name)]);
	const returned = new Set(outputs.length > 1 ? outputs : []);
	return statements.map(({ gives, text }, i) => {
		const written = text.replace(MARKS, (_, ref: string) => names.get(ref as PortRef) ?? '_');
		const shapes = gives.map(({ shape }) => `[${shape.join(', ')}]`).join(', ');
		const comment = gives.length > 0 && shapes.length < 60 ? `  # ${shapes}` : '';
		if (text.startsWith('return')) return written + comment;
		for (const { ref, called } of gives) {
			const end = lastUse.get(ref) ?? i;
			const free = [...names].every(
				([other, name]) => name !== 'x' || (lastUse.get(other) ?? 0) <= i,
			);
			const passing = gives.length === 1 && end <= i + 1 && free && !returned.has(ref);
			names.set(ref, passing ? 'x' : lastUse.has(ref) ? own.of(ref, called) : '_');
		}
		return `${gives.map(({ ref }) => names.get(ref)!).join(', ')} = ${written}${comment}`;
	});
}
