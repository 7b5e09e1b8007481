// What the host gives a round anew every time: data, noise, masks, rates. Known again by the array that carries it.

export type HostValues = Float32Array | Int32Array;

/** One array the host gives. */
export interface HostInput {
	/** The same in every round. */
	key: string;
	/** The values for the round about to be played. */
	again(): HostValues;
}

/** Arrays of the round being recorded. An upload of one of them is rewritten at every replay. */
export class HostInputs {
	private readonly marks = new WeakMap<object, HostInput>();

	mark<T extends HostValues>(values: T, input: HostInput): T {
		this.marks.set(values, input);
		return values;
	}

	of(values: object): HostInput | undefined {
		return this.marks.get(values);
	}
}
