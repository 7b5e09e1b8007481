// Turns a parameter of a training node while training runs.
import type { LinkedStep } from '../compile/link/forward';
import type { Json, ParamMap } from '../graph/types';
import { resolveParams } from '../nodes/params';

/** Out of bounds is brought back in. Throws for a parameter that isn't `live`. */
export function turnParam({ step, kind, context }: LinkedStep, name: string, value: Json): void {
	if (!kind.params[name]?.live) {
		throw new Error(`${step.node}: “${name}” can’t be turned while training runs.`);
	}
	const params = { ...context.params, [name]: value } as ParamMap;
	context.params = resolveParams(kind, params).values as LinkedStep['context']['params'];
}
