// The program of a generator's page: it runs the model with TensorFlow.js, which stands before it in the file.
/* global tf */
'use strict';
const at = (id) => document.getElementById(id);
const data = JSON.parse(at('data').textContent);
const ja = navigator.language.startsWith('ja');
const words = ja
	? {
			another: 'べつの画像',
			picture: '生成した画像',
			class: 'クラス',
			earlier: '前の数',
			later: '次の数',
			of: (a, b, n) => 'z ' + a + '–' + b + ' / ' + n,
			wrong: 'このブラウザでは動きませんでした：',
		}
	: {
			another: 'Another',
			picture: 'What the generator makes',
			class: 'Class',
			earlier: 'Earlier numbers',
			later: 'Later numbers',
			of: (a, b, n) => 'z ' + a + '–' + b + ' of ' + n,
			wrong: 'It does not run in this browser: ',
		};
const PAGE = 8;
const noise = data.inputs.find((input) => input.sort === 'noise');
let values = [];
let first = 0;
let model;

function normal() {
	return Math.sqrt(-2 * Math.log(1 - Math.random())) * Math.cos(2 * Math.PI * Math.random());
}
function draw(input) {
	const [min, max] = input.range ?? [];
	return Float32Array.from({ length: input.size }, () =>
		input.range ? min + (max - min) * Math.random() : normal(),
	);
}
function another() {
	values = data.inputs.map((input, i) =>
		input.sort === 'noise' ? draw(input) : (values[i] ?? oneOf(input.size, 0)),
	);
	sliders();
	show();
}
function oneOf(size, chosen) {
	return Float32Array.from({ length: size }, (_, i) => Number(i === chosen));
}

async function show() {
	const [height, width, channels] = data.shape;
	const [min, max] = data.range;
	const made = tf.tidy(() => {
		const given = values.map((value) => tf.tensor(value, [1, value.length]));
		const out = model.predict(given.length > 1 ? given : given[0]);
		return (Array.isArray(out) ? out[0] : out)
			.sub(min)
			.div(max - min)
			.clipByValue(0, 1)
			.mul(255);
	});
	const numbers = await made.data();
	made.dispose();
	const canvas = document.querySelector('canvas');
	canvas.width = width;
	canvas.height = height;
	const picture = new ImageData(width, height);
	for (let i = 0; i < width * height; i++)
		for (let c = 0; c < 4; c++)
			picture.data[4 * i + c] =
				c === 3 ? 255 : Math.round(numbers[channels * i + (channels === 3 ? c : 0)]);
	canvas.getContext('2d').putImageData(picture, 0, 0);
}

function sliders() {
	const z = values[data.inputs.indexOf(noise)];
	at('earlier').hidden = at('later').hidden = at('which').hidden = !noise || noise.size <= PAGE;
	if (!z) return;
	const last = Math.min(first + PAGE, z.length);
	at('which').textContent = words.of(first + 1, last, z.length);
	at('earlier').disabled = first === 0;
	at('later').disabled = last === z.length;
	const [min, max] = noise.range ?? [-3, 3];
	at('sliders').replaceChildren(
		...Array.from({ length: last - first }, (_, i) => {
			const label = document.createElement('label');
			const name = document.createElement('span');
			const slider = document.createElement('input');
			const figure = document.createElement('output');
			name.textContent = 'z' + (first + i + 1);
			Object.assign(slider, { type: 'range', min, max, step: 'any', value: z[first + i] });
			figure.textContent = z[first + i].toFixed(2);
			slider.oninput = () => {
				z[first + i] = Number(slider.value);
				figure.textContent = z[first + i].toFixed(2);
				show();
			};
			label.append(name, slider, figure);
			return label;
		}),
	);
}

function classes() {
	const place = data.inputs.findIndex((input) => input.sort === 'class');
	if (place < 0) return;
	at('classes').ariaLabel = words.class;
	const buttons = Array.from({ length: data.inputs[place].size }, (_, i) => {
		const button = document.createElement('button');
		button.textContent = String(i);
		button.role = 'radio';
		button.ariaChecked = String(i === 0);
		button.onclick = () => {
			values[place] = oneOf(buttons.length, i);
			buttons.forEach((one, j) => (one.ariaChecked = String(i === j)));
			show();
		};
		return button;
	});
	at('classes').append(...buttons);
}

async function begin() {
	document.documentElement.lang = ja ? 'ja' : 'en';
	document.title = document.querySelector('h1').textContent = ja ? data.titles.ja : data.titles.en;
	document.querySelector('canvas').ariaLabel = words.picture;
	at('another').textContent = words.another;
	at('earlier').ariaLabel = words.earlier;
	at('later').ariaLabel = words.later;
	at('another').onclick = another;
	at('earlier').onclick = () => ((first -= PAGE), sliders());
	at('later').onclick = () => ((first += PAGE), sliders());
	const weightData = Uint8Array.from(atob(data.weights), (letter) => letter.charCodeAt(0)).buffer;
	const { modelTopology, weightSpecs } = data;
	model = await tf.loadLayersModel(tf.io.fromMemory({ modelTopology, weightSpecs, weightData }));
	classes();
	another();
}
begin().catch((error) => (at('trouble').textContent = words.wrong + error.message));
