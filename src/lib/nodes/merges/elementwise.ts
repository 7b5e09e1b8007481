// What adding and multiplying share: inputs of one shape, and an output of the same.
import type { PortType } from '../../graph/types';
import type { InferContext, Inference, ParamSpecs, Problem } from '../kind';
import { numbersAt } from '../problems';
import { sameShape, typeText, gapped } from '../shape';
import { termsOf } from '../variadic';

/** The types at the wired terms, and what keeps them from being merged. */
export function termTypes(context: InferContext<ParamSpecs>): {
	types: PortType[];
	complete: boolean;
	problems: Problem[];
} {
	const ports = termsOf('x', context.wired);
	const found = ports.map((port) => numbersAt(context, port));
	const types = found.flatMap(({ type }) => type ?? []);
	const problems = found.flatMap((one) => one.problems);
	if (ports.length < 2) {
		problems.push({
			severity: 'error',
			code: 'tooFewTerms',
			message: {
				ja: '2 つ以上つないでください。',
				en: 'Wire two inputs or more.',
			},
		});
	}
	return { types, complete: ports.length >= 2 && types.length === ports.length, problems };
}

/** All terms must be of one shape. `range` gives the output's bounds where all terms have theirs. */
export function inferElementwise(
	context: InferContext<ParamSpecs>,
	range: (terms: readonly NonNullable<PortType['range']>[]) => PortType['range'],
): Inference {
	const { types, complete, problems } = termTypes(context);
	const [first] = types;
	if (!first) return { outputs: {}, problems };
	for (const port of termsOf('x', context.wired)) {
		const type = context.inputs[port];
		if (!type || type.dtype !== 'float32' || sameShape(type.shape, first.shape)) continue;
		const [is, expected] = [typeText(type), typeText(first)];
		problems.push({
			severity: 'error',
			code: 'shapeMismatch',
			port,
			message: {
				ja: `これは${gapped(is.ja)}です。はじめの入力は${gapped(expected.ja)}です。形をそろえてください。`,
				en: `This is ${is.en}; the first input is ${expected.en}. Their shapes have to agree.`,
			},
		});
	}
	const ranges = types.flatMap((type) => type.range ?? []).length / 2;
	const bounded = complete && ranges === types.length;
	return {
		outputs: {
			y: { ...first, range: bounded ? range(types.map((type) => type.range!)) : undefined },
		},
		problems,
	};
}
