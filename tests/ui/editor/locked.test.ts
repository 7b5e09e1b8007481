// A locked graph stays as it is, whatever is tried; how long it trains may still be set.
import { describe, expect, it } from 'vitest';
import { kindOf } from '../../../src/lib/nodes/catalogue';
import { Editor } from '../../../src/lib/ui/editor/editor.svelte';
import { documentOf } from '../../graph/documents';

describe('a locked editor', () => {
	it('refuses edits, undo and redo, says so, and takes them once unlocked', () => {
		const editor = new Editor(documentOf());
		editor.apply({ type: 'setDocumentTitle', title: 'first' });
		let refused = 0;
		editor.onRefuse = () => refused++;
		editor.locked = true;
		editor.apply({ type: 'setDocumentTitle', title: 'second' });
		const kind = kindOf('noise')!;
		const { name } = kind.doc;
		const about = { key: 'noise', icon: kind.icon, category: kind.category, params: {} };
		editor.add({ ...about, name, help: name, kind }, [0, 0]);
		editor.undo();
		expect(editor.document.title).toBe('first');
		expect(editor.document.training.nodes).toEqual([]);
		expect(editor.selection.size).toBe(0);
		expect(editor.canUndo).toBe(false);
		expect(refused).toBe(2);

		editor.apply({ type: 'setRun', run: { rounds: 77 } });
		expect(editor.document.run.rounds).toBe(77);

		editor.locked = false;
		editor.undo();
		editor.undo();
		expect(editor.document.title).toBe('test');
	});
});
