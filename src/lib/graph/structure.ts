// Says in plain words where a file's structure is wrong and what belongs there.
import { z } from 'zod';
import { clipped } from './names';
import type { Text } from './types';

type Issue = z.core.$ZodIssue;

/** `networks.G.canvas.nodes[3].at` */
export function pathText(path: readonly PropertyKey[]): string {
	return path
		.map((key, i) =>
			typeof key === 'number' ? `[${key}]` : (i > 0 ? '.' : '') + clipped(String(key)),
		)
		.join('');
}

/** The first problem a schema found, as one sentence. */
export function describeIssue(error: z.core.$ZodError): { where: string; message: Text } {
	let issue = error.issues[0];
	let path: PropertyKey[] = [...(issue?.path ?? [])];
	// Of a union's branches, the one that came furthest says most.
	while (issue?.code === 'invalid_union') {
		const branches: Issue[] = issue.errors.flatMap((branch) => branch.slice(0, 1));
		const deepest = branches.sort((a, b) => b.path.length - a.path.length)[0];
		if (!deepest || deepest.path.length === 0) break;
		path = [...path, ...deepest.path];
		issue = deepest;
	}
	const where = pathText(path);
	const { ja, en } = issue ? expectation(issue) : { ja: '形がちがいます', en: 'the form is wrong' };
	return {
		where,
		message: where
			? {
					ja: `ファイルの構造が正しくありません。${where}：${ja}。`,
					en: `The file’s structure is wrong at ${where}: ${en}.`,
				}
			: {
					ja: `ファイルの構造が正しくありません：${ja}。`,
					en: `The file’s structure is wrong: ${en}.`,
				},
	};
}

const NAMES: Record<string, Text> = {
	string: { ja: '文字列', en: 'a text' },
	number: { ja: '数', en: 'a number' },
	int: { ja: '整数', en: 'a whole number' },
	boolean: { ja: '真偽値', en: 'true or false' },
	array: { ja: '配列', en: 'a list' },
	tuple: { ja: '2 つの値の配列', en: 'a list of two' },
	object: { ja: 'オブジェクト', en: 'an object' },
	record: { ja: 'オブジェクト', en: 'an object' },
};

const NAME_RULE: Text = {
	ja: '名前に使えるのは半角英数字と _ と - です（64 字まで。constructor などの予約語を除きます）',
	en: 'a name may hold letters, digits, _ and - (up to 64), and not be a reserved word such as constructor',
};

function expectation(issue: Issue): Text {
	switch (issue.code) {
		case 'invalid_type': {
			const expected = NAMES[issue.expected];
			return expected
				? { ja: `${expected.ja}が必要です`, en: `${expected.en} is expected` }
				: { ja: `${issue.expected} が必要です`, en: `${issue.expected} is expected` };
		}
		case 'unrecognized_keys': {
			const few = issue.keys.slice(0, 4).map(clipped);
			const keys = [...few, ...(few.length < issue.keys.length ? ['…'] : [])].join(', ');
			return { ja: `知らない項目があります（${keys}）`, en: `unknown entries (${keys})` };
		}
		case 'invalid_value': {
			const values = issue.values.map((value) => String(value)).join(' | ');
			return { ja: `${values} のどれかが必要です`, en: `one of ${values} is expected` };
		}
		case 'too_big':
			return { ja: `上限は ${issue.maximum} です`, en: `${issue.maximum} is the most allowed` };
		case 'too_small':
			return { ja: `下限は ${issue.minimum} です`, en: `${issue.minimum} is the least allowed` };
		case 'invalid_key':
			return NAME_RULE;
		case 'custom':
			return issue.message === 'portName'
				? {
						ja: 'ポート名は空白と / を含まない 40 字までの文字列です',
						en: 'a port’s name is up to 40 characters without spaces and slashes',
					}
				: NAME_RULE;
		case 'invalid_format':
			return { ja: 'http または https のアドレスが必要です', en: 'a web address is expected' };
		default:
			return { ja: '値の形がちがいます', en: 'the value has the wrong form' };
	}
}
