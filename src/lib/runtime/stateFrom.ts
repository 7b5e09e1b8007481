// Weights from a file as a state that training goes on from.
import type { TrainingState } from '../compile/link/trainingState';
import type { Checkpoint } from './protocol';

/** As of a round, with nothing kept of the optimizers that led there. */
export function stateFrom(
	weights: Checkpoint['weights'],
	{ seed, round }: Pick<Checkpoint, 'seed' | 'round'>,
): Checkpoint {
	return {
		...{ version: 1, seed, round, phase: 0 },
		// A round draws at least once: what comes next is new to these weights.
		...{ draw: round, updates: {}, optimizer: {} },
		weights,
	};
}

/** With all that a file has of the run that led there. */
export function goingOn(
	weights: Checkpoint['weights'],
	{ kept, ...state }: TrainingState,
): Checkpoint {
	return { version: 1, phase: 0, ...state, weights: { ...weights, ...kept } };
}
