// Collects what is wrong with a document: once each, and pinned to where it is.
import type { CanvasId, Diagnostic, GraphDocument, Mend } from '../graph/types';
import { canvasIds } from '../graph/canvases';

export class DiagnosticLog {
	private readonly found = new Map<string, Diagnostic>();
	private errors = 0;

	/** The same problem at the same place counts once, however many uses of a block meet it. */
	add(diagnostic: Diagnostic): void {
		const { canvas, node, port, param, code } = diagnostic;
		const key = [canvas, node ?? '', port ?? '', param ?? '', code].join('\n');
		if (this.found.has(key)) return;
		this.found.set(key, diagnostic);
		if (diagnostic.severity === 'error') this.errors++;
	}

	/** Gives problems of this code a mend, where they have none. */
	offer(code: string, mend: (diagnostic: Diagnostic) => Mend | undefined): void {
		for (const [key, diagnostic] of this.found) {
			if (diagnostic.code !== code || diagnostic.mend) continue;
			this.found.set(key, { ...diagnostic, mend: mend(diagnostic) });
		}
	}

	get hasErrors(): boolean {
		return this.errors > 0;
	}

	/** By canvas and node as the document has them; errors first where several are at one node. */
	list(document: GraphDocument): { told: Diagnostic[]; dismissed: Diagnostic[] } {
		const known = new Set(document.dismissed);
		const isDismissed = ({ severity, code }: Diagnostic): boolean =>
			severity === 'warning' && known.has(code);
		const all = this.sorted(document);
		return {
			told: all.filter((one) => !isDismissed(one)),
			dismissed: all.filter(isDismissed),
		};
	}

	private sorted(document: GraphDocument): Diagnostic[] {
		const canvases = new Map(canvasIds(document).map((id, i) => [id, i]));
		const nodes = new Map<string, number>();
		for (const { canvas, node } of this.found.values()) {
			if (node !== undefined) nodes.set(`${canvas}\n${node}`, Infinity);
		}
		const place = (canvas: CanvasId, list: readonly { id: string }[]): void =>
			list.forEach(({ id }, i) => {
				const key = `${canvas}\n${id}`;
				if (nodes.get(key) === Infinity) nodes.set(key, i);
			});
		place('training', document.training.nodes);
		for (const [name, body] of Object.entries(document.networks))
			place(`networks/${name}`, body.canvas.nodes);
		for (const [name, body] of Object.entries(document.blocks))
			place(`blocks/${name}`, body.canvas.nodes);
		const rank = (one: Diagnostic): [number, number, number] => [
			canvases.get(one.canvas) ?? canvases.size,
			one.node === undefined ? -1 : (nodes.get(`${one.canvas}\n${one.node}`) ?? -1),
			one.severity === 'error' ? 0 : 1,
		];
		return [...this.found.values()].sort((a, b) => {
			const [left, right] = [rank(a), rank(b)];
			const differs = left.findIndex((value, i) => value !== right[i]);
			return differs < 0 ? 0 : left[differs]! < right[differs]! ? -1 : 1;
		});
	}
}
