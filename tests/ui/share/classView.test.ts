// What a link asks for is read as it was written, and nothing else is taken from it.
import { describe, expect, it } from 'vitest';
import {
	HIDEABLE,
	readClassView,
	USUAL_VIEW,
	writeClassView,
	type ClassView,
} from '../../../src/lib/ui/share/classView';

const written = (view: ClassView): string => {
	const query = new URLSearchParams();
	writeClassView(query, view);
	return String(query);
};

describe('how an address asks a project to be shown', () => {
	it('says nothing of the usual', () => {
		expect(written(USUAL_VIEW)).toBe('');
		expect(readClassView(new URLSearchParams())).toEqual(USUAL_VIEW);
	});

	it('comes back as it was', () => {
		for (const locked of [false, true])
			for (const generate of [false, true])
				for (const hidden of [[], ['strip'], [...HIDEABLE]] as const) {
					const view: ClassView = { locked, generate, hidden };
					expect(readClassView(new URLSearchParams(written(view)))).toEqual(view);
				}
	});

	it('leaves out what there isn’t', () => {
		const query = new URLSearchParams('lock=yes&hide=topBar,strip,__proto__&phase=x');
		expect(readClassView(query)).toEqual({ locked: false, generate: false, hidden: ['strip'] });
	});
});
