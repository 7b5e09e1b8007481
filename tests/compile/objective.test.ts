// Players' objectives as mathematics: Goodfellow's from the lecture's GAN, and every preset's, which must be typeset.
import { readdirSync, readFileSync } from 'node:fs';
import katex from 'katex';
import { describe, expect, it } from 'vitest';
import { compile } from '../../src/lib/compile/compile';
import { objectivesOf } from '../../src/lib/compile/objective';
import { datasetType } from '../../src/lib/data/catalogue';
import type { GraphDocument } from '../../src/lib/graph/types';
import { ganDocument, type GanLines } from '../graph/documents';
import { programOf } from './compileTiny';

const of = (lines?: GanLines) => objectivesOf(programOf(ganDocument(lines)));
const texOf = (lines?: GanLines) => of(lines).map(({ tex }) => tex);

describe('an objective', () => {
	it('is minimax as the lecture has it: real is 0, fake is 1, and G descends on D’s answer', () => {
		expect(texOf()).toEqual([
			'\\min_{D} \\; \\mathbb{E}_{x}\\left[ -\\log (1 - D(x)) \\right] + \\mathbb{E}_{z}\\left[ -\\log D(G(z)) \\right]',
			'\\min_{G} \\; \\mathbb{E}_{z}\\left[ m \\, D(G(z)) \\right]',
		]);
	});

	it('follows the labels when they are turned round', () => {
		const [d] = texOf({
			training: [
				['bceReal', 'bce', { target: 1 }, { p: 'dReal/p' }],
				['bceFake', 'bce', { target: 0.1 }, { p: 'dFake/p' }],
			],
		});
		expect(d).toContain('-\\log D(x) ');
		expect(d).toContain('-0.1 \\log D(G(z)) - 0.9 \\log (1 - D(G(z)))');
	});

	it('carries weights and signs through sums of sums', () => {
		const [, g] = texOf({
			training: [
				['playG', 'player', { networks: ['G'], order: 2 }, { loss: 'all/loss' }],
				['all', 'weightedSum', { weights: [-1, 3] }, { loss1: 'rawG/loss', loss2: 'sumD/loss' }],
			],
		});
		expect(g).toMatch(/^\\min_\{G\} \\; - \\mathbb\{E\}_\{z\}/);
		expect(g).toContain('+ 3\\,\\mathbb{E}_{x}');
	});

	it('primes the second of two noises', () => {
		const [d] = texOf({
			training: [
				['z2', 'noise', { size: 3 }],
				['fake2', 'call', { network: 'G' }, { z: 'z2/z' }],
				['dReal', 'call', { network: 'D' }, { image: 'fake2/image' }],
			],
		});
		expect(d).toContain("\\mathbb{E}_{z'}");
		expect(d).toContain("D(G(z'))");
	});

	it('knows what each term is made of', () => {
		const [d] = of();
		expect(d!.terms.map(({ nodes }) => [...nodes])).toEqual([
			['bceReal', 'dReal', 'data'],
			['bceFake', 'dFake', 'fake', 'z'],
		]);
	});
});

const presets = readdirSync('graphs').filter((name) => name.endsWith('.json'));

it.each(presets)('those of %s can be typeset, and name no thing that isn’t there', (name) => {
	const document = JSON.parse(readFileSync(`graphs/${name}`, 'utf8')) as GraphDocument;
	const { program } = compile(document, { datasets: datasetType });
	const objectives = objectivesOf(program!);
	expect(objectives.length).toBe(new Set(program!.phases.map(({ player }) => player)).size);
	for (const { tex, terms } of objectives) {
		expect(terms.length).toBeGreaterThan(0);
		expect(tex).not.toMatch(/undefined|NaN|\\cdot(?!s)/);
		expect(() => katex.renderToString(tex, { throwOnError: true })).not.toThrow();
	}
});
