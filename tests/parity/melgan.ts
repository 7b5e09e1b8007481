// MelGAN's training canvas: discriminators that hear the sound at several rates, and features from before D's update.
import type { GraphDocument } from '../../src/lib/graph/types';
import { Drawing, networkOf, optimizerParams, sourceShape } from './drawing';
import type { ReferenceCase } from './referenceCase';

export const MELGAN = { id: 'melgan', sources: ['mel', 'wave'] } as const;

export function melganOf(reference: ReferenceCase): GraphDocument {
	const { nets, batch, id, hyper = {} } = reference;
	const [scales, layers, weight] = [hyper.scales!, hyper.n_layers!, hyper.lambda_feat!];
	const drawing = new Drawing();
	const mel = drawing.addSource('mel', sourceShape(reference, 'mel'));
	const wave = drawing.addSource('wave', sourceShape(reference, 'wave'));
	drawing.add('fake', 'call', { network: 'G' }, { mel });

	let [real, fake]: [string, string][] = [wave, ['fake', 'y']];
	const pairs: Record<string, [string, string]> = {};
	const terms = { D: [] as [number, string][], G: [] as [number, string][] };
	for (let scale = 0; scale < scales; scale++) {
		const network = `D_scale${scale}`;
		const sides = { real: real!, fake: fake! };
		for (const [side, heard] of Object.entries(sides)) {
			drawing.add(`${side}${scale}`, 'call', { network }, { wave: heard });
		}
		const { outputs } = nets[network]!.spec;
		const last = outputs.at(-1)!;
		const judge = (side: 'real' | 'fake' | 'generator'): string => {
			const answer = `${side}Loss${scale}`;
			const d: [string, string] = [`${side === 'real' ? 'real' : 'fake'}${scale}`, last];
			drawing.add(answer, 'hinge', { side }, { d });
			return answer;
		};
		terms.D.push([1, judge('fake')], [1, judge('real')]);
		terms.G.push([1, judge('generator')]);
		const before: Record<string, [string, string]> = {};
		for (const [i, feature] of outputs.slice(0, -1).entries()) {
			const number = i === 0 ? '' : String(i + 1);
			before[`x${number}`] = [`real${scale}`, feature];
			const pair = Object.keys(pairs).length / 2 + 1;
			pairs[`x${pair}`] = [`fake${scale}`, feature];
			pairs[`target${pair}`] = [`before${scale}`, `y${number}`];
		}
		drawing.add(`before${scale}`, 'hold', {}, before);
		if (scale === scales - 1) break;
		[real, fake] = Object.entries(sides).map(([side, heard]): [string, string] => {
			const coarse = `${side}Coarse${scale}`;
			drawing.add(coarse, 'avgPool1d', { kernel: 4, stride: 2, padding: 1 }, { x: heard });
			return [coarse, 'y'];
		});
	}
	drawing.add('features', 'featureMatching', { compare: 'each' }, pairs);
	// The reference adds up what we take the mean of.
	const each = (weight * (4 / (layers + 1))) / scales;
	terms.G.push([each * (Object.keys(pairs).length / 2), 'features']);
	drawing.addSum('lossD', terms.D);
	drawing.addSum('lossG', terms.G);

	const player = (name: 'D' | 'G', networks: string[], order: number): void =>
		drawing.add(
			name,
			'player',
			{ ...optimizerParams(reference), networks, order, values: 'reuse' },
			{ loss: [`loss${name}`, 'loss'] },
		);
	player('D', reference.optimizer.groups!.D!, 1);
	player('G', reference.optimizer.groups!.G!, 2);
	return {
		format: 'ganloom',
		version: 1,
		title: id,
		summary: '',
		networks: Object.fromEntries(
			Object.entries(nets).map(([name, { spec }]) => [
				name,
				networkOf(spec, name === 'G' ? 'generator' : 'discriminator'),
			]),
		),
		blocks: {},
		training: drawing.canvas,
		run: { seed: 1, batch, rounds: 3 },
	};
}
