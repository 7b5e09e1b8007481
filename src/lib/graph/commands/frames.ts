// Setting and removing frames.
import { findCanvas } from '../canvases';
import { sameJson } from '../json';
import { isName } from '../names';
import { isPoint, type Edits } from './edits';

export const frameEdits: Edits<'setFrame' | 'removeFrame'> = {
	setFrame(draft, { canvas: id, frame }) {
		const canvas = findCanvas(draft, id);
		if (!canvas || !isName(frame.id) || !isPoint(frame.at) || !isPoint(frame.size)) return;
		const at = canvas.frames.findIndex((other) => other.id === frame.id);
		if (at < 0) canvas.frames.push(frame);
		else if (!sameJson(canvas.frames[at], frame)) canvas.frames[at] = frame;
	},

	removeFrame(draft, { canvas: id, frame }) {
		const canvas = findCanvas(draft, id);
		if (!canvas?.frames.some((other) => other.id === frame)) return;
		canvas.frames = canvas.frames.filter((other) => other.id !== frame);
	},
};
