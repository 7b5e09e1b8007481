// The canvas one stands on as a picture: SVG as text, or PNG with the document inside.
import { mount, unmount } from 'svelte';
import { encodeContactSheet } from '../../export/png';
import { withDocument } from '../../export/pngDocument';
import type { Pictures } from '../../runtime/protocol';
import type { Editor } from '../editor/editor.svelte';
import { measureIn } from '../editor/node/measure.svelte';
import { list, locale, pick, t } from '../i18n/i18n.svelte';
import DrawnGraph from './DrawnGraph.svelte';
import { drawingOf, type Drawing } from './drawing';

export interface GraphScene {
	editor: Editor;
	title: string;
	/** What monitors show, by node. */
	shown: Readonly<Record<string, Pictures>>;
}

/** Stands alone, and holds nothing that could be run. */
export function graphSvg({ editor, title, shown }: GraphScene): string {
	const { document: graph, canvasId, compilation } = editor;
	const drawing = drawingOf(graph, canvasId, compilation, { list, pick, t }, measureIn(locale()));
	const place = document.createElement('div');
	const props = { drawing, title, pictures: addresses(drawing, shown) };
	const drawn = mount(DrawnGraph, { target: place, props });
	try {
		const svg = place.querySelector('svg')!;
		const walker = document.createTreeWalker(svg, NodeFilter.SHOW_COMMENT);
		const comments: Node[] = [];
		while (walker.nextNode()) comments.push(walker.currentNode);
		for (const comment of comments) comment.parentNode?.removeChild(comment);
		return new XMLSerializer().serializeToString(svg);
	} finally {
		void unmount(drawn);
	}
}

/** Pixels of the picture for one of the canvas: sharp on slides. */
const SCALE = 2;
/** Pixels a side: more than that browsers don't draw. */
const MOST = 8192;

/** @throws where the browser can't draw it. */
export async function graphPng(scene: GraphScene): Promise<Uint8Array<ArrayBuffer>> {
	const svg = graphSvg(scene);
	const image = new Image();
	image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
	await image.decode();
	const scale = Math.min(SCALE, MOST / image.width, MOST / image.height);
	const canvas = document.createElement('canvas');
	canvas.width = Math.max(1, Math.round(image.width * scale));
	canvas.height = Math.max(1, Math.round(image.height * scale));
	canvas.getContext('2d')!.drawImage(image, 0, 0, canvas.width, canvas.height);
	const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
	if (!blob) throw new Error(t('share.picture.notDrawn'));
	return withDocument(new Uint8Array(await blob.arrayBuffer()), scene.editor.document);
}

/** Pictures as addresses that hold them. */
function addresses(drawing: Drawing, shown: GraphScene['shown']): Record<string, string> {
	return Object.fromEntries(
		drawing.nodes.flatMap(({ view, layout }) => {
			const pictures = shown[view.id];
			if (!pictures || view.preview?.shows !== 'pictures') return [];
			const png = encodeContactSheet(pictures, { gap: 0, columns: layout.columns });
			const binary = Array.from(png, (byte) => String.fromCharCode(byte)).join('');
			return [[view.id, `data:image/png;base64,${btoa(binary)}`]];
		}),
	);
}
