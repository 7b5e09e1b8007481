// Draws a reference case as a document: its nets node by node, and its procedure on the training canvas.
import type { GraphDocument, ParamMap } from '../../src/lib/graph/types';
import { CYCLEGAN, cycleganOf } from './cyclegan';
import { Drawing, networkOf, optimizerParams, sourceShape } from './drawing';
import { MELGAN, melganOf } from './melgan';
import type { ReferenceCase } from './referenceCase';
import { STAGE_1, STAGE_2, stackganOf } from './stackgan';

/** One call of D: on `fake` or on a source, maybe with a condition, and the parameters of the loss on its answer. */
interface Answer {
	id: string;
	image: 'fake' | 'x' | 'B';
	condition?: 'cond' | 'wrong';
	loss: ParamMap;
}

interface Procedure {
	/** The first is G's input. */
	sources: string[];
	/** Loss on D's answers. */
	loss: 'bce' | 'bceLogits' | 'leastSquares' | 'hinge' | 'wasserstein';
	/** The terms of D's loss. */
	d: Answer[];
	/** What each of them weighs; 1 where not said. */
	dWeight?: number;
	penalty?: 'gradientPenalty' | 'r1Penalty';
	/** G's loss on D's answer to the fake; `kind` where it isn't that of D's loss. */
	g: { kind?: string; loss: ParamMap; weight?: number; l1?: number };
	/** A source that D is shown beside every picture. */
	beside?: string;
	/** Where G's step takes its values from; the reference loops mostly call G again. */
	values?: 'reuse' | 'redraw';
}

const towards = (fake: ParamMap, real: ParamMap): Answer[] => [
	{ id: 'fake', image: 'fake', loss: fake },
	{ id: 'real', image: 'x', loss: real },
];

const lecture = (reduction: 'sum' | 'mean'): Procedure => ({
	sources: ['z', 'x'],
	loss: 'bce',
	d: towards({ target: 1 }, { target: 0 }),
	g: { kind: 'rawOutput', loss: { reduction } },
});

const nonSaturating: Procedure = {
	sources: ['z', 'x'],
	loss: 'bceLogits',
	d: towards({ target: 0 }, { target: 1 }),
	g: { loss: { target: 1 } },
};

const scored = (loss: 'hinge' | 'wasserstein'): Procedure => ({
	sources: ['z', 'x'],
	loss,
	d: towards({ side: 'fake' }, { side: 'real' }),
	g: { loss: { side: 'generator' } },
});

const wganGp: Procedure = {
	...scored('wasserstein'),
	sources: ['z', 'x', 'e'],
	penalty: 'gradientPenalty',
};

const PROCEDURES: Record<string, Procedure> = {
	simple_gan_sum: lecture('sum'),
	simple_gan_mean: lecture('mean'),
	gan_nonsaturating: nonSaturating,
	gan_label_smoothing: { ...nonSaturating, d: towards({ target: 0 }, { target: 0.9 }) },
	gan_saturating: { ...nonSaturating, g: { loss: { target: 0 }, weight: -1 } },
	gan_lsgan: { ...nonSaturating, loss: 'leastSquares' },
	gan_hinge: scored('hinge'),
	gan_r1: { ...nonSaturating, penalty: 'r1Penalty' },
	gan_r1_conv: { ...nonSaturating, penalty: 'r1Penalty' },
	wgan_clip: { ...scored('wasserstein'), values: 'redraw' },
	wgan_gp: wganGp,
	wgan_gp_tanh: wganGp,
	cgan: {
		sources: ['z', 'x', 'cond', 'wrong'],
		loss: 'bce',
		d: [
			{ id: 'fake', image: 'fake', condition: 'cond', loss: { target: 0 } },
			{ id: 'real', image: 'x', condition: 'cond', loss: { target: 1 } },
			{ id: 'wrong', image: 'x', condition: 'wrong', loss: { target: 0 } },
		],
		g: { loss: { target: 1 } },
	},
	dcgan: {
		sources: ['z', 'x'],
		loss: 'bce',
		d: [
			{ id: 'real', image: 'x', loss: { target: 1 } },
			{ id: 'fake', image: 'fake', loss: { target: 0 } },
		],
		g: { loss: { target: 1 } },
		values: 'reuse',
	},
	pix2pix: {
		sources: ['A', 'B'],
		loss: 'bceLogits',
		d: [
			{ id: 'fake', image: 'fake', loss: { target: 0 } },
			{ id: 'real', image: 'B', loss: { target: 1 } },
		],
		dWeight: 0.5,
		g: { loss: { target: 1 }, l1: 100 },
		beside: 'A',
		values: 'reuse',
	},
};

