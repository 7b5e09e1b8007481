// Each generator of pictures as an HTML file that runs from a disk: one as it is, several in a zip.
import type { Program } from '../../compile/program';
import {
	planPages,
	writeGeneratorPage,
	type PageParts,
} from '../../export/generatorPage/generatorPage';
import type { LayersModelFiles } from '../../export/tfjs';
import type { Label } from '../../graph/types';
import { pick, t } from '../i18n/i18n.svelte';
import { download, fileName } from './downloads';
import type { Packed } from './networksZip';
import { saveZip } from './zip';

export interface PagesJob {
	program: Program;
	/** Of the document, in both languages where it has them: a page speaks the language of who opens it. */
	label: Label;
	/** For file names. */
	title: string;
	/** The networks as they are now; see the engine. */
	models(): Promise<Record<string, LayersModelFiles>>;
}

/**
 * Nothing is asked of the engine where no page can be made.
 * @throws where the models or the code of TensorFlow.js can't be had.
 */
export async function saveGeneratorPages({
	program,
	label,
	title,
	models,
}: PagesJob): Promise<Packed> {
	const planned = planPages(program);
	if (planned.length === 0) return { written: 0, leftOut: [t('common.export.noGenerator')] };
	const leftOut = planned.flatMap((page) => (page.refused ? [pick(page.refused)] : []));
	if (leftOut.length === planned.length) return { written: 0, leftOut };
	const [code, made] = await Promise.all([codeOfPage(), models()]);
	const pages = planned.flatMap((page) => {
		if (page.refused) return [];
		const { plan, inputs, output } = page;
		const model = made[plan.name]!;
		const html = writeGeneratorPage({
			title: pick(label) ? label : title,
			code,
			model,
			inputs,
			output,
		});
		return [{ name: plan.name, html }];
	});
	const [first, ...others] = pages;
	if (first && others.length === 0)
		download(`${fileName(title)}-${fileName(first.name)}.html`, first.html, 'text/html');
	else {
		const encoder = new TextEncoder();
		const files = pages.map(({ name, html }) => [`${fileName(name)}.html`, encoder.encode(html)]);
		await saveZip(title, 'html', Object.fromEntries(files));
	}
	return { written: pages.length, leftOut };
}

/** Megabytes that nobody but this needs: fetched when they are asked for. */
async function codeOfPage(): Promise<PageParts['code']> {
	const [{ default: address }, { default: script }, { default: style }] = await Promise.all([
		import('@tensorflow/tfjs/dist/tf.es2017.min.js?url'),
		import('../../export/generatorPage/page.js?raw'),
		import('../../export/generatorPage/page.css?raw'),
	]);
	const response = await fetch(address);
	if (!response.ok) throw new Error(`TensorFlow.js: ${response.status}`);
	return { tfjs: await response.text(), script, style };
}
