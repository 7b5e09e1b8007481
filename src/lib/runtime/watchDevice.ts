// Hears when the GPU is lost, or has no room left: tfjs itself goes on as if nothing were, with zeros.
import type { Tfjs } from '../nodes/kind';
import { failureOf } from './failureOf';
import type { Failure } from './protocol';

interface Gpu {
	lost: Promise<{ reason: string; message: string }>;
	addEventListener(type: 'uncapturederror', listener: (event: { error: Error }) => void): void;
}

const watched = new WeakSet<object>();

/** Of the backend in use; once each, however often it is asked for. */
export function watchDevice(tf: Tfjs, onFailure: (failure: Failure) => void): void {
	switch (tf.getBackend()) {
		case 'webgpu': {
			const { device } = tf.backend() as unknown as { device: Gpu };
			if (watched.has(device)) return;
			watched.add(device);
			void device.lost.then(({ message }) => onFailure({ kind: 'deviceLost', message }));
			device.addEventListener('uncapturederror', ({ error }) => {
				const outOfMemory = error.constructor.name === 'GPUOutOfMemoryError';
				const failure = failureOf(error);
				// Of other errors the run itself shows whether they matter.
				if (outOfMemory || failure.kind === 'memory') onFailure({ ...failure, kind: 'memory' });
			});
			return;
		}
		case 'webgl': {
			const { gpgpu } = tf.backend() as unknown as {
				gpgpu: { gl: { canvas: HTMLCanvasElement | OffscreenCanvas } };
			};
			const { canvas } = gpgpu.gl;
			if (watched.has(canvas)) return;
			watched.add(canvas);
			canvas.addEventListener('webglcontextlost', () =>
				onFailure({ kind: 'deviceLost', message: 'The WebGL context was lost.' }),
			);
		}
	}
}
