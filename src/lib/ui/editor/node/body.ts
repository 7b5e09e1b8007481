// The body of a node: at most three rows of parameters and one live figure; the rest is in the inspector.
import type { LayerSummary } from '../../../compile/program';
import { entry } from '../../../graph/canvases';
import type { Diagnostic, GraphNode, Json } from '../../../graph/types';
import type { Kind, ParamSpec } from '../../../nodes/kind';
import { setting, shapeText } from '../figures';
import type { Scene } from './nodeViews';
import type { ChipView, LineView, NodeView, PreviewView } from './view';

const ROWS = 3;

type Body = Pick<NodeView, 'lines' | 'preview'>;

export function bodyOf(
	scene: Scene,
	node: GraphNode,
	kind: Kind,
	params: Readonly<Record<string, Json>>,
	view: Pick<NodeView, 'rank' | 'inputs' | 'outputs' | 'severity'>,
	chips: readonly ChipView[],
	problems: readonly Diagnostic[],
): Body {
	const { say } = scene;
	const lines: LineView[] = [];
	if (kind.player) lines.push(...playerLines(scene, kind, params, chips));
	else if (view.rank === 'call') lines.push(...callLines(scene, params, view));
	else {
		const figure = view.outputs.find((port) => port.meaning === 'loss');
		const labels = [...view.inputs, ...view.outputs].map((port) => port.label);
		lines.push(...paramLines(scene, kind, params, figure?.name, labels));
	}
	const weights = weightsOf(scene, node);
	if (weights > 0)
		lines.push({
			shows: 'pair',
			label: say.t('editor.weights'),
			value: new Intl.NumberFormat('en').format(weights),
			strong: true,
		});
	const open = view.inputs.find(
		(port) => !port.connected && problems.some((problem) => problem.port === port.name),
	);
	if (view.severity === 'error') {
		const text = say.pick(problems.find((problem) => problem.severity === 'error')?.message);
		lines.push(
			open
				? {
						shows: 'note',
						text: say.t('editor.needs', { port: open.label || open.name }),
						tone: 'quiet',
					}
				: { shows: 'note', text, tone: 'error' },
		);
	}
	return { lines, preview: previewOf(kind, params, view) };
}

/** Parameters shown on the node; with a figure, a single one stands before it. */
function paramLines(
	{ say }: Scene,
	kind: Kind,
	params: Readonly<Record<string, Json>>,
	figure: string | undefined,
	labels: readonly string[],
): LineView[] {
	const shown = Object.entries(kind.params).filter(
		([name, spec]) =>
			spec.onNode &&
			(spec.when?.({ ...params }) ?? true) &&
			// A name or shape that already stands beside a socket.
			!(
				(spec.type === 'text' || spec.type === 'shape') &&
				labels.includes(valueText(say, spec, params[name] ?? null))
			),
	);
	if (figure !== undefined && shown.length === 1) {
		const [name, spec] = shown[0]!;
		const value = valueText(say, spec, params[name] ?? null);
		const label =
			name === 'target' ? '→ ' : spec.type === 'choice' ? '' : `${say.pick(spec.label)} `;
		return [{ shows: 'figure', pill: label + value, port: figure }];
	}
	const lines: LineView[] = shown.slice(0, ROWS).map(([name, spec]) => ({
		shows: 'pair',
		label: quiet(say.pick(spec.label)),
		value: valueText(say, spec, params[name] ?? null),
	}));
	if (figure !== undefined) lines.push({ shows: 'figure', port: figure });
	return lines;
}

/** Labels on nodes are quieter than in the inspector: `units`, but `Adam` and `β₁` stay. */
function quiet(label: string): string {
	return /^[A-Z][a-z ]+$/.test(label) ? label[0]!.toLowerCase() + label.slice(1) : label;
}

