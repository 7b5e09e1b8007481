// The PyTorch twin: a document as a folder of Python that trains the same, step by step, and imports nothing of ours.
import type { Program } from '../../compile/program';
import type { GraphDocument } from '../../graph/types';
import { dataFile } from './dataFile';
import { engineFile } from './engineFile';
import { modelFile } from './modelFile';
import { readmeFiles } from './readmeFiles';
import { tensorsFile } from './tensorsFile';
import { trainFile } from './trainFile';

/** Text files by name. Weights and data sets go beside them: `weights.safetensors`, `data/NAME.json` and `.bin`. */
export function writePytorch(document: GraphDocument, program: Program): Record<string, string> {
	const model = modelFile(document, program);
	return {
		'model.py': model.text,
		'train.py': trainFile(document, program, model),
		'engine.py': engineFile,
		'data.py': dataFile,
		'tensors.py': tensorsFile,
		'requirements.txt': REQUIREMENTS,
		...readmeFiles(document, program),
	};
}

const REQUIREMENTS = `torch>=1.13
numpy  # which torch takes bytes with
tqdm  # a progress bar; may be left out
Pillow  # for folders of pictures; may be left out
`;
