// StackGAN's training canvas, either stage: D is given μ, and shown every picture but the last beside the next one's.
import type { GraphDocument, Network } from '../../src/lib/graph/types';
import { Drawing, networkOf, optimizerParams, sourceShape } from './drawing';
import type { ReferenceCase } from './referenceCase';

export const STAGE_1 = {
	id: 'stackgan_stage1',
	sources: ['text', 'noise', 'eps', 'image'],
} as const;

export const STAGE_2 = {
	id: 'stackgan_stage2',
	sources: ['text', 'noise', 'eps1', 'eps2', 'image'],
} as const;

/** What each answer weighs in D's loss. */
const WEIGHTS: Record<string, Record<string, number>> = {
	[STAGE_1.id]: { real: 1, wrong: 1 / 2, fake: 1 / 2 },
	[STAGE_2.id]: { real: 1 / 2, realAlone: 1 / 2, wrong: 1 / 3, fake: 1 / 3, fakeAlone: 1 / 3 },
};

type From = [node: string, port: string];

export function stackganOf(reference: ReferenceCase): GraphDocument {
	const { nets, batch, id, hyper = {} } = reference;
	const drawing = new Drawing();
	const { sources } = id === STAGE_1.id ? STAGE_1 : STAGE_2;
	const given = Object.fromEntries(
		sources.map((name) => [name, drawing.addSource(name, sourceShape(reference, name))]),
	);
	const { text, noise, image } = given as Record<string, From>;
	if (id === STAGE_1.id) {
		drawing.add('drawn', 'call', { network: 'G' }, { text: text!, noise: noise!, eps: given.eps! });
	} else {
		const first = { text: text!, noise: noise!, eps: given.eps1! };
		drawing.add('small', 'call', { network: 'S1' }, first);
		const second = { stage1_img: ['small', 'img'] as From, text: text!, eps: given.eps2! };
		drawing.add('drawn', 'call', { network: 'G' }, second);
	}
	drawing.add('mu', 'stopGradient', {}, { x: ['drawn', 'mu'] });

	const loss = (node: string, judged: string, target: number): void =>
		drawing.add(node, 'bce', { target }, { p: [judged, 'y'] });
	const judge = (node: string, feat: From, cond: From): void => {
		drawing.add(`d-${node}`, 'call', { network: 'D_cond' }, { feat, cond });
		loss(node, `d-${node}`, node === 'real' ? 1 : 0);
	};
	const judgeAlone = (node: string, feat: From): void => {
		if (!nets.D_uncond) return;
		drawing.add(`d-${node}`, 'call', { network: 'D_uncond' }, { feat });
		loss(node, `d-${node}`, node === 'realAlone' ? 1 : 0);
	};
	drawing.add('realSeen', 'call', { network: 'D_enc' }, { image: image! });
	drawing.add('fakeSeen', 'call', { network: 'D_enc' }, { image: ['drawn', 'img'] });
	drawing.add('apart', 'wrongPair', {}, { x: ['realSeen', 'y'], c: ['mu', 'y'] });
	judge('real', ['realSeen', 'y'], ['mu', 'y']);
	judge('wrong', ['apart', 'y'], ['apart', 'c′']);
	judge('fake', ['fakeSeen', 'y'], ['mu', 'y']);
	judgeAlone('realAlone', ['realSeen', 'y']);
	judgeAlone('fakeAlone', ['fakeSeen', 'y']);
	drawing.addSum(
		'lossD',
		Object.entries(WEIGHTS[id]!).map(([node, weight]) => [weight, node] as const),
	);

	loss('fool', 'd-fake', 1);
	if (nets.D_uncond) loss('foolAlone', 'd-fakeAlone', 1);
	const distribution = { mu: ['drawn', 'mu'] as From, logvar: ['drawn', 'logvar'] as From };
	drawing.add('kl', 'klDivergence', {}, distribution);
	drawing.addSum('lossG', [
		[1, 'fool'],
		...(nets.D_uncond ? [[1, 'foolAlone'] as const] : []),
		[hyper.kl_weight!, 'kl'],
	]);

	const player = (name: 'D' | 'G', order: number): void =>
		drawing.add(
			name,
			'player',
			{
				...optimizerParams(reference),
				networks: reference.optimizer.groups![name]!,
				...{ order, values: 'reuse' },
			},
			{ loss: [`loss${name}`, 'loss'] },
		);
	player('D', 1);
	player('G', 2);
	const roleOf = (name: string): Network['role'] =>
		name.startsWith('D') ? 'discriminator' : 'generator';
	return {
		format: 'ganloom',
		version: 1,
		title: id,
		summary: '',
		networks: Object.fromEntries(
			Object.entries(nets).map(([name, { spec }]) => [name, networkOf(spec, roleOf(name))]),
		),
		blocks: {},
		training: drawing.canvas,
		run: { seed: 1, batch, rounds: 3 },
	};
}
