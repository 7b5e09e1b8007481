// What each player minimises, written out as mathematics from the wiring.
import type { PortRef } from '../graph/types';
import { kindOf } from '../nodes/catalogue';
import type { Kind } from '../nodes/kind';
import { texName } from '../nodes/tex';
import { contextOf, nodeOf } from './plan';
import type { Program, TrainingStep } from './program';

/** One expectation of a player's loss. */
export interface Term {
	/** LaTeX, with its sign and weight: `- 10\,\mathbb{E}_{z}[…]`. */
	tex: string;
	/** The nodes it is made of: its losses and all they depend on. */
	nodes: ReadonlySet<string>;
}

/** What a player minimises, as in Goodfellow et al. 2014, equation 1, but for whatever is wired. */
export interface Objective {
	player: string;
	networks: readonly string[];
	terms: readonly Term[];
	/** LaTeX of all of it: `\min_{D}\; \mathbb{E}_{x}[…] + …`. */
	tex: string;
}

/** In the order the players play. */
export function objectivesOf(program: Program): Objective[] {
	const writer = new Writer(program);
	const players = [...new Map(program.phases.map((phase) => [phase.player, phase])).values()];
	return players.map(({ player, networks, loss }) => {
		const terms = writer.terms(loss);
		const over = networks.map(texName).join(', ');
		const sum = terms.map(({ tex }) => tex).join(' ');
		return {
			...{ player, networks, terms },
			tex: `\\min_{${over}} \\; ${sum.replace(/^\+ /, '')}`,
		};
	});
}

class Writer {
	private readonly steps: ReadonlyMap<string, TrainingStep>;
	private readonly written = new Map<string, Readonly<Record<string, string>>>();
	/** Symbols that sources have taken, so that two noises don't share one. */
	private readonly taken = new Map<string, string>();

	constructor(private readonly program: Program) {
		this.steps = new Map(program.steps.map((step) => [step.node, step]));
	}

	/** A loss taken apart into what it adds, however deep. */
	terms(loss: PortRef, weight = 1): Term[] {
		const step = this.steps.get(nodeOf(loss));
		const kind = step && kindOf(step.kind);
		if (!step || !kind) return [];
		const added = kind.adds?.(contextOf(step));
		if (added)
			return added.flatMap(({ port, weight: times }) =>
				this.terms(step.inputs[port]!, weight * times),
			);
		const nodes = this.upstream(step.node);
		return [{ tex: signed(weight, this.expectation(this.ref(loss), nodes)), nodes }];
	}

	private expectation(inner: string, nodes: ReadonlySet<string>): string {
		const over = this.drawn(nodes);
		const below = over.length > 0 ? `_{${over.join(', ')}}` : '';
		return `\\mathbb{E}${below}\\left[ ${inner} \\right]`;
	}

	/** What the sources among the nodes themselves draw and the others take; what a source makes of others is theirs. */
	private drawn(nodes: ReadonlySet<string>): string[] {
		const taken = this.program.steps
			.filter(({ node }) => nodes.has(node))
			.flatMap(({ inputs }) => Object.values(inputs))
			.filter((ref) => {
				const step = this.steps.get(nodeOf(ref))!;
				return this.program.sources.includes(step.node) && Object.keys(step.inputs).length === 0;
			});
		return [...new Set(taken.map((ref) => this.ref(ref)))].filter((symbol) => !isNumber(symbol));
	}

	private ref(ref: PortRef): string {
		return this.outputs(nodeOf(ref))[ref.slice(ref.indexOf('/') + 1)] ?? '\\cdot';
	}

	private outputs(node: string): Readonly<Record<string, string>> {
		let found = this.written.get(node);
		if (!found) this.written.set(node, (found = this.write(node)));
		return found;
	}

	private write(node: string): Readonly<Record<string, string>> {
		const step = this.steps.get(node);
		const kind = step && kindOf(step.kind);
		if (!step || !kind) return {};
		const args = Object.fromEntries(
			Object.entries(step.inputs).map(([port, from]) => [port, this.ref(from)]),
		);
		const tex = kind.tex?.({ ...contextOf(step), args }) ?? byName(kind, step, args);
		if (Object.keys(args).length > 0 || !this.program.sources.includes(node)) return tex;
		return Object.fromEntries(
			Object.entries(tex).map(([port, symbol]) => [port, this.own(symbol, `${node}/${port}`)]),
		);
	}

	/** The symbol, primed where another source has it already. */
	private own(symbol: string, ref: string): string {
		let free = symbol;
		while ((this.taken.get(free) ?? ref) !== ref) free += "'";
		// A number is no symbol: two constants may be the same.
		if (!isNumber(symbol)) this.taken.set(free, ref);
		return free;
	}

	private upstream(node: string): ReadonlySet<string> {
		const seen = new Set([node]);
		// A set may grow while it is walked.
		for (const one of seen)
			for (const from of Object.values(this.steps.get(one)?.inputs ?? {})) seen.add(nodeOf(from));
		return seen;
	}
}

/** For kinds that say nothing of themselves: `\text{Resize}(x)`. */
function byName(
	kind: Kind,
	{ outputTypes }: TrainingStep,
	args: Readonly<Record<string, string>>,
): Record<string, string> {
	const written = `\\text{${kind.doc.name.en}}\\left(${Object.values(args).join(', ')}\\right)`;
	return Object.fromEntries(Object.keys(outputTypes).map((port) => [port, written]));
}

function signed(weight: number, tex: string): string {
	const times = Math.abs(weight) === 1 ? '' : `${Number(Math.abs(weight).toPrecision(6))}\\,`;
	return `${weight < 0 ? '-' : '+'} ${times}${tex}`;
}

const isNumber = (symbol: string): boolean => /^-?[\d.]/.test(symbol);
