// What penalties on D's slope share: the network they run, its conditions, and the slope itself.
import type { Tensor } from '@tensorflow/tfjs';
import type {
	ForwardContext,
	InferContext,
	ParamSpec,
	ParamSpecs,
	PortSpec,
	Problem,
	Signature,
	TorchContext,
	Tfjs,
} from '../kind';
import { misfit } from '../networks/call';

export const networkParam = {
	type: 'network',
	default: '',
	label: { ja: 'ネットワーク', en: 'Network' },
} as const satisfies ParamSpec;

/** Stands before the names of the network's further inputs, which may be called as our own are. */
const CONDITION = 'given.';

/** What the network reads besides what it judges, its first input: handed on as it is. */
export function conditionPorts(signature: Signature | undefined): PortSpec[] {
	return (signature?.inputs.slice(1) ?? []).map(({ port, type }) => ({
		name: CONDITION + port,
		label: port,
		meaning: type?.meaning,
	}));
}

/** What doesn't fit between the wires and the network; `judged` are our ports for its first input. */
export function slopeProblems(
	context: InferContext<{ network: typeof networkParam }>,
	judged: readonly string[],
): Problem[] {
	const { network } = context.params;
	const [first, ...conditions] = context.around.network(network)?.inputs ?? [];
	if (!first) return [];
	if (first.type && first.type.dtype !== 'float32') {
		return [
			{
				severity: 'error',
				code: 'noSlope',
				param: 'network',
				message: {
					ja: `${network} の最初の入力はラベルなので、傾きがありません。画像や数の入力を最初に置いてください。`,
					en: `The first input of ${network} takes labels, and there is no slope along labels. Let the input for pictures or numbers come first.`,
				},
			},
		];
	}
	return [
		...judged.flatMap((port) => misfit(context, network, { ...first, port }) ?? []),
		...conditions.flatMap(
			(one) => misfit(context, network, { ...one, port: CONDITION + one.port }) ?? [],
		),
	];
}

export const conditionsOf = (wired: readonly string[]): string[] =>
	wired.filter((port) => port.startsWith(CONDITION));

/**
 * Squared length of the gradient of the network's first output at `x`, one for each item: [batch]. Where it answers
 * with several numbers, of their sum. Can be differentiated to the network's weights.
 */
export function squaredSlope(
	tf: Tfjs,
	x: Tensor,
	inputs: Readonly<Record<string, Tensor>>,
	{ params, wired, apply }: ForwardContext<{ network: typeof networkParam }>,
): Tensor {
	const conditions = conditionsOf(wired).map((port) => inputs[port]!);
	const slope = tf.grad((at: Tensor) => tf.sum(apply(params.network, [at, ...conditions])[0]!))(x);
	return tf.sum(tf.reshape(tf.square(slope), [x.shape[0]!, -1]), 1);
}

/** The gradient at `x` in Python, flat: [batch, size]. It calls what `SLOPE` defines. */
export function torchSlope(x: string, { self, args, wired }: TorchContext<ParamSpecs>): string {
	const given = [self, x, ...conditionsOf(wired).map((port) => args[port]!)].join(', ');
	return `slope(${given})`;
}

export const SLOPE = `def slope(network, x, *given):
    """The gradient at x of what a network answers, flat: [n, size]; of its first output."""
    x = x if x.requires_grad else x.clone().requires_grad_()
    answer = network(x, *given)
    answer = answer[0] if isinstance(answer, tuple) else answer
    return torch.autograd.grad(answer.sum(), x, create_graph=True)[0].flatten(1)
`;
