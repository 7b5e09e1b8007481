import { describe, expect, it } from 'vitest';
import { checkConnection, type Verdict } from '../../src/lib/compile/connect';
import { applyCommand, applyCommands } from '../../src/lib/graph/commands/apply';
import type { CanvasId, Endpoint, GraphDocument } from '../../src/lib/graph/types';
import { G_LINES, ganDocument } from '../graph/documents';
import { compileTiny, problemsOf } from './compileTiny';

const end = (ref: string): Endpoint => ref.split('/') as Endpoint;

function judge(
	document: GraphDocument,
	from: string,
	to: string,
	canvas: CanvasId = 'training',
): Verdict {
	return checkConnection(compileTiny(document), document, canvas, end(from), end(to));
}

function refusal(document: GraphDocument, from: string, to: string, canvas?: CanvasId) {
	const verdict = judge(document, from, to, canvas);
	if (verdict.ok) throw new Error(`${from} may be wired to ${to}.`);
	expect(verdict.reason.ja).toMatch(/[ぁ-ん].*。$/);
	return verdict;
}

describe('checkConnection', () => {
	const document = ganDocument();

	it('allows what fits, in the place of what is there', () => {
		expect(judge(document, 'data/image', 'dFake/image')).toEqual({ ok: true });
		expect(judge(document, 'bceFake/loss', 'playG/loss')).toEqual({ ok: true });
		expect(judge(document, 'rawG/loss', 'sumD/loss3')).toEqual({ ok: true });
		expect(judge(document, 'z/x', 'sigmoid/x', 'networks/G')).toEqual({ ok: true });
	});

	it('tells what a network reads', () => {
		const { reason, mend } = refusal(document, 'z/z', 'dFake/image');
		expect(reason.en).toBe('This is 3 numbers; D reads 2×2×1 pictures.');
		expect(reason.ja).toBe('これは 3 個の数です。D が読むのは 2×2×1 の画像です。');
		expect(mend).toBeDefined();
	});

	it('refuses a loss where numbers are wanted, and numbers where a loss is', () => {
		expect(refusal(document, 'bceReal/loss', 'fake/z').reason.en).toContain('a loss');
		expect(refusal(document, 'dFake/p', 'playG/loss').reason.en).toContain('losses');
	});

	it('refuses circles', () => {
		expect(refusal(document, 'dFake/p', 'fake/z').reason.en).toContain('circle');
		expect(refusal(document, 'sigmoid/y', 'sigmoid/x', 'networks/G').reason.en).toContain(
			'own input',
		);
	});

	it('refuses ports and nodes that are not there', () => {
		expect(refusal(document, 'z/z', 'fake/w').reason.en).toContain('no input called “w”');
		expect(refusal(document, 'z/w', 'fake/z').reason.en).toContain('no output called “w”');
		expect(refusal(document, 'gone/z', 'fake/z').reason.en).toContain('not there');
		expect(refusal(document, 'z/z', 'fake/z', 'networks/H').reason.en).toContain('not there');
	});

	it('refuses broken nodes', () => {
		const broken = ganDocument({ training: [['odd', 'warp', {}]] });
		expect(refusal(broken, 'z/z', 'odd/x').reason.en).toContain('warp');
	});

	it('offers a mend that lays the wire as well', () => {
		const network = ganDocument({
			G: [...G_LINES, ['flat', 'dense', { units: 2 }, { x: 'z/x' }]],
		});
		const { mend } = refusal(network, 'picture/y', 'flat/x', 'networks/G');
		const mended = applyCommands(network, mend!.commands);
		expect(problemsOf(mended)).toEqual([]);
		const into = mended.networks.G!.canvas.wires.find(({ to }) => to[0] === 'flat');
		expect(mended.networks.G!.canvas.nodes.find(({ id }) => id === into?.from[0])?.kind).toBe(
			'flatten',
		);
	});

	it('lets be wired what is not known yet', () => {
		const open = applyCommand(document, {
			type: 'disconnect',
			canvas: 'networks/G',
			to: ['dense1', 'x'],
		});
		expect(judge(open, 'sigmoid/y', 'picture/x', 'networks/G').ok).toBe(true);
	});

	it('judges a document that was edited since it was compiled', () => {
		const compilation = compileTiny(document);
		const edited = applyCommand(document, {
			type: 'setParam',
			canvas: 'training',
			node: 'z',
			name: 'size',
			value: 7,
		});
		expect(checkConnection(compilation, edited, 'training', ['z', 'z'], ['fake', 'z']).ok).toBe(
			false,
		);
		expect(checkConnection(compilation, document, 'training', ['z', 'z'], ['fake', 'z']).ok).toBe(
			true,
		);
	});
});
