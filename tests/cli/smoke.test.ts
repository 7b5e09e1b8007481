import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { smallGan } from '../runtime/smallGan';

const root = join(import.meta.dirname, '../..');
let folder: string;
beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), 'ganloom-'));
});
afterAll(() => rm(folder, { recursive: true }));

it('runs as a program of its own, on wasm', { timeout: 60_000 }, async () => {
	const file = join(folder, 'gan.json');
	await writeFile(file, JSON.stringify(smallGan()));
	const result = await new Promise<{ code: unknown; out: string; err: string }>((resolve) => {
		const program = [
			join(root, 'node_modules/tsx/dist/cli.mjs'),
			join(root, 'src/lib/cli/main.ts'),
		];
		const args = ['train', file, '--rounds', '2', '--json'];
		execFile(process.execPath, [...program, ...args], { cwd: folder }, (error, out, err) =>
			resolve({ code: error?.code ?? 0, out, err }),
		);
	});
	expect(result.err).toBe('');
	expect(result.code).toBe(0);
	expect(result.out.trim().split('\n')).toHaveLength(2);
});
