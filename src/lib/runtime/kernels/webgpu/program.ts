// Kernels in WGSL beside tfjs's own: over flat arrays, of which one kernel may write several.
//
// They are handed over through tfjs's backend, in order with its own kernels. tfjs keeps that to itself; it is pinned,
// and a test in a real browser fails when it goes.
import type { TensorInfo } from '@tensorflow/tfjs';
import type { RunProgram, WebgpuInternals } from '../../capture/webgpuInternals';

type Scalar = 'f32' | 'i32';

export interface Kernel<
	Written extends string = string,
	Read extends string = string,
	Uniform extends string = string,
> {
	/** Kernels with the same key share a pipeline, so it must tell all kernels apart. */
	key: string;
	/** WGSL's names of the arrays; those written may be read too. Each must be used. */
	writes: readonly Written[];
	reads: readonly Read[];
	/** In WGSL as `uniforms.name`. */
	uniforms: Readonly<Record<Uniform, Scalar>>;
	/** Threads of a workgroup. */
	threads: number;
	/** WGSL outside the function, such as memory that a workgroup shares. */
	declarations?: string;
	/** WGSL of a thread: `local` is its number in the workgroup, `group` the workgroup's place. */
	body: string;
}

export interface KernelCall<Written extends string, Read extends string, Uniform extends string> {
	writes: Readonly<Record<Written, TensorInfo>>;
	reads: Readonly<Record<Read, TensorInfo>>;
	uniforms: Readonly<Record<Uniform, number>>;
	/** Workgroups along each axis. */
	groups: readonly [number, number, number];
}

/** A device takes no more workgroups along an axis. */
export const MOST_GROUPS = 65535;

export class Kernels {
	private readonly pipelines = new Map<string, GPUComputePipeline>();

	constructor(readonly backend: WebgpuInternals) {}

	run<Written extends string, Read extends string, Uniform extends string>(
		kernel: Kernel<Written, Read, Uniform>,
		call: KernelCall<NoInfer<Written>, NoInfer<Read>, NoInfer<Uniform>>,
	): void {
		const { backend } = this;
		const bound = [
			...kernel.writes.map((name) => call.writes[name]),
			...kernel.reads.map((name) => call.reads[name]),
		].map(flat);
		for (const { dataId } of bound) backend.uploadToGPU(dataId);
		// What was read from them once is about to be no longer so.
		for (const name of kernel.writes) backend.tensorMap.get(call.writes[name].dataId).values = null;
		const program: RunProgram = {
			shaderKey: kernel.key,
			pipeline: this.pipelineOf(kernel),
			dispatch: [...call.groups],
			writes: kernel.writes.length,
		};
		const uniforms = Object.entries<Scalar>(kernel.uniforms).map(([name, type]) => ({
			type: type === 'f32' ? 'float32' : 'int32',
			data: [call.uniforms[name as Uniform]],
		}));
		backend.recordAndSubmit(program, bound[0]!, bound.slice(1), uniforms);
	}

	/** A fresh tensor of floats, of no particular value. */
	make(shape: readonly number[]): TensorInfo {
		return this.backend.makeTensorInfo([...shape], 'float32');
	}

	dispose(...tensors: readonly TensorInfo[]): void {
		for (const { dataId } of tensors) this.backend.disposeData(dataId);
	}

	private pipelineOf(kernel: Kernel): GPUComputePipeline {
		const { device } = this.backend;
		let pipeline = this.pipelines.get(kernel.key);
		if (!pipeline) {
			const module = device.createShaderModule({ code: source(kernel), label: kernel.key });
			pipeline = device.createComputePipeline({
				compute: { module, entryPoint: 'main' },
				label: kernel.key,
				layout: 'auto',
			});
			this.pipelines.set(kernel.key, pipeline);
		}
		return pipeline;
	}
}

/** Pipelines are of one device, and so of one backend. */
const made = new WeakMap<object, Kernels>();

export function kernelsOf(backend: unknown): Kernels {
	let kernels = made.get(backend as object);
	if (!kernels) made.set(backend as object, (kernels = new Kernels(backend as WebgpuInternals)));
	return kernels;
}

function source({ writes, reads, uniforms, threads, declarations = '', body }: Kernel): string {
	const arrays = [...writes, ...reads].map((name, binding) => {
		const access = binding < writes.length ? 'read_write' : 'read';
		return `@group(0) @binding(${binding}) var<storage, ${access}> ${name} : array<f32>;`;
	});
	// tfjs puts two numbers of its own first, then length and stride of each array.
	const ahead = Array.from({ length: 2 + 2 * arrays.length }, (_, i) => `tfjs${i} : i32`);
	const own = Object.entries(uniforms).map(([name, type]) => `${name} : ${type}`);
	return `
${arrays.join('\n')}
struct Uniforms { ${[...ahead, ...own].join(', ')} }
@group(0) @binding(${arrays.length}) var<uniform> uniforms : Uniforms;
${declarations}
@compute @workgroup_size(${threads})
fn main(
	@builtin(local_invocation_index) localIndex : u32,
	@builtin(workgroup_id) group : vec3<u32>,
	@builtin(num_workgroups) groups : vec3<u32>,
) {
	let local = i32(localIndex);
	${body}
}`;
}

const ELEMENTS = 64;

/** One thread an element: `body` may use `index`. */
export function elementwise<
	Written extends string,
	Read extends string,
	Uniform extends string = never,
>(options: {
	key: string;
	writes: readonly Written[];
	reads: readonly Read[];
	uniforms?: Readonly<Record<Uniform, Scalar>>;
	body: string;
}): Kernel<Written, Read, Uniform | 'count'> {
	const { key, writes, reads, body } = options;
	const own = options.uniforms ?? ({} as Record<Uniform, Scalar>);
	return {
		...{ key, writes, reads, threads: ELEMENTS },
		uniforms: { count: 'i32', ...own } as Record<Uniform | 'count', Scalar>,
		body: `
	let index = i32(group.y * groups.x + group.x) * ${ELEMENTS} + local;
	if (index >= uniforms.count) { return; }
	${body}`,
	};
}

/** Workgroups of an elementwise kernel. */
export function groupsFor(count: number): [number, number, number] {
	const groups = Math.ceil(count / ELEMENTS);
	const rows = Math.ceil(groups / MOST_GROUPS);
	return [Math.ceil(groups / rows), rows, 1];
}

export function sizeOf({ shape }: Pick<TensorInfo, 'shape'>): number {
	return shape.reduce((size, length) => size * length, 1);
}

/** A tensor seen as one row of numbers. */
function flat(tensor: TensorInfo): TensorInfo {
	return { ...tensor, shape: [sizeOf(tensor)] };
}
