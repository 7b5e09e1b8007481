// Variables at fixed places: replayed commands read and write the same buffers always, whatever tfjs does in between.
import type { Variable } from '@tensorflow/tfjs';
import type { Tfjs } from '../../nodes/kind';
import {
	flush,
	storageUsage,
	type DataId,
	type TensorData,
	type WebgpuInternals,
} from './webgpuInternals';

interface Home {
	variable: Variable;
	buffer: GPUBuffer;
	/** tfjs's id of the data that lives here. */
	id?: DataId;
}

/**
 * tfjs never writes into a variable: it assigns a fresh tensor. So before a replay variables are moved into their homes,
 * and who shares a variable's data (a snapshot) gets a copy to keep, at that moment and not before.
 */
export class Homes {
	private readonly homes: readonly Home[];

	constructor(
		private readonly tf: Tfjs,
		private readonly backend: WebgpuInternals,
		variables: readonly Variable[],
	) {
		this.homes = variables.map((variable) => {
			// What tfjs uploads it rounds to whole words, as is the length here.
			const size = 4 * variable.size;
			const buffer = backend.device.createBuffer({ size, usage: storageUsage() });
			return { variable, buffer };
		});
	}

	bufferOf(variable: number): GPUBuffer {
		return this.homes[variable]!.buffer;
	}

	get bytes(): number {
		return this.homes.reduce((sum, { buffer }) => sum + buffer.size, 0);
	}

	/** Brings every variable home. The device is then ready for a replay. */
	moveIn(): void {
		const { backend } = this;
		const away = this.homes.filter((home) => !this.isHome(home));
		if (away.length === 0) return;
		for (const { variable } of away) backend.uploadToGPU(variable.dataId);
		// Uploads may be put off: the copies below must come after them.
		flush(backend);
		const encoder = backend.device.createCommandEncoder();
		for (const home of away) {
			const data = backend.tensorMap.get(home.variable.dataId);
			if (data.resource === home.buffer) this.moveOut(data, encoder);
			else encoder.copyBufferToBuffer(data.resource!, 0, home.buffer, 0, home.buffer.size);
			this.settle(home);
		}
		backend.queue.submit([encoder.finish()]);
	}

	private isHome({ variable, buffer }: Home): boolean {
		const data = this.backend.tensorMap.get(variable.dataId);
		return data.resource === buffer && data.refCount === 1;
	}

	/** Gives data that lives in a home a buffer of tfjs's own. */
	private moveOut(data: TensorData, encoder: GPUCommandEncoder): void {
		const home = data.resource!;
		const fresh = this.backend.bufferManager.acquireBuffer(home.size, storageUsage());
		encoder.copyBufferToBuffer(home, 0, fresh, 0, home.size);
		data.resource = fresh;
		data.external = false;
	}

	/** Makes the home what the variable holds. */
	private settle(home: Home): void {
		const { tf, backend } = this;
		const { variable, buffer } = home;
		const info = backend.makeTensorInfo([...variable.shape], variable.dtype);
		const data = backend.tensorMap.get(info.dataId);
		data.resource = buffer;
		data.external = true;
		// A replay changes the numbers without tfjs's knowing: values read once must not be taken for them later.
		Object.defineProperty(data, 'values', { get: () => null, set: () => undefined });
		const tensor = tf.engine().makeTensorFromTensorInfo(info);
		variable.assign(tensor);
		tensor.dispose();
		home.id = info.dataId;
	}

	/** Frees the homes; data that still lives in one moves out. */
	dispose(): void {
		const { backend } = this;
		flush(backend);
		const encoder = backend.device.createCommandEncoder();
		for (const { id, buffer } of this.homes) {
			if (!id || !backend.tensorMap.has(id)) continue;
			const data = backend.tensorMap.get(id);
			if (data.resource === buffer) this.moveOut(data, encoder);
		}
		backend.queue.submit([encoder.finish()]);
		for (const { buffer } of this.homes) buffer.destroy();
	}
}
