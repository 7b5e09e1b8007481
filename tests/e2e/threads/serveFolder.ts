// The plainest of web servers: files below a path, and no header but their type.
import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';

const TYPES: Readonly<Record<string, string>> = {
	'.html': 'text/html',
	'.js': 'text/javascript',
	'.css': 'text/css',
	'.json': 'application/json',
	'.svg': 'image/svg+xml',
	'.wasm': 'application/wasm',
};

/** `path` begins and ends with a slash. The caller closes the server. */
export async function serveFolder(
	folder: string,
	path: string,
): Promise<{ server: Server; url: string }> {
	const server = createServer(async (request, response) => {
		const asked = decodeURIComponent(new URL(request.url ?? '/', 'http://localhost').pathname);
		const inside = normalize(asked.slice(path.length - 1));
		const file = join(folder, inside.endsWith('/') ? `${inside}index.html` : inside);
		try {
			if (!asked.startsWith(path)) throw new Error(`${asked} is not below ${path}.`);
			const content = await readFile(file);
			response.setHeader('Content-Type', TYPES[extname(file)] ?? 'application/octet-stream');
			response.end(content);
		} catch (error) {
			response.statusCode = 404;
			response.end(String(error));
		}
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	return { server, url: `http://127.0.0.1:${port}${path}` };
}
