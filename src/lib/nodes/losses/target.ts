// What the discriminator should answer: shared by the losses that compare with it.
import type { ParamSpec } from '../kind';

export const targetParam = {
	type: 'number',
	default: 1,
	min: 0,
	max: 1,
	label: { ja: '答えるべき値', en: 'Target' },
	help: {
		ja: 'D に答えてほしい値。0 と 1 のどちらを「本物」とするかは、この値で決まります。0.9 のようにすると、ラベルを少しやわらかくできます。',
		en: 'What D should answer. Which of 0 and 1 means real is settled here. 0.9 or so smooths the label.',
	},
	onNode: true,
} as const satisfies ParamSpec;

/** −t log p − (1 − t) log q, of it what is not zero. */
export function texCrossEntropy(p: string, q: string, target: number): string {
	if (target === 0) return `-\\log ${q}`;
	if (target === 1) return `-\\log ${p}`;
	return `-${target} \\log ${p} - ${Number((1 - target).toPrecision(6))} \\log ${q}`;
}

/** A tensor of the target, shaped as the answers are. */
export function torchTarget(answers: string, target: number): string {
	if (target === 0) return `torch.zeros_like(${answers})`;
	if (target === 1) return `torch.ones_like(${answers})`;
	return `torch.full_like(${answers}, ${target})`;
}
