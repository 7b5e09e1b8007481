// A graph's networks for use elsewhere, in one zip: as ONNX files, or as TensorFlow.js loads them.
import type { AsyncZippable } from 'fflate';
import { stepsWithoutKeras } from '../../compile/link/kerasLayer';
import { firstWeights, sameShape, type WeightValues } from '../../compile/link/weights';
import type { NetworkPlan, Program } from '../../compile/program';
import { ModelTooLarge } from '../../export/onnx/encode';
import { writeOnnx } from '../../export/onnx/onnx';
import type { LayersModelFiles } from '../../export/tfjs';
import type { GraphDocument } from '../../graph/types';
import { averagedWeights } from '../../runtime/averagedWeights';
import { nextTask } from '../../runtime/nextTask';
import type { Checkpoint } from '../../runtime/protocol';
import { list, number, pick, t } from '../i18n/i18n.svelte';
import { firstNames } from './firstNames';
import { saveZip } from './zip';

export interface OnnxZipJob {
	document: GraphDocument;
	program: Program;
	/** Without one the weights are the document's first ones. */
	checkpoint: Checkpoint | undefined;
	title: string;
}

/** How many networks were written, and which were left out, and why. Nothing is saved where there is none. */
export interface Packed {
	written: number;
	leftOut: string[];
}

export async function saveOnnx({
	document,
	program,
	checkpoint,
	title,
}: OnnxZipJob): Promise<Packed> {
	const { networks } = program;
	const weights = weightsNow(program, checkpoint);
	const metadata = { rounds: String(checkpoint?.round ?? 0) };
	const files: AsyncZippable = {};
	const leftOut: string[] = [];
	for (const plan of generatorsFirst(program)) {
		try {
			const bytes = writeOnnx(plan, { document, networks, weights, metadata });
			files[`${plan.name}.onnx`] = [bytes, { level: 0 }];
		} catch (error) {
			if (!(error instanceof ModelTooLarge)) throw error;
			const size = number(error.gigabytes, { maximumFractionDigits: 1 });
			leftOut.push(t('common.export.tooLarge', { network: plan.name, size }));
		}
		// Lets the page breathe between networks.
		await nextTask();
	}
	return save(title, 'onnx', files, leftOut);
}

/** `models` are the networks that Keras has all layers for. */
export async function saveLayersModels(
	models: Readonly<Record<string, LayersModelFiles>>,
	program: Program,
	title: string,
): Promise<Packed> {
	const files: AsyncZippable = {};
	const others: NetworkPlan[] = [];
	for (const plan of generatorsFirst(program)) {
		const model = models[plan.name];
		if (!model) others.push(plan);
		else
			files[plan.name] = {
				'model.json': new TextEncoder().encode(model['model.json']),
				'weights.bin': [model['weights.bin'], { level: 0 }],
			};
	}
	return save(title, 'tfjs', files, whyWithoutKeras(program, others));
}

async function save(
	title: string,
	kind: string,
	files: AsyncZippable,
	leftOut: string[],
): Promise<Packed> {
	const written = Object.keys(files).length;
	if (written > 0) await saveZip(title, kind, files);
	return { written, leftOut };
}

function generatorsFirst({ networks }: Program): NetworkPlan[] {
	const plans = Object.values(networks);
	return (['generator', 'discriminator', 'other'] as const).flatMap((role) =>
		plans.filter((plan) => plan.role === role),
	);
}

/** The weights that pictures are made with; where the document was changed since, those that still fit. */
function weightsNow(
	program: Program,
	checkpoint: Checkpoint | undefined,
): Record<string, WeightValues> {
	const weights = firstWeights(program, program.run.seed);
	for (const [path, value] of Object.entries(checkpoint ? averagedWeights(checkpoint) : {})) {
		const first = weights[path];
		if (first && sameShape(first.shape, value.shape)) weights[path] = value;
	}
	return weights;
}

/** A sentence for all networks that the same keeps back: the kinds, each with the first of its nodes. */
function whyWithoutKeras({ networks }: Program, plans: readonly NetworkPlan[]): string[] {
	const kept = new Map<string, string[]>();
	for (const plan of plans) {
		const nodes = new Map<string, string[]>();
		for (const { linked } of stepsWithoutKeras(networks, plan)) {
			const kind = pick(linked.kind.doc.name);
			nodes.set(kind, [...(nodes.get(kind) ?? []), linked.step.node]);
		}
		const told = [...nodes].map(([kind, [first, ...others]]) =>
			t('common.export.at', { kind, node: others.length > 0 ? `${first}, …` : first! }),
		);
		const why = firstNames(told);
		kept.set(why, [...(kept.get(why) ?? []), plan.name]);
	}
	return [...kept].map(([nodes, names]) =>
		t('common.export.withoutKeras', { networks: list(names), nodes }),
	);
}
