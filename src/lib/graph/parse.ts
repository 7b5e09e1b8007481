// Reads a document from a file's text. Every file that can't be read gets one clear message, and no file throws.
import { jsonSize } from './jsonSize';
import { excess, MAX_DEPTH, MAX_TEXT, MAX_VALUES } from './limits';
import { clipped } from './names';
import { migrate, type JsonObject } from './migrate';
import { documentSchema } from './schema';
import { describeIssue } from './structure';
import { FORMAT, VERSION, type Canvas, type GraphDocument, type Json, type Text } from './types';

export interface ParseProblem {
	code: 'notJson' | 'notGanLoom' | 'newerVersion' | 'oldVersion' | 'structure' | 'tooLarge';
	message: Text;
	/** The place in the file: `networks.G.canvas.nodes[3].at`. */
	where?: string;
}

export type Parsed =
	| { document: GraphDocument; problem?: undefined }
	| { problem: ParseProblem; document?: undefined };

/** A document of the newest version, or why there is none. Unknown kinds are kept; the compiler tells of them. */
export function parseDocument(text: string): Parsed {
	const { json, problem } = parseJson(text);
	if (problem) return { problem };
	if (!isObject(json) || json.format !== FORMAT) {
		return fail('notGanLoom', {
			ja: 'GAN Loom のファイルではありません（format が "ganloom" ではありません）。',
			en: 'This is not a GAN Loom file: its format is not “ganloom”.',
		});
	}
	const { version } = json;
	if (typeof version === 'number' && Number.isInteger(version) && version > VERSION) {
		return fail('newerVersion', {
			ja: `新しい版（${version}）の GAN Loom で作られたファイルです。この GAN Loom が読めるのは版 ${VERSION} までです。ページを読み込み直して更新してください。`,
			en: `This file was made by a newer GAN Loom (version ${version}); this one reads up to version ${VERSION}. Reload the page to update.`,
		});
	}
	if (typeof version !== 'number' || !Number.isInteger(version)) {
		return structureProblem('version', {
			ja: '版は整数で表します',
			en: 'the version is a whole number',
		});
	}
	const current = migrate(json);
	if (!current) {
		return fail('oldVersion', {
			ja: `版 ${version} のファイルを読む方法がありません。`,
			en: `There is no way to read a file of version ${version}.`,
		});
	}
	return checkDocument(current);
}

/** The same for a file's bytes: of more than can be read, no more is decoded than tells so. */
export function parseDocumentBytes(bytes: Uint8Array): Parsed {
	return parseDocument(new TextDecoder().decode(bytes.subarray(0, 3 * MAX_TEXT + 3)));
}

/** The same checks for a value already parsed and migrated. */
export function checkDocument(value: unknown): Parsed {
	const over = excess(value);
	if (over) {
		const what = {
			nodes: { ja: 'ノード', en: 'nodes' },
			wires: { ja: '線', en: 'wires' },
			bodies: { ja: 'ネットワークとブロック', en: 'networks and blocks' },
		}[over.what];
		return fail('tooLarge', {
			ja: `${what.ja}が多すぎます（${over.count}）。上限は ${over.max} です。`,
			en: `Too many ${what.en}: ${over.count}. At most ${over.max} are allowed.`,
		});
	}
	let result: ReturnType<typeof documentSchema.safeParse>;
	try {
		result = documentSchema.safeParse(value);
	} catch (error) {
		// Zod hands on what it finds as arguments of a call, and there is no room for a hundred thousand.
		if (!(error instanceof RangeError)) throw error;
		return structureProblem('', {
			ja: 'ほとんどすべての項目が違っています',
			en: 'nearly everything in it is wrong',
		});
	}
	if (!result.success) {
		const { where, message } = describeIssue(result.error);
		return { problem: { code: 'structure', message, where } };
	}
	const document: GraphDocument = result.data;
	return findDuplicate(document) ?? { document };
}