/** Cases whose training canvas is one of its own. */
const OTHERS: Record<string, { sources: readonly string[]; draw: typeof cycleganOf }> = {
	[CYCLEGAN.id]: { sources: CYCLEGAN.sources, draw: cycleganOf },
	[MELGAN.id]: { sources: MELGAN.sources, draw: melganOf },
	[STAGE_1.id]: { sources: STAGE_1.sources, draw: stackganOf },
	[STAGE_2.id]: { sources: STAGE_2.sources, draw: stackganOf },
};

export const CASES = [...Object.keys(PROCEDURES), ...Object.keys(OTHERS)];

export const sourcesOf = ({ id }: ReferenceCase): readonly string[] =>
	(OTHERS[id] ?? PROCEDURES[id]!).sources;

export function documentOf(reference: ReferenceCase): GraphDocument {
	const { nets, batch, id, hyper = {} } = reference;
	if (OTHERS[id]) return OTHERS[id].draw(reference);
	const procedure = PROCEDURES[id]!;
	const { G, D } = nets as Record<'G' | 'D', (typeof nets)[string]>;
	const [ahead] = procedure.sources as [string];
	const drawing = new Drawing();
	const at = new Map<string, [string, string]>();
	for (const source of procedure.sources) {
		at.set(source, drawing.addSource(source, sourceShape(reference, source)));
	}
	drawing.add('fakeImage', 'call', { network: 'G' }, { [ahead]: at.get(ahead)! });
	at.set('fake', ['fakeImage', 'y']);
	const { loss, d, g, penalty, beside } = procedure;
	const terms: [weight: number, node: string][] = [];
	const answerPort = (kind: string): string => ({ bce: 'p', bceLogits: 'logit' })[kind] ?? 'd';
	for (const { id: name, image, condition, loss: params } of d) {
		let shown = at.get(image)!;
		if (beside) {
			drawing.add(`pair-${name}`, 'concat', {}, { x1: at.get(beside)!, x2: shown });
			shown = [`pair-${name}`, 'y'];
		}
		const given = { x: shown, ...(condition ? { cond: at.get(condition)! } : {}) };
		drawing.add(`d-${name}`, 'call', { network: 'D' }, given);
		drawing.add(`loss-${name}`, loss, params, { [answerPort(loss)]: [`d-${name}`, 'y'] });
		terms.push([procedure.dWeight ?? 1, `loss-${name}`]);
	}
	if (penalty === 'gradientPenalty') {
		const [real, fake, mix] = [at.get('x')!, at.get('fake')!, at.get('e')!];
		const params = { network: 'D', weight: hyper.lambda_gp! };
		drawing.add('penalty', penalty, params, { real, fake, mix });
	}
	if (penalty === 'r1Penalty') {
		const params = { network: 'D', gamma: hyper.gamma! };
		drawing.add('penalty', penalty, params, { real: at.get('x')! });
	}
	if (penalty) terms.push([1, 'penalty']);
	drawing.addSum('lossD', terms);

	const kind = g.kind ?? loss;
	drawing.add('answerG', kind, g.loss, { [answerPort(kind)]: ['d-fake', 'y'] });
	const gTerms: [number, string][] = [[g.weight ?? 1, 'answerG']];
	if (g.l1 !== undefined) {
		drawing.add('apart', 'l1', {}, { x: at.get('fake')!, target: at.get('B')! });
		gTerms.push([g.l1, 'apart']);
	}
	drawing.addSum('lossG', gTerms);
	const player = (name: 'D' | 'G', params: ParamMap): void =>
		drawing.add(
			name,
			'player',
			{ networks: [name], ...optimizerParams(reference), ...params },
			{ loss: [`loss${name}`, 'loss'] },
		);
	player('D', { order: 1, steps: hyper.n_critic ?? 1 });
	player('G', { order: 2, values: procedure.values ?? 'recompute', clip: 0 });
	return {
		format: 'ganloom',
		version: 1,
		title: id,
		summary: '',
		networks: {
			G: networkOf(G.spec, 'generator'),
			D: networkOf(D.spec, 'discriminator'),
		},
		blocks: {},
		training: drawing.canvas,
		run: { seed: 1, batch, rounds: 3 },
	};
}
