// A recorded round as prepared commands: its own buffers, bind groups made once, one submit a round.
import type { Tensor } from '@tensorflow/tfjs';
import type { Tfjs } from '../../nodes/kind';
import type { HostInput } from './hostInputs';
import type { Homes } from './homes';
import { planMemory } from './memoryPlan';
import type { RecordedValue, Recording } from './recording';
import { packUniforms } from './uniforms';
import { flush, storageUsage, type WebgpuInternals } from './webgpuInternals';

interface Command {
	pipeline: GPUComputePipeline;
	group: GPUBindGroup;
	groups: readonly [number, number, number];
}

interface Place {
	buffer: GPUBuffer;
	offset: number;
	bytes: number;
}

/** Puts an output's value into a tensor, at an element. */
export interface Delivery {
	output: string;
	into: Tensor;
	element: number;
}

export class Plan {
	/** Of the plan's own buffers; the variables' not counted. */
	bytes = 0;
	private readonly buffers: GPUBuffer[] = [];
	private readonly places = new Map<number, Place>();
	private readonly commands: Command[] = [];
	private readonly copies: [from: Place, to: GPUBuffer][] = [];
	private readonly given: { input: HostInput; offset: number; bytes: number }[] = [];
	private readonly inputs: GPUBuffer | undefined;
	/** What the next replay writes into `inputs`. */
	private readonly inputBytes: ArrayBuffer;

	/** Throws a `Refusal` when the recording can't be replayed. */
	constructor(
		private readonly tf: Tfjs,
		private readonly backend: WebgpuInternals,
		private readonly recording: Recording,
		private readonly homes: Homes,
	) {
		const { values } = recording;
		const memory = planMemory(recording);
		const shared = memory.buffers.map((bytes) => this.makeBuffer(bytes, storageUsage()));
		const numbers = [...values.keys()];
		this.inputs = this.pack(numbers.filter((i) => isGiven(values[i]!)));
		this.pack(numbers.filter((i) => isConstant(values[i]!)));
		this.inputBytes = new ArrayBuffer(this.inputs?.size ?? 0);
		values.forEach((value, i) => {
			const home = value.from === 'variable' ? value.variable : memory.homes.get(i);
			const buffer = home === undefined ? shared[memory.shared.get(i) ?? -1] : homes.bufferOf(home);
			if (buffer) this.places.set(i, { buffer, offset: 0, bytes: value.bytes });
			if (value.from === 'host' && value.input) {
				const { offset, bytes } = this.placeOf(i);
				this.given.push({ input: value.input, offset, bytes });
			}
		});
		this.writeConstants();
		this.prepare();
		for (const { value, variable } of memory.copies) {
			this.copies.push([this.placeOf(value), homes.bufferOf(variable)]);
		}
	}

	/**
	 * Makes a plan and has the device check it, buffers, bind groups and commands, without running any kernel.
	 * Throws a `Refusal` at once; gives the device's objection, or the plan.
	 */
	static async make(...args: ConstructorParameters<typeof Plan>): Promise<Plan | string> {
		const { device } = args[1];
		device.pushErrorScope('out-of-memory');
		device.pushErrorScope('validation');
		let plan: Plan | undefined;
		let failed: unknown;
		try {
			plan = new Plan(...args);
			plan.submit({ whole: true, groups: [0, 0, 0] });
		} catch (error) {
			failed = error;
		}
		const objections = await Promise.all([device.popErrorScope(), device.popErrorScope()]);
		const objection = objections.find((error) => error !== null);
		if (plan && !failed && !objection) return plan;
		plan?.dispose();
		if (failed) throw failed;
		return objection!.message;
	}

	/** Has the host give its values for the next round. Throws, with nothing changed, when it has none. */
	gather(): void {
		const { inputBytes } = this;
		for (const { input, offset, bytes } of this.given) {
			const values = input.again();
			if (values.byteLength !== bytes) throw new Error(`${input.key} changes its size.`);
			new Uint8Array(inputBytes, offset, bytes).set(
				new Uint8Array(values.buffer, values.byteOffset, bytes),
			);
		}
	}

	/** Plays the round. `whole` computes all outputs, else only those before the recording's tail. */
	run(whole: boolean, deliveries: readonly Delivery[]): void {
		const { backend, inputs, inputBytes } = this;
		this.homes.moveIn();
		for (const { into } of deliveries) backend.uploadToGPU(into.dataId);
		flush(backend);
		if (inputs) backend.queue.writeBuffer(inputs, 0, inputBytes);
		this.submit({ whole, deliveries });
	}

	/** Fresh tensors with values of the round just replayed. `like` gives shape and type. */
	read(wanted: ReadonlyMap<string, Pick<Tensor, 'shape' | 'dtype'>>): Map<string, Tensor> {
		const { tf, backend } = this;
		const read = new Map<string, Tensor>();
		for (const [name, { shape, dtype }] of wanted) {
			const info = backend.makeTensorInfo([...shape], dtype);
			backend.uploadToGPU(info.dataId);
			read.set(name, tf.keep(tf.engine().makeTensorFromTensorInfo(info)));
		}
		flush(backend);
		const encoder = backend.device.createCommandEncoder();
		for (const [name, tensor] of read) this.deliver(encoder, name, tensor, 0);
		backend.queue.submit([encoder.finish()]);
		return read;
	}

