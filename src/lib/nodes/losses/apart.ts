// What losses on the difference of two things share: that their shapes agree.
import type { InferContext, Inference, ParamSpecs, PortSpec } from '../kind';
import { numbersAt } from '../problems';
import { gapped, lossType, sameShape, typeText } from '../shape';

export const apartPorts: { inputs: readonly PortSpec[]; outputs: readonly PortSpec[] } = {
	inputs: [{ name: 'x' }, { name: 'target', label: { ja: '手本', en: 'target' } }],
	outputs: [{ name: 'loss', meaning: 'loss' }],
};

export function inferApart(context: InferContext<ParamSpecs>): Inference {
	const outputs = { loss: lossType };
	const [x, target] = [numbersAt(context, 'x'), numbersAt(context, 'target')];
	const problems = [...x.problems, ...target.problems];
	if (!x.type || !target.type || sameShape(x.type.shape, target.type.shape)) {
		return { outputs, problems };
	}
	const [is, other] = [typeText(target.type), typeText(x.type)];
	return {
		outputs,
		problems: [
			{
				severity: 'error',
				code: 'shapeMismatch',
				port: 'target',
				message: {
					ja: `これは${gapped(is.ja)}で、比べる相手は${gapped(other.ja)}です。形をそろえてください。`,
					en: `This is ${is.en}, to be compared with ${other.en}. Their shapes have to agree.`,
				},
			},
		],
	};
}
