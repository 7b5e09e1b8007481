// What a generator makes its pictures of: which networks there are, the random vector they begin with, classes, pictures.
import { nodeOf } from '../../../compile/plan';
import type { Program } from '../../../compile/program';
import { earlierStage, latentSource, plainestCall, upstream } from '../../../compile/upstream';
import { findDataset } from '../../../data/catalogue';
import type { Dataset } from '../../../data/dataset';
import type { PortType } from '../../../graph/types';
import { melSpectrogram, type MelSettings } from '../../../nodes/layers/melSpectrogram';

/** Networks that give pictures on the training canvas: the generators, or where there are none of them, all. */
export function pictureNetworks(program: Program): string[] {
	const names = program.steps.flatMap(({ kind, params, outputTypes }) => {
		const picture = Object.values(outputTypes).some(({ meaning }) => meaning === 'image');
		return kind === 'call' && picture ? [String(params.network)] : [];
	});
	const all = [...new Set(names)];
	const generators = all.filter((name) => program.networks[name]?.role === 'generator');
	return generators.length > 0 ? generators : all;
}

/** Networks that give sound on the training canvas: generators. */
export function soundNetworks(program: Program): string[] {
	const names = program.steps.flatMap(({ kind, params, outputTypes }) => {
		const sound = Object.values(outputTypes).some(({ meaning }) => meaning === 'wave');
		return kind === 'call' && sound ? [String(params.network)] : [];
	});
	return [...new Set(names)].filter((name) => program.networks[name]?.role === 'generator');
}

/** The data set whose sounds a network is shown. */
export function soundsOf(program: Program, network: string): Dataset | undefined {
	const call = plainestCall(program, network);
	if (!call) return undefined;
	const needed = new Set(upstream(program, call.node));
	const source = program.steps.find(
		({ node, outputTypes }) =>
			needed.has(node) &&
			program.sources.includes(node) &&
			Object.values(outputTypes).some(({ meaning }) => meaning === 'wave'),
	);
	return source && findDataset(String(source.params.dataset));
}

/** The mel spectrogram a network is given, where one can be drawn in its place. */
export function spectrogramOf(program: Program, network: string): MelSettings | undefined {
	const call = plainestCall(program, network);
	const refs = new Set(Object.values(call?.inputs ?? {}).map(nodeOf));
	const source = program.steps.find(
		({ node, kind }) => refs.has(node) && kind === melSpectrogram.id,
	);
	return source && (source.params as MelSettings);
}

export interface Latent {
	size: number;
	/** Where sliders end: all of a uniform distribution, three deviations of a normal one. */
	min: number;
	max: number;
}

/** The picture a network is given, where it makes pictures of the data's pictures. */
export function pictureInputOf(program: Program, network: string): PortType | undefined {
	if (earlierStage(program, network) !== undefined) return undefined;
	return program.networks[network]?.inputs.find(({ type }) => type.meaning === 'image')?.type;
}

/** The data set whose sentences a network's pictures are made of. */
export function sentencesOf(program: Program, network: string): Dataset | undefined {
	const call = plainestCall(program, network);
	if (!call) return undefined;
	const needed = new Set(upstream(program, call.node));
	const taken = new Set(
		program.steps
			.filter(({ node }) => needed.has(node))
			.flatMap(({ inputs }) => Object.values(inputs)),
	);
	const source = program.steps.find(({ node, outputTypes }) =>
		Object.entries(outputTypes).some(
			([port, { meaning }]) => meaning === 'text' && taken.has(`${node}/${port}`),
		),
	);
	return source && findDataset(String(source.params.dataset));
}

/** The network that is called on what another has made, to turn it back; both make pictures of pictures. */
export function wayBackOf(program: Program, network: string): string | undefined {
	const calls = program.steps.filter(({ kind }) => kind === 'call');
	const made = new Set(
		calls.filter(({ params }) => params.network === network).map(({ node }) => node),
	);
	const back = calls.find(
		({ params, inputs }) =>
			params.network !== network &&
			program.networks[String(params.network)]?.role === 'generator' &&
			Object.values(inputs).some((ref) => made.has(nodeOf(ref))),
	);
	const name = back && String(back.params.network);
	// What is only ever called on these pictures goes on with them, and doesn't lead back.
	return name !== undefined && earlierStage(program, name) === undefined ? name : undefined;
}

/** Whether a network gives other pictures for the same input: dropout is kept on in it. */
export function staysRandom(program: Program, network: string): boolean {
	const steps = program.networks[network]?.steps ?? [];
	return steps.some(({ kind, params }) => kind === 'dropout' && params.generating === true);
}

/** Names of the classes a network is told, without the pictures they belong to. */
export function classesOf(program: Program, network: string): readonly string[] | undefined {
	const call = plainestCall(program, network);
	if (!call) return undefined;
	const needed = new Set(upstream(program, call.node));
	for (const step of program.steps) {
		if (!program.sources.includes(step.node) || !needed.has(step.node)) continue;
		const taken = Object.entries(step.outputTypes).filter(([port]) =>
			program.steps.some(
				({ node, inputs }) =>
					needed.has(node) && Object.values(inputs).includes(`${step.node}/${port}`),
			),
		);
		const [only] = taken;
		if (taken.length !== 1 || only?.[1].meaning !== 'label') continue;
		const count = only[1].classes ?? 0;
		const names = findDataset(String(step.params.dataset))?.classNames ?? [];
		return Array.from({ length: count }, (_, i) => names[i] ?? String(i));
	}
	return undefined;
}

/** The random vector a network's pictures begin with: the one whose coordinates can be set. */
export function latentOf(program: Program, network: string): Latent | undefined {
	const { step, port } = latentSource(program, network) ?? {};
	const type = step?.outputTypes[port ?? ''];
	if (!step || !type) return undefined;
	const { mean = 0, deviation = 1 } = step.params;
	const [min, max] = type.range ?? [
		Number(mean) - 3 * Number(deviation),
		Number(mean) + 3 * Number(deviation),
	];
	return { size: type.shape[0] ?? 0, min, max };
}
