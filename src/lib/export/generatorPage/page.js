// The program of a generator's page: it runs the model with TensorFlow.js, which stands before it in the file.
'use strict';

/**
 * @typedef {{ sort: 'noise' | 'class', size: number, range?: [number, number] }} Input
 * @typedef {{
 *   titles: { ja: string, en: string }, inputs: Input[], shape: [number, number, number], range: [number, number],
 *   modelTopology: {}, weightSpecs: import('@tensorflow/tfjs').io.WeightsManifestEntry[], weights: string
 * }} Data
 */

/** @type {typeof import('@tensorflow/tfjs')} */
const tensorflow = Reflect.get(globalThis, 'tf');

/** @param {string} selector */
function find(selector) {
	const found = document.querySelector(selector);
	if (!(found instanceof HTMLElement)) throw new Error(selector);
	return found;
}

/** @param {string} id */
function button(id) {
	return /** @type {HTMLButtonElement} */ (find(`#${id}`));
}

/** @type {Data} */
const data = JSON.parse(find('#data').textContent ?? '');
const ja = navigator.language.startsWith('ja');
const words = ja
	? {
			another: 'べつの画像',
			picture: '生成した画像',
			class: 'クラス',
			earlier: '前の数',
			later: '次の数',
			which: 'z {first}–{last} / {size}',
			wrong: 'このブラウザでは動きませんでした：',
		}
	: {
			another: 'Another',
			picture: 'What the generator makes',
			class: 'Class',
			earlier: 'Earlier numbers',
			later: 'Later numbers',
			which: 'z {first}–{last} of {size}',
			wrong: 'It does not run in this browser: ',
		};

/** Sliders at a time. */
const PAGE = 8;
const noise = data.inputs.find((input) => input.sort === 'noise');
const canvas = /** @type {HTMLCanvasElement} */ (find('canvas'));

/** What each input is given now. @type {Float32Array[]} */
let values = [];
/** The first number that has a slider. */
let first = 0;
/** @type {import('@tensorflow/tfjs').LayersModel} */
let model;

/** Box and Muller's. */
function normal() {
	return Math.sqrt(-2 * Math.log(1 - Math.random())) * Math.cos(2 * Math.PI * Math.random());
}

/** @param {Input} input */
function draw({ size, range }) {
	const next = range ? () => range[0] + (range[1] - range[0]) * Math.random() : normal;
	return Float32Array.from({ length: size }, next);
}

/** @param {number} size @param {number} chosen */
function oneOf(size, chosen) {
	return Float32Array.from({ length: size }, (_, i) => Number(i === chosen));
}

function another() {
	values = data.inputs.map((input, i) =>
		input.sort === 'noise' ? draw(input) : (values[i] ?? oneOf(input.size, 0)),
	);
	sliders();
	void show();
}

async function show() {
	const [height, width, channels] = data.shape;
	const [min, max] = data.range;
	const made = tensorflow.tidy(() => {
		const given = values.map((value) => tensorflow.tensor(value, [1, value.length]));
		const out = model.predict(given);
		const picture = Array.isArray(out) ? out[0] : out;
		if (!picture) throw new Error('no picture');
		return picture
			.sub(min)
			.div(max - min)
			.clipByValue(0, 1)
			.mul(255);
	});
	const numbers = await made.data();
	made.dispose();
	canvas.width = width;
	canvas.height = height;
	const picture = new ImageData(width, height);
	for (let i = 0; i < width * height; i++) {
		for (let c = 0; c < 3; c++)
			picture.data[4 * i + c] = Math.round(numbers[channels * i + (channels === 3 ? c : 0)] ?? 0);
		picture.data[4 * i + 3] = 255;
	}
	canvas.getContext('2d')?.putImageData(picture, 0, 0);
}

function sliders() {
	const z = noise && values[data.inputs.indexOf(noise)];
	for (const id of ['earlier', 'later', 'which']) find(`#${id}`).hidden = !z || z.length <= PAGE;
	if (!z) return;
	const last = Math.min(first + PAGE, z.length);
	find('#which').textContent = words.which
		.replace('{first}', String(first + 1))
		.replace('{last}', String(last))
		.replace('{size}', String(z.length));
	button('earlier').disabled = first === 0;
	button('later').disabled = last === z.length;
	const rows = Array.from({ length: last - first }, (_, i) => slider(z, first + i));
	find('#sliders').replaceChildren(...rows);
}

/** @param {Float32Array} z @param {number} i */
function slider(z, i) {
	const [min, max] = noise?.range ?? [-3, 3];
	const label = document.createElement('label');
	const name = document.createElement('span');
	const input = document.createElement('input');
	const figure = document.createElement('output');
	const tell = () => (figure.textContent = (z[i] ?? 0).toFixed(2));
	name.textContent = `z${i + 1}`;
	Object.assign(input, { type: 'range', min, max, step: 'any', value: z[i] });
	input.oninput = () => {
		z[i] = Number(input.value);
		tell();
		void show();
	};
	tell();
	label.append(name, input, figure);
	return label;
}

function classes() {
	const place = data.inputs.findIndex((input) => input.sort === 'class');
	const input = data.inputs[place];
	if (!input) return;
	find('#classes').ariaLabel = words.class;
	const buttons = Array.from({ length: input.size }, (_, i) => {
		const one = document.createElement('button');
		one.textContent = String(i);
		one.role = 'radio';
		one.ariaChecked = String(i === 0);
		one.onclick = () => {
			values[place] = oneOf(input.size, i);
			for (const other of buttons) other.ariaChecked = String(other === one);
			void show();
		};
		return one;
	});
	find('#classes').append(...buttons);
}

/** @param {number} by */
function turn(by) {
	first += by;
	sliders();
}

async function begin() {
	document.documentElement.lang = ja ? 'ja' : 'en';
	document.title = ja ? data.titles.ja : data.titles.en;
	find('h1').textContent = document.title;
	canvas.ariaLabel = words.picture;
	button('another').textContent = words.another;
	button('another').onclick = another;
	button('earlier').ariaLabel = words.earlier;
	button('earlier').onclick = () => turn(-PAGE);
	button('later').ariaLabel = words.later;
	button('later').onclick = () => turn(PAGE);
	const weightData = Uint8Array.from(atob(data.weights), (letter) => letter.charCodeAt(0)).buffer;
	const { modelTopology, weightSpecs } = data;
	const artifacts = { modelTopology, weightSpecs, weightData };
	model = await tensorflow.loadLayersModel(tensorflow.io.fromMemory(artifacts));
	classes();
	another();
}

begin().catch((error) => (find('#trouble').textContent = words.wrong + error.message));
