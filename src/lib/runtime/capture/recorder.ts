// Looks on while tfjs plays a round on WebGPU, and writes down what it does. The round itself goes on as ever.
import type { Tensor, Variable } from '@tensorflow/tfjs';
import type { HostInputs } from './hostInputs';
import { Refusal, type RecordedKernel, type RecordedValue, type Recording } from './recording';
import {
	flush,
	READING,
	type DataId,
	type RunProgram,
	type WebgpuInternals,
} from './webgpuInternals';

/** What a played round leaves. */
export interface RoundEnd {
	/** Values wanted after the round, by name; still alive. */
	outputs: ReadonlyMap<string, Tensor>;
}

export interface RecordRequest {
	backend: WebgpuInternals;
	/** All that the round may change, apart from its outputs. */
	variables: readonly Variable[];
	inputs: HostInputs;
	/** Plays the round. Calls `tailBegins` where only outputs that aren't always wanted remain to be computed. */
	play(tailBegins: () => void): RoundEnd;
}

/** Plays a round and gives its recording, or why there is none. Throws what the round throws. */
export function record(request: RecordRequest): Recording | Refusal {
	const recorder = new Recorder(request);
	const stop = recorder.listen();
	let end: RoundEnd;
	try {
		end = request.play(() => recorder.tailBegins());
		try {
			return recorder.finish(end);
		} catch (error) {
			if (error instanceof Refusal) return error;
			throw error;
		}
	} finally {
		stop();
	}
}

class Recorder {
	private readonly values: RecordedValue[] = [];
	private readonly ids: DataId[] = [];
	private readonly numbers = new Map<DataId, number>();
	private readonly kernels: RecordedKernel[] = [];
	private readonly backend: WebgpuInternals;
	private tail = Infinity;
	/** The first reason not to replay this round: it is played to its end all the same. */
	private refusal: Refusal | undefined;

	constructor(private readonly request: RecordRequest) {
		this.backend = request.backend;
		request.variables.forEach(({ dataId, name }, variable) => {
			this.backend.uploadToGPU(dataId);
			if (this.numbers.has(dataId)) this.refuse(`${name} shares its data with another variable`);
			else this.add(dataId, { from: 'variable', variable, bytes: this.bytesOf(dataId) });
		});
	}

	/** Puts itself between tfjs and its backend; gives what takes it away again. */
	listen(): () => void {
		const { backend } = this;
		const { queue } = backend;
		const target = backend as unknown as Record<string, unknown>;
		const hooked: string[] = [];
		const hook = (name: string, make: (original: (...args: never[]) => unknown) => unknown) => {
			const original = target[name] as (...args: never[]) => unknown;
			target[name] = make(original.bind(backend));
			hooked.push(name);
		};
		let uniforms = new Uint8Array(0);
		const writeBuffer = queue.writeBuffer.bind(queue) as (...args: unknown[]) => undefined;
		queue.writeBuffer = (...args: unknown[]) => {
			// tfjs writes to the queue itself for a kernel's uniforms only, just before it hands the kernel over.
			if (args[2] instanceof ArrayBuffer) uniforms = new Uint8Array(args[2].slice(0));
			else this.refuse('something writes to the queue past tfjs');
			return writeBuffer(...args);
		};
		hook('recordAndSubmit', (original) => (...args: never[]) => {
			const [program, output, inputs] = args as unknown as Parameters<
				WebgpuInternals['recordAndSubmit']
			>;
			original(...args);
			const bound = [output, ...inputs].map(({ dataId }) => dataId);
			this.kernel(program, bound, uniforms);
		});
		hook('uploadToGPU', (original) => (...args: never[]) => {
			this.upload(args[0] as unknown as DataId, () => original(...args));
		});
		for (const name of READING) {
			hook(name, (original) => (...args: never[]) => {
				this.refuse(`the round calls ${name}`);
				return original(...args);
			});
		}
		return () => {
			// They were the prototypes' own.
			for (const name of hooked) delete target[name];
			delete (queue as Partial<GPUQueue>).writeBuffer;
		};
	}

	tailBegins(): void {
		this.tail = this.kernels.length;
	}

	finish({ outputs }: RoundEnd): Recording {
		const { backend, request } = this;
		const numberOf = (dataId: DataId): number => {
			// A value only the host has so far becomes an upload of the round.
			backend.uploadToGPU(dataId);
			return this.numbers.get(dataId) ?? this.known(dataId);
		};
		const finals = request.variables.map(({ dataId }) => numberOf(dataId));
		const named = new Map(
			[...outputs].map(([name, { dataId }]) => [name, numberOf(dataId)] as const),
		);
		// What tfjs has marked for disposal goes once its commands are handed over.
		flush(backend);
		const expected = new Set([...finals, ...named.values()]);
		this.values.forEach((value, i) => {
			const alive = backend.tensorMap.has(this.ids[i]!);
			if (value.from === 'before' && !alive) this.refuse('the round disposes of something older');
			const made = value.from === 'kernel' || value.from === 'host';
			if (made && alive && !expected.has(i)) this.refuse('something made in the round outlives it');
		});
		if (this.refusal) throw this.refusal;
		return {
			values: this.values,
			kernels: this.kernels,
			finals,
			outputs: named,
			tail: Math.min(this.tail, this.kernels.length),
		};
	}

	private kernel(program: RunProgram, bound: readonly DataId[], uniforms: Uint8Array): void {
		if (program.pixelsOpType !== undefined) return this.refuse('the round draws or reads pixels');
		const written = program.writes ?? 1;
		const reads = bound.slice(written).map((dataId) => this.known(dataId));
		const writes = bound.slice(0, written).map((dataId) => this.written(dataId));
		this.kernels.push({
			key: program.shaderKey,
			pipeline: program.pipeline,
			groups: [...program.dispatch],
			writes,
			reads,
			uniforms,
		});
	}

	private upload(dataId: DataId, original: () => void): void {
		const { resource, values, dtype } = this.backend.tensorMap.get(dataId);
		original();
		// Without values it only makes room for a kernel's output.
		if (resource || !values) return;
		const data = dtype === 'float32' ? Float32Array.from(values) : Int32Array.from(values);
		this.add(dataId, {
			from: 'host',
			bytes: this.bytesOf(dataId),
			data: new Uint8Array(data.buffer),
			input: this.request.inputs.of(values),
		});
	}

	private written(dataId: DataId): number {
		const number = this.numbers.get(dataId);
		if (number === undefined) {
			return this.add(dataId, { from: 'kernel', bytes: this.bytesOf(dataId) });
		}
		const { from } = this.values[number]!;
		if (from === 'host' || from === 'before') this.refuse('a kernel changes what is given to it');
		return number;
	}

	/** The number of a value that is read: from before the round unless it was seen. */
	private known(dataId: DataId): number {
		const number = this.numbers.get(dataId);
		return number ?? this.add(dataId, { from: 'before', id: dataId, bytes: this.bytesOf(dataId) });
	}

	private add(dataId: DataId, value: RecordedValue): number {
		this.ids.push(dataId);
		this.numbers.set(dataId, this.values.length);
		return this.values.push(value) - 1;
	}

	private bytesOf(dataId: DataId): number {
		return this.backend.tensorMap.get(dataId).resource!.size;
	}

	private refuse(reason: string): void {
		this.refusal ??= new Refusal(reason);
	}
}