/** A parameter's value in a few letters. */
export function valueText(say: Scene['say'], spec: ParamSpec, value: Json): string {
	switch (spec.type) {
		case 'number':
		case 'integer':
			return typeof value === 'number' ? setting(value) : '–';
		case 'choice':
			return (
				say.pick(spec.options.find((option) => option.value === value)?.label) || String(value)
			);
		case 'boolean':
			return value === true ? '✓' : '–';
		case 'shape':
			return Array.isArray(value) ? shapeText(value.map(Number)) : '–';
		case 'numbers':
			return Array.isArray(value) ? value.map((one) => setting(Number(one))).join(', ') : '–';
		case 'networks':
			return Array.isArray(value) ? value.join(', ') : '–';
		default:
			return String(value ?? '');
	}
}

/** Whom the player updates and how often, and by which optimizer at which rate. */
function playerLines(
	{ say }: Scene,
	kind: Kind,
	params: Readonly<Record<string, Json>>,
	chips: readonly ChipView[],
): LineView[] {
	const steps = Number(params.steps ?? 1);
	const optimizer = kind.params.optimizer;
	return [
		{
			shows: 'chips',
			label: say.t('editor.updates'),
			chips,
			value: steps === 1 ? say.t('editor.once') : say.t('editor.times', { count: steps }),
		},
		{
			shows: 'pair',
			label: optimizer ? valueText(say, optimizer, params.optimizer ?? null) : '',
			value: setting(Number(params.learningRate ?? 0)),
		},
	];
}

/** A judge's answer as a bar; otherwise how many parameters there are to learn. */
function callLines(
	{ compilation, say }: Scene,
	params: Readonly<Record<string, Json>>,
	{ outputs }: Pick<NodeView, 'outputs'>,
): LineView[] {
	const answer = outputs.find(
		(port) =>
			port.type?.meaning !== 'image' &&
			port.type?.shape.reduce((size, side) => size * side, 1) === 1,
	);
	if (answer) {
		const [low, high] = answer.type?.range ?? [];
		return low === 0 && high === 1
			? [{ shows: 'meter', port: answer.name }]
			: [{ shows: 'figure', port: answer.name }];
	}
	const count = entry(compilation.signatures, params.network)?.parameters ?? 0;
	return count > 0
		? [
				{
					shows: 'pair',
					label: say.t('editor.weights'),
					value: new Intl.NumberFormat('en').format(count),
				},
			]
		: [];
}

/** Trainable parameters of a layer, where it stands in a network. */
function weightsOf({ canvasId, compilation }: Scene, node: GraphNode): number {
	if (!canvasId.startsWith('networks/')) return 0;
	const layers = compilation.layers[canvasId.slice('networks/'.length)] ?? [];
	let counts = parametersOf.get(layers);
	if (!counts) {
		counts = new Map(layers.map((layer) => [layer.node, layer.parameters]));
		parametersOf.set(layers, counts);
	}
	return counts.get(node.id) ?? 0;
}

/** By node, for each list of layers. */
const parametersOf = new WeakMap<readonly LayerSummary[], ReadonlyMap<string, number>>();

function previewOf(
	kind: Kind,
	params: Readonly<Record<string, Json>>,
	{ inputs }: Pick<NodeView, 'inputs'>,
): PreviewView | undefined {
	if (kind.monitor?.shows === 'pictures') {
		// What belongs to a picture stands beside it.
		const shapes = inputs.flatMap(({ type }) => (type ? [type.shape] : []));
		const [height = 28] = shapes[0] ?? [];
		const width = shapes.reduce((sum, [, wide = 0]) => sum + wide, 0) || 28;
		const count = kind.monitor.count?.({ ...params }) ?? 16;
		const columns = typeof params.columns === 'number' ? params.columns : undefined;
		return { shows: 'pictures', count: Math.max(1, count), columns, size: [height, width] };
	}
	if (kind.monitor) return { shows: kind.monitor.shows };
	const { distribution } = params;
	if (kind.source && (distribution === 'normal' || distribution === 'uniform'))
		return { shows: 'density', shape: distribution };
	return undefined;
}
