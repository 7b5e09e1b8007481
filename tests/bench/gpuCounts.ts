// Counts what a page or worker asks of its GPU, by standing between WebGPU's prototypes and whoever calls them.

/** Since the last `take`. */
export interface GpuCounts {
	/** Kernels handed over. */
	dispatches: number;
	submits: number;
	/** Buffers and bind groups created. */
	buffers: number;
	bindGroups: number;
	pipelines: number;
	/** Copies from buffer to buffer. */
	copies: number;
	/** Buffers mapped to be read by the host. */
	readBacks: number;
	/** The host's to the device, and the mapped buffers' to the host. */
	bytesWritten: number;
	bytesRead: number;
}

export interface GpuCounter {
	/** The counts since the last call, or since the beginning; counting starts again. */
	take(): GpuCounts;
	/** While true, kernels are handed over with no workgroups: all of the host's work, none of the device's. */
	empty: boolean;
	/** Buffers neither destroyed nor of a device that is gone. */
	alive: ReadonlySet<GPUBuffer>;
}

const none = (): GpuCounts => ({
	dispatches: 0,
	submits: 0,
	buffers: 0,
	bindGroups: 0,
	pipelines: 0,
	copies: 0,
	readBacks: 0,
	bytesWritten: 0,
	bytesRead: 0,
});

/**
 * Call once, before anything asks for a device. What one round costs: play a few, wait for the device
 * (`queue.onSubmittedWorkDone()`), `take()`, play the rounds in question and wait again, `take()`.
 *
 * tfjs hands its commands over late: flush it (or read a tensor) before the counts are taken.
 */
export function countGpu(): GpuCounter {
	let counts = none();
	const alive = new Set<GPUBuffer>();
	const counter: GpuCounter = {
		take() {
			const taken = counts;
			counts = none();
			return taken;
		},
		empty: false,
		alive,
	};
	around(GPUDevice.prototype, 'createBuffer', (create, descriptor) => {
		counts.buffers++;
		const buffer = create(descriptor);
		// tfjs uploads through buffers that are mapped when created.
		if (descriptor.mappedAtCreation) counts.bytesWritten += descriptor.size;
		alive.add(buffer);
		return buffer;
	});
	around(GPUBuffer.prototype, 'destroy', function (destroy) {
		alive.delete(this);
		return destroy();
	});
	around(GPUBuffer.prototype, 'mapAsync', function (map, mode, ...range) {
		if (mode & GPUMapMode.READ) {
			counts.readBacks++;
			counts.bytesRead += range[1] ?? this.size - (range[0] ?? 0);
		}
		return map(mode, ...range);
	});
	around(GPUDevice.prototype, 'createBindGroup', (create, descriptor) => {
		counts.bindGroups++;
		return create(descriptor);
	});
	for (const name of ['createComputePipeline', 'createComputePipelineAsync'] as const) {
		around(GPUDevice.prototype, name, (create, descriptor) => {
			counts.pipelines++;
			return create(descriptor) as never;
		});
	}
	around(GPUQueue.prototype, 'submit', (submit, commands) => {
		counts.submits++;
		return submit(commands);
	});
	around(GPUQueue.prototype, 'writeBuffer', (write, buffer, offset, data, from = 0, size) => {
		const unit = ArrayBuffer.isView(data) && 'BYTES_PER_ELEMENT' in data ? widthOf(data) : 1;
		counts.bytesWritten += size === undefined ? data.byteLength - from * unit : size * unit;
		return write(buffer, offset, data, from, size);
	});
	around(GPUCommandEncoder.prototype, 'copyBufferToBuffer', (copy, ...args) => {
		counts.copies++;
		return copy(...args);
	});
	around(GPUComputePassEncoder.prototype, 'dispatchWorkgroups', (dispatch, x, y, z) => {
		counts.dispatches++;
		return counter.empty ? dispatch(0, 0, 0) : dispatch(x, y, z);
	});
	return counter;
}

const widthOf = (view: ArrayBufferView): number =>
	(view as ArrayBufferView & { BYTES_PER_ELEMENT: number }).BYTES_PER_ELEMENT;

type Methods<T> = {
	[K in keyof T]: T[K] extends (...args: never[]) => unknown ? K : never;
}[keyof T];

/** Replaces a prototype's method by one that is given the original, bound to its object. */
function around<T extends object, K extends Methods<T>>(
	prototype: T,
	name: K,
	replacement: T[K] extends (...args: infer A) => infer R
		? (this: T, original: (...args: A) => R, ...args: A) => R
		: never,
): void {
	const original = prototype[name] as (...args: unknown[]) => unknown;
	const replaced = replacement as unknown as (this: T, ...args: unknown[]) => unknown;
	prototype[name] = function (this: T, ...args: unknown[]) {
		return replaced.call(this, original.bind(this), ...args);
	} as T[K];
}
