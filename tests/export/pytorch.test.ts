// The text of PyTorch twins: that it is Python, is readable, and says what the document says.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compile } from '../../src/lib/compile/compile';
import { torchShape } from '../../src/lib/compile/link/weights';
import { datasetType } from '../../src/lib/data/catalogue';
import { textVectorOf } from '../../src/lib/nodes/sources/textVector';
import { identifier, PythonNames } from '../../src/lib/export/pytorch/pythonNames';
import { writePytorch } from '../../src/lib/export/pytorch/pytorch';
import { wrapLine } from '../../src/lib/export/pytorch/wrapLine';
import { parseDocument } from '../../src/lib/graph/parse';
import { encodeText } from '../../src/lib/graph/text';
import type { GraphDocument } from '../../src/lib/graph/types';
import { PYTHON, hasTorch } from '../nodes/conformance/torch';

const GRAPHS = fileURLToPath(new URL('../../graphs', import.meta.url));
const presets = readdirSync(GRAPHS, { recursive: true, encoding: 'utf8' }).filter((name) =>
	name.endsWith('.json'),
);
const torchIsThere = hasTorch();
if (!torchIsThere)
	console.warn(`PyTorch is not installed for ${PYTHON}: weights are not compared.`);

const folder = mkdtempSync(join(tmpdir(), 'ganloom-'));
afterAll(() => rmSync(folder, { recursive: true }));

const read = (name: string): GraphDocument =>
	parseDocument(readFileSync(join(GRAPHS, name), 'utf8')).document!;

function write(document: GraphDocument): Record<string, string> {
	const { program, diagnostics } = compile(document, { datasets: datasetType });
	if (!program) throw new Error(JSON.stringify(diagnostics));
	return writePytorch(document, program);
}

/** Writes the files of a twin and runs Python on them. */
function python(files: Readonly<Record<string, string>>, ...args: string[]): string {
	for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
	const { status, stdout, stderr } = spawnSync(PYTHON, args, { cwd: folder, encoding: 'utf8' });
	if (status !== 0) throw new Error(stderr);
	return stdout;
}

/** The lines from one that begins so to the next of its kind. */
function piece(text: string, start: string): string {
	const from = text.indexOf(start);
	const to = text.indexOf('\n\n\n', from);
	return text.slice(from, to < 0 ? undefined : to);
}

/** Of every twin, the weights of its networks: shapes by path. One process, for PyTorch takes long to load. */
const ASKED = `
import importlib, json, sys
answers = {}
for name in sys.argv[1:]:
    sys.path.insert(0, name)
    for module in ("model", "checkpoints", "tensors"):
        sys.modules.pop(module, None)
    networks, path_of = importlib.import_module("model").make_networks(), importlib.import_module("checkpoints").weight_path
    answers[name] = {
        path_of(network, key, {}): list(value.shape)
        for network, module in networks.items()
        for key, value in module.state_dict().items()
        if not key.endswith("num_batches_tracked")
    }
    sys.path.pop(0)
print(json.dumps(answers))
`;

