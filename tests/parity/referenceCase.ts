// The reference cases: small nets, their inputs, and what PyTorch makes of them in three rounds.
import { readFileSync } from 'node:fs';

/** A tensor in PyTorch's layout; value = q × scale, row-major. */
export interface PackedTensor {
	shape: number[];
	scale: number;
	q: number[];
}

export interface NetSpec {
	/** Shapes without the batch axis; images are [channels, height, width], sounds [channels, length]. */
	inputs: Record<string, number[]>;
	nodes: {
		id: string;
		op: string;
		in: string[];
		outC?: number;
		shape?: number[];
		slope?: number;
		k?: number;
		stride?: number;
		pad?: number;
		outPad?: number;
		bias?: boolean;
		dilation?: number;
		groups?: number;
		/** Of tileHW: both sides. */
		size?: number;
		/** Of upsampleNearest. */
		factor?: number;
		weightNorm?: boolean;
	}[];
	outputs: string[];
}

export interface Fingerprint {
	sum: number;
	l2: number;
	wsum: number;
	first8: number[];
}

export interface ReferenceCase {
	id: string;
	batch: number;
	optimizer: {
		type: 'adam' | 'rmsprop';
		lr: number;
		eps: number;
		beta1?: number;
		beta2?: number;
		alpha?: number;
		/** Which nets a player updates. */
		groups?: Record<string, string[]>;
	};
	hyper?: {
		n_critic?: number;
		clip?: number;
		lambda_gp?: number;
		gamma?: number;
		scales?: number;
		n_layers?: number;
		lambda_feat?: number;
		kl_weight?: number;
	};
	nets: Record<string, { spec: NetSpec; init: Record<string, PackedTensor> }>;
	inputs: { steps: Record<string, PackedTensor>[] };
	expected: {
		float64: {
			steps: {
				losses: Record<string, number>;
				params: Record<string, Fingerprint>;
				/** Running statistics, where there are any. */
				buffers?: Record<string, Fingerprint>;
			}[];
		};
	};
	tolerance: { zero_gradient: string[] };
}

export function readCase(id: string): ReferenceCase {
	const file = new URL(`../fixtures/steps/${id}.json`, import.meta.url);
	return JSON.parse(readFileSync(file, 'utf8')) as ReferenceCase;
}

export function unpack({ shape, scale, q }: PackedTensor): {
	shape: number[];
	values: Float32Array;
} {
	return { shape, values: Float32Array.from(q, (number) => number * scale) };
}

/** As the reference files take them: `wsum` gives every place its own weight, and so detects permutations. */
export function fingerprint(values: Float32Array): Fingerprint {
	let sum = 0;
	let squares = 0;
	let wsum = 0;
	values.forEach((value, j) => {
		sum += value;
		squares += value * value;
		wsum += value * (((7 * j) % 13) - 6);
	});
	return { sum, l2: Math.sqrt(squares), wsum, first8: Array.from(values.slice(0, 8)) };
}