/** Parses JSON whose keys and depth are harmless. */
export function parseJson(
	text: string,
): { json: Json; problem?: undefined } | { problem: ParseProblem; json?: undefined } {
	if (text.length > MAX_TEXT) {
		return fail('tooLarge', {
			ja: `ファイルが大きすぎます（${megabytes(text.length)} MB）。上限は ${megabytes(MAX_TEXT)} MB です。`,
			en: `The file is too large: ${megabytes(text.length)} MB. At most ${megabytes(MAX_TEXT)} MB are read.`,
		});
	}
	const { depth, values } = jsonSize(text);
	if (depth > MAX_DEPTH) {
		return structureProblem('', {
			ja: `入れ子が ${MAX_DEPTH} 段を超えています`,
			en: `it is nested more than ${MAX_DEPTH} levels deep`,
		});
	}
	if (values > MAX_VALUES) {
		return fail('tooLarge', {
			ja: `ファイルの項目が多すぎます（${values}）。上限は ${MAX_VALUES} です。`,
			en: `There is too much in the file: ${values} values. At most ${MAX_VALUES} are read.`,
		});
	}
	let json: Json;
	try {
		// A byte order mark is not JSON, but some editors write one.
		json = JSON.parse(text.replace(/^\uFEFF/, '')) as Json;
	} catch (error) {
		const detail = error instanceof Error ? error.message : String(error);
		return fail('notJson', {
			ja: `JSON として読めません（${detail}）。`,
			en: `This is not JSON (${detail}).`,
		});
	}
	const problem = refuseTricks(json);
	return problem ? { problem } : { json };
}

const TRICKS = new Set(['__proto__', 'constructor', 'prototype']);

function refuseTricks(json: Json): ParseProblem | undefined {
	const open: { value: Json; path: string }[] = [{ value: json, path: '' }];
	for (let next = open.pop(); next; next = open.pop()) {
		const { value, path } = next;
		if (value === null || typeof value !== 'object') continue;
		if (Array.isArray(value)) {
			value.forEach((item, i) => open.push({ value: item, path: `${path}[${i}]` }));
			continue;
		}
		for (const [key, item] of Object.entries(value)) {
			const inside = path ? `${path}.${clipped(key)}` : clipped(key);
			if (TRICKS.has(key)) {
				return structureProblem(inside, {
					ja: `「${key}」は名前に使えません`,
					en: `“${key}” can’t be used as a name`,
				}).problem;
			}
			open.push({ value: item, path: inside });
		}
	}
	return undefined;
}

/** Two nodes or frames of one name would be one and the same wherever names are used. */
function findDuplicate(document: GraphDocument): Parsed | undefined {
	const canvases: [string, Canvas][] = [
		['training', document.training],
		...Object.entries(document.networks).map(([name, { canvas }]): [string, Canvas] => [
			`networks.${name}.canvas`,
			canvas,
		]),
		...Object.entries(document.blocks).map(([name, { canvas }]): [string, Canvas] => [
			`blocks.${name}.canvas`,
			canvas,
		]),
	];
	for (const [path, canvas] of canvases) {
		for (const part of ['nodes', 'frames'] as const) {
			const seen = new Set<string>();
			for (const [i, { id }] of canvas[part].entries()) {
				if (seen.has(id)) {
					return structureProblem(`${path}.${part}[${i}].id`, {
						ja: `「${id}」が 2 つあります`,
						en: `there are two called “${id}”`,
					});
				}
				seen.add(id);
			}
		}
	}
	return undefined;
}

function structureProblem(where: string, what: Text): { problem: ParseProblem } {
	const at = { ja: where && `。${where}`, en: where && ` at ${where}` };
	return {
		problem: {
			code: 'structure',
			where,
			message: {
				ja: `ファイルの構造が正しくありません${at.ja}：${what.ja}。`,
				en: `The file’s structure is wrong${at.en}: ${what.en}.`,
			},
		},
	};
}

function fail(code: ParseProblem['code'], message: Text): { problem: ParseProblem } {
	return { problem: { code, message } };
}

function isObject(json: Json): json is JsonObject {
	return json !== null && typeof json === 'object' && !Array.isArray(json);
}

function megabytes(characters: number): string {
	return (characters / 1e6).toFixed(1);
}
