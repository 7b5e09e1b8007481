// The worker in which a peer stands in the browser, where the app too has its training.
import * as tf from '@tensorflow/tfjs';
import '@tensorflow/tfjs-backend-webgpu';
import { expose } from 'comlink';
import { threads } from '../../../src/lib/runtime/kernels/wasm/threads/host.browser';
import { nextTask } from '../../../src/lib/runtime/nextTask';
import {
	flush,
	webgpuInternals,
	type WebgpuInternals,
} from '../../../src/lib/runtime/capture/webgpuInternals';
import { wasmFiles } from '../../../src/lib/runtime/wasmFiles.browser';
import { countGpu, type GpuCounter, type GpuCounts } from '../gpuCounts';
import { Stage, type Entry, type Opened } from '../stage';

/** What a round costs on WebGPU, with kernels of no groups: all of the host's work, none of the device's. */
export interface GpuCost {
	/** JavaScript, until the last commands are handed over. */
	milliseconds: number;
	counts: GpuCounts;
	/** By tfjs; none where it isn't in use. */
	tensorsLeft: number | undefined;
	/** Of all buffers that the device holds after the round. */
	deviceBytes: number;
}

/** So many rounds may pass until they are played the way they will be: pipelines compiled, recordings made. */
const SETTLING = 40;

/** When commands were last handed over. */
let lastSubmit = 0;

/** Stands round `submit` as the counter does. */
function watchSubmits(): void {
	const { submit } = GPUQueue.prototype;
	GPUQueue.prototype.submit = function (commands) {
		const given = submit.call(this, commands);
		lastSubmit = performance.now();
		return given;
	};
}

export class BrowserStage extends Stage {
	private gpu: GpuCounter | undefined;
	/** Of whoever trains on it. */
	private device: GPUDevice | undefined;
	/** Its WebGPU backend, where the peer trains on that. */
	private tfjs: WebgpuInternals | undefined;
	private readonly errors: string[] = [];

	override async open(entry: Entry): Promise<Opened> {
		if (entry.backend === 'webgpu' && 'GPUQueue' in globalThis) {
			this.gpu = countGpu();
			watchSubmits();
		}
		const opened = await super.open(entry);
		if (opened.state === 'missing' || entry.backend !== 'webgpu') return opened;
		if (entry.peer === 'jax') {
			const { getWebGPUDevice } = await import('@jax-js/jax');
			this.device = getWebGPUDevice();
		} else {
			const internals = webgpuInternals(tf);
			if (typeof internals === 'string') throw new Error(internals);
			this.tfjs = internals;
			this.device = internals.device;
		}
		this.device.onuncapturederror = ({ error }) => this.errors.push(error.message);
		return opened;
	}

	private get onGpu(): { gpu: GpuCounter; device: GPUDevice } {
		const { gpu, device } = this;
		if (!gpu || !device) throw new Error('The peer does not train on WebGPU.');
		return { gpu, device };
	}

	/** Plays a round and hands its work over whole: libraries keep some back. Gives the milliseconds that took. */
	private async step(): Promise<number> {
		const begun = performance.now();
		this.peer.step();
		if (this.tfjs) flush(this.tfjs);
		await this.peer.handOver?.();
		return lastSubmit - begun;
	}

	/** Empties kernels, and plays until rounds are what they will be, and a few more; or says why they never will. */
	async settle(): Promise<string | undefined> {
		const { gpu, device } = this.onGpu;
		gpu.empty = true;
		let left = 3;
		for (let i = 0; left > 0; i++) {
			if (i > SETTLING) throw new Error('Rounds don’t settle.');
			const settled = this.peer.settled?.() ?? true;
			if (typeof settled === 'object') return settled.reason;
			if (settled) left--;
			await this.step();
			await device.queue.onSubmittedWorkDone();
			await nextTask();
		}
		return undefined;
	}

	/** Of one round, once all is settled. */
	async cost(): Promise<GpuCost> {
		const { gpu, device } = this.onGpu;
		const tensors = this.tfjs && tf.memory().numTensors;
		gpu.take();
		const milliseconds = await this.step();
		await device.queue.onSubmittedWorkDone();
		const counts = gpu.take();
		if (this.errors.length > 0) throw new Error(this.errors[0]);
		return {
			milliseconds,
			counts,
			tensorsLeft: tensors === undefined ? undefined : tf.memory().numTensors - tensors,
			deviceBytes: [...gpu.alive].reduce((sum, { size }) => sum + size, 0),
		};
	}
}

expose(new BrowserStage({ tf, wasmFiles, threads }));
