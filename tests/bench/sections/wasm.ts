// wasm in Node: ours, its peers in JavaScript, and PyTorch, each in a process of its own on one thread.
import { basename } from 'node:path';
import { subjectOf } from '../documents';
import { isAbsent, type Absent } from '../places/contestant';
import { enterInNode, type ProcessContestant } from '../places/node';
import { enterTorch } from '../places/torch';
import type { Entry } from '../stage';
import { race } from '../race';
import type { Aim, Options, Report } from '../report';
import { raceTables, ratioCell, type Raced } from './raceTables';

const NAMES = ['ours', 'ours, plain SIMD', 'tfjs', 'tf.layers', 'jax-js', 'PyTorch'] as const;

const NOTE =
	'One thread each. tfjs, tf.layers and jax-js are written by hand, with tfjs’s own kernels; PyTorch’s program is written out from the document. In brackets the middle half.';

export async function wasm(documents: readonly string[], { quick }: Options): Promise<Report> {
	const laps = { warmUp: 3, rounds: quick ? 4 : 25 };
	const raced: Raced[] = [];
	let blas = '';
	for (const document of documents) {
		const subject = await subjectOf(document);
		const rounds = laps.warmUp + laps.rounds;
		const entry: Entry = { peer: 'ours', backend: 'wasm', subject, rounds };
		const torch = await enterTorch('PyTorch', subject);
		if (!isAbsent(torch)) blas = torch.blas.map((path) => basename(path)).join(', ');
		const entries: (ProcessContestant | Absent)[] = [
			await enterInNode('ours', entry),
			await enterInNode('ours, plain SIMD', { ...entry, options: { plainSimd: true } }),
			await enterInNode('tfjs', { ...entry, peer: 'tfjs' }),
			await enterInNode('tf.layers', { ...entry, peer: 'layers' }),
			await enterInNode('jax-js', { ...entry, peer: 'jax' }),
			torch,
		];
		raced.push({ document, race: await race(entries, laps) });
	}
	const aims: Aim[] = raced.flatMap((one) => {
		const { document } = one;
		const beside = (a: string, b: string, most: number): Aim => ({
			what: `${document} on wasm, one thread: ${a} ÷ ${b}`,
			result: ratioCell(one, a, b),
			most,
		});
		if (document === 'gan') {
			return [
				beside('ours', 'PyTorch', 1),
				beside('ours, plain SIMD', 'PyTorch', 1.3),
				beside('ours', 'jax-js', 0.5),
			];
		}
		if (document !== 'dcgan') return [];
		return [beside('ours', 'PyTorch', 1.1), beside('ours, plain SIMD', 'PyTorch', 1.3)];
	});
	const note = blas ? `${NOTE} PyTorch multiplies with ${blas}.` : NOTE;
	return { tables: raceTables('wasm in Node', note, NAMES, raced), aims };
}
