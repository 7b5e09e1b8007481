// The training worker, with a count of the rounds handed to the device and of those it has done.
import * as tf from '@tensorflow/tfjs';
import '@tensorflow/tfjs-backend-webgpu';
import { expose } from 'comlink';
import { loadDataset } from '../../../src/lib/data/load';
import { Plan } from '../../../src/lib/runtime/capture/plan';
import { TrainingEngine } from '../../../src/lib/runtime/engine';
import { wasmFiles } from '../../../src/lib/runtime/wasmFiles.browser';

export interface RoundCounts {
	/** Rounds replayed. */
	handedOver: number;
	done: number;
	/** The most rounds that the device was behind by at any time. */
	most: number;
	/** By pause: rounds the device still had to do when it was asked for, and those handed over after that. */
	pauses: { pending: number; further: number }[];
}

/** Milliseconds in which the device does all it was given. */
const HELD_UP = 2000;

const counts: RoundCounts = { handedOver: 0, done: 0, most: 0, pauses: [] };

const { run } = Plan.prototype;
Plan.prototype.run = function (...args) {
	run.apply(this, args);
	counts.handedOver++;
	counts.most = Math.max(counts.most, counts.handedOver - counts.done);
	const { device } = tf.backend() as unknown as { device: GPUDevice };
	void device.queue.onSubmittedWorkDone().then(() => counts.done++);
	// Now and then the thread is busy with something else: it then finds the device idle, as if that were fast.
	if (counts.handedOver % 5 === 0) holdUp();
};

function holdUp(): void {
	const end = performance.now() + HELD_UP;
	while (performance.now() < end) continue;
}

export class CountingEngine extends TrainingEngine {
	override async pause(): Promise<void> {
		const { handedOver, done } = counts;
		await super.pause();
		counts.pauses.push({ pending: handedOver - done, further: counts.handedOver - handedOver });
	}

	counts(): RoundCounts {
		return counts;
	}
}

expose(new CountingEngine({ tf, wasmFiles, loadDataset: (name, base) => loadDataset(name, base) }));