describe('of every preset', () => {
	const written = presets.map((name) => ({ name, files: write(read(name)) }));
	const places = presets.map((name) => name.replace(/\W/g, '_'));

	beforeAll(() => {
		written.forEach(({ files }, i) => {
			mkdirSync(join(folder, places[i]!));
			for (const [name, text] of Object.entries(files))
				writeFileSync(join(folder, places[i]!, name), text);
		});
	});

	it('the twin compiles', () => {
		expect(Object.keys(written[0]!.files).filter((file) => file.endsWith('.py'))).toEqual([
			...['model.py', 'train.py', 'engine.py', 'generate.py', 'data.py', 'checkpoints.py'],
			...['tensors.py', 'pictures.py', 'batchnorm.py', 'commandline.py'],
		]);
		expect(python({}, '-m', 'compileall', '-q', ...places)).toBe('');
	});

	it.each(written)(
		'$name is no wider than a page, and has nothing that is not used',
		({ files }) => {
			const code = `${files['model.py']}${files['train.py']}`;
			const lines = code.split('\n').filter((line) => !line.includes('"""'));
			expect(lines.filter((line) => line.length > 110)).toEqual([]);
			expect(code).not.toMatch(/undefined|\[object|NaN\b/);
			// Nothing is left of the marks that values had before they had names.
			expect([...code].filter((character) => character < '\t')).toEqual([]);
			for (const [, imported] of code.matchAll(/^import (?:[\w.]+ as )?(\w+)$/gm))
				expect(code.split(new RegExp(`\\b${imported}\\.`)).length, imported).toBeGreaterThan(1);
			for (const [, helper] of code.matchAll(/^(?:def|class) (\w+)/gm))
				if (helper !== 'make_networks')
					expect(code.split(new RegExp(`\\b${helper}\\b`)).length, helper).toBeGreaterThan(2);
		},
	);

	it.skipIf(!torchIsThere)(
		'the twin has the weights of the document, by name and shape',
		{ timeout: 300_000 },
		() => {
			const answers = JSON.parse(python({}, '-c', ASKED, ...places)) as Record<string, unknown>;
			presets.forEach((name, i) => {
				const { program } = compile(read(name), { datasets: datasetType });
				const weights = Object.values(program!.networks).flatMap((network) => network.weights);
				expect(answers[places[i]!], name).toEqual(
					Object.fromEntries(weights.map((weight) => [weight.path, torchShape(weight)])),
				);
			});
		},
	);
});

describe('the first GAN', () => {
	const { 'model.py': model = '', 'train.py': train = '' } = write(read('gan.json'));

	it('has a forward as a person writes it', () => {
		expect(piece(model, '    def forward(self, z)')).toBe(`    def forward(self, z):
        x = self.relu1(self.norm1(self.dense1(z)))  # [128]
        x = self.relu2(self.norm2(self.dense2(x)))  # [256]
        x = self.relu3(self.norm3(self.dense3(x)))  # [512]
        return self.sigmoid(self.dense4(x)).reshape(-1, 1, 28, 28)  # [1, 28, 28]`);
	});

	it('runs G once a round, for both players', () => {
		expect(piece(train, 'def loss_of_playD')).toContain('v.G = nets.G(v.z)');
		expect(piece(train, 'def loss_of_playD')).toContain('nets.D(v.G.detach())');
		expect(piece(train, 'def loss_of_playG')).not.toContain('nets.G(');
		expect(piece(train, 'def play(')).toBe(`def play(game):
    """One round."""
    values = game.draw(draw_values)
    game.update("playD", loss_of_playD, values)
    game.update("playG", loss_of_playG, values)`);
	});
});

describe('what a canvas can say', () => {
	it('blocks that repeat are sequences, and networks that are the same are one class', () => {
		const { 'model.py': model = '' } = write(read('cyclegan.json'));
		expect(model).toContain('self.residuals = nn.Sequential(*(Residual() for _ in range(4)))');
		// Not F: that is what functions are called.
		expect(model).toContain('class FNet(G):');
		expect(model).toContain('class D_B(D_A):');
	});

	it('players come and go, each time with what their round takes', () => {
		const play = piece(write(read('stackgan.json'))['train.py']!, 'def play(');
		expect(play).toContain('if game.round < 12000:');
		expect(play.match(/game\.draw\((\w+)\)/g)).toEqual([
			'game.draw(draw_values)',
			'game.draw(draw_values_2)',
		]);
	});

	it('several updates a round are a loop', () => {
		const document = structuredClone(read('gan.json'));
		const player = document.training.nodes.find(({ id }) => id === 'playD')!;
		player.params = { ...player.params, steps: 5 };
		expect(piece(write(document)['train.py']!, 'def play(')).toBe(`def play(game):
    """One round."""
    for _ in range(4):
        values = game.draw(draw_values)
        game.update("playD", loss_of_playD, values)
    values = game.draw(draw_values)
    game.update("playD", loss_of_playD_2, values)
    game.update("playG", loss_of_playG, values)`);
	});

	it('names that Python does not take are changed, and known again', () => {
		const text = readFileSync(join(GRAPHS, 'gan.json'), 'utf8')
			.replaceAll('"dense1"', '"to-128"')
			.replaceAll('"relu1"', '"forward"');
		const files = write(parseDocument(text).document!);
		expect(files['model.py']).toContain('self.to_128 = nn.Linear(100, 128)');
		expect(files['model.py']).toContain('self.forward_ = nn.ReLU()');
		expect(files['model.py']).toContain('NODES = {"to_128": "to-128", "forward_": "forward"}');
		expect(files['train.py']).toContain('nodes=NODES,');
	});

	it('a network may run another, whose weights stay its own', () => {
		const document = structuredClone(read('gan.json'));
		document.networks['T-2'] = {
			role: 'other',
			canvas: {
				nodes: [
					{ id: 'z', kind: 'input', params: { name: 'z', shape: [100] }, at: [0, 0] },
					{ id: 'dense', kind: 'dense', params: { units: 100 }, at: [0, 0] },
					{ id: 'y', kind: 'output', params: { name: 'y' }, at: [0, 0] },
				],
				wires: [
					{ from: ['z', 'x'], to: ['dense', 'x'] },
					{ from: ['dense', 'y'], to: ['y', 'x'] },
				],
				frames: [],
			},
		};
		const { nodes, wires } = document.networks.G!.canvas;
		nodes.push({ id: 'turn', kind: 'call', params: { network: 'T-2' }, at: [0, 0] });
		wires.find(({ from }) => from[0] === 'z')!.from = ['turn', 'y'];
		wires.push({ from: ['z', 'x'], to: ['turn', 'z'] });
		const model = write(document)['model.py']!;
		expect(model).toContain('        x = networks["T-2"](z)  # [100]');
		expect(model).toContain('networks.update({"G": G(), "D": D(), "T-2": T_2Net()})');
		expect(piece(model, 'class G(')).not.toContain('T_2Net');
	});

	it('sentences become the same numbers', () => {
		const train = write(read('stackgan.json'))['train.py']!;
		const defined = train.slice(train.indexOf('UNSPACED ='), train.indexOf('def draw_values'));
		const sentences = [
			'a large red star at the top on a night background',
			'夜の背景の上に、大きな赤い星ー Ａ１２',
			'',
		];
		const script = [
			'import json, math, unicodedata',
			'class torch:\n    tensor = staticmethod(lambda rows: rows)',
			'class Codes(list):\n    tolist = lambda self: list(self)',
			defined,
			`print(json.dumps(text_vectors(Codes(${JSON.stringify(sentences.map((text) => [...encodeText(text)]))}), 64)))`,
		].join('\n');
		const rows = JSON.parse(python({ 'script.py': script }, 'script.py')) as number[][];
		sentences.forEach((sentence, i) => {
			const expected = textVectorOf(sentence, 64);
			rows[i]!.forEach((value, at) => expect(value).toBeCloseTo(expected[at]!, 5));
		});
	});
});

describe('names', () => {
	it.each([
		['dense1', 'dense1'],
		['to-128', 'to_128'],
		['3d', 'n3d'],
		['class', 'class_'],
		['c′', 'c_'],
		['自', 'n_'],
	])('%s becomes %s', (text, name) => expect(identifier(text)).toBe(name));

	it('stay apart', () => {
		const names = new PythonNames();
		expect(['a-b', 'a_b', 'a-b'].map((text) => names.of(text))).toEqual(['a_b', 'a_b_2', 'a_b']);
	});
});

describe('long lines', () => {
	it('are broken in their outermost brackets, at commas or sums', () => {
		const call = `    y = F.f(${'a'.repeat(50)}, [${'b'.repeat(20)}, ${'c'.repeat(20)}])`;
		expect(wrapLine(call)).toEqual([
			'    y = F.f(',
			`        ${'a'.repeat(50)},`,
			`        [${'b'.repeat(20)}, ${'c'.repeat(20)}],`,
			'    )',
		]);
		expect(wrapLine(`    y = ${'a'.repeat(60)} + ${'b'.repeat(60)}`)).toEqual([
			'    y = (',
			`        ${'a'.repeat(60)}`,
			`        + ${'b'.repeat(60)}`,
			'    )',
		]);
		expect(wrapLine(`y = (${'a'.repeat(60)} + ${'b'.repeat(60)}) / 2`)).toEqual([
			'y = (',
			`    ${'a'.repeat(60)}`,
			`    + ${'b'.repeat(60)}`,
			') / 2',
		]);
	});

	it('leave strings alone', () => {
		const line = `y = f("${'a, '.repeat(40)}")`;
		expect(wrapLine(line).join('')).toContain(`"${'a, '.repeat(40)}"`);
	});
});
