// What losses on the difference of two things share: that their shapes agree.
import type { InferContext, Inference, ParamSpecs, PortSpec, Problem } from '../kind';
import { numbersAt, type Asking } from '../problems';
import { gapped, lossType, sameShape, typeText } from '../shape';

export const apartPorts: { inputs: readonly PortSpec[]; outputs: readonly PortSpec[] } = {
	inputs: [{ name: 'x' }, { name: 'target', label: { ja: '手本', en: 'target' } }],
	outputs: [{ name: 'loss', meaning: 'loss' }],
};

export function inferApart(context: InferContext<ParamSpecs>): Inference {
	return { outputs: { loss: lossType }, problems: apartProblems(context, 'x', 'target') };
}

/** What keeps two inputs from being compared. */
export function apartProblems(asking: Asking, first: string, second: string): Problem[] {
	const [x, target] = [numbersAt(asking, first), numbersAt(asking, second)];
	const problems = [...x.problems, ...target.problems];
	if (!x.type || !target.type || sameShape(x.type.shape, target.type.shape)) return problems;
	const [is, other] = [typeText(target.type), typeText(x.type)];
	return [
		{
			severity: 'error',
			code: 'shapeMismatch',
			port: second,
			message: {
				ja: `これは${gapped(is.ja)}で、比べる相手は${gapped(other.ja)}です。形をそろえてください。`,
				en: `This is ${is.en}, to be compared with ${other.en}. Their shapes have to agree.`,
			},
		},
	];
}
