// When the device has done what it was given: the only measure of how far it is behind.
import type { Tfjs } from '../nodes/kind';
import { flush, type WebgpuInternals } from './capture/webgpuInternals';

/** Resolves when the device has done everything handed to tfjs so far. */
export type Fence = () => Promise<void>;

/** Of the backend in use; undefined where an operation is done when it returns. */
export function deviceFence(tf: Tfjs): Fence | undefined {
	switch (tf.getBackend()) {
		case 'webgpu': {
			const backend = tf.backend() as unknown as WebgpuInternals;
			return async () => {
				// What tfjs has put off counts too.
				flush(backend);
				await backend.queue.onSubmittedWorkDone();
			};
		}
		case 'webgl': {
			const { gpgpu } = tf.backend() as unknown as {
				gpgpu: { createAndWaitForFence(): Promise<void> };
			};
			return () => gpgpu.createAndWaitForFence();
		}
		default:
			return undefined;
	}
}
