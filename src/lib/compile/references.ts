// Part of validating: networks, blocks and data sets that nodes name, and the names of a body's own ports.
import { entry } from '../graph/canvases';
import { isPortName } from '../graph/names';
import type { Diagnostic, Text } from '../graph/types';
import {
	isInput,
	isOutput,
	paramsOfType,
	updatedNetworks,
	type Place,
	type Sheet,
	type Workspace,
} from './workspace';

export function checkReferences(workspace: Workspace): void {
	const { document, sheets, datasets, log } = workspace;
	const fail = (place: Place, code: string, message: Text): void => {
		place.broken = true;
		if (place.off) return;
		log.add({ severity: 'error', code, canvas: place.canvas, node: place.node.id, message });
	};
	const networks = Object.keys(document.networks).join(', ');
	for (const sheet of sheets.values()) {
		for (const place of sheet.places.values()) {
			for (const name of [...paramsOfType(place, 'network'), ...updatedNetworks(place)]) {
				if (!entry(document.networks, name))
					fail(place, 'missingNetwork', noNetwork(name, networks));
			}
			for (const name of paramsOfType(place, 'block')) {
				if (!entry(document.blocks, name)) fail(place, 'missingBlock', noBlock(name));
			}
			for (const name of paramsOfType(place, 'dataset')) {
				if (!datasets(name)) fail(place, 'missingDataset', noDataset(name));
			}
		}
		for (const [places, code] of [
			[[...sheet.places.values()].filter(isInput), 'input'],
			[[...sheet.places.values()].filter(isOutput), 'output'],
		] as const) {
			checkPortNames(places, code, fail);
			if (sheet.surface !== 'training' && places.length === 0)
				log.add(noPorts(workspace, sheet, code));
		}
	}
}

/** A body's ports are called as its input and output nodes say. */
function checkPortNames(
	places: readonly Place[],
	side: 'input' | 'output',
	fail: (place: Place, code: string, message: Text) => void,
): void {
	const seen = new Set<string>();
	for (const place of places) {
		const name = String(place.params.name);
		if (!isPortName(name)) {
			fail(place, 'portName', {
				ja: `「${name}」はポート名に使えません。空白と / を含まない 40 字までの名前にしてください。`,
				en: `“${name}” can’t name a port. Use up to 40 characters without spaces or slashes.`,
			});
		} else if (seen.has(name)) {
			const which = { input: { ja: '入力', en: 'inputs' }, output: { ja: '出力', en: 'outputs' } }[
				side
			];
			fail(place, 'duplicatePort', {
				ja: `「${name}」という${which.ja}が 2 つあります。別の名前にしてください。`,
				en: `Two ${which.en} are called “${name}”. Give this one another name.`,
			});
		}
		seen.add(name);
	}
}

/** A body without inputs or outputs can't be called. */
function noPorts(
	{ called }: Workspace,
	{ id, surface }: Sheet,
	side: 'input' | 'output',
): Diagnostic {
	const name = id.slice(id.indexOf('/') + 1);
	const severity = surface === 'network' && called.has(name) ? 'error' : 'warning';
	return {
		severity,
		canvas: id,
		...(side === 'input'
			? {
					code: 'noInput',
					message: {
						ja: `「${name}」に入力がありません。入力ノードを置いてください。`,
						en: `“${name}” has no input. Add an input node.`,
					},
				}
			: {
					code: 'noOutput',
					message: {
						ja: `「${name}」に出力がありません。出力ノードを置いて、結果をつないでください。`,
						en: `“${name}” has no output. Add an output node and wire the result to it.`,
					},
				}),
	};
}

function noNetwork(name: string, there: string): Text {
	if (name === '') {
		return {
			ja: `ネットワークが選ばれていません。${there ? `${there} から選んでください。` : 'まずネットワークを作ってください。'}`,
			en: `No network is chosen. ${there ? `Choose one of ${there}.` : 'Make a network first.'}`,
		};
	}
	return {
		ja: `ネットワーク「${name}」がありません。${there ? `あるのは ${there} です。` : 'まずネットワークを作ってください。'}`,
		en: `There is no network “${name}”. ${there ? `There are: ${there}.` : 'Make a network first.'}`,
	};
}

function noBlock(name: string): Text {
	return name === ''
		? { ja: 'ブロックが選ばれていません。', en: 'No block is chosen.' }
		: { ja: `ブロック「${name}」がありません。`, en: `There is no block “${name}”.` };
}

function noDataset(name: string): Text {
	return name === ''
		? { ja: 'データが選ばれていません。', en: 'No data set is chosen.' }
		: {
				ja: `データ「${name}」がこのブラウザにありません。別のデータを選ぶか、自分のファイルから作ってください。`,
				en: `There is no data set “${name}” in this browser. Choose another, or make it of your own files.`,
			};
}