	dispose(): void {
		flush(this.backend);
		for (const buffer of this.buffers) buffer.destroy();
	}

	private submit({
		whole,
		groups,
		deliveries = [],
	}: {
		whole: boolean;
		/** Instead of the kernels' own: none, to check and not to compute. */
		groups?: readonly [number, number, number];
		deliveries?: readonly Delivery[];
	}): void {
		const { device, queue } = this.backend;
		const encoder = device.createCommandEncoder();
		const pass = encoder.beginComputePass();
		const end = whole ? this.commands.length : this.recording.tail;
		let current: GPUComputePipeline | undefined;
		for (let i = 0; i < end; i++) {
			const command = this.commands[i]!;
			if (command.pipeline !== current) pass.setPipeline((current = command.pipeline));
			pass.setBindGroup(0, command.group);
			pass.dispatchWorkgroups(...(groups ?? command.groups));
		}
		pass.end();
		for (const { output, into, element } of deliveries) {
			this.deliver(encoder, output, into, element);
		}
		// Not in a check: variables may be at home already.
		for (const [{ buffer, offset, bytes }, to] of groups ? [] : this.copies) {
			encoder.copyBufferToBuffer(buffer, offset, to, 0, bytes);
		}
		queue.submit([encoder.finish()]);
	}

	private deliver(encoder: GPUCommandEncoder, output: string, into: Tensor, element: number): void {
		const { buffer, offset, bytes } = this.placeOf(this.recording.outputs.get(output)!);
		const { resource } = this.backend.tensorMap.get(into.dataId);
		encoder.copyBufferToBuffer(buffer, offset, resource!, 4 * element, bytes);
	}

	private placeOf(value: number): Place {
		const place = this.places.get(value);
		if (!place) throw new Error(`Value ${value} of the recorded round has no place.`);
		return place;
	}

	/** Values that no kernel writes lie in one buffer, each where a binding may begin. */
	private pack(numbers: readonly number[]): GPUBuffer | undefined {
		const align = this.backend.device.limits.minStorageBufferOffsetAlignment;
		let size = 0;
		const offsets = numbers.map((i) => {
			const offset = size;
			size += Math.ceil(this.recording.values[i]!.bytes / align) * align;
			return offset;
		});
		if (size === 0) return undefined;
		const buffer = this.makeBuffer(size, storageUsage());
		numbers.forEach((i, at) => {
			const { bytes } = this.recording.values[i]!;
			this.places.set(i, { buffer, offset: offsets[at]!, bytes });
		});
		return buffer;
	}

	private writeConstants(): void {
		const { backend } = this;
		flush(backend);
		const encoder = backend.device.createCommandEncoder();
		this.recording.values.forEach((value, i) => {
			if (value.from === 'before') {
				const { buffer, offset, bytes } = this.placeOf(i);
				const { resource } = backend.tensorMap.get(value.id);
				encoder.copyBufferToBuffer(resource!, 0, buffer, offset, bytes);
			} else if (value.from === 'host' && !value.input) {
				const { buffer, offset } = this.placeOf(i);
				backend.queue.writeBuffer(buffer, offset, value.data.slice().buffer);
			}
		});
		backend.queue.submit([encoder.finish()]);
	}

	/** A bind group for every kernel. */
	private prepare(): void {
		const { device, queue } = this.backend;
		const { kernels } = this.recording;
		const uniforms = packUniforms(
			kernels.map((kernel) => kernel.uniforms),
			device.limits.minUniformBufferOffsetAlignment,
		);
		const usage = GPUBufferUsage.UNIFORM | GPUBufferUsage.COPY_DST;
		const buffer = this.makeBuffer(uniforms.bytes.length, usage);
		queue.writeBuffer(buffer, 0, uniforms.bytes);
		kernels.forEach(({ pipeline, groups, writes, reads, uniforms: own }, i) => {
			const entries = [...writes, ...reads].map((value, binding) => {
				const { buffer: from, offset, bytes } = this.placeOf(value);
				return { binding, resource: { buffer: from, offset, size: bytes } };
			});
			const group = device.createBindGroup({
				layout: pipeline.getBindGroupLayout(0),
				entries: [
					...entries,
					{
						binding: entries.length,
						resource: { buffer, offset: uniforms.offsets[i]!, size: own.length },
					},
				],
			});
			this.commands.push({ pipeline, group, groups });
		});
	}

	private makeBuffer(size: number, usage: number): GPUBuffer {
		const buffer = this.backend.device.createBuffer({ size, usage });
		this.buffers.push(buffer);
		this.bytes += size;
		return buffer;
	}
}

const isGiven = (value: RecordedValue): boolean =>
	value.from === 'host' && value.input !== undefined;

const isConstant = (value: RecordedValue): boolean =>
	value.from === 'before' || (value.from === 'host' && !value.input);
