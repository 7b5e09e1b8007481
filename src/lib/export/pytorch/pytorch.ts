// The PyTorch twin: a document as a folder of Python that trains the same, step by step, and imports nothing of ours.
import type { Program } from '../../compile/program';
import type { GraphDocument } from '../../graph/types';
import { batchnormFile } from './batchnormFile';
import { checkpointsFile } from './checkpointsFile';
import { commandlineFile } from './commandlineFile';
import { dataFile } from './dataFile';
import { engineFile } from './engineFile';
import { generateFile } from './generateFile';
import { modelFile } from './modelFile';
import { picturesFile } from './picturesFile';
import { readmeFiles } from './readmeFiles';
import { tensorsFile } from './tensorsFile';
import { trainFile } from './trainFile';
import { wrapLine } from './wrapLine';

/** Text files by name. Weights and data sets go beside them: `weights.safetensors`, `data/NAME.json` and `.bin`. */
export function writePytorch(document: GraphDocument, program: Program): Record<string, string> {
	const model = modelFile(document, program);
	return {
		'model.py': wrapped(model.text),
		'train.py': wrapped(trainFile(document, program, model)),
		'engine.py': engineFile,
		'generate.py': generateFile(program, model.renames),
		'data.py': dataFile,
		'checkpoints.py': checkpointsFile,
		'tensors.py': tensorsFile,
		'pictures.py': picturesFile,
		'batchnorm.py': batchnormFile,
		'commandline.py': commandlineFile,
		'requirements.txt': REQUIREMENTS,
		...readmeFiles(document, program),
	};
}

/** Long lines of code, but not of docstrings, are broken. */
function wrapped(text: string): string {
	let inText = false;
	const lines = text.split('\n').flatMap((line) => {
		const quotes = line.split('"""').length - 1;
		const plain = inText || quotes > 0;
		if (quotes % 2 === 1) inText = !inText;
		return plain ? [line] : wrapLine(line);
	});
	return lines.join('\n');
}

const REQUIREMENTS = `torch>=1.13
numpy  # which torch takes bytes with
tqdm  # a progress bar; may be left out
Pillow  # for folders of pictures; may be left out
`;
