// Compiles the AssemblyScript kernels and writes them into binary.ts. Run it with `npm run build:kernels`.
import asc from 'assemblyscript/asc';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = fileURLToPath(new URL('.', import.meta.url));

/** One variant as base64; `relaxed` allows fused multiply-add. Throws with the compiler's words. */
async function compile(relaxed: boolean): Promise<string> {
	const sources = new Map(
		readdirSync(join(here, 'assembly'))
			.filter((name) => name.endsWith('.ts'))
			.map((name) => [name, readFileSync(join(here, 'assembly', name), 'utf8')]),
	);
	let binary: Uint8Array | undefined;
	const { error, stderr } = await asc.main(
		[
			'index.ts',
			...['--outFile', 'kernels.wasm', '-O3', '--converge', '--noAssert', '--runtime', 'stub'],
			// A maximum, so that the memory can be declared shared.
			...['--importMemory', '--initialMemory', '1', '--maximumMemory', '65536'],
			...['--enable', 'simd'],
			...(relaxed ? ['--enable', 'relaxed-simd'] : []),
		],
		{
			readFile: (name) => sources.get(name) ?? null,
			writeFile: (_name, contents) => {
				if (typeof contents !== 'string') binary = contents;
			},
			listFiles: () => [],
		},
	);
	if (error || !binary) throw new Error(`The kernels do not compile.\n${stderr.toString()}`);
	return Buffer.from(binary).toString('base64');
}

/** The text of binary.ts. */
export async function buildKernels(): Promise<string> {
	return [
		'// Written by build.ts from assembly/; do not edit.',
		'',
		'/** WebAssembly with SIMD, base64. */',
		`export const plain =\n\t'${await compile(false)}';`,
		'',
		'/** The same with relaxed SIMD: fused multiply-add. */',
		`export const relaxed =\n\t'${await compile(true)}';`,
		'',
	].join('\n');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
	writeFileSync(join(here, 'binary.ts'), await buildKernels());
}
