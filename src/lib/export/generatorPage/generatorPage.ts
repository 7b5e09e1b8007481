// A trained generator as one HTML file: opened from a disk, without a server or a network, it makes pictures with sliders.
import { stepsWithoutKeras } from '../../compile/link/kerasLayer';
import { plainestCall } from '../../compile/upstream';
import type { NetworkPlan, Program } from '../../compile/program';
import type { Label, PortType, Text } from '../../graph/types';

/** What one input of the generator is given. */
export type PageInput =
	/** Numbers to draw, normally distributed or evenly within a range, and to turn. */
	| { sort: 'noise'; size: number; range?: readonly [min: number, max: number] }
	/** One of so many classes, as a vector with a single one. */
	| { sort: 'class'; size: number };

export interface PageParts {
	title: Label;
	/** The source of TensorFlow.js, to run the model with; then page.js and page.css of this folder. */
	code: { tfjs: string; script: string; style: string };
	model: { 'model.json': string; 'weights.bin': Uint8Array };
	inputs: readonly PageInput[];
	/** A picture. */
	output: PortType;
}

/** A network as a page of its own would show it, or why there can be none. */
export type PlannedPage = { plan: NetworkPlan } & (
	{ inputs: PageInput[]; output: PortType; refused?: undefined } | { refused: Text }
);

/** Of every generator; or of the network asked for, whatever its role. */
export function planPages(program: Program, asked?: string): PlannedPage[] {
	return Object.values(program.networks)
		.filter(({ name, role }) => (asked === undefined ? role === 'generator' : name === asked))
		.map((plan) => ({ plan, ...planPage(program, plan) }));
}

type Planned = { inputs: PageInput[]; output: PortType } | { refused: Text };

function planPage(program: Program, plan: NetworkPlan): Planned {
	const { name, inputs } = plan;
	const foreign = stepsWithoutKeras(program.networks, plan);
	if (foreign.length > 0) return { refused: withoutKeras(name, foreign) };
	const call = plainestCall(program, name);
	const output = Object.values(call?.outputTypes ?? {}).find(({ meaning }) => meaning === 'image');
	if (!call || !output)
		return {
			refused: { ja: `${name} は画像を作りません。`, en: `${name} gives no picture.` },
		};
	const asked: PageInput[] = [];
	for (const { port } of inputs) {
		const type = call.inputTypes[port];
		const source = call.inputs[port]?.split('/')[0];
		const [size] = type?.shape ?? [];
		if (type?.meaning !== 'vector' || type.shape.length !== 1 || size === undefined)
			return {
				refused: {
					ja: `${name} の入力 ${port} は、ノイズでもクラスでもありません。`,
					en: `${name} takes ${port}, which is neither noise nor a class.`,
				},
			};
		if (type.classes !== undefined) asked.push({ sort: 'class', size });
		else if (source !== undefined && program.sources.includes(source))
			asked.push({ sort: 'noise', size, ...(type.range && { range: type.range }) });
		else
			return {
				refused: {
					ja: `${name} の入力 ${port} は、別のネットワークが作ります。`,
					en: `${name} takes ${port}, which another network makes.`,
				},
			};
	}
	return { inputs: asked, output };
}

/** The kinds, each with the first of its nodes. */
function withoutKeras(name: string, foreign: ReturnType<typeof stepsWithoutKeras>): Text {
	const kinds = new Map(
		foreign.toReversed().map(({ network, linked: { kind, step } }) => {
			return [kind.doc.name, `${network}/${step.node}`];
		}),
	);
	const told = [...kinds].toReversed();
	const ja = told.map(([kind, node]) => `${kind.ja}（${node}）`).join('、');
	const en = told.map(([kind, node]) => `${kind.en} (${node})`).join(', ');
	return {
		ja: `${name}：${ja}と同じ層が Keras にありません。`,
		en: `${name}: Keras has no layer that does the same as ${en}.`,
	};
}

/** The whole file. Whatever of it comes from a graph is data, never markup. */
export function writeGeneratorPage({ title, code, model, inputs, output }: PageParts): string {
	const { modelTopology, weightsManifest } = JSON.parse(model['model.json']) as {
		modelTopology: unknown;
		weightsManifest: { weights: unknown }[];
	};
	const titles = typeof title === 'string' ? { ja: title, en: title } : title;
	const data = {
		...{ titles, inputs, shape: output.shape, range: output.range ?? [-1, 1] },
		...{ modelTopology, weightSpecs: weightsManifest[0]?.weights },
		weights: base64(model['weights.bin']),
	};
	return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>GAN Loom</title>
<style>${code.style}</style>
</head>
<body>
<main>
<h1></h1>
<canvas role="img"></canvas>
<div id="classes" role="radiogroup"></div>
<div id="acts"><button id="another"></button><span id="which"></span><button id="earlier">‹</button><button id="later">›</button></div>
<div id="sliders"></div>
<p id="trouble" role="alert"></p>
</main>
<script type="application/json" id="data">${JSON.stringify(data).replaceAll('<', '\\u003c')}</script>
<script>${code.tfjs.replaceAll('</script', '<\\/script')}</script>
<script>${code.script}</script>
</body>
</html>
`;
}

function base64(bytes: Uint8Array): string {
	let binary = '';
	// In stretches: one call takes only so many arguments.
	for (let at = 0; at < bytes.length; at += 0x8000)
		binary += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
	return btoa(binary);
}
